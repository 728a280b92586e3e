"""Filters for dates, times and numbers: {% load danish %}. The wording itself is in `staff.wording`.

Every filter prints nothing for None. Filters with an argument take `today`:
{{ deadline.due_on|short_date:today }}. A date-time is shown as the day it is in Copenhagen.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from django import template

from staff import wording

register = template.Library()
Day = date | datetime | None


def _day(value: date | datetime) -> date:
    return wording.local(value).date() if isinstance(value, datetime) else value


def _date_filter(name: str, words: Callable[[date], str]) -> None:
    def shown(value: Day) -> str:
        return words(_day(value)) if value else ""

    shown.__doc__ = words.__doc__
    register.filter(name, shown)


def _dated_filter(name: str, words: Callable[[date, date | None], str]) -> None:
    def shown(value: Day, today: date | None = None) -> str:
        return words(_day(value), today or None) if value else ""

    shown.__doc__ = words.__doc__
    register.filter(name, shown)


_date_filter("long_date", wording.long_date)
_date_filter("plain_date", wording.plain_date)
_date_filter("full_date", wording.full_date)
_dated_filter("day_in_words", wording.day_in_words)
_dated_filter("short_date", wording.short_date)
_dated_filter("day_month", wording.day_month)
_dated_filter("week", wording.week)


@register.filter
def ahead(value: Day, today: date) -> str:
    """om 3 dage"""
    return wording.ahead(_day(value), today) if value else ""


@register.filter
def over(value: Day, today: date) -> str:
    """2 dage over"""
    return wording.over(_day(value), today) if value else ""


@register.simple_tag
def period(first: date, last: date | None = None, today: date | None = None) -> str:
    """5.–9. oktober: {% period pause.starts pause.ends today %}"""
    return wording.period(first, last, today)


@register.filter
def clock(value: datetime | time | None) -> str:
    """kl. 9.00"""
    return "" if value is None else wording.clock(value)


@register.filter
def hour(value: datetime | time | None) -> str:
    """9.00"""
    return "" if value is None else wording.hour(value)


@register.filter
def short_moment(value: datetime | None, today: date | None = None) -> str:
    """tir. 24. nov. kl. 10.15"""
    return "" if value is None else wording.short_moment(value, today or None)


@register.filter
def days(value: int | None) -> str:
    """2 dage"""
    return "" if value is None else wording.days(value)


@register.filter
def number(value: int | None) -> str:
    """1.846"""
    return "" if value is None else wording.number(value)


@register.filter
def decimal(value: Decimal | float | None, digits: int = 1) -> str:
    """92,4"""
    return "" if value is None else wording.decimal(value, digits)


@register.filter
def percent(value: Decimal | float | None, digits: int = 1) -> str:
    """92,4 %"""
    return "" if value is None else wording.percent(value, digits)


@register.filter
def money(value: Decimal | int | None) -> str:
    """2.350 kr."""
    return "" if value is None else wording.money(value)


@register.filter
def signed(value: int | None) -> str:
    """+ 33"""
    return "" if value is None else wording.signed(value)


@register.filter
def capital(text: str) -> str:
    """First letter upper case, the rest untouched: mandag d. 3. -> Mandag d. 3."""
    return text[:1].upper() + text[1:]
