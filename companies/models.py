"""Companies where a citizen can be placed."""

from django.core.exceptions import ValidationError
from django.db import models
from stdnum.dk import cvr


def validate_cvr(value: str) -> None:
    """Check length and check digit of a CVR number; raises ValidationError in Danish."""
    if not cvr.is_valid(value):
        raise ValidationError("CVR-nummeret er ikke gyldigt. Det har 8 cifre.")


class Company(models.Model):
    name = models.CharField("navn", max_length=120)
    cvr = models.CharField("CVR-nummer", max_length=8, unique=True, null=True, blank=True, validators=[validate_cvr])
    active = models.BooleanField("aktiv", default=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name
