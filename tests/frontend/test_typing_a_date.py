"""A caseworker types a date or a time in the way that is quickest."""

from datetime import date, time

import pytest

from staff.dates_field import (
    CLOCK_EXAMPLE,
    EXAMPLE,
    NO_SUCH_DAY,
    NO_SUCH_WEEK,
    DanishDateField,
    DanishTimeField,
    DatedForm,
    NotADate,
    parse_date,
    parse_time,
)

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    "text",
    [
        "3/2-26", "3.2.2026", "030226", "03022026", "3/2/26", "3-2-2026", "3 2 26", "3. februar 2026", "3 feb 26",
        "d. 3. februar 2026", "tir. 3. feb. 2026", "tirsdag d. 3. februar 2026", "2026-02-03", " 3. FEB. 2026 ",
        "den 3. februar 2026", "3.\u00a0feb.\u00a02026",
    ],
)  # fmt: skip
def test_a_whole_date(text: str) -> None:
    assert parse_date(text, today=TODAY) == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/2", date(2027, 2, 3)),  # nearest: 72 days ahead, not 293 back
        ("1/9", date(2026, 9, 1)),
        ("29/2", date(2028, 2, 29)),
        ("24. december", date(2026, 12, 24)),
        ("5. jan", date(2027, 1, 5)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(text: str, day: date) -> None:
    if text == "29/2":
        assert parse_date(text, today=date(2027, 11, 1)) == day
    else:
        assert parse_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i dag", TODAY),
        ("I morgen", date(2026, 11, 24)),
        ("i går", date(2026, 11, 22)),
        ("i overmorgen", date(2026, 11, 25)),
        ("om 3 dage", date(2026, 11, 26)),
        ("om 2 uger", date(2026, 12, 7)),
        ("fredag", date(2026, 11, 27)),
        ("mandag", TODAY),
    ],
)
def test_relative_words(text: str, day: date) -> None:
    assert parse_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("uge 49", date(2026, 11, 30)),
        ("uge 2", date(2027, 1, 11)),
        ("uge 40", date(2026, 9, 28)),
        ("uge 53", date(2026, 12, 28)),
        ("uge 14, 2028", date(2028, 4, 3)),
    ],
)
def test_a_week_is_its_monday(text: str, monday: date) -> None:
    assert parse_date(text, today=TODAY) == monday


def test_two_digit_years() -> None:
    assert parse_date("12/8-85", today=TODAY) == date(1985, 8, 12)
    assert parse_date("12/8-46", today=TODAY) == date(2046, 8, 12)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/2-26", NO_SUCH_DAY),
        ("0/1", NO_SUCH_DAY),
        ("uge 60", NO_SUCH_WEEK),
        ("snart", EXAMPLE),
        ("3", EXAMPLE),
        ("12. sommer", EXAMPLE),
    ],
)
def test_an_error_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(NotADate, match=message[:20]):
        parse_date(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9.00", time(9)),
        ("9:00", time(9)),
        ("0900", time(9)),
        ("9", time(9)),
        ("kl. 13.30", time(13, 30)),
        ("1330", time(13, 30)),
    ],
)
def test_times(text: str, clock: time) -> None:
    assert parse_time(text) == clock


@pytest.mark.parametrize("text", ["25", "9.60", "ni", "12345"])
def test_no_time(text: str) -> None:
    with pytest.raises(NotADate, match="klokkeslæt"):
        parse_time(text)


class BookingForm(DatedForm):
    on = DanishDateField(label="Dato")
    until = DanishDateField(label="Til", required=False)
    at = DanishTimeField(label="Kl.")


def test_a_form_reads_its_dates_on_its_today() -> None:
    form = BookingForm({"on": "i morgen", "at": "9"}, today=TODAY)
    assert form.is_valid()
    assert form.cleaned_data == {"on": date(2026, 11, 24), "until": None, "at": time(9)}


def test_a_form_prints_what_it_can_read_again() -> None:
    form = BookingForm(initial={"on": TODAY, "at": time(11, 15)}, today=TODAY)
    assert 'value="23. nov. 2026"' in str(form["on"])
    assert 'value="11.15"' in str(form["at"])
    assert parse_date("23. nov. 2026", today=TODAY) == TODAY
    again = BookingForm(
        {"on": "23/11-26", "at": "11:15", "until": ""}, initial={"on": TODAY, "at": time(11, 15)}, today=TODAY
    )
    assert not again.has_changed()


def test_errors_and_empty_fields_in_danish() -> None:
    form = BookingForm({"on": "31/2", "at": ""}, today=TODAY)
    assert form.errors == {"on": [NO_SUCH_DAY], "at": ["Skriv et klokkeslæt."]}
    assert BookingForm({"on": "x", "at": "x"}, today=TODAY).errors == {"on": [EXAMPLE], "at": [CLOCK_EXAMPLE]}


def test_a_field_outside_a_dated_form_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="DatedForm"):
        DanishDateField().clean("i dag")
