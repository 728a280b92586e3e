"""C9: the standing of a deadline on a day, in its order of precedence, from the dates alone."""

from dataclasses import dataclass
from datetime import date

import pytest

from rules.defaults import DEFAULTS
from rules.obligation import Stop
from rules.standing import Standing, standing
from rules.vocabulary import Status

DUE = date(2023, 5, 31)


@dataclass
class Row:
    """As a stored row: nothing but dates."""

    due_on: date | None = DUE
    open_since: date | None = None
    remaining_days: int | None = None
    met_on: date | None = None
    met_until: date | None = None
    closed_on: date | None = None
    held_from: date | None = None
    held_until: date | None = None
    stops: tuple[Stop, ...] = ()


def day(text: str) -> date:
    return date.fromisoformat(f"2023-{text}")


LEAVE = Stop(day("05-20"), day("06-05"), "leave")
OPEN = {"due_on": None, "open_since": day("05-01"), "remaining_days": 30, "stops": (Stop(day("05-01"), None, "leave"),)}


@pytest.mark.parametrize(
    ("row", "today", "status", "days"),
    [
        (Row(), "05-16", Status.PENDING, 15),
        (Row(), "05-17", Status.DUE_SOON, 14),
        (Row(), "05-31", Status.DUE_SOON, 0),
        (Row(), "06-01", Status.OVERDUE, 1),
        (Row(met_on=day("05-31")), "06-30", Status.FULFILLED, None),
        (Row(met_on=day("06-01")), "06-30", Status.FULFILLED_LATE, 1),
        (Row(met_on=day("06-10")), "06-09", Status.OVERDUE, 9),
        (Row(met_on=day("05-10"), met_until=day("06-05")), "06-05", Status.FULFILLED, None),
        (Row(met_on=day("05-10"), met_until=day("06-05")), "06-06", Status.OVERDUE, 6),
        (Row(closed_on=day("05-31")), "06-30", Status.SUPERSEDED, None),
        (Row(closed_on=day("06-01")), "06-30", Status.MISSED, 1),
        (Row(closed_on=day("06-20")), "06-10", Status.OVERDUE, 10),
        (Row(met_on=day("06-01"), closed_on=day("06-20")), "06-30", Status.FULFILLED_LATE, 1),
        (Row(stops=(LEAVE,)), "05-19", Status.DUE_SOON, 12),
        (Row(stops=(LEAVE,)), "05-20", Status.PAUSED, 11),
        (Row(stops=(LEAVE,)), "06-02", Status.OVERDUE, 2),
        (Row(**OPEN), "05-10", Status.PAUSED, None),
        (Row(**OPEN), "04-10", Status.PENDING, None),
        (Row(**OPEN, met_on=day("05-05")), "05-10", Status.FULFILLED, None),
        (Row(**OPEN, closed_on=day("05-09")), "05-10", Status.SUPERSEDED, None),
        (Row(held_from=day("01-02"), held_until=day("06-10")), "06-10", Status.PENDING, None),
        (Row(held_from=day("01-02"), held_until=day("06-10")), "06-11", Status.OVERDUE, 11),
        (Row(due_on=None, held_from=day("01-02")), "06-11", Status.PENDING, None),
    ],
)  # fmt: skip
def test_status_and_days(row: Row, today: str, status: Status, days: int | None) -> None:
    found = standing(row, day(today))
    assert (found.status, found.days) == (status, days)


def test_a_running_offer_shows_a_provisional_date_only() -> None:
    row = Row(held_from=day("01-02"), held_until=day("06-10"))
    assert standing(row, day("06-10")) == Standing(Status.PENDING, None, None, DUE)
    assert standing(Row(due_on=None, held_from=day("01-02")), day("06-10")).provisional_due is None


def test_an_open_stop_shows_the_date_as_if_it_ended_today() -> None:
    assert standing(Row(**OPEN), day("05-10")).provisional_due == day("06-10")
    assert standing(Row(**OPEN), day("04-01")).provisional_due == day("05-31"), "as if it never came"
    later = Stop(day("06-01"), day("06-05"), "exempt")
    row = Row(**OPEN | {"stops": (*OPEN["stops"], later)})
    assert standing(row, day("05-10")).provisional_due == day("06-15"), "a stop known to come still counts"


def test_the_window_is_a_parameter() -> None:
    assert DEFAULTS.due_soon_days == 14
    assert standing(Row(), day("05-17"), due_soon_days=7).status is Status.PENDING
