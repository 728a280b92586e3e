"""How fast a budget is committed, and which of its lines are bound (REB23-01, REB23-02)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.leading_terms import BoundLines, BudgetPace
from rules.asked import Key, day, decimal, flag, some_of, whole
from rules.gates.words import kroner
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import ActivityType

OERE, NOTHING, ALL = Decimal("0.01"), Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetQuestion:
    """On the day `at`: the `amount` of a year as decided, what was cut from it since, and what is committed."""

    at: date
    year: int
    amount: Decimal
    committed: Decimal
    reduction: Decimal = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """`allowed` may be committed by the day, and `over` says that more is. `not_placed` is what is left of the year's
    `reduction` when what has been cut is taken away."""

    remaining: Decimal
    gone: Decimal
    allowed: Decimal
    over: bool
    reduction: Decimal
    not_placed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuestion:
    """A line of the budget: whether it is marked as bound, and the types of the offers that it pays."""

    at: date
    marked: bool = False
    types: frozenset[ActivityType] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    bound: bool


def share_gone(year: int, at: date) -> Decimal:
    """How much of the year has gone at the end of the day, in percent."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    done = min(max((at - date(year, 1, 1)).days + 1, 0), days)
    return Decimal(done) / days * ALL


def pace(question: BudgetQuestion, terms: BudgetPace) -> Pace:
    """A year that has not begun is not too fast."""
    available, gone = question.amount - question.reduction, share_gone(question.year, question.at)
    allowed = (available * min(gone + terms.tolerance, ALL) / ALL).quantize(OERE, ROUND_HALF_UP)
    reduction = terms.reduction if question.year == terms.reduced_year else NOTHING
    return Pace(
        remaining=available - question.committed,
        gone=gone.quantize(OERE, ROUND_HALF_UP),
        allowed=allowed,
        over=gone > 0 and question.committed > allowed,
        reduction=reduction,
        not_placed=max(reduction - question.reduction, NOTHING),
    )


def is_bound(question: LineQuestion, terms: BoundLines) -> bool:
    """Marked so, or paying nothing but offers of the types that are bound."""
    return question.marked or (bool(question.types) and question.types <= terms.activities)


def pace_rule(rules: Iterable[Rule]) -> tuple[Rule, BudgetPace] | None:
    return next(rows_of(BudgetPace, rules), None)


def bound_rule(rules: Iterable[Rule]) -> tuple[Rule, BoundLines] | None:
    return next(rows_of(BoundLines, rules), None)


def answer(question: BudgetQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    said = ((rule, pace(question, terms)) for rule, terms in rows_of(BudgetPace, rules))
    return Reply(tuple(Said(rule, _text(question, found), found) for rule, found in said))


def _text(question: BudgetQuestion, found: Pace) -> str:
    """50.000 kr. disponeret, 45.000 kr. til og med i dag: over"""
    said = f"{kroner(question.committed)} kr. disponeret, {kroner(found.allowed)} kr. til og med i dag"
    return f"{said}: over" if found.over else said


def answer_line(question: LineQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    said = ((rule, is_bound(question, terms)) for rule, terms in rows_of(BoundLines, rules))
    return Reply(tuple(Said(rule, "Bunden" if bound else "Ikke bunden", Bound(bound=bound)) for rule, bound in said))


def _disagreeing(question: BudgetQuestion) -> Iterator[tuple[str, str]]:
    if question.reduction > question.amount:
        yield "reduction", f"{question.reduction} er mere end amount; tilladt: højst {question.amount}"


KEYS = {
    "year": Key("year", whole, True),
    "amount": Key("amount", decimal, True),
    "reduction": Key("reduction", decimal),
    "committed": Key("committed", decimal, True),
}
LINE_KEYS = {"marked": Key("marked", flag), "types": Key("types", some_of(ActivityType))}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.BUDGET_PACE}),
    make=shaped(BudgetQuestion, KEYS, _disagreeing),
    answer=answer,
)
LINE_ASKING = Asking(
    clock=("today", day),
    keys=LINE_KEYS,
    kinds=frozenset({Kind.BOUND_LINES}),
    make=shaped(LineQuestion, LINE_KEYS),
    answer=answer_line,
)
