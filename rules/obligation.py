"""What the rules answer: obligations, gaps and listings. All of them are free of `today`.

A row can be stored as it stands and read on any later day by `rules.standing`: what time itself changes
(an agreement lapses, an offer ends, a subject closes) is a date in the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules.vocabulary import Family, RuleStatus, Severity, TargetGroup

Step = tuple[str | int | None, ...]
"""One step of a trace: a code, then dates (ISO), codes and numbers. `rules.wording` renders it."""


class Stop(NamedTuple):
    """Days on which the clock of an obligation stands still, both ends inclusive; no `last_on` = open."""

    first_on: date
    last_on: date | None
    reason: str

    def packed(self) -> list[str | None]:
        """JSON shape for storage."""
        return [self.first_on.isoformat(), self.last_on.isoformat() if self.last_on else None, self.reason]


def unpack_stops(rows: Sequence[Sequence[str | None]]) -> tuple[Stop, ...]:
    """The stops of a stored row, from the shape of `Stop.packed`."""
    return tuple(
        Stop(date.fromisoformat(str(first)), date.fromisoformat(last) if last else None, str(reason))
        for first, last, reason in rows
    )


class Obligation(NamedTuple):
    """One duty with its dates. A NamedTuple, because a rebuild makes a million of them.

    due_on        last timely day (C4). None while a stop without end is open at the due (then `open_since` and
                  `remaining_days` are set, see C6), and for the year after an offer whose end is not known.
    met_until     the fulfilment holds only so long (A-24: an agreement that has not started yet).
    closed_on     first day on which the duty no longer exists (the day after its subject ended, A-68).
    held_from/held_until   a countable offer runs: the due date is provisional as long (REB23-03, 16).
                  `held_from` without `held_until` = it runs without a known end.
    """

    rule: str
    title: str
    family: Family
    severity: Severity
    group: TargetGroup | None
    anchor_on: date
    base_due: date | None
    due_on: date | None
    rule_version: int
    rule_digest: str
    rule_status: RuleStatus
    basis: tuple[Step, ...]
    ordinal: int | None = None
    opens_on: date | None = None
    open_since: date | None = None
    remaining_days: int | None = None
    met_on: date | None = None
    met_until: date | None = None
    closed_on: date | None = None
    held_from: date | None = None
    held_until: date | None = None
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A date is missing from `since` to `until` (inclusive; None = until something is recorded): A-66.

    `fact` is the key of the missing fact as `explain` names it, e.g. first_absence_on or next_conversation_on.
    """

    rule: str
    family: Family | None
    fact: str
    group: TargetGroup | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The citizen stands on a steering list from `since` to `until` (inclusive; None = until something happens)."""

    rule: str
    since: date
    until: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something to know about a rule from `since` to `until` (inclusive; None = always, until something happens)."""

    rule: str
    ordinal: int | None
    level: str
    text: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What a rule classes the citizen as, from `since` to `until` (inclusive; None = until something changes)."""

    rule: str
    value: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The whole answer for one case."""

    obligations: tuple[Obligation, ...] = ()
    gaps: tuple[Gap, ...] = ()
    listings: tuple[Listing, ...] = ()
    notes: tuple[Note, ...] = ()
    classifications: tuple[Classification, ...] = ()
