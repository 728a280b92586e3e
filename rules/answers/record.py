"""Whether something is written down about a citizen, and until when (REB23-50, REB23-56, REBGEN-51)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.terms import Record, RecordKept
from rules.asked import Key, day, one_of
from rules.dates import DAY, add
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import TargetGroup
from rules.wording import long_date


class State(StrEnum):
    """kept: it is there. wanted: not yet, and nothing hurries. soon: it is told. late: the last day has passed."""

    KEPT = "kept"
    WANTED = "wanted"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuestion:
    """A citizen of a target group on the day `at`."""

    at: date
    group: TargetGroup
    first_absence_on: date | None = None
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    record: Record
    state: State
    due_on: date | None


def standing(question: RecordQuestion, terms: RecordKept) -> Standing:
    """A record from before the first day of absence is none."""
    since, recorded = question.first_absence_on, question.recorded_on
    due_on = add(since, terms.within) if since is not None and terms.within is not None else None
    if recorded is not None and (since is None or recorded >= since):
        return Standing(record=terms.record, state=State.KEPT, due_on=due_on)
    state = State.WANTED
    if due_on is not None and question.at > due_on:
        state = State.LATE
    elif since is not None and terms.warn_after is not None and question.at >= add(since, terms.warn_after):
        state = State.SOON
    return Standing(record=terms.record, state=state, due_on=due_on)


def latest_late(today: date, terms: RecordKept) -> date | None:
    """Whoever has been absent since before or on this day is late on `today`: the same comparison, for a list."""
    if terms.within is None:
        return None
    since = add(today, terms.within, -1)
    while add(since, terms.within) >= today:
        since -= DAY
    return since


def about(record: Record, group: TargetGroup | None, rules: Iterable[Rule]) -> tuple[Rule, RecordKept] | None:
    """The rule that wants the record kept of a group."""
    found = (one for one in rows_of(RecordKept, rules) if one[1].record is record and group in one[0].groups)
    return next(found, None)


def rules_about(record: Record, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that want the record kept, of whatever group."""
    return [rule for rule, terms in rows_of(RecordKept, rules) if terms.record is record]


def answer(question: RecordQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    """A rule says nothing of citizens in other groups."""
    return Reply(
        tuple(
            Said(rule, _text(found), found)
            for rule, terms in rows_of(RecordKept, rules)
            if question.group in rule.groups
            for found in (standing(question, terms),)
        )
    )


def _text(found: Standing) -> str:
    """Registreret; Mangler; Mangler, senest 29. februar 2024"""
    if found.state is State.KEPT:
        return "Registreret"
    return f"Mangler, senest {long_date(found.due_on)}" if found.due_on else "Mangler"


def _disagreeing(question: RecordQuestion) -> Iterator[tuple[str, str]]:
    if question.recorded_on is not None and question.recorded_on > question.at:
        yield "recorded_on", f"{question.recorded_on} er efter today; tilladt: {question.at} eller tidligere"


KEYS = {
    "group": Key("group", one_of(TargetGroup), True),
    "first_absence_on": Key("first_absence_on", day),
    "recorded_on": Key("recorded_on", day),
}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.RECORD_KEPT}),
    make=shaped(RecordQuestion, KEYS, _disagreeing),
    answer=answer,
)
