"""Referral (visitation) to a job consultant or job broker."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, Referral
from staff.models import User


def refer(
    *,
    case: Case,
    on_date: date,
    by: User,
    today: date,
    now: datetime,
    to: str = "job_consultant",
    consultant: User | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Referral:
    """Refer the citizen; the named consultant may then open the case."""
    raise NotImplementedError


def end(
    *,
    referral: Referral,
    ended_on: date,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Referral:
    """Give a referral its last day."""
    raise NotImplementedError


def void(
    *, referral: Referral, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Referral:
    """Take a referral recorded by mistake out of the facts; "Fortrudt" for undo."""
    raise NotImplementedError
