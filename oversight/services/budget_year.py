"""The budget of a year, line by line: what has been used by today, what is committed, and what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Case, GrantCost
from offers.models import BudgetLine, BudgetYear
from staff.models import User

WHOLE = Decimal(1)
WIDTH = 400
"""Of the drawing of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """One line in one year. `used` is the part of what is committed whose days have gone by."""

    line: BudgetLine
    budget: BudgetYear | None
    committed: Decimal
    used: Decimal
    gone: Decimal

    @property
    def available(self) -> Decimal:
        return self.budget.available if self.budget else Decimal(0)

    @property
    def left(self) -> Decimal:
        return self.available - self.committed

    @property
    def ahead(self) -> Decimal:
        """Committed for days to come."""
        return self.committed - self.used

    @property
    def share(self) -> Decimal:
        """How much is committed, in percent."""
        return self.committed / self.available * 100 if self.available else Decimal(0)

    @property
    def is_fast(self) -> bool:
        """More of the budget is committed than of the year has gone (REB23-01)."""
        return self.budget is not None and self.gone > 0 and self.committed > self.available * self.gone / 100

    @property
    def used_width(self) -> int:
        return self._width(self.used)

    @property
    def ahead_width(self) -> int:
        return self._width(self.committed) - self.used_width

    @property
    def gone_at(self) -> int:
        return int(WIDTH * self.gone / 100)

    def _width(self, amount: Decimal) -> int:
        return int(WIDTH * min(amount / self.available, WHOLE)) if self.available else 0


def spending(year: int, *, today: date) -> list[Spending]:
    """Every line, the bound ones last, in three statements."""
    years = {row.line_id: row for row in BudgetYear.objects.filter(year=year)}
    costs: dict[int, list[GrantCost]] = {}
    for cost in GrantCost.objects.filter(budget__year=year, released_at__isnull=True).select_related("budget"):
        costs.setdefault(cost.budget.line_id, []).append(cost)
    gone = share_gone(year, today)
    return [
        _of_line(line, years.get(line.pk), costs.get(line.pk, ()), gone, today)
        for line in BudgetLine.objects.order_by("bound", "name")
    ]


def of_line(line: BudgetLine, year: int, *, today: date) -> Spending:
    costs = GrantCost.objects.filter(budget__line=line, budget__year=year, released_at__isnull=True)
    budget = BudgetYear.objects.filter(line=line, year=year).first()
    return _of_line(line, budget, costs, share_gone(year, today), today)


def _of_line(
    line: BudgetLine, budget: BudgetYear | None, costs: Iterable[GrantCost], gone: Decimal, today: date
) -> Spending:
    listed = list(costs)
    used = sum((_used(cost, today) for cost in listed), Decimal(0))
    committed = sum((cost.amount for cost in listed), Decimal(0))
    return Spending(line=line, budget=budget, committed=committed, used=used, gone=gone)


def _used(cost: GrantCost, today: date) -> Decimal:
    """The part of the cost whose days have gone by, today included."""
    days = (cost.to_on - cost.from_on).days + 1
    done = min(max((today - cost.from_on).days + 1, 0), days)
    return (cost.amount * done / days).quantize(WHOLE, ROUND_HALF_UP) if done < days else cost.amount


def share_gone(year: int, today: date) -> Decimal:
    """How much of the year has gone, in percent."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    done = min(max((today - date(year, 1, 1)).days + 1, 0), days)
    return Decimal(done) / days * 100


def years(today: date) -> list[int]:
    """The years that have a budget, with this one and the next."""
    found = set(BudgetYear.objects.values_list("year", flat=True)) | {today.year, today.year + 1}
    return sorted(found)


def costs_of(line: BudgetLine, year: int, *, viewer: User) -> QuerySet[Any, Any]:
    """What the committed sum is made of; `named` says whether the reader sees the citizen's name."""
    rows = GrantCost.objects.filter(budget__line=line, budget__year=year, released_at__isnull=True)
    seen = Case.objects.visible_to(viewer).filter(pk=OuterRef("grant__case"))
    found: QuerySet[Any, Any] = rows.select_related("grant__case__citizen", "grant__offer").annotate(named=Exists(seen))
    return found
