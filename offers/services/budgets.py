"""The budget of a line for a year: set by a leader or specialist, spent by grants, never beyond what is left."""

from decimal import Decimal

from django.db.models import F

from offers.models import BudgetLine, BudgetYear
from staff.models import Role, User
from staff.refusals import Guarded, Refused, Stale
from staff.wording import money

EDITORS = (Role.TEAM_LEADER, Role.SPECIALIST)
REASON = 300


def may_edit(user: User) -> bool:
    """Leaders and specialists set the budget."""
    return user.has_role(*EDITORS)


def set_year(
    *,
    line: BudgetLine,
    year: int,
    amount: Decimal,
    reduction: Decimal,
    reason: str,
    by: User,
    version: int | None = None,
) -> BudgetYear:
    """Give the line its budget for the year. Raises Refused where more is committed than would be left."""
    if not may_edit(by):
        raise Refused("Kun funktionsledere og fagkonsulenter kan ændre budgettet.")
    words = reason.strip()
    if not words or len(words) > REASON:
        raise Refused(f"Skriv, hvor budgettet er besluttet, højst {REASON} tegn.", field="reason")
    with Guarded("offers", "budgettet"):
        row = BudgetYear.objects.select_for_update(no_key=True).filter(line=line, year=year).first()
        if row is None:
            return BudgetYear.objects.create(line=line, year=year, amount=amount, reduction=reduction, reason=words)
        if version is not None and version != row.version:
            now = f"{money(row.amount)}, reduceret med {money(row.reduction)}"
            raise Stale(f"Budgettet er ændret, siden du åbnede siden: {now}. Intet er gemt.")
        if amount - reduction < row.committed:
            raise Refused(f"Der er allerede disponeret {money(row.committed)} i {year}.", field="amount")
        row.amount, row.reduction, row.reason, row.version = amount, reduction, words, row.version + 1
        row.save(update_fields=["amount", "reduction", "reason", "version"])
        return row


def spend(*, line_id: int, year: int, cost: Decimal) -> BudgetYear | None:
    """Commit the cost in the caller's transaction; None where the line has no budget for the year.

    One statement compares and writes, so that of two at once the second sees what the first has taken.
    """
    rows = BudgetYear.objects.filter(line_id=line_id, year=year)
    room = F("amount") - F("reduction") - cost
    if not rows.filter(committed__lte=room).update(committed=F("committed") + cost):
        row = rows.select_related("line").first()
        if row is None:
            return None
        raise Refused(
            f"Der er ikke penge nok på {row.line} i {year}: {money(row.left)} tilbage, bevillingen koster {money(cost)}"
        )
    return rows.get()


def give_back(*, budget: BudgetYear, cost: Decimal) -> None:
    """The cost is no longer committed."""
    BudgetYear.objects.filter(pk=budget.pk).update(committed=F("committed") - cost)
