"""Free times for conversations. `free` is the one function that shows times and accepts them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db.models import Q
from django.utils import timezone

from cases.models import Case, Conversation, Deadline
from cases.services import closing_days
from cases.services.upcoming import Upcoming, upcoming
from staff.models import Team, User, WorkingHours

DAY = timedelta(days=1)
SEARCHED = timedelta(days=90)
"""How far beyond a deadline (or today) a free slot is looked for."""
OCCUPYING = ("booked", "held")
"""Statuses of a conversation that occupies its time; the exclusion constraint names the same two."""


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


class Calendar:
    """One caseworker's times from `first` to `last`, read from the database once."""

    def __init__(self, user: User, first: date, last: date) -> None:
        self.user, self.first, self.last = user, first, last
        self.minutes = timedelta(minutes=slot_minutes(user))
        self.closed = closing_days.between(first, last)
        self.hours: dict[int, list[tuple[time, time]]] = {}
        if user.is_active:
            for row in WorkingHours.objects.filter(user=user).order_by("weekday", "starts"):
                self.hours.setdefault(row.weekday, []).append((row.starts, row.ends))
        self.busy = list(
            Conversation.objects.valid()
            .filter(Q(starts_at__lt=_moment(last + DAY)), Q(ends_at__gt=_moment(first)))
            .filter(booked_with=user, status__in=OCCUPYING)
            .order_by("starts_at")
            .values_list("starts_at", "ends_at")
        )

    def days(self) -> Iterator[date]:
        return (self.first + number * DAY for number in range((self.last - self.first).days + 1))

    def raster(self, day: date) -> Iterator[Slot]:
        """Every slot of the day, taken or not: the working hours cut into equal lengths from their beginning."""
        if day in self.closed:
            return
        for starts, ends in self.hours.get(day.weekday(), ()):
            at, end = datetime.combine(day, starts), datetime.combine(day, ends)
            while at + self.minutes <= end:
                yield Slot(_aware(at), _aware(at + self.minutes))
                at += self.minutes

    def is_taken(self, slot: Slot) -> bool:
        return any(starts < slot.ends_at and slot.starts_at < ends for starts, ends in self.busy)

    def covers(self, user: User, first: date, last: date) -> bool:
        """True when it can answer for `user` on these days."""
        return self.user == user and self.first <= first and last <= self.last

    def free(self, now: datetime, first: date, last: date) -> Iterator[Slot]:
        for day in self.days():
            if first <= day <= last:
                yield from (slot for slot in self.raster(day) if slot.starts_at > now and not self.is_taken(slot))


def slot_minutes(user: User) -> int:
    """The length of a conversation: the person's own, or that of the first team in which the person has a role."""
    if user.slot_minutes:
        return user.slot_minutes
    teams = [assignment.team for assignment in user.assignments if assignment.team]
    return teams[0].slot_minutes if teams else int(Team._meta.get_field("slot_minutes").default)


def free(
    *, user: User, first: date, last: date, now: datetime, limit: int | None = None, calendar: Calendar | None = None
) -> list[Slot]:
    """The free slots of `user` on the Danish days `first`..`last` that begin after `now`, earliest first.

    A `calendar` read before is used where it covers the days.
    """
    first = max(first, local_day(now))
    if last < first:
        return []
    return list(islice(_covering(calendar, user, first, last).free(now, first, last), limit))


def _covering(calendar: Calendar | None, user: User, first: date, last: date) -> Calendar:
    return calendar if calendar and calendar.covers(user, first, last) else Calendar(user, first, last)


def slot_at(*, user: User, starts_at: datetime, now: datetime) -> Slot | None:
    """The free slot of `user` that begins at `starts_at`, if there is one."""
    day = local_day(starts_at)
    return next((slot for slot in free(user=user, first=day, last=day, now=now) if slot.starts_at == starts_at), None)


def accepts(*, user: User, starts_at: datetime, now: datetime) -> bool:
    """True when `free` would show a slot that begins at `starts_at`."""
    return slot_at(user=user, starts_at=starts_at, now=now) is not None


def week(*, user: User, monday: date, now: datetime, calendar: Calendar | None = None) -> Week:
    """The seven days from `monday`. Past times count in `taken` and `total` but are not free."""
    read = _covering(calendar, user, monday, monday + 6 * DAY)
    days = tuple(_day(read, monday + number * DAY, now) for number in range(7))
    return Week(days, sum(day.taken for day in days), sum(day.total for day in days))


def suggestions(
    *,
    case: Case,
    user: User,
    now: datetime,
    today: date,
    count: int = 3,
    calendar: Calendar | None = None,
    unmet: Iterable[Deadline] | None = None,
) -> Suggestions:
    """The earliest slots of `user` for the next conversation `case` owes, from the stored deadlines.

    They lie in (due k, due k+1], so that number and interval are both met (A-06). Where that window has none, the
    earliest slots from today on; what lies after the deadline is marked late. A page that has read the `calendar`
    or the case's `unmet` deadlines already hands them over.
    """
    ahead = upcoming(case, today=today, unmet=unmet)
    if ahead is None:
        last = today + SEARCHED
        slots = free(user=user, first=today, last=last, now=now, limit=count, calendar=calendar)
        return Suggestions("", "", None, None, None, tuple(Choice(slot, late=False) for slot in slots))
    choices = _choices(user, ahead, today, now, count, calendar)
    return Suggestions(ahead.rule, ahead.title, ahead.ordinal, ahead.opens_on, ahead.due_on, choices)


def _choices(
    user: User, ahead: Upcoming, today: date, now: datetime, count: int, calendar: Calendar | None
) -> tuple[Choice, ...]:
    opens = max(ahead.opens_on or today, today)
    last = max(ahead.due_on, today) + SEARCHED
    calendar = _covering(calendar, user, today, last)
    timely = free(user=user, first=opens, last=ahead.due_on, now=now, limit=count, calendar=calendar)
    missing = count - len(timely)
    more_from = max(ahead.due_on + DAY, today) if timely else today
    more = free(user=user, first=more_from, last=last, now=now, limit=missing, calendar=calendar) if missing else []
    return tuple(Choice(slot, late=local_day(slot.starts_at) > ahead.due_on) for slot in (*timely, *more))


def local_day(moment: datetime) -> date:
    """The Danish day of a moment."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _day(calendar: Calendar, day: date, now: datetime) -> Day:
    slots = list(calendar.raster(day))
    open_slots = [slot for slot in slots if not calendar.is_taken(slot)]
    return Day(
        on=day,
        taken=len(slots) - len(open_slots),
        total=len(slots),
        free=tuple(slot for slot in open_slots if slot.starts_at > now),
        closed=calendar.closed.get(day, ""),
    )


def _aware(moment: datetime) -> datetime:
    return timezone.make_aware(moment, timezone.get_default_timezone())


def _moment(day: date) -> datetime:
    """Midnight at the beginning of a Danish day."""
    return _aware(datetime.combine(day, time.min))
