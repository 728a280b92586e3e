"""Columns of the catalogue: named sets of target groups. A group in no column is "ikke kategoriseret" (A-20)."""

from django.db import models

from staff.models.history import tracked


@tracked()
class Column(models.Model):
    name = models.CharField(
        "navn", max_length=60, unique=True, error_messages={"unique": "Der er allerede en kolonne med det navn."}
    )
    short_name = models.CharField("kort navn", max_length=30)
    position = models.PositiveSmallIntegerField("plads", default=0)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def codes(self) -> list[str]:
        """Its target groups (rules.vocabulary.TargetGroup)."""
        return sorted(group.code for group in self.groups.all())


@tracked()
class ColumnGroup(models.Model):
    """A target group stands in one column at most."""

    column = models.ForeignKey(Column, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(
        "målgruppe",
        max_length=40,
        unique=True,
        error_messages={"unique": "Målgruppen står allerede i en anden kolonne."},
    )

    def __str__(self) -> str:
        return self.code
