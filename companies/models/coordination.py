"""Who coordinates the work with companies across the units (REBGEN-57)."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.utils import timezone

from companies.models.dated import Dated, DateRange
from staff.models.history import tracked


@tracked()
class Coordinator(Dated):
    """A person coordinates from-to; one at a time. `unit` is where the responsibility lies."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField("enhed", max_length=80)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="coordinator_once",
                expressions=[
                    (DateRange("from_on", "to_on", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS)
                ],
                violation_error_message="Der er allerede en koordinator i perioden.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.from_on}"
