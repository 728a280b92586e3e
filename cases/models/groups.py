"""Target groups: one row a group, seeded from the rule files; which duties are demanded is data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class TargetGroup(models.Model):
    """A target group. `demands` lists the duty families the profile demands of it (A-66)."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField("navn", max_length=80)
    short_name = models.CharField("kort navn", max_length=40)
    near_far = models.CharField("tæt på eller langt fra", max_length=4, blank=True)
    unit = models.CharField("enhed", max_length=60, blank=True)
    demands = ArrayField(models.CharField(max_length=20), default=list, verbose_name="krævede pligter")
    valid_from = models.DateField("gælder fra", null=True, blank=True)
    valid_to = models.DateField("gælder til", null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name
