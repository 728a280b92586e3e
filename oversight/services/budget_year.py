"""The budget of a year, line by line: what has been used by today, what is committed, and what is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from cases.models import Case, GrantCost
from offers.models import BudgetLine, BudgetYear
from offers.services.asking import KINDS
from rules.answers.budget import (
    BudgetQuestion,
    LineQuestion,
    Pace,
    bound_rule,
    is_bound,
    pace,
    pace_rule,
    share_gone,
)
from rules.answers.leading_terms import BoundLines, BudgetPace
from rules.rule import Rule
from staff.models import User

WHOLE = Decimal(1)
WIDTH = 400
"""Of the drawing of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """One line in one year. `used` is the part of what is committed whose days have gone by.

    `bound` and `pace` are what the rules of the budget say of it; without them no line is bound and none too fast.
    """

    line: BudgetLine
    budget: BudgetYear | None
    committed: Decimal
    used: Decimal
    gone: Decimal
    bound: bool
    pace: Pace | None

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
        """More of the budget is committed than the rule allows by today (REB23-01); what is bound cannot be slower."""
        return self.pace is not None and self.pace.over and not self.bound

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The lines of a year. `years` are those with a budget, with this one and the next.

    `too_fast` and `bound_by` are the rules by which the lines are judged and set apart.
    """

    year: int
    years: list[int]
    lines: tuple[Spending, ...]
    too_fast: tuple[Rule, BudgetPace] | None
    bound_by: tuple[Rule, BoundLines] | None

    @property
    def free(self) -> list[Spending]:
        return [line for line in self.lines if not line.bound]

    @property
    def bound(self) -> list[Spending]:
        return [line for line in self.lines if line.bound]

    @property
    def cuttable(self) -> Decimal:
        """What is left on the lines that are not bound: all that can be cut (REB23-02)."""
        return sum((line.left for line in self.free), Decimal(0))

    @property
    def bound_left(self) -> Decimal:
        return sum((line.left for line in self.bound), Decimal(0))

    @property
    def reduction(self) -> Decimal:
        """What the rule says that the year was cut by."""
        terms = self.too_fast[1] if self.too_fast else None
        return terms.reduction if terms is not None and terms.reduced_year == self.year else Decimal(0)

    @property
    def not_placed(self) -> Decimal:
        """The part of it that stands on no line yet."""
        placed = sum((line.budget.reduction for line in self.free if line.budget), Decimal(0))
        return max(self.reduction - placed, Decimal(0))

    @property
    def sources(self) -> list[Rule]:
        return [found[0] for found in (self.too_fast, self.bound_by) if found is not None]


def spending(year: int, *, rules: Sequence[Rule], today: date) -> Year:
    """Every line by name, in three statements."""
    budgets = list(BudgetYear.objects.all())
    years = {row.line_id: row for row in budgets if row.year == year}
    costs: dict[int, list[GrantCost]] = {}
    for cost in GrantCost.objects.filter(budget__year=year, released_at__isnull=True).select_related("budget"):
        costs.setdefault(cost.budget.line_id, []).append(cost)
    judged = Judged(year, pace_rule(rules), bound_rule(rules), today)
    judgements = tuple(judged.line(line, years.get(line.pk), costs.get(line.pk, ())) for line in lines())
    known = sorted({row.year for row in budgets} | {today.year, today.year + 1})
    return Year(year=year, years=known, lines=judgements, too_fast=judged.too_fast, bound_by=judged.bound_by)


def of_line(line: Any, year: int, *, rules: Sequence[Rule], today: date) -> Spending:
    """One of the `lines` in a year."""
    costs = list(
        GrantCost.objects.filter(budget__line=line, budget__year=year, released_at__isnull=True).select_related(
            "budget"
        )
    )
    budget = costs[0].budget if costs else BudgetYear.objects.filter(line=line, year=year).first()
    return Judged(year, pace_rule(rules), bound_rule(rules), today).line(line, budget, costs)


def lines() -> QuerySet[Any, Any]:
    """With the types of the offers that each pays."""
    types = ArrayAgg("offers__type", filter=Q(offers__active=True), distinct=True, default=Value([]))
    found: QuerySet[Any, Any] = BudgetLine.objects.annotate(types=types).order_by("name")
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of the lines of a year."""

    year: int
    too_fast: tuple[Rule, BudgetPace] | None
    bound_by: tuple[Rule, BoundLines] | None
    today: date

    def line(self, line: Any, budget: BudgetYear | None, costs: Iterable[GrantCost]) -> Spending:
        listed = list(costs)
        committed = sum((cost.amount for cost in listed), Decimal(0))
        return Spending(
            line=line,
            budget=budget,
            committed=committed,
            used=sum((_used(cost, self.today) for cost in listed), Decimal(0)),
            gone=share_gone(self.year, self.today),
            bound=self._bound(line),
            pace=self._pace(budget, committed) if budget else None,
        )

    def _bound(self, line: Any) -> bool:
        if self.bound_by is None:
            return False
        types = frozenset(KINDS[code] for code in line.types)
        return is_bound(LineQuestion(at=self.today, marked=line.bound, types=types), self.bound_by[1])

    def _pace(self, budget: BudgetYear, committed: Decimal) -> Pace | None:
        question = BudgetQuestion(
            at=self.today, year=self.year, amount=budget.amount, reduction=budget.reduction, committed=committed
        )
        return pace(question, self.too_fast[1]) if self.too_fast else None


def _used(cost: GrantCost, today: date) -> Decimal:
    """The part of the cost whose days have gone by, today included."""
    days = (cost.to_on - cost.from_on).days + 1
    done = min(max((today - cost.from_on).days + 1, 0), days)
    return (cost.amount * done / days).quantize(WHOLE, ROUND_HALF_UP) if done < days else cost.amount


def costs_of(line: BudgetLine, year: int, *, viewer: User) -> QuerySet[Any, Any]:
    """What the committed sum is made of; `named` says whether the reader sees the citizen's name."""
    rows = GrantCost.objects.filter(budget__line=line, budget__year=year, released_at__isnull=True)
    seen = Case.objects.visible_to(viewer).filter(pk=OuterRef("grant__case"))
    found: QuerySet[Any, Any] = rows.select_related("grant__case__citizen", "grant__offer").annotate(named=Exists(seen))
    return found
