"""Calendar arithmetic (C2-C8)."""

from datetime import date, timedelta

import pytest

from rules.dates import Due, Span, Unit, add, add_months, age_on, merged, moved, planday
from rules.defaults import DEFAULTS
from rules.obligation import Stop, unpack_stops

CLOSING = DEFAULTS.closing_days


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2023-08-31", 6, "2024-02-29"),
        ("2023-08-31", 9, "2024-05-31"),
        ("2022-05-31", 9, "2023-02-28"),
        ("2023-03-31", -1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2023-01-30", -2, "2022-11-30"),
        ("2023-06-14", 0, "2023-06-14"),
    ],
)
def test_months_are_clamped_from_the_anchor(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_weeks_are_seven_calendar_days_across_the_change_of_clock() -> None:
    assert add(date(2023, 3, 20), Span(4, Unit.WEEKS)) == date(2023, 4, 17)
    assert add(date(2023, 10, 23), Span(28, Unit.DAYS)) == date(2023, 11, 20)
    assert add(date(2023, 2, 28), Span(14, Unit.DAYS), -1) == date(2023, 2, 14)


def naive(start: date, base: date, paused: set[date]) -> date:
    """Count unpaused days one by one."""
    gone, day = 0, start
    while day in paused or gone < (base - start).days:
        gone += day not in paused
        day += timedelta(days=1)
    return day


def days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


@pytest.mark.parametrize(
    "stops",
    [
        [],
        [(date(2023, 3, 1), date(2023, 4, 30))],
        [(date(2022, 12, 1), date(2023, 1, 20))],
        [(date(2023, 7, 16), date(2023, 7, 20))],
        [(date(2023, 7, 17), date(2023, 7, 20))],
        [
            (date(2023, 3, 1), date(2023, 3, 31)),
            (date(2023, 3, 15), date(2023, 4, 10)),
            (date(2023, 4, 11), date(2023, 4, 12)),
        ],
        [
            (date(2023, 3, 1), date(2023, 5, 31)),
            (date(2023, 4, 1), date(2023, 4, 2)),
            (date(2023, 8, 1), date(2023, 9, 1)),
        ],
        [(date(2022, 1, 1), date(2022, 2, 1))],
    ],
)
def test_a_paused_due_date_counts_unpaused_days(stops: list[tuple[date, date]]) -> None:
    start, base = date(2023, 1, 16), date(2023, 7, 16)
    paused = merged([Stop(first, last, "leave") for first, last in stops], start)
    assert moved(base, paused) == Due(naive(start, base, set().union(*(days(*stop) for stop in stops))))


def test_an_open_stop_leaves_the_due_date_unknown() -> None:
    start, base = date(2023, 1, 16), date(2023, 7, 16)
    open_stop = Stop(date(2023, 3, 1), None, "leave")
    later = Stop(date(2023, 4, 1), date(2023, 4, 9), "leave")
    longer = Stop(date(2023, 2, 1), date(2023, 3, 5), "exempt")
    assert moved(base, merged([later, open_stop], start)) == Due(None, date(2023, 3, 1), 137)
    assert moved(base, merged([open_stop, longer], start)) == Due(None, date(2023, 2, 1), 165)
    assert moved(base, merged([Stop(date(2023, 8, 1), None, "leave")], start)) == Due(base)


def test_the_planday_is_the_last_working_day() -> None:
    assert planday(date(2019, 4, 22), CLOSING) == date(2019, 4, 17)
    assert planday(date(2023, 5, 5), CLOSING) == date(2023, 5, 4), "store bededag, for the last time in 2023"
    assert planday(date(2024, 4, 26), CLOSING) == date(2024, 4, 26), "no store bededag from 2024 on"
    assert planday(date(2026, 12, 26), CLOSING) == date(2026, 12, 23), "24 December is a closing day"
    assert planday(date(2025, 12, 31), CLOSING) == date(2025, 12, 30)
    assert planday(date(2026, 6, 5), CLOSING) == date(2026, 6, 4)
    assert planday(date(2026, 6, 5), frozenset()) == date(2026, 6, 5)


def test_age_is_completed_years() -> None:
    assert age_on(date(1985, 5, 4), date(2018, 12, 17)) == 33
    assert age_on(date(1996, 3, 10), date(2021, 3, 9)) == 24
    assert age_on(date(1996, 3, 10), date(2021, 3, 10)) == 25
    assert age_on(date(2000, 2, 29), date(2023, 2, 28)) == 22
    assert age_on(date(2000, 2, 29), date(2023, 3, 1)) == 23


def test_stops_are_stored_and_read_again() -> None:
    stops = (Stop(date(2023, 3, 1), date(2023, 4, 30), "exempt"), Stop(date(2023, 6, 1), None, "leave"))
    assert [stop.packed() for stop in stops] == [["2023-03-01", "2023-04-30", "exempt"], ["2023-06-01", None, "leave"]]
    assert unpack_stops([stop.packed() for stop in stops]) == stops
