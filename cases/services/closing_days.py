"""Days on which the house holds no conversations, each with its Danish name."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from cases.services.policies.in_force import current_policy
from staff.models import ClosingDay

CLOSED = "Lukket"


@lru_cache(maxsize=64)
def _fixed(year: int, closing_days: frozenset[tuple[int, int]]) -> dict[date, str]:
    """The public holidays of a year, and the closing days (month, day) of the policy (A-08)."""
    names = {date(year, month, day): CLOSED for month, day in closing_days}
    names.update(holidays.country_holidays("DK", years=year, language="da"))
    return names


def between(first: date, last: date) -> dict[date, str]:
    """The closing days from `first` to `last`, both included, with their names. Weekends are not among them."""
    named = dict(ClosingDay.objects.filter(on__range=(first, last)).values_list("on", "name"))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    closing = current_policy().closing_days
    fixed = {day: name for day in days if (name := _fixed(day.year, closing).get(day))}
    return fixed | named
