"""Calendars of the practice municipality's caseworkers: the slots of their working hours and who has them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from holidays import country_holidays

from cases.importing.people import working_hours
from rules.defaults import DEFAULTS

DAY = timedelta(days=1)
HOLIDAYS = country_holidays("DK")


@lru_cache(maxsize=4096)
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
    raster: dict[int, list[time]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for weekday, starts, ends in working_hours(self.hours):
            at, end = datetime.combine(date.min, starts), datetime.combine(date.min, ends)
            while at + timedelta(minutes=self.minutes) <= end:
                self.raster.setdefault(weekday, []).append(at.time())
                at += timedelta(minutes=self.minutes)

    def slots(self, day: date) -> list[time]:
        """Beginnings of all slots of a day."""
        return self.raster.get(day.weekday(), []) if open_on(day) else []

    def free(self, day: date) -> list[time]:
        """Beginnings of the free slots of a day."""
        return [at for at in self.slots(day) if datetime.combine(day, at) not in self.taken]

    def take(self, day: date, at: time) -> datetime:
        """Occupy one slot."""
        moment = datetime.combine(day, at)
        self.taken.add(moment)
        return moment

    def find(self, first: date, last: date, *, spare: int = 1) -> tuple[date, time] | None:
        """The first free slot from `first` to `last` on a day with more than `spare` of them."""
        day = first
        while day <= last:
            free = self.free(day)
            if len(free) > spare:
                return day, free[0]
            day += DAY
        return None
