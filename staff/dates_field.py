"""Dates and times as caseworkers type them: 3/2-26, 3.2.2026, 030226, 3. februar, i morgen, uge 14, tirsdag.

Relative words are read from `today`, which a form sets on its fields (`DatedForm`); the fields never read the clock.
"""

import re
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rules.wording import MONTHS
from staff import wording

EXAMPLE = "Skriv en dato, fx 3/2-26, 3. februar 2026, i morgen eller uge 14."
NO_SUCH_DAY = "Datoen findes ikke. Kontrollér dag og måned."
NO_SUCH_WEEK = "Ugen findes ikke. Et år har 52 eller 53 uger."
CLOCK_EXAMPLE = "Skriv et klokkeslæt, fx 9.00 eller 13.30."
YEARS_AHEAD = 20
"""Two-digit years up to this many years from now lie in this century's future, the rest in the past."""

RELATIVE = {"i forgårs": -2, "i går": -1, "i dag": 0, "idag": 0, "i morgen": 1, "imorgen": 1, "i overmorgen": 2}
_SPACES = re.compile(r"\s+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})(?:[./ -]+(\d{4}|\d{2}))?\.?")
_WORDS = re.compile(r"(\d{1,2})\.? ?([a-zæøå]+)\.?(?: (\d{4}|\d{2}))?")
_WEEK = re.compile(r"uge ?(\d{1,2})(?:,? (\d{4}))?")
_AHEAD = re.compile(r"om (\d{1,3}) (dag|dage|uge|uger)")
_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:]?(\d{2}))?")


class NotADate(ValueError):
    """The text is no date; the message says in Danish what to write instead."""


def parse_date(text: str, *, today: date) -> date:
    """The day a text means.

    A week is its Monday; a weekday is the next such day (today counts); a day without a year is the nearest
    one. Raises NotADate.
    """
    words = _SPACES.sub(" ", text.strip().lower()).removeprefix("d. ").removeprefix("den ").rstrip(".")
    words = _without_weekday(words)
    if words in RELATIVE:
        return today + timedelta(days=RELATIVE[words])
    if words in _weekdays():
        return today + timedelta(days=(_weekdays()[words] - today.weekday()) % 7)
    for pattern, read in ((_AHEAD, _from_ahead), (_WEEK, _from_week), (_ISO, _from_iso)):
        if found := pattern.fullmatch(words):
            return read(found, today)
    for pattern in (_PACKED, _NUMBERS):
        if found := pattern.fullmatch(words):
            return _day(int(found[1]), int(found[2]), found[3], today)
    if (found := _WORDS.fullmatch(words)) and (month := _month(found[2])):
        return _day(int(found[1]), month, found[3], today)
    raise NotADate(EXAMPLE)


def parse_time(text: str) -> time:
    """9.00, 9:00, 0900, 9, kl. 13.30. Raises NotADate."""
    found = _CLOCK.fullmatch(_SPACES.sub(" ", text.strip().lower()))
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise NotADate(CLOCK_EXAMPLE)
    return time(int(found[1]), int(found[2] or 0))


def _weekdays() -> dict[str, int]:
    return {name: index for index, name in enumerate(wording.WEEKDAYS)}


def _without_weekday(words: str) -> str:
    """Drop "man." or "mandag d." before a date, as our own pages print it."""
    first, _, rest = words.partition(" ")
    named = first in wording.WEEKDAYS or first in wording.WEEKDAYS_SHORT
    return rest.removeprefix("d. ") if named and rest else words


def _month(name: str) -> int | None:
    for index, full in enumerate(MONTHS, start=1):
        if len(name) >= 3 and full.startswith(name):
            return index
    return None


def _from_ahead(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=int(found[1]) * (7 if found[2].startswith("uge") else 1))


def _from_iso(found: re.Match[str], today: date) -> date:
    return _day(int(found[3]), int(found[2]), found[1], today)


def _from_week(found: re.Match[str], today: date) -> date:
    number = int(found[1])
    years = [int(found[2])] if found[2] else [today.year - 1, today.year, today.year + 1]
    mondays = []
    for year in years:
        try:
            mondays.append(date.fromisocalendar(year, number, 1))
        except ValueError:
            continue
    if not mondays:
        raise NotADate(NO_SUCH_WEEK)
    return min(mondays, key=lambda monday: abs(monday - today))


def _day(day: int, month: int, year: str | None, today: date) -> date:
    years = [_full_year(year, today)] if year else [today.year - 1, today.year, today.year + 1]
    days = []
    for candidate in years:
        try:
            days.append(date(candidate, month, day))
        except ValueError:
            continue
    if not days:
        raise NotADate(NO_SUCH_DAY)
    return min(days, key=lambda found: abs(found - today))


def _full_year(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    full = today.year - today.year % 100 + int(year)
    return full if full <= today.year + YEARS_AHEAD else full - 100


class DanishDateField(forms.Field):
    """A text field for a date. `today` is set by the form (`DatedForm`) before it is cleaned."""

    widget = forms.TextInput
    default_error_messages = {"required": "Skriv en dato."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today: date | None = None
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: object) -> date | None:
        if value is None or value == "":
            return None
        if isinstance(value, date):
            return value
        if self.today is None:
            raise RuntimeError("A form with a DanishDateField must be a DatedForm: the field needs today.")
        try:
            return parse_date(str(value), today=self.today)
        except NotADate as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: object) -> object:
        """As printed elsewhere: 23. nov. 2026 (and readable again)."""
        return wording.day_month(value).replace(wording.HARD, " ") if isinstance(value, date) else value

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DanishTimeField(forms.Field):
    """A text field for a time of day: 9.00, 0900, 9."""

    widget = forms.TextInput
    default_error_messages = {"required": "Skriv et klokkeslæt."}

    def to_python(self, value: object) -> time | None:
        if value is None or value == "":
            return None
        if isinstance(value, time):
            return value
        try:
            return parse_time(str(value))
        except NotADate as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: object) -> object:
        return wording.hour(value) if isinstance(value, time) else value


class DatedForm(forms.Form):
    """A form whose dates are read on `today`: Form(data, today=today). Its errors are in Danish."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, DanishDateField):
                field.today = today
