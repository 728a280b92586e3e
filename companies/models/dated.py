"""Rows that hold from a day to a day: the last day may be open, and nothing ends before it begins."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q


class DateRange(models.Func):
    """`daterange(from, to, '[]')` of two columns."""

    function = "DATERANGE"
    output_field = DateRangeField()


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Rows that hold on `day`."""
        begun = Q(from_on__isnull=True) | Q(from_on__lte=day)
        return self.filter(begun, Q(to_on__isnull=True) | Q(to_on__gte=day))


class Dated(models.Model):
    """Base of rows with a first and a last day, both included; empty: without limit."""

    from_on = models.DateField("fra", null=True, blank=True)
    to_on = models.DateField("til", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("from_on", "id")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="%(app_label)s_%(class)s_order",
                violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
            ),
        )


def no_overlap(name: str, owner: str, *, message: str) -> ExclusionConstraint:
    """One row of `owner` at a time."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (owner, RangeOperators.EQUAL),
            (DateRange("from_on", "to_on", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )
