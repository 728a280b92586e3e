"""What an act would do, found by doing it in a savepoint and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.models import Case


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
    raise NotImplementedError
