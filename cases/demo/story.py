"""One citizen's story as facts. It knows the habits of a jobcenter and no rule: no date here is computed by one."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random

from cases.demo import aims
from cases.demo.book import Book, Cell
from cases.demo.diary import DAY, Diary, open_day
from cases.importing import layout
from cases.importing.layout import Layout

NOTES = (
    "Søger bredere i lager og logistik. Aftalt at kontakte to virksomheder.",
    "CV opdateret på Jobnet. Ser på stillinger inden for kontor.",
    "Vil gerne prøve en praktik. Taler med jobkonsulent.",
    "Har været til samtale i en butik og venter på svar.",
    "Talt om jobmål og om, hvordan joblog bruges.",
    "Ønsker kursus i truckcertifikat. Undersøger hold og startdage.",
    "Har fået flere timer i fritidsjobbet. Gennemgået planen.",
    "Behandling går som ventet. Taler om vej tilbage i små skridt.",
    "Aftalt fast ugentlig kontakt på telefon.",
    "Familiesituationen fylder. Kortere samtale, ny aftale om to uger.",
    "",
    "",
)
NOTED = 0.6
"""Share of held talks with a note."""


class Story:
    """Adds facts about one case to the book. Days are real dates; `today` is the day as of which the files are true."""

    def __init__(
        self,
        book: Book,
        random: Random,
        today: date,
        diary: Diary | None,
        *,
        case: str,
        groups: Counter[str] | None = None,
    ) -> None:
        self.book, self.random, self.today, self.diary, self.case = book, random, today, diary, case
        self.groups = groups
        self.aimed, self.details = False, set[str]()

    def add(self, of: Layout, on: date | None, **values: Cell) -> dict[str, Cell]:
        """A fact recorded on the day `on` (or the next day it could be), never after today."""
        recorded = datetime.combine(min(on or self.today, self.today), time(14, 10)) if on else None
        return self.book.add(of, case=self.case, recorded_at=recorded, **values)

    def group(self, group: str, first: date, last: date | None = None, **values: Cell) -> None:
        if self.groups is not None and last is None:
            self.groups[group] += 1
        self.add(layout.TARGET_GROUPS, first, group=group, from_on=first, to_on=last, **values)

    def pause(self, reason: str, first: date, last: date | None = None) -> None:
        self.add(layout.PAUSES, first - DAY, reason=reason, from_on=first, to_on=last)

    def detail(self, key: str, on: date, text: str = "") -> None:
        self.details.add(key)
        self.add(layout.DETAILS, on, key_word=key, **({"text": text} if text else {"on_date": on}))

    def refer(self, on: date, consultant: str, *, to: str = "job_consultant", ended: date | None = None) -> None:
        wished = aims.of(self.case)
        self.add(
            layout.REFERRALS, on, on_date=on, to=to, consultant=consultant, ended_on=ended,
            wishes=wished.wishes if ended is None else None,
        )  # fmt: skip
        if ended is None and not self.aimed:
            self.aimed = True
            for letter, occupation in wished.goals:
                self.add(layout.JOB_GOALS, on, letter=letter, occupation=occupation, from_on=on)
            if "attendable_hours" not in self.details:
                self.detail("attendable_hours", on, str(wished.hours))

    def consider(self, on: date, wanted: bool) -> None:
        reason = "" if wanted else "Helbredet tillader det ikke endnu."
        self.add(layout.CONSIDERATIONS, on, on_date=on, wanted=wanted, reason=reason)

    def next_by(self, set_on: date, due: date, reason: str = "Aftalt ved samtalen.") -> None:
        self.add(layout.NEXT_CONVERSATIONS, set_on, set_on=set_on, due_on=due, reason=reason)

    def activity(self, type_: str, first: date, last: date | None = None, **values: Cell) -> None:
        """An offer; its status follows from its days, unless given."""
        status = "planned" if first > self.today else "ended" if last and last < self.today else "running"
        values = {"status": status, "granted_on": first - timedelta(days=10), **values}
        self.add(layout.ACTIVITIES, first - timedelta(days=10), type=type_, from_on=first, to_on=last, **values)

    def held(self, on: date, *, kind: str = "jobsamtale", timed: bool = False, **values: Cell) -> date:
        """A held conversation on an open day on or before `on`; returns that day."""
        day = open_day(min(on, self.today - DAY))
        note = self.random.choice(NOTES) if self.random.random() < NOTED else ""
        self._conversation(day, "held", kind, timed, {"note": note, "form": self._form(), **values})
        return day

    def not_held(self, on: date, status: str, *, kind: str = "jobsamtale") -> None:
        """A conversation that the citizen stayed away from, or that was cancelled."""
        self._conversation(open_day(on), status, kind, False, {"form": self._form()})

    def booked(self, first: date, last: date, *, kind: str = "jobsamtale", parties: str = "") -> date | None:
        """A booking in the responsible's first free slot from `first` to `last`; None when there is none."""
        found = self.diary.find(first, last) if self.diary else None
        if found is None:
            return None
        return self.booked_at(*found, kind=kind, parties=parties)

    def booked_at(self, day: date, at: time, *, kind: str = "jobsamtale", parties: str = "") -> date:
        """A booking at exactly this slot."""
        self._write(day, at, "booked", kind, {"form": self._form(), "parties": parties}, recorded=self.today - 9 * DAY)
        return day

    def _conversation(self, day: date, status: str, kind: str, timed: bool, values: dict[str, Cell]) -> None:
        free = self.diary.free(day) if timed and self.diary else []
        at = self.random.choice(free) if free else None
        self._write(day, at, status, kind, values, recorded=day)

    def _write(
        self, day: date, at: time | None, status: str, kind: str, values: dict[str, Cell], *, recorded: date
    ) -> None:
        if at and self.diary and status != "cancelled":
            self.diary.take(day, at)
        self.add(
            layout.CONVERSATIONS,
            min(recorded, day),
            kind=kind,
            status=status,
            on_date=day,
            clock=f"{at:%H:%M}" if at else None,
            booked_with=self.diary.username if self.diary else None,
            **values,
        )

    def _form(self) -> str:
        return self.random.choices(("personal", "phone", "video"), (6, 2, 1))[0]
