"""One week of a caseworker: the appointments day by day, the free times and the capacity."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cases.models import Case, Conversation
from cases.services import slots
from rules.labels import CONVERSATION_KINDS, PARTIES
from rules.vocabulary import ConversationKind, ConversationStatus, Party
from staff.models import User

DAY = timedelta(days=1)
WORKDAYS = 5
LINES = 4
"""Lines a day has room for; with more appointments the last line says how many more."""
SHOWN = (ConversationStatus.BOOKED, ConversationStatus.HELD)


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment. `public_id` and `name` are empty for a citizen the viewer may not see."""

    starts_at: datetime
    public_id: str
    name: str
    about: str
    form: str
    done: bool


@dataclass(frozen=True, slots=True)
class StripDay:
    """`more` appointments are left out for want of room; `free` times are still to come."""

    on: date
    entries: tuple[Entry, ...]
    shown: tuple[Entry, ...]
    more: int
    free: int
    closed: str


@dataclass(frozen=True, slots=True)
class WeekStrip:
    """Monday to Friday. `taken` of `total` times of the week are occupied, `free` are still to come."""

    monday: date
    days: tuple[StripDay, ...]
    taken: int
    total: int
    free: int

    @property
    def citizens(self) -> set[str]:
        """Public ids of everybody named."""
        return {entry.public_id for day in self.days for entry in day.shown if entry.public_id}


def read(
    *,
    owner: User,
    viewer: User,
    monday: date,
    unfolded: date | None,
    now: datetime,
    calendar: slots.Calendar | None = None,
) -> WeekStrip:
    """The week of `owner` from `monday` as `viewer` may see it; the day `unfolded` is shown in full."""
    capacity = slots.week(user=owner, monday=monday, now=now, calendar=calendar)
    entries: dict[date, list[Entry]] = defaultdict(list)
    for talk in _talks(owner, viewer, monday):
        entries[talk.on_date].append(_entry(talk))
    days = tuple(_day(day, tuple(entries[day.on]), unfolded) for day in capacity.days[:WORKDAYS])
    return WeekStrip(monday, days, capacity.taken, capacity.total, sum(day.free for day in days))


def _talks(owner: User, viewer: User, monday: date) -> list[Conversation]:
    named = Exists(Case.objects.visible_to(viewer).filter(pk=OuterRef("case_id")))
    talks = (
        Conversation.objects.valid()
        .filter(booked_with=owner, on_date__range=(monday, monday + WORKDAYS * DAY - DAY), starts_at__isnull=False)
        .filter(status__in=SHOWN)
        .select_related("case__citizen")
        .annotate(named=named)
        .order_by("starts_at", "pk")
    )
    return list(talks)


def _entry(talk: Conversation) -> Entry:
    citizen = talk.case.citizen
    named: bool = getattr(talk, "named", False)
    assert talk.starts_at is not None
    return Entry(
        starts_at=timezone.localtime(talk.starts_at),
        public_id=citizen.public_id if named else "",
        name=citizen.name if named else "",
        about=_about(talk),
        form=talk.form,
        done=talk.status == ConversationStatus.HELD,
    )


def _about(talk: Conversation) -> str:
    """jobsamtale 2; a-kasse; empty for a plain conversation."""
    parties = [PARTIES[Party(party)] for party in talk.parties if party in set(Party)]
    if parties:
        return parties[0]
    if talk.number:
        return f"{CONVERSATION_KINDS[ConversationKind.JOBSAMTALE].lower()} {talk.number}"
    if talk.kind != ConversationKind.JOBSAMTALE and talk.kind in set(ConversationKind):
        return CONVERSATION_KINDS[ConversationKind(talk.kind)].lower()
    return ""


def _day(day: slots.Day, entries: tuple[Entry, ...], unfolded: date | None) -> StripDay:
    fits = len(entries) <= LINES or day.on == unfolded
    shown = entries if fits else entries[: LINES - 1]
    return StripDay(day.on, entries, shown, len(entries) - len(shown), len(day.free), day.closed)
