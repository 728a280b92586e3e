"""Calendars of the practice municipality's caseworkers: the slots of their working hours and who has them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from holidays import country_holidays

from cases.importing.people import working_hours
from rules.defaults import DEFAULTS

DAY = timedelta(days=1)
HOLIDAYS = country_holidays("DK")


def open_on(day: date) -> bool:
    """True on days when conversations are held."""
    return day.weekday() < 5 and day not in HOLIDAYS and (day.month, day.day) not in DEFAULTS.closing_days


def open_day(day: date, step: int = -1) -> date:
    """The nearest open day, `day` itself or in the direction of `step`."""
    while not open_on(day):
        day += step * DAY
    return day


@dataclass(slots=True)
class Diary:
    """One caseworker's slots; `minutes` is the length of each."""

    username: str
    hours: str
    minutes: int
    taken: set[datetime] = field(default_factory=set)

    def slots(self, day: date) -> list[time]:
        """Beginnings of all slots of a day."""
        if not open_on(day):
            return []
        found = []
        for weekday, starts, ends in working_hours(self.hours):
            at = datetime.combine(day, starts)
            while weekday == day.weekday() and at + timedelta(minutes=self.minutes) <= datetime.combine(day, ends):
                found.append(at.time())
                at += timedelta(minutes=self.minutes)
        return sorted(found)

    def free(self, day: date) -> list[time]:
        """Beginnings of the free slots of a day."""
        return [at for at in self.slots(day) if datetime.combine(day, at) not in self.taken]

    def take(self, day: date, at: time) -> datetime:
        """Occupy one slot."""
        moment = datetime.combine(day, at)
        self.taken.add(moment)
        return moment

    def find(self, first: date, last: date, *, busiest: int | None = None) -> tuple[date, time] | None:
        """The first free slot from `first` to `last`; with `busiest` only on days with fewer bookings than that."""
        day = first
        while day <= last:
            free = self.free(day)
            if free and (busiest is None or len(self.slots(day)) - len(free) < busiest):
                return day, free[0]
            day += DAY
        return None
