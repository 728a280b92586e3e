"""Considerations (REB23-58): that something was considered, with what result and why."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, Consideration
from staff.models import User


def record(
    *,
    case: Case,
    on_date: date,
    wanted: bool,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    of: str = "placement",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Consideration:
    """Record that a placement was considered."""
    raise NotImplementedError


def void(
    *, consideration: Consideration, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Consideration:
    """Take a consideration recorded by mistake out of the facts; "Fortrudt" for undo."""
    raise NotImplementedError
