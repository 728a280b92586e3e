"""Code of Care: companies that take social responsibility, members from a day to a day (HED21-60)."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone

from companies.models.company import Company
from companies.models.dated import Dated, DatedQuerySet, DateRange
from staff.models.history import tracked


class MembershipQuerySet(DatedQuerySet):
    def valid(self) -> Self:
        """Memberships that hold: not voided."""
        return self.filter(voided_at__isnull=True)


@tracked()
class CareMembership(Dated):
    """A company is a member on these days, both included; without a last day until it leaves."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="care_memberships")
    note = models.CharField("hvad de vil", max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField("begrundelse", max_length=300, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="care_membership_once",
                expressions=[
                    ("company", RangeOperators.EQUAL),
                    (DateRange("from_on", "to_on", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
                ],
                condition=Q(voided_at__isnull=True),
                violation_error_message="Virksomheden er allerede medlem i perioden.",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=False),
                name="care_membership_begins",
                violation_error_message="Skriv den første dag.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
                name="care_membership_void_reason",
                violation_error_message="En rettelse skal have en begrundelse.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.company_id}: {self.from_on}"
