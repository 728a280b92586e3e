"""The week strip as the template prints it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from cases.services.week_strip import Entry, StripDay, WeekStrip
from rules.labels import FORMS
from rules.vocabulary import Form
from staff import wording

FORM_ICONS = {Form.PERSONAL.value: "meet", Form.PHONE.value: "phone", Form.VIDEO.value: "video"}
UNNAMED = "Beskyttet borger"


@dataclass(frozen=True, slots=True)
class EntryView:
    """One line of a day."""

    starts_at: datetime
    public_id: str
    words: str
    form_icon: str
    form_label: str
    done: bool


@dataclass(frozen=True)
class DayView:
    """One day with its head ("Ons. 25."), its lines and what does not fit."""

    day: StripDay

    @property
    def on(self) -> date:
        return self.day.on

    @property
    def title(self) -> str:
        name = wording.WEEKDAYS_SHORT[self.on.weekday()]
        return f"{name[:1].upper()}{name[1:]}{wording.HARD}{self.on.day}."

    @property
    def figure(self) -> str:
        if self.day.closed:
            return self.day.closed
        number = len(self.day.entries)
        return f"{number} {'samtale' if number == 1 else 'samtaler'}"

    @cached_property
    def shown(self) -> list[EntryView]:
        return [_entry(entry) for entry in self.day.shown]

    @property
    def more(self) -> int:
        return self.day.more

    @property
    def free_words(self) -> str:
        return _free(self.day.free) if self.day.free else ""


@dataclass(frozen=True)
class WeekView:
    """Monday to Friday and the capacity of the week."""

    strip: WeekStrip
    today: date

    @cached_property
    def days(self) -> list[DayView]:
        return [DayView(day) for day in self.strip.days]

    @property
    def taken(self) -> int:
        return self.strip.taken

    @property
    def total(self) -> int:
        return self.strip.total

    @property
    def percent(self) -> int:
        return round(100 * self.taken / self.total) if self.total else 0

    @property
    def words(self) -> str:
        """Uge 48: 17 af 24 tider"""
        name = wording.week(self.strip.monday, self.today).capitalize()
        return f"{name}: {self.taken} af {self.total} tider" if self.total else f"{name}: ingen arbejdstid"

    @property
    def free_words(self) -> str:
        return _free(self.strip.free)

    @property
    def citizens(self) -> set[str]:
        return self.strip.citizens


def _free(number: int) -> str:
    return "1 ledig tid" if number == 1 else f"{number} ledige tider"


def _entry(entry: Entry) -> EntryView:
    name = entry.name or UNNAMED
    label = FORMS[Form(entry.form)] if entry.form in set(Form) else ""
    words = f"{name} · {entry.about}" if entry.about else name
    return EntryView(entry.starts_at, entry.public_id, words, FORM_ICONS.get(entry.form, ""), label, entry.done)
