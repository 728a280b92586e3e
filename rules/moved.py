"""Which due dates move when a fact changes: shown before it is saved."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rules.obligation import Obligation, Outcome

Key = tuple[str, int | None, date]


class Move(NamedTuple):
    """A due date before and after. `before` None = a new duty, `after` None = one that falls away; a duty whose date
    is unknown on a side has `due_on` None there."""

    before: Obligation | None
    after: Obligation | None


def moved(before: Outcome, after: Outcome) -> tuple[Move, ...]:
    """The open duties whose due date changes, appears or falls away, in order of their date.

    A duty keeps its place by rule, ordinal and anchor. Where the anchor itself moved, what is left of one rule and
    ordinal on both sides is paired in order.
    """
    old, new = _by_key(before.obligations), _by_key(after.obligations)
    moves = [Move(old[key], new[key]) for key in old.keys() & new.keys() if _date(old[key]) != _date(new[key])]
    gone = [old[key] for key in sorted(old.keys() - new.keys(), key=_sortable)]
    come = [new[key] for key in sorted(new.keys() - old.keys(), key=_sortable)]
    for row in gone:
        twin = next((other for other in come if (other.rule, other.ordinal) == (row.rule, row.ordinal)), None)
        if twin is not None:
            come.remove(twin)
        moves.append(Move(row, twin))
    moves += [Move(None, row) for row in come]
    return tuple(sorted(moves, key=_order))


def _by_key(rows: Iterable[Obligation]) -> dict[Key, Obligation]:
    return {(row.rule, row.ordinal, row.anchor_on): row for row in rows}


def _date(row: Obligation) -> tuple[date | None, date | None, date | None, bool]:
    """What makes a duty another one for the caseworker: its date, its closing, and whether it is done."""
    return row.due_on, row.open_since, row.closed_on, row.met_on is not None


def _sortable(key: Key) -> tuple[str, int, date]:
    return key[0], key[1] or 0, key[2]


def _order(move: Move) -> tuple[date, str, int]:
    row = move.after or move.before
    assert row is not None
    return row.due_on or date.max, row.rule, row.ordinal or 0
