"""Conversations: book, record an outcome, move, cancel, correct, undo.

Every function is one transaction: it locks the case, writes the facts, refreshes the deadlines and raises
`Refused` for what a person must be told, `Stale` when the case is no longer as the form knew it. A form sent twice
(same `form_key`) gets the first result again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cases.models import Case, Conversation
from cases.services.slots import Suggestions
from staff.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NextBooking:
    """The next conversation, booked together with the outcome of this one."""

    starts_at: datetime
    form: str
    booked_with: User
    kind: str = "jobsamtale"
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """A deadline that the conversation meets; `days` late when positive, early when negative, 0 on the day."""

    rule: str
    title: str
    ordinal: int | None
    due_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next conversation that is owed."""

    rule: str
    title: str
    ordinal: int | None
    opens_on: date | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Consequence:
    """What recording would do. `sentence` says it in Danish; `slots` are times for the conversation after this one."""

    fulfilled: tuple[Fulfilled, ...]
    upcoming: Upcoming | None
    sentence: str
    slots: Suggestions | None


def book(
    *,
    case: Case,
    starts_at: datetime,
    form: str,
    booked_with: User,
    by: User,
    today: date,
    now: datetime,
    kind: str = "jobsamtale",
    number: int | None = None,
    parties: Sequence[str] = (),
    form_key: UUID | None = None,
    version: int | None = None,
) -> Conversation:
    """Book a free slot of `booked_with` for the citizen."""
    raise NotImplementedError


def record(
    *,
    case: Case,
    outcome: str,
    on_date: date,
    form: str,
    kind: str,
    number: int | None,
    parties: Sequence[str],
    note: str,
    by: User,
    today: date,
    now: datetime,
    conversation: Conversation | None = None,
    next_booking: NextBooking | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
    held_by: str = "jobcenter",
) -> Conversation:
    """Record `outcome` (held, no_show or cancelled) of a conversation, and book the next one if asked.

    A booked `conversation` keeps its row and gets its outcome once; without one a new row is made. `number` None =
    counted by order (A-06).
    """
    raise NotImplementedError


def rebook(
    *,
    conversation: Conversation,
    starts_at: datetime,
    by: User,
    today: date,
    now: datetime,
    form: str | None = None,
    booked_with: User | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Conversation:
    """Move a booked conversation to another time (or form, or caseworker). Returns the new booking."""
    raise NotImplementedError


def cancel(
    *,
    conversation: Conversation,
    by: User,
    today: date,
    now: datetime,
    note: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Conversation:
    """Cancel a booked conversation; its time is free again."""
    raise NotImplementedError


def void(
    *, conversation: Conversation, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Conversation:
    """Take a conversation that was recorded by mistake out of the facts. It stays visible with the reason."""
    raise NotImplementedError


def undo(*, conversation: Conversation, by: User, today: date, now: datetime) -> Conversation | None:
    """Undo `book`, `record`, `rebook` or `cancel` just done: void the row with the reason "Fortrudt".

    A booking that got its outcome is restored as a new row, and the next booking made in the same act is undone too.
    Returns the restored booking.
    """
    raise NotImplementedError


def correct(
    *,
    conversation: Conversation,
    reason: str,
    on_date: date,
    form: str,
    kind: str,
    number: int | None,
    parties: Sequence[str],
    note: str,
    by: User,
    today: date,
    now: datetime,
    outcome: str | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Conversation:
    """Replace a recorded conversation: void it with `reason` and record it anew. Returns the new row."""
    raise NotImplementedError


def preview(
    *,
    case: Case,
    outcome: str,
    on_date: date,
    form: str,
    kind: str,
    number: int | None,
    parties: Sequence[str],
    by: User,
    today: date,
    now: datetime,
    conversation: Conversation | None = None,
    suggest_for: User | None = None,
) -> Consequence:
    """What `record` with the same arguments would do; nothing is saved. `suggest_for`: also slots for the next one."""
    raise NotImplementedError


def next_number(*, case: Case, today: date) -> int | None:
    """The number the next jobsamtale gets when it is counted by order, None where numbers are not owed."""
    raise NotImplementedError
