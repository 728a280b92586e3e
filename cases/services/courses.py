"""A citizen's case: open, close, reopen, who is responsible, the hand-set next conversation."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, NextConversation, Responsibility, TargetGroup
from staff.models import Team, User


def open_case(
    *,
    cpr: str,
    name: str,
    team: Team,
    course_start: date,
    by: User,
    today: date,
    now: datetime,
    group: TargetGroup | None = None,
    first_absence_on: date | None = None,
    first_unemployed_on: date | None = None,
    visited_on: date | None = None,
    responsible: User | None = None,
    protected: bool = False,
    form_key: UUID | None = None,
) -> Case:
    """Open a case for a new citizen, or for one we know without an open case (name and protection then stay).

    Refused for a number that is not one, and for a citizen who has an open case anywhere in the house.
    """
    raise NotImplementedError


def close(
    *,
    case: Case,
    on_date: date,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    cancel_bookings: bool = False,
    version: int | None = None,
) -> Case:
    """Close a case. Refused while conversations are booked, unless they are to be cancelled; the refusal lists them."""
    raise NotImplementedError


def reopen(*, case: Case, by: User, today: date, now: datetime, undo: bool = False) -> Case:
    """The same course goes on when it was closed today (or `undo`); else a new case of the citizen begins today."""
    raise NotImplementedError


def assign_responsible(
    *,
    case: Case,
    user: User | None,
    by: User,
    today: date,
    now: datetime,
    from_on: date | None = None,
    version: int | None = None,
) -> Responsibility | None:
    """Make `user` responsible from `from_on` (today); None leaves the case without. The former's time ends."""
    raise NotImplementedError


def set_next_conversation(
    *,
    case: Case,
    due_on: date,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
    version: int | None = None,
) -> NextConversation:
    """Set by hand when the next conversation is due at the latest (BRO18-23, 25)."""
    raise NotImplementedError
