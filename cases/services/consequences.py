"""What the outcome of a conversation means for the deadlines, as data and as a Danish sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.services.slots import Suggestions
from cases.services.upcoming import Upcoming, doubt, is_interval, precedence, series_of, title_of
from rules.obligation import Obligation, Outcome
from rules.standing import is_met
from rules.vocabulary import ConversationKind, ConversationStatus
from staff.wording import days, short_date

GROUP_KINDS = (
    ConversationKind.INFORMATION_MEETING,
    ConversationKind.GROUP_MEETING,
    ConversationKind.JOB_CLUB_MEETING,
)
"""Meetings of several citizens; they are recorded and never count as a jobsamtale (A-07)."""
MEETS_NOTHING = {
    ConversationStatus.NO_SHOW: "En udeblivelse opfylder ingen frist.",
    ConversationStatus.CANCELLED: "En aflyst samtale opfylder ingen frist.",
}
NOT_COUNTED = "Informationsmøde og gruppemøde tæller ikke som jobsamtale."


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """A deadline that the conversation meets: `days` late when positive, early when negative.

    `due_on` and `days` are None while an open pause leaves the deadline without a date.
    """

    rule: str
    title: str
    ordinal: int | None
    due_on: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What recording would do. `slots` are times for the conversation after this one, where asked for."""

    fulfilled: tuple[Fulfilled, ...]
    upcoming: Upcoming | None
    sentence: str
    slots: Suggestions | None


def fulfilled_between(before: Outcome, after: Outcome, *, today: date) -> tuple[Fulfilled, ...]:
    """The deadlines met after an act and not before it; number and interval of one conversation as one (A-06)."""
    met_before = {_key(row) for row in before.obligations if is_met(row, today)}
    met = [row for row in after.obligations if is_met(row, today) and _key(row) not in met_before]
    named: dict[tuple[str, int | None, date | None], Obligation] = {}
    for row in sorted(met, key=lambda row: (row.due_on or date.max, precedence(row.rule))):
        named.setdefault((series_of(row.rule), row.ordinal, row.due_on), row)
    return tuple(_fulfilled(row) for row in named.values())


def sentence(*, outcome: str, kind: str, fulfilled: Iterable[Fulfilled], ahead: Upcoming | None, today: date) -> str:
    """Opfylder jobsamtale 3, 7 dage før fristen (man. 30. nov.). Næste: jobsamtale 4, frist man. 28. dec."""
    meets = " og ".join(_meets(row, today) for row in fulfilled)
    first = f"Opfylder {meets}." if meets else _meets_nothing(outcome, kind)
    if ahead is None:
        return first
    following = f"{first} Næste: {spoken(ahead)}, frist {short_date(ahead.due_on, today)}{doubt(ahead.rule)}"
    return following if following.endswith(".") else f"{following}."


def spoken(row: Fulfilled | Upcoming) -> str:
    """The name of a deadline inside a sentence: jobsamtale 4, samtale i interval 2."""
    if is_interval(row.rule) and row.ordinal:
        return f"samtale i interval {row.ordinal}"
    return row.title[:1].lower() + row.title[1:]


def _key(row: Obligation) -> tuple[str, int | None, date]:
    return row.rule, row.ordinal, row.anchor_on


def _fulfilled(row: Obligation) -> Fulfilled:
    late = (row.met_on - row.due_on).days if row.met_on and row.due_on else None
    return Fulfilled(row.rule, title_of(row.rule, row.ordinal), row.ordinal, row.due_on, late)


def _meets(row: Fulfilled, today: date) -> str:
    name = spoken(row)
    if row.due_on is None or row.days is None:
        return name
    due = f"{short_date(row.due_on, today)}{doubt(row.rule)}"
    if row.days > 0:
        return f"{name}, {days(row.days)} for sent (frist {due})"
    return f"{name}, {days(-row.days)} før fristen ({due})" if row.days else f"{name} på fristdagen ({due})"


def _meets_nothing(outcome: str, kind: str) -> str:
    if outcome in MEETS_NOTHING:
        return MEETS_NOTHING[ConversationStatus(outcome)]
    return NOT_COUNTED if kind in GROUP_KINDS else "Opfylder ingen frist."
