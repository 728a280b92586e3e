"""The shape of every fact: recorded by someone at some time, never overwritten, corrected by voiding with a reason."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone


class FactQuerySet(models.QuerySet[Any]):
    def valid(self) -> Self:
        """Facts that hold today: not voided."""
        return self.filter(voided_at__isnull=True)


class Fact(models.Model):
    """Base of all facts about a case. `form_key` is the one-use key of the form that made the row."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="%(class)ss", verbose_name="sag")
    recorded_at = models.DateTimeField("registreret", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="registreret af"
    )
    voided_at = models.DateTimeField("annulleret", null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField("begrundelse for rettelsen", max_length=300, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    source_key = models.CharField("nøgle i kilden", max_length=60, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(voided_at__isnull=True) | ~models.Q(void_reason=""),
                name="%(app_label)s_%(class)s_void_reason",
                violation_error_message="En rettelse skal have en begrundelse.",
            ),
        )


def in_order(name: str, first: str = "from_on", last: str = "to_on") -> models.CheckConstraint:
    """A check that `last` is empty or on or after `first`."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{last}__isnull": True}) | models.Q(**{f"{last}__gte": models.F(first)}),
        name=name,
        violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
    )
