"""The budget of a line for a year, what has been cut from it, and what is committed by grants.

`committed` is the sum of the costs of grants (`cases.models.GrantCost`) and is written only together with them, in one
statement that the check constraint may refuse. It can never exceed what is left of the budget.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from offers.models.offers import BudgetLine
from staff.models.history import tracked

SPENT = "Der er ikke penge nok på budgetlinjen."


@tracked()
class BudgetYear(models.Model):
    """`amount` as decided, `reduction` what a later decision took from it (REB23-01), `reason` where that is said."""

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="years", verbose_name="budgetlinje")
    year = models.PositiveSmallIntegerField("år")
    amount = models.DecimalField("budget", max_digits=12, decimal_places=2)
    reduction = models.DecimalField("reduktion", max_digits=12, decimal_places=2, default=Decimal(0))
    reason = models.CharField("begrundelse", max_length=300)
    committed = models.DecimalField("disponeret", max_digits=12, decimal_places=2, default=Decimal(0), editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("line__bound", "line__name")
        constraints = (
            models.UniqueConstraint(
                fields=("line", "year"),
                name="budget_year_once",
                violation_error_message="Linjen har allerede et budget for året.",
            ),
            models.CheckConstraint(
                condition=Q(committed__gte=0) & Q(committed__lte=F("amount") - F("reduction")),
                name="budget_not_overspent",
                violation_error_message=SPENT,
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, reduction__gte=0) & Q(reduction__lte=F("amount")),
                name="budget_amounts",
                violation_error_message="Reduktionen kan ikke være større end budgettet.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="budget_reason",
                violation_error_message="Skriv, hvor budgettet er besluttet.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line_id} {self.year}"

    @property
    def available(self) -> Decimal:
        """What may be committed in all."""
        return self.amount - self.reduction

    @property
    def left(self) -> Decimal:
        return self.available - self.committed
