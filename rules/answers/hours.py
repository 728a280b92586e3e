"""The clock on the wall in Denmark: moments with their offset, and hours that really pass (C1, A-32)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rules.asked import YEARS, shown
from rules.dates import DAY, is_working_day
from rules.rows import Refused

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ALLOWED = "tilladt: ÅÅÅÅ-MM-DDTTT:MM, eventuelt med +01:00 eller +02:00"


def moment(value: object) -> datetime:
    """A moment in Denmark. Without an offset it is Danish time, and must exist once on that day."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else None
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise Refused(f"{shown(value)} er ikke et tidspunkt; {ALLOWED}")
    if found.tzinfo is not None:
        return found.astimezone(COPENHAGEN)
    early, late = (found.replace(tzinfo=COPENHAGEN, fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        raise Refused(f"{shown(value)} er i timen, hvor uret stilles; tilladt: med +01:00 eller +02:00")
    return early


def after_hours(start: datetime, hours: int) -> datetime:
    """So many elapsed hours later, nights and weekends and the change of the clock included."""
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(COPENHAGEN)


def after_working_hours(start: datetime, hours: int, closing_days: frozenset[tuple[int, int]]) -> datetime:
    """So many elapsed hours of working days later; on other days the clock stands still."""
    left, now = timedelta(hours=hours), start
    while True:
        midnight = _midnight(now.date() + DAY)
        if is_working_day(now.date(), closing_days):
            today = midnight.astimezone(UTC) - now.astimezone(UTC)
            if left <= today:
                return (now.astimezone(UTC) + left).astimezone(COPENHAGEN)
            left -= today
        now = midnight


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=COPENHAGEN)
