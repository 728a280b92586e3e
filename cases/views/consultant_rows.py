"""Lines of the job consultant's page as the templates print them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from cases.identity import age
from cases.plain_rules import in_words
from cases.services.consultant_day import Day, Line, Placement
from cases.services.standings import DeadlineStanding
from cases.services.upcoming import title_of
from rules.labels import ACTIVITY_TYPES, PLACES
from rules.standing import stop_on
from rules.vocabulary import PauseReason, Place
from staff import wording

SHOWN = 6
"""So many rows of a section stand on the start page; its number leads to all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One citizen in a section."""

    line: Line
    today: date

    @property
    def public_id(self) -> str:
        return self.line.public_id

    @property
    def name(self) -> str:
        return str(self.line.case.citizen.name)

    @property
    def masked_cpr(self) -> str:
        return str(self.line.case.citizen.masked_cpr)

    @property
    def age(self) -> str:
        return age(self.line.case.citizen.born_on, self.today)

    @property
    def duty(self) -> "DutyView | None":
        return DutyView(self.line.duty, self.today) if self.line.duty else None

    @property
    def follow(self) -> "DutyView | None":
        return DutyView(self.line.follow, self.today) if self.line.follow else None

    @property
    def ending(self) -> "PlacementView | None":
        return PlacementView(self.line.ending, self.today) if self.line.ending else None

    @property
    def ordinary(self) -> str:
        """8 timer fra 30. nov."""
        found = self.line.ordinary
        if found is None:
            return ""
        hours = f"{wording.decimal(found.hours, 0)} timer " if found.hours else ""
        return f"{hours}fra {wording.day_month(found.from_on, self.today)}"

    @property
    def booked_late(self) -> bool:
        """The appointment lies after the window."""
        found, due = self.line.follow_booking, self.follow.due_on if self.follow else None
        return found is not None and due is not None and found.on_date > due

    @property
    def booking(self) -> str:
        """The appointment that can meet the follow-up."""
        found = self.line.follow_booking
        if found is None:
            return ""
        if found.starts_at:
            return wording.short_moment(found.starts_at, self.today)
        return wording.short_date(found.on_date, self.today)


@dataclass(frozen=True, slots=True)
class DutyView:
    """A deadline in a row: what must happen, by when, how it stands."""

    found: DeadlineStanding
    today: date

    @property
    def title(self) -> str:
        return title_of(self.found.row.rule, self.found.row.ordinal)

    @property
    def words(self) -> str:
        """The rule in plain words, where its title does not say them already."""
        words = in_words(self.found.row.rule)
        return "" if words.lower() in self.title.lower() else words

    @property
    def status(self) -> str:
        """The code of the badge."""
        code = str(self.found.bucket.value) if self.found.bucket else "pending"
        stop = stop_on(self.found.row, self.today)
        return "exempt" if code == "paused" and stop and stop.reason == PauseReason.EXEMPT else code

    @property
    def until(self) -> date | None:
        stop = stop_on(self.found.row, self.today)
        return stop.last_on if stop else None

    @property
    def due_on(self) -> date | None:
        return self.found.standing.due_on

    @property
    def opens_on(self) -> date | None:
        return self.found.row.opens_on

    @property
    def not_open(self) -> bool:
        return self.opens_on is not None and self.opens_on > self.today

    @property
    def window(self) -> str:
        """2. okt. – 2. nov."""
        if self.opens_on is None or self.due_on is None:
            return ""
        return wording.period(self.opens_on, self.due_on, self.today)

    @property
    def unverified(self) -> bool:
        return self.found.row.unverified


@dataclass(frozen=True, slots=True)
class PlacementView:
    """A running company offer that ends soon."""

    found: Placement
    today: date

    @property
    def pk(self) -> int:
        return self.found.pk

    @property
    def kind(self) -> str:
        return next((name for code, name in ACTIVITY_TYPES.items() if code == self.found.type), "")

    @property
    def place(self) -> str:
        return PLACES[Place(self.found.place)] if self.found.place in set(Place) else ""

    @property
    def length(self) -> str:
        """26 af 28 dage: how many of its days have begun."""
        if self.found.to_on is None:
            return ""
        whole = (self.found.to_on - self.found.from_on).days + 1
        return f"{(self.today - self.found.from_on).days + 1} af {wording.days(whole)}"

    @property
    def left(self) -> str:
        """om 4 dage"""
        return wording.ahead(self.found.to_on, self.today) if self.found.to_on else ""

    @property
    def near(self) -> bool:
        """It ends within half of the time shown."""
        return self.found.to_on is not None and (self.found.to_on - self.today).days < 14


@dataclass(frozen=True, slots=True)
class Section:
    """One table. `number` citizens are in it, `rows` are shown; `url` shows all."""

    slug: str
    title: str
    lead: str
    empty: str
    template: str
    number: int
    rows: tuple[Row, ...]
    url: str

    @property
    def more(self) -> int:
        return self.number - len(self.rows)

    @property
    def words(self) -> str:
        return f"borgere: {self.title.lower()}"


HEADS = {
    "alle": ("Alle visiterede", "nærmeste frist først", "Ingen borgere er visiteret til dig."),
    "overskredet": ("Overskredet", "ældste frist først", "Ingen overskredne frister."),
    "snart": ("Forfalder snart", "nærmeste frist først", "Ingen frister forfalder snart."),
    "nye": ("Nye visitationer", "fra de seneste 4 uger, eller med frist nu", "Ingen nye visitationer."),
    "slutter": ("Praktikker, der slutter inden 4 uger", "den første øverst", "Ingen praktikker slutter inden 4 uger."),
    "opfoelgning": (
        "Opfølgning ved 9 måneder",
        "sygemeldte; samtale med jobkonsulent i vinduet",
        "Ingen opfølgninger er åbne eller åbner inden 4 uger.",
    ),
}
TABLES = {"slutter": "cases/consultant/_ending.html", "opfoelgning": "cases/consultant/_follow.html"}
START = ("nye", "slutter", "opfoelgning")
"""The sections of the start page; one with an overdue row goes first."""


def lines_of(day: Day, slug: str) -> tuple[Line, ...]:
    """The lines of a list: its number and its rows are both these."""
    lists = {
        "alle": day.lines,
        "overskredet": day.overdue,
        "snart": day.soon,
        "nye": day.new,
        "slutter": day.ending,
        "opfoelgning": day.following,
    }
    return lists[slug]


def section(day: Day, slug: str, today: date, *, whole: bool, url: str) -> Section:
    title, lead, empty = HEADS[slug]
    lines = lines_of(day, slug)
    rows = tuple(Row(line, today) for line in (lines if whole else lines[:SHOWN]))
    template = TABLES.get(slug, "cases/consultant/_referred.html")
    return Section(slug, title, lead, empty, template, len(lines), rows, url)


def start_sections(day: Day, today: date, url_of: Callable[[str], str]) -> list[Section]:
    """Those with an overdue row first, else in their order."""
    found = [section(day, slug, today, whole=False, url=url_of(slug)) for slug in START]
    return sorted(found, key=lambda one: not _has_overdue(one.slug, lines_of(day, one.slug)))


def _has_overdue(slug: str, lines: Iterable[Line]) -> bool:
    """A last day is no deadline, so placements are never overdue."""
    if slug == "slutter":
        return False
    duties = (line.follow if slug == "opfoelgning" else line.duty for line in lines)
    return any(duty is not None and duty.bucket is not None and duty.bucket.value == "overdue" for duty in duties)
