"""Days from a first to a last one, both included; an empty last day is open."""

import pgtrigger
from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db import models

MAY_CHANGE = "'{to_on,voided_at,voided_by_id,void_reason}'::text[]"
REWRITTEN = pgtrigger.Condition(
    f"OLD.voided_at IS NOT NULL OR to_jsonb(OLD) - {MAY_CHANGE} <> to_jsonb(NEW) - {MAY_CHANGE}"
)
"""What a period says, its first day and its person never change, and nothing of a row that was taken back."""


class DateRange(models.Func):
    """`daterange(from, to, '[]')` of two columns."""

    function = "DATERANGE"
    output_field = DateRangeField()


def period() -> DateRange:
    return DateRange("from_on", "to_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True))


def in_order(name: str) -> models.CheckConstraint:
    """A check that the last day is empty or on or after the first."""
    return models.CheckConstraint(
        condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
        name=name,
        violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
    )
