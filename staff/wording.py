"""How dates, times, numbers and waiting times are written in Danish. Pure functions; `today` is an argument.

Hard spaces (U+00A0) stand where a line must not break: "d. 3. februar", "kl. 9.00", "2.350 kr.", "92,4 %".
"""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from rules.wording import MONTHS, MONTHS_SHORT

HARD = "\u00a0"
DASH = "\u2013"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
WEEKDAYS_SHORT = ("man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn.")
DAYS_IN_WORDS = 60
"""Waiting times above this many days are written as the date alone."""


def local(moment: datetime) -> datetime:
    """The moment as clocks in Copenhagen show it; a moment without zone is taken as local already."""
    return moment.astimezone(COPENHAGEN) if moment.tzinfo else moment


def long_date(day: date) -> str:
    """d. 3. februar 2026"""
    return f"d.{HARD}{day.day}.{HARD}{MONTHS[day.month - 1]} {day.year}"


def plain_date(day: date) -> str:
    """3. februar 2026"""
    return f"{day.day}.{HARD}{MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """mandag d. 23. november 2026"""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def day_in_words(day: date, today: date | None = None) -> str:
    """mandag d. 23. november, with the year when it is not this year."""
    words = f"{WEEKDAYS[day.weekday()]} d.{HARD}{day.day}.{HARD}{MONTHS[day.month - 1]}"
    return words if today and day.year == today.year else f"{words} {day.year}"


def short_date(day: date, today: date | None = None) -> str:
    """tor. 3. feb., with the year when it is not this year (or no `today` is given)."""
    return f"{WEEKDAYS_SHORT[day.weekday()]}{HARD}{day_month(day, today)}"


def day_month(day: date, today: date | None = None) -> str:
    """3. feb., with the year when it is not this year (or no `today` is given)."""
    words = f"{day.day}.{HARD}{MONTHS_SHORT[day.month - 1]}"
    return words if today and day.year == today.year else f"{words}{HARD}{day.year}"


def clock(moment: datetime | time) -> str:
    """kl. 9.00"""
    return f"kl.{HARD}{hour(moment)}"


def hour(moment: datetime | time) -> str:
    """9.00"""
    shown = local(moment) if isinstance(moment, datetime) else moment
    return f"{shown.hour}.{shown.minute:02d}"


def short_moment(moment: datetime, today: date | None = None) -> str:
    """tir. 24. nov. kl. 10.15"""
    shown = local(moment)
    return f"{short_date(shown.date(), today)} {clock(shown)}"


def week(day: date, today: date | None = None) -> str:
    """uge 14; in another year than today's: uge 53, 2026."""
    number = day.isocalendar()
    words = f"uge{HARD}{number.week}"
    return words if today is None or today.isocalendar().year == number.year else f"{words}, {number.year}"


def period(first: date, last: date | None, today: date | None = None) -> str:
    """5.–9. oktober; 28. sep. – 13. nov.; 1. dec. 2026 – 22. jan. 2027; fra 5. okt. (open)."""
    if last is None:
        return f"fra {day_month(first, today)}"
    if first == last:
        return day_month(first, today)
    if (first.year, first.month) == (last.year, last.month):
        words = f"{first.day}.{DASH}{last.day}.{HARD}{MONTHS[last.month - 1]}"
        return words if today and last.year == today.year else f"{words} {last.year}"
    if first.year == last.year:
        return f"{day_month(first, first)} {DASH} {day_month(last, today)}"
    return f"{day_month(first)} {DASH} {day_month(last)}"


def days(count: int) -> str:
    """1 dag, 2 dage"""
    return f"{number(count)}{HARD}{'dag' if abs(count) == 1 else 'dage'}"


def ahead(day: date, today: date) -> str:
    """i dag, i morgen, om 3 dage; from 61 days on the date alone."""
    wait = (day - today).days
    if wait == 0:
        return "i dag"
    if wait == 1:
        return "i morgen"
    if wait == -1:
        return "i går"
    if abs(wait) > DAYS_IN_WORDS:
        return day_month(day, today)
    return f"om {days(wait)}" if wait > 0 else f"for {days(-wait)} siden"


def over(due_on: date, today: date) -> str:
    """2 dage over; from 61 days on: siden 3. aug."""
    late = (today - due_on).days
    return f"{days(late)} over" if late <= DAYS_IN_WORDS else f"siden {day_month(due_on, today)}"


def number(value: int) -> str:
    """1.846"""
    return f"{value:,}".replace(",", ".")


def decimal(value: Decimal | float, digits: int = 1) -> str:
    """92,4 (rounded half up)"""
    step = Decimal(1).scaleb(-digits)
    rounded = Decimal(str(value)).quantize(step, ROUND_HALF_UP)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def percent(value: Decimal | float, digits: int = 1) -> str:
    """92,4 % (the value is already in percent)"""
    return f"{decimal(value, digits)}{HARD}%"


def money(value: Decimal | int) -> str:
    """2.350 kr.; with øre only when there are any: 2.350,50 kr."""
    amount = Decimal(value)
    whole = amount == amount.to_integral_value()
    return f"{decimal(amount, 0 if whole else 2)}{HARD}kr."


def file_size(size: int) -> str:
    """The size of a file in bytes: 340 KB, 1,2 MB."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes}{HARD}KB" if kilobytes < 1024 else f"{decimal(size / 1024 / 1024)}{HARD}MB"


def signed(value: int) -> str:
    """+ 33 or − 4; zero has no sign."""
    if value == 0:
        return "0"
    return f"{'+' if value > 0 else chr(0x2212)}{HARD}{number(abs(value))}"
