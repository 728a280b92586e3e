"""Free times for conversations. `free` is the one function that shows times and accepts them."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.models import Case
from staff.models import User


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in a caseworker's calendar, zone aware; `ends_at` is not part of it."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggested slot. `late`: after the deadline it is meant for ("efter fristen")."""

    slot: Slot
    late: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Slots for the next conversation that is owed, and the window in which it is timely in number and interval.

    Without a dated conversation ahead `rule` is empty, the dates are None and no choice is late.
    """

    rule: str
    title: str
    ordinal: int | None
    opens_on: date | None
    due_on: date | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a caseworker's week. `closed` is the Danish name of the holiday or closing day, or empty."""

    on: date
    taken: int
    total: int
    free: tuple[Slot, ...]
    closed: str


@dataclass(frozen=True, slots=True)
class Week:
    """Capacity of one week, Monday first: `taken` of `total` times are occupied."""

    days: tuple[Day, ...]
    taken: int
    total: int


def free(*, user: User, first: date, last: date, now: datetime, limit: int | None = None) -> list[Slot]:
    """The free slots of `user` on the Danish days `first`..`last` that begin after `now`, earliest first."""
    raise NotImplementedError


def slot_at(*, user: User, starts_at: datetime, now: datetime) -> Slot | None:
    """The free slot of `user` that begins at `starts_at`, if there is one."""
    raise NotImplementedError


def accepts(*, user: User, starts_at: datetime, now: datetime) -> bool:
    """True when `free` would show a slot that begins at `starts_at`."""
    raise NotImplementedError


def week(*, user: User, monday: date, now: datetime) -> Week:
    """The seven days from `monday`. Past times count in `taken` and `total` but are not free."""
    raise NotImplementedError


def suggestions(*, case: Case, user: User, now: datetime, today: date, count: int = 3) -> Suggestions:
    """The earliest slots of `user` for the next conversation `case` owes, from the stored deadlines.

    They lie in (due k, due k+1], so that number and interval are both met (A-06). Where that window has none, the
    earliest slots from today on; what lies after the deadline is marked late.
    """
    raise NotImplementedError
