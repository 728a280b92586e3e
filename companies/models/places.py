"""Where companies lie: postal codes with their town, and the areas of the municipality that they belong to."""

from django.core.validators import RegexValidator
from django.db import models

from staff.models.order import danish_sort_key


class Area(models.Model):
    """A part of the municipality by which call lists are made."""

    name = models.CharField("område", max_length=60, unique=True)
    sort_name = models.GeneratedField(
        expression=danish_sort_key("name"),
        output_field=models.CharField(max_length=120, db_collation="C"),
        db_persist=True,
    )

    class Meta:
        ordering = ("sort_name", "id")

    def __str__(self) -> str:
        return self.name


class PostalCode(models.Model):
    """A postal code with its town; without an area it lies outside the municipality."""

    code = models.CharField("postnummer", max_length=4, primary_key=True, validators=[RegexValidator(r"^[0-9]{4}$")])
    town = models.CharField("by", max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, verbose_name="område")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.town}"
