"""Pauses: days on which some clocks of a case stand still (C6, A-30)."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, Pause
from staff.models import User


def add(
    *,
    case: Case,
    reason: str,
    from_on: date,
    by: User,
    today: date,
    now: datetime,
    to_on: date | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Pause:
    """Pause a case for `reason` (rules.vocabulary.PauseReason); without `to_on` the pause is open."""
    raise NotImplementedError


def end(
    *,
    pause: Pause,
    to_on: date,
    by: User,
    today: date,
    now: datetime,
    reason: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Pause:
    """Give a pause its last day. The row is replaced; `reason` is needed to change a last day already set."""
    raise NotImplementedError


def void(*, pause: Pause, reason: str, by: User, today: date, now: datetime, version: int | None = None) -> Pause:
    """Take a pause recorded by mistake out of the facts; "Fortrudt" for undo."""
    raise NotImplementedError
