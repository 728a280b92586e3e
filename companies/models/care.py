"""Code of Care: companies that take social responsibility, members from a day to a day (HED21-60)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q

from companies.models.agreed import AgreedWithCompany
from companies.models.company import Company
from companies.models.dated import DateRange
from staff.models.history import tracked


@tracked()
class CareMembership(AgreedWithCompany):
    """A company is a member on these days, both included; without a last day until it leaves."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="care_memberships")
    note = models.CharField("hvad de vil", max_length=300, blank=True)

    class Meta(AgreedWithCompany.Meta):
        constraints = (
            *AgreedWithCompany.Meta.constraints,
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
