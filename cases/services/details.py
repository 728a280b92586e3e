"""Single facts of a case (`DetailKey`)."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, CaseDetail
from staff.models import User


def record(
    *,
    case: Case,
    key: str,
    value: date | str,
    by: User,
    today: date,
    now: datetime,
    reason: str = "Ny oplysning",
    form_key: UUID | None = None,
    version: int | None = None,
) -> CaseDetail:
    """Record a single fact, a date or a word; an earlier value is voided with `reason`."""
    raise NotImplementedError
