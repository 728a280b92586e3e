"""Calendar arithmetic of the conventions C2-C8. Pure functions on local Danish dates."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import holidays

from rules.obligation import Stop

DAY = timedelta(days=1)


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Span(NamedTuple):
    """A length of time as a rule states it: 28 days, 4 weeks, 6 months."""

    number: int
    unit: Unit

    def times(self, factor: int) -> "Span":
        return Span(self.number * factor, self.unit)


class Due(NamedTuple):
    """A base date moved by stops. `on` is None while a stop without end is open at it (C6)."""

    on: date | None
    open_since: date | None = None
    remaining_days: int | None = None


def add_months(day: date, months: int) -> date:
    """Same day of the month so many months later or earlier, clamped to the month's last day (C2)."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day > 28:
        return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))
    return date(year, month0 + 1, day.day)


def add(day: date, span: Span, sign: int = 1) -> date:
    """`day` plus (or, with sign -1, minus) a span; weeks are 7 calendar days (C3)."""
    if span.unit is Unit.MONTHS:
        return add_months(day, sign * span.number)
    days_each = timedelta(weeks=1) if span.unit is Unit.WEEKS else DAY
    return day + sign * span.number * days_each


def merged(stops: Iterable[Stop], start: date) -> tuple[tuple[date, date | None], ...]:
    """The paused days from `start` on as disjoint intervals in order of date."""
    intervals: list[tuple[date, date | None]] = []
    for first, last, _ in sorted(stops, key=lambda stop: stop.first_on):
        first = max(first, start)
        if last is not None and last < first:
            continue
        if not intervals:
            intervals.append((first, last))
            continue
        before_first, before_last = intervals[-1]
        if before_last is None:
            break
        if first > before_last + DAY:
            intervals.append((first, last))
        elif last is None or last > before_last:
            intervals[-1] = (before_first, last)
    return tuple(intervals)


def moved(base: date, paused: Iterable[tuple[date, date | None]]) -> Due:
    """`base` moved by paused days: the earliest unpaused day with as many unpaused days before it (C6).

    `paused` are disjoint intervals in order, none before the start of the clock. A pause that begins on the day
    reached still moves it; a later one does not.
    """
    on = base
    for first, last in paused:
        if first > on:
            break
        if last is None:
            return Due(None, first, (on - first).days)
        on += last - first + DAY
    return Due(on)


def age_on(born_on: date, day: date) -> int:
    """Completed years (C8). Born on 29 February: the birthday is 1 March in other years (A-42)."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))


def planday(due: date, closing_days: frozenset[tuple[int, int]]) -> date:
    """The last working day on or before a deadline (C5). `closing_days` are (month, day), A-08."""
    day = due
    while not is_working_day(day, closing_days):
        day -= DAY
    return day


def is_working_day(day: date, closing_days: frozenset[tuple[int, int]]) -> bool:
    """From Monday to Friday, and neither a public holiday nor a closing day."""
    closed = (day.month, day.day) in closing_days or day in _public_holidays(day.year)
    return day.weekday() < 5 and not closed
