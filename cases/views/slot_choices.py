"""Free times as the components print them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cases.services.slots import Choice, Slot, local_day
from staff import wording


@dataclass(frozen=True, slots=True)
class SlotOption:
    """One time to choose: "Ons. 25. nov.", "kl. 11.30"."""

    value: str
    day: str
    time: str
    late: bool
    checked: bool

    @property
    def words(self) -> str:
        """25. nov. kl. 11.30"""
        return f"{self.day.split(wording.HARD, 1)[-1]} {self.time}"

    @property
    def full_words(self) -> str:
        """ons. 25. nov. kl. 11.30"""
        return f"{self.day[:1].lower()}{self.day[1:]} {self.time}"


def options(choices: Iterable[Choice], *, today: date, chosen: str = "", marked: bool = True) -> list[SlotOption]:
    """The times in order; `chosen` is preselected if it is among them, else the first.

    Not `marked`: the deadline is past already, and saying "efter fristen" at every time would say nothing.
    """
    found = list(choices)
    values = [choice.slot.starts_at.isoformat() for choice in found]
    preselected = chosen if chosen in values else values[0] if values else ""
    return [
        _option(choice, value, value == preselected, today, choice.late and marked)
        for choice, value in zip(found, values, strict=True)
    ]


def _option(choice: Choice, value: str, checked: bool, today: date, late: bool) -> SlotOption:
    at = wording.local(choice.slot.starts_at)
    day = wording.short_date(at.date(), today)
    return SlotOption(value, day[:1].upper() + day[1:], wording.clock(at), late, checked)


def is_past(due_on: date | None, today: date) -> bool:
    """Whether the deadline is past, so that every time lies after it."""
    return due_on is not None and due_on < today


@dataclass(frozen=True, slots=True)
class SlotDay:
    """The free times of one day."""

    on: date
    options: tuple[SlotOption, ...]


def by_day(found: Iterable[Slot], *, due_on: date | None, today: date, chosen: str = "") -> list[SlotDay]:
    """The times day by day; `chosen` is preselected, else the first one."""
    choices = [Choice(slot, late=due_on is not None and local_day(slot.starts_at) > due_on) for slot in found]
    shown = options(choices, today=today, chosen=chosen, marked=not is_past(due_on, today))
    rows = list(zip(choices, shown, strict=True))
    return [
        SlotDay(day, tuple(option for _, option in group))
        for day, group in groupby(rows, key=lambda row: local_day(row[0].slot.starts_at))
    ]
