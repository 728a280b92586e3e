"""What a grant lays claim to: money of a budget line, year by year, and a seat of the offer."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from cases.models.course import period
from cases.models.fact import in_order
from cases.models.grants import Grant
from offers.models import BudgetYear, Offer
from staff.models.history import tracked


@tracked()
class GrantCost(models.Model):
    """What a grant costs in one budget year, for its days in it. Given back it stays, with the time."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="costs")
    budget = models.ForeignKey(BudgetYear, on_delete=models.PROTECT, related_name="costs")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    from_on = models.DateField("fra")
    to_on = models.DateField("til")
    committed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            in_order("grant_cost_dates"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="grant_cost_amount"),
            models.UniqueConstraint(
                fields=("grant", "budget"), condition=Q(released_at__isnull=True), name="grant_cost_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.amount}"


class GrantSeat(models.Model):
    """Seat number 1 to `of` of an offer on the days of the grant; nobody else has the number on those days."""

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="seat")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    from_on = models.DateField("fra")
    to_on = models.DateField("til")

    class Meta:
        constraints = (
            in_order("grant_seat_dates"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=F("of")),
                name="grant_seat_within",
                violation_error_message="Tilbuddet har ikke flere pladser.",
            ),
            ExclusionConstraint(
                name="grant_seat_taken",
                expressions=[
                    ("offer", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Pladsen er lige blevet taget.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.number} {self.from_on}"
