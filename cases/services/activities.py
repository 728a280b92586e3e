"""Granted offers: record, start, end. Catalogue, colours and approvals are decided elsewhere."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from cases.models import Activity, Case
from companies.models import Company
from offers.models import Offer
from staff.models import User


def record(
    *,
    case: Case,
    type: str,
    status: str,
    from_on: date,
    by: User,
    today: date,
    now: datetime,
    to_on: date | None = None,
    offer: Offer | None = None,
    company: Company | None = None,
    place: str = "",
    sector: str = "",
    granted_on: date | None = None,
    agreed_on: date | None = None,
    hours_per_week: Decimal | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Activity:
    """Record an activity (rules.vocabulary.ActivityType, ActivityStatus). A planned one may lie ahead."""
    raise NotImplementedError


def change(
    *,
    activity: Activity,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    status: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Activity:
    """Started, ended, cancelled or with other dates: the row is replaced. Returns the new one."""
    raise NotImplementedError


def void(
    *, activity: Activity, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Activity:
    """Take an activity recorded by mistake out of the facts; "Fortrudt" for undo."""
    raise NotImplementedError
