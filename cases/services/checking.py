"""What is typed, checked at the door: text, codes, numbers and days.

Text is NFC, of limited length and without CPR numbers; codes are known; days are plausible. Every check returns the
value to store and raises `Refused` with the name of the form field.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from cases import cpr
from cases.models import Case
from rules.dates import add_months
from staff.refusals import Refused
from staff.wording import long_date

MONTHS_AHEAD = 12
"""A date further ahead than this is taken for a slip of the keyboard."""
LAST_NUMBER = 99
NOTE_LENGTH, REASON_LENGTH, NAME_LENGTH = 4000, 300, 120


def text(value: str, *, field: str, name: str, length: int, required: bool = False) -> str:
    """`value` in NFC without blanks at its ends and without control characters but line breaks."""
    typed = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    shown = "".join(sign for sign in typed if sign in "\n\t" or unicodedata.category(sign)[0] != "C").strip()
    if required and not shown:
        raise Refused(f"{name} mangler.", field=field)
    if cpr.stands_in(shown):
        raise Refused(f"{name} må ikke indeholde et CPR-nummer.", field=field)
    if len(shown) > length:
        raise Refused(f"{name} må højst være på {length} tegn. Der er {len(shown)}.", field=field)
    return shown


def note(value: str) -> str:
    return text(value, field="note", name="Noten", length=NOTE_LENGTH)


def reason(value: str) -> str:
    """The reason of a correction or decision, which must be given."""
    return text(value, field="reason", name="Begrundelsen", length=REASON_LENGTH, required=True)


def code(value: str, allowed: Iterable[str], *, field: str, name: str, required: bool = True) -> str:
    """A code of a closed vocabulary."""
    if value in set(allowed) or (not value and not required):
        return str(value)
    raise Refused(f"{name}: vælg en af mulighederne.", field=field)


def codes(values: Sequence[str], allowed: type[StrEnum], *, field: str, name: str) -> list[str]:
    """Codes of a closed vocabulary, each once, in the order of the vocabulary."""
    for value in values:
        code(value, allowed, field=field, name=name)
    return [member.value for member in allowed if member in set(values)]


def number(value: int | None) -> int | None:
    """The number of a conversation as set by hand."""
    if value is not None and not 1 <= value <= LAST_NUMBER:
        raise Refused(f"Nummeret skal være mellem 1 og {LAST_NUMBER}.", field="number")
    return value


def day(value: date, *, field: str, name: str, case: Case, today: date) -> date:
    """A day in the citizen's life: not before birth, not more than a year ahead."""
    born_on = case.citizen.born_on
    if born_on and value < born_on:
        raise Refused(f"{name} kan ikke ligge før borgerens fødsel.", field=field)
    latest = add_months(today, MONTHS_AHEAD)
    if value > latest:
        raise Refused(f"{name} kan højst ligge et år frem, til {long_date(latest)}.", field=field)
    return value


def past_day(value: date, *, field: str, name: str, case: Case, today: date) -> date:
    """A day on which something has happened: not in the future."""
    if value > today:
        raise Refused(f"{name} kan ikke ligge i fremtiden.", field=field)
    return day(value, field=field, name=name, case=case, today=today)


def in_course(value: date, *, field: str, name: str, case: Case) -> date:
    """A day inside the citizen's course of contact."""
    if value < case.course_start:
        raise Refused(f"{name} ligger før forløbet, der begyndte {long_date(case.course_start)}.", field=field)
    if case.closed_on and value > case.closed_on:
        raise Refused(f"{name} ligger efter, at sagen blev lukket {long_date(case.closed_on)}.", field=field)
    return value


def in_order(first: date, last: date | None, *, field: str = "to_on") -> None:
    if last is not None and last < first:
        raise Refused("Slutdatoen kan ikke ligge før startdatoen.", field=field)


def is_open(case: Case) -> None:
    """Refuse what needs an open case."""
    if case.closed_on is not None:
        raise Refused("Sagen er lukket. Genåbn den først.")
