"""Min sagsstamme as its templates see it. Each part is read when a template asks, so a fragment reads only its own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.urls import reverse

from cases.access import CaseQuerySet
from cases.deadline_queries import Bucket
from cases.filters.caseload import ALL, Address
from cases.services import caseload as reading
from cases.services import slots, week_strip
from cases.services.caseload import Caseload, Line
from cases.services.upcoming import is_unverified, precedence, title_of
from cases.views.caseload_panel import Panel
from cases.views.caseload_rows import Group, Row, groups
from cases.views.week_view import WeekView
from staff import wording
from staff.models import Role, User

WEEK = timedelta(days=7)
LINKED_WEEKS = 2
TOLD = 4
"""Citizens named in "Nye overskridelser"; the number beside the heading leads to all of them."""


FILTERS: dict[str, dict[str, Any]] = {
    ALL: {"status": ALL},
    "overskredet": {"status": "overskredet"},
    "snart": {"status": "snart"},
    "mangler-frist": {"status": "mangler-frist"},
    "uden-aftale": {"without": True},
    "suspenderet": {"status": "suspenderet"},
    "nye": {"new": True},
}
COUNTERS = (
    (ALL, "Alle", "list", "plain", "borgere", "1"),
    ("overskredet", "Overskredet", "over", "over", "borgere", "2"),
    ("snart", "Forfalder snart", "soon", "soon", "borgere", "3"),
    ("mangler-frist", "Mangler frist", "miss", "miss", "borgere", "4"),
    ("uden-aftale", "Ingen aftale", "cal", "plain", "borgere med overskredet, nær eller manglende frist", "5"),
    ("suspenderet", "Suspenderet", "susp", "plain", "borgere suspenderet eller fritaget", "6"),
    ("nye", "Nye overskridelser", "flag", "over", "borgere, som du ikke har set endnu", ""),
)
EMPTY = {
    Bucket.OVERDUE: "Ingen overskredne frister.",
    Bucket.DUE_SOON: "Ingen frister forfalder snart.",
    Bucket.MISSING: "Ingen borgere mangler frist.",
    Bucket.PENDING: "Ingen borgere har en frist, der ligger længere fremme.",
    Bucket.PAUSED: "Ingen borgere er suspenderet eller fritaget.",
    Bucket.NONE: "Alle borgere har pligter efter reglerne.",
}


class Counter(NamedTuple):
    """A counter and filter; pressed while it is the only one on."""

    label: str
    number: int
    url: str
    icon: str
    tone: str
    words: str
    current: bool
    key: str
    separated: bool


class Told(NamedTuple):
    """A citizen in "Nye overskridelser", with the deadline that names it."""

    public_id: str
    name: str
    title: str
    due_on: date
    unverified: bool


class Urls(NamedTuple):
    """Filters named in the page's head and week."""

    all: str
    protected: str
    without: str
    new: str
    day: str


@dataclass
class Page:
    """The page of `owner`'s caseload for `viewer` at one moment. A team leader chooses among `owners`."""

    owner: User
    viewer: User
    address: Address
    today: date
    now: datetime
    owners: list[User]
    problem: str = ""

    @cached_property
    def heading(self) -> str:
        return "Min sagsstamme" if self.owner == self.viewer else f"Sagsstamme: {self.owner.name}"

    @cached_property
    def cases(self) -> CaseQuerySet:
        return reading.cases_of(owner=self.owner, viewer=self.viewer)

    @cached_property
    def totals(self) -> "Totals":
        return Totals(self.caseload)

    @property
    def day_url(self) -> str:
        """The page "Visitation" of a job consultant whose caseload a team leader looks at."""
        if self.owner == self.viewer or not self.owner.has_role(Role.JOB_CONSULTANT):
            return ""
        return f"{reverse('consultant_day')}?konsulent={self.owner.pk}"

    @cached_property
    def caseload(self) -> Caseload:
        return reading.read(cases=self.cases, owner=self.owner, viewer=self.viewer, today=self.today)

    @cached_property
    def groups(self) -> list[Group]:
        return groups(caseload=self.caseload, address=self.address, today=self.today)

    @cached_property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @cached_property
    def counters(self) -> list[Counter]:
        return [self._counter(*entry) for entry in COUNTERS if entry[0] != "nye" or self.caseload.count(new=True)]

    def _counter(self, slug: str, label: str, icon: str, tone: str, words: str, key: str) -> Counter:
        other = Address(**FILTERS[slug])
        current = other.chosen == self.address.chosen
        number = len(self.caseload.only(other.chosen))
        url = self.address.only(**FILTERS[slug])
        return Counter(label, number, url, icon, tone, words, current, key, slug == "nye")

    @cached_property
    def week(self) -> WeekView:
        monday = self.address.monday(self.today)
        strip = week_strip.read(
            owner=self.owner,
            viewer=self.viewer,
            monday=monday,
            unfolded=self.address.day,
            now=self.now,
            calendar=self.calendar,
        )
        return WeekView(strip, self.today)

    @cached_property
    def calendar(self) -> slots.Calendar:
        """The times of the owner for the week and for the suggestions, read once."""
        monday = self.address.monday(self.today)
        last = self.today + 2 * slots.SEARCHED
        return slots.Calendar(self.owner, min(monday, self.today), max(monday + WEEK, last))

    @cached_property
    def week_links(self) -> list[tuple[str, str]]:
        """The weeks that follow the one shown, and the way back to this week."""
        shown = self.address.monday(self.today)
        links = [(shown + number * WEEK) for number in range(1, LINKED_WEEKS + 1)]
        ours = Address().monday(self.today)
        before = [ours] if shown != ours else []
        return [(wording.week(day, self.today).capitalize(), self._week_url(day, ours)) for day in [*before, *links]]

    def _week_url(self, monday: date, ours: date) -> str:
        year, number, _ = monday.isocalendar()
        return self.address.with_(week="" if monday == ours else f"{year}-{number:02d}", day=None)

    @cached_property
    def notices(self) -> list[Told]:
        """What was told and not seen; only the person told sees it."""
        if self.owner != self.viewer or not self.caseload.count(new=True):
            return []
        return self._told[:TOLD]

    @property
    def more_notices(self) -> bool:
        return len(self._told) > TOLD

    @cached_property
    def _told(self) -> list[Told]:
        """Each citizen once, the earliest deadline first; of several on one day the one that names it."""
        named = (_told(line) for line in self.caseload.lines if line.new and not line.hidden)
        return sorted(named, key=lambda told: told.due_on)

    @cached_property
    def selected(self) -> Line | None:
        """The citizen asked for, else the most urgent one shown."""
        asked = self._asked()
        if asked:
            return asked
        return next((row.line for row in self.rows if not row.hidden), None)

    def _asked(self) -> Line | None:
        wanted = self.address.selected
        if not wanted or "caseload" in self.__dict__:
            return self.caseload.line(wanted) if wanted else None
        one = reading.read(
            cases=self.cases.filter(citizen__public_id=wanted), owner=self.owner, viewer=self.viewer, today=self.today
        )
        return one.line(wanted)

    @property
    def selected_id(self) -> str:
        return self.selected.public_id if self.selected else ""

    @cached_property
    def panel(self) -> Panel | None:
        if self.selected is None:
            return None
        return Panel(
            row=Row(self.selected, self.today),
            owner=self.owner,
            today=self.today,
            now=self.now,
            calendar=self.calendar,
            return_to=self.address.with_(selected=self.selected_id),
            problem=self.problem,
        )

    @cached_property
    def row(self) -> Row | None:
        """The selected citizen's row, to be swapped in its place."""
        return Row(self.selected, self.today) if self.selected else None

    @cached_property
    def urls(self) -> Urls:
        only = self.address.only
        return Urls(only(status=ALL), only(protected=True), only(without=True), only(new=True), self.address.day_prefix)

    @property
    def select_url(self) -> str:
        return self.address.select_prefix

    @property
    def return_to(self) -> str:
        return self.address.url()

    @property
    def empty_url(self) -> str:
        return self.address.only() if self.address.is_filtered else ""

    @cached_property
    def empty_text(self) -> str:
        bucket = self.address.chosen.bucket
        if bucket in (Bucket.OVERDUE, Bucket.DUE_SOON):
            return f"{EMPTY[bucket]}{self._next_deadline()}"
        if bucket:
            return EMPTY[bucket]
        if self.address.is_filtered:
            return "Ingen borgere passer til filteret."
        return f"{'Du' if self.owner == self.viewer else self.owner.name} har ingen borgere endnu."

    def _next_deadline(self) -> str:
        ahead = [line for line in self.caseload.lines if line.due_on and line.due_on >= self.today and not line.hidden]
        if not ahead:
            return ""
        first = min(ahead, key=lambda line: line.due_on or date.max)
        assert first.due_on is not None
        return f" Næste frist er {wording.day_in_words(first.due_on, self.today)} ({first.case.citizen.name})."

    @property
    def shown(self) -> set[str]:
        """Public ids of every citizen in what was read: rows, week, notices and panel."""
        found: set[str] = set()
        if "groups" in self.__dict__:
            found.update(row.public_id for row in self.rows if not row.hidden)
        if "week" in self.__dict__:
            found |= self.week.citizens
        if "notices" in self.__dict__:
            found.update(notice.public_id for notice in self.notices)
        if "panel" in self.__dict__ and self.panel:
            found.add(self.panel.public_id)
        return found


@dataclass(frozen=True)
class Totals:
    """The numbers in the page's head."""

    caseload: Caseload

    @property
    def total(self) -> int:
        return len(self.caseload.lines)

    @property
    def new(self) -> int:
        return self.caseload.count(new=True)

    @property
    def protected(self) -> int:
        return self.caseload.count(protected=True)

    @property
    def hidden(self) -> int:
        return sum(line.hidden for line in self.caseload.lines)

    @property
    def without(self) -> int:
        return self.caseload.count(without=True)


def _told(line: Line) -> Told:
    first = min(line.told, key=lambda told: (told.due_on, precedence(told.rule)))
    title = title_of(first.rule, first.ordinal)
    return Told(line.public_id, line.case.citizen.name, title, first.due_on, is_unverified(first.rule))
