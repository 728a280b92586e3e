"""Dates, times, numbers and waiting times as the screens print them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.template import engines

from staff import wording

TODAY = date(2026, 11, 23)


def plain(text: str) -> str:
    """The text with ordinary spaces, for reading."""
    return text.replace(wording.HARD, " ")


def test_dates_in_text() -> None:
    assert plain(wording.long_date(date(2026, 2, 3))) == "d. 3. februar 2026"
    assert plain(wording.plain_date(date(2026, 7, 27))) == "27. juli 2026"
    assert plain(wording.full_date(TODAY)) == "mandag d. 23. november 2026"
    assert plain(wording.day_in_words(date(2026, 11, 21), TODAY)) == "lørdag d. 21. november"
    assert plain(wording.day_in_words(date(2027, 1, 2), TODAY)) == "lørdag d. 2. januar 2027"


def test_dates_in_tables_have_the_year_only_when_it_is_another() -> None:
    assert plain(wording.short_date(date(2026, 2, 3), TODAY)) == "tir. 3. feb."
    assert plain(wording.short_date(date(2027, 8, 1), TODAY)) == "søn. 1. aug. 2027"
    assert plain(wording.short_date(date(2026, 11, 21))) == "lør. 21. nov. 2026"
    assert plain(wording.day_month(date(2026, 5, 9), TODAY)) == "9. maj"


def test_spaces_that_must_not_break_are_hard() -> None:
    assert wording.long_date(date(2026, 2, 3)).startswith("d.\u00a03.\u00a0februar")
    assert wording.percent(92.4) == "92,4\u00a0%"
    assert wording.money(2350) == "2.350\u00a0kr."
    assert wording.clock(time(9, 0)) == "kl.\u00a09.00"


def test_times_are_copenhagen_with_a_full_stop() -> None:
    assert plain(wording.clock(datetime(2026, 11, 23, 12, 30, tzinfo=UTC))) == "kl. 13.30"
    assert plain(wording.clock(datetime(2026, 7, 1, 6, 5, tzinfo=UTC))) == "kl. 8.05"
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert plain(wording.short_moment(late, TODAY)) == "tir. 24. nov. kl. 0.30"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "uge 48"),
        (date(2027, 1, 1), "uge 53"),
        (date(2027, 1, 4), "uge 1, 2027"),
        (date(2026, 1, 1), "uge 1"),
    ],
)
def test_weeks_name_the_year_across_new_year(day: date, words: str) -> None:
    assert plain(wording.week(day, TODAY)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 10, 5), date(2026, 10, 9), "5.–9. oktober"),
        (date(2025, 10, 5), date(2025, 10, 9), "5.–9. oktober 2025"),
        (date(2026, 9, 28), date(2026, 11, 13), "28. sep. – 13. nov."),
        (date(2026, 12, 1), date(2027, 1, 22), "1. dec. 2026 – 22. jan. 2027"),
        (date(2026, 10, 5), None, "fra 5. okt."),
        (date(2026, 10, 5), date(2026, 10, 5), "5. okt."),
    ],
)
def test_periods(first: date, last: date | None, words: str) -> None:
    assert plain(wording.period(first, last, TODAY)) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "i dag"),
        (1, "i morgen"),
        (-1, "i går"),
        (3, "om 3 dage"),
        (60, "om 60 dage"),
        (61, "23. jan. 2027"),
        (-4, "for 4 dage siden"),
    ],
)
def test_waiting_time_is_days_up_to_sixty(days: int, words: str) -> None:
    assert plain(wording.ahead(date.fromordinal(TODAY.toordinal() + days), TODAY)) == words


def test_overdue_is_days_up_to_sixty() -> None:
    assert plain(wording.over(date(2026, 11, 22), TODAY)) == "1 dag over"
    assert plain(wording.over(date(2026, 11, 21), TODAY)) == "2 dage over"
    assert plain(wording.over(date(2026, 8, 3), TODAY)) == "siden 3. aug."


def test_numbers() -> None:
    assert wording.number(1846) == "1.846"
    assert plain(wording.percent(Decimal("92.35"))) == "92,4 %"
    assert wording.decimal(1234.5) == "1.234,5"
    assert plain(wording.money(Decimal("2350.5"))) == "2.350,50 kr."
    assert plain(wording.signed(33)) == "+ 33"
    assert plain(wording.signed(-4)) == "− 4"
    assert wording.signed(0) == "0"
    assert plain(wording.days(1)) == "1 dag"


def test_filters_print_nothing_for_nothing() -> None:
    source = (
        "{% load danish %}{{ x|long_date }}{{ x|short_date:today }}{{ x|ahead:today }}{{ x|over:today }}{{ x|clock }}"
        "{{ x|number }}{{ x|percent }}{{ x|money }}"
        "{{ x|days }}{{ x|signed }}{{ x|hour }}{{ x|short_moment }}{{ x|decimal }}"
    )
    assert engines["django"].from_string(source).render({"x": None, "today": TODAY}) == ""


def test_filters_read_the_day_in_copenhagen() -> None:
    source = "{% load danish %}{{ at|short_date:today }}|{{ day|week:today }}|{{ day|ahead:today|capital }}"
    source += "|{% period day last today %}"
    values = {"at": datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "day": date(2026, 11, 24), "last": None, "today": TODAY}
    assert plain(engines["django"].from_string(source).render(values)) == "tir. 24. nov.|uge 48|I morgen|fra 24. nov."
