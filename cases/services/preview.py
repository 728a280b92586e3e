"""What an act would do, found by doing it in a savepoint and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.db import transaction

from cases.models import Case
from cases.services.deadlines import outcome_of
from cases.services.upcoming import title_of
from rules.obligation import Obligation, Outcome

Answer = TypeVar("Answer")
Key = tuple[str, int | None, date]


class Change(StrEnum):
    """What happens to a deadline; `before` and `after` of the Move are its due dates."""

    MOVED = "moved"
    NEW = "new"
    PAUSED = "paused"
    ENDED = "ended"
    MET = "met"
    UNMET = "unmet"


@dataclass(frozen=True, slots=True)
class Move:
    """One deadline that an act changes. `before` is None for NEW, `after` for ENDED and (open pause) PAUSED."""

    rule: str
    title: str
    ordinal: int | None
    before: date | None
    after: date | None
    change: Change


def moved_by(case: Case, act: Callable[[], object]) -> tuple[Move, ...]:
    """The deadlines of `case` that `act()` would change, earliest first; nothing is saved.

    Whatever `act` raises (Refused, Stale) is passed on.
    """

    def find() -> tuple[Move, ...]:
        before = outcome_of(case)
        act()
        return moves(before, outcome_of(case))

    return rolled_back(case, find)


def rolled_back(case: Case, find: Callable[[], Answer]) -> Answer:
    """The answer of `find`, after everything it wrote has been taken back; `case` keeps the version it had."""
    version = case.version
    try:
        with transaction.atomic():
            answer = find()
            transaction.set_rollback(True)
    finally:
        case.version = version
    return answer


def moves(before: Outcome, after: Outcome) -> tuple[Move, ...]:
    """How the deadlines of two answers differ, earliest first."""
    old, new = _by_key(before), _by_key(after)
    pairs = ((old.get(key), new.get(key)) for key in {**old, **new})
    found = [move for was, becomes in pairs if (move := _move(was, becomes))]
    return tuple(sorted(found, key=lambda move: (move.after or move.before or date.max, move.rule)))


def _by_key(outcome: Outcome) -> dict[Key, Obligation]:
    return {(row.rule, row.ordinal, row.anchor_on): row for row in outcome.obligations}


def _move(was: Obligation | None, becomes: Obligation | None) -> Move | None:
    row = becomes or was
    if row is None:
        return None
    change = _change(was, becomes)
    before = was.due_on if was and change is not Change.NEW else None
    after = becomes.due_on if becomes and change is not Change.ENDED else None
    return Move(row.rule, title_of(row.rule, row.ordinal), row.ordinal, before, after, change) if change else None


def _change(was: Obligation | None, becomes: Obligation | None) -> Change | None:
    """None where the deadline stays as it is, or was and is done with."""
    was_open, is_open = _is_owed(was), _is_owed(becomes)
    if not was_open and not is_open:
        return None
    if is_open and not was_open:
        return Change.UNMET if was and was.met_on else Change.NEW
    if not is_open:
        return Change.MET if becomes and becomes.met_on else Change.ENDED
    assert was is not None and becomes is not None
    if was.due_on == becomes.due_on:
        return None
    return Change.MOVED if becomes.due_on else Change.PAUSED


def _is_owed(row: Obligation | None) -> bool:
    return row is not None and row.met_on is None and row.closed_on is None
