"""Whether somebody has lately made sure that a job of a company is still right (REBGEN-56)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.terms import KeptFresh
from rules.asked import Key, day
from rules.dates import DAY, add
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessQuestion:
    """One open job on the day `at`; somebody last made sure of it on `updated_on`."""

    at: date
    updated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """`due_on` is the last day on which it is still fresh; `days` since the update."""

    fresh: bool
    due_on: date
    days: int


def freshness(question: FreshnessQuestion, terms: KeptFresh) -> Freshness:
    due_on = add(question.updated_on, terms.within)
    days = (question.at - question.updated_on).days
    return Freshness(fresh=question.at <= due_on, due_on=due_on, days=days)


def oldest_fresh(today: date, terms: KeptFresh) -> date:
    """What was updated before this day must be updated on `today`: the same comparison, for a list."""
    oldest = add(today, terms.within, -1)
    while add(oldest, terms.within) < today:
        oldest += DAY
    return oldest


def answer(question: FreshnessQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(
        tuple(
            Said(rule, _text(found), found)
            for rule, terms in rows_of(KeptFresh, rules)
            for found in (freshness(question, terms),)
        )
    )


def _text(found: Freshness) -> str:
    return "Opdateret" if found.fresh else f"Skulle være opdateret senest {long_date(found.due_on)}"


def _disagreeing(question: FreshnessQuestion) -> Iterator[tuple[str, str]]:
    if question.updated_on > question.at:
        yield "updated_on", f"{question.updated_on} er efter today; tilladt: {question.at} eller tidligere"


KEYS = {"updated_on": Key("updated_on", day, True)}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.KEPT_FRESH}),
    make=shaped(FreshnessQuestion, KEYS, _disagreeing),
    answer=answer,
)
