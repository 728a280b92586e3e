"""The figures of the leader's page. Each is a `Selection` counted over the cases, so each opens its own list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from cases.services.notices import NewOverdue
from oversight.services.overseen import Standing
from oversight.services.selection import NOBODY, WEEK, Age, Selection, View, monday
from staff.models import Team

WEEKS_AHEAD = 4
HEAT_OVERDUE = (1, 3, 5, 8)
HEAT_DUE = (1, 4, 8, 12)
BAR = 60
"""Width of the bar of cases against the norm, in its own units; the norm stands at three quarters."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of citizens, the choice it counts, and its step on the heat scale (0-4)."""

    number: int
    selection: Selection
    heat: int = 0

    @property
    def url(self) -> str:
        return f"{self.selection.query()}#liste"

    @property
    def over_css(self) -> str:
        return f"jc-h{self.heat}"

    @property
    def due_css(self) -> str:
        return f"jc-b{self.heat}"


@dataclass(frozen=True, slots=True)
class Load:
    """One caseworker's line: cases against norm, overdue by age, without a date, due in this and the next weeks."""

    name: str
    cases: Figure
    norm: int
    ages: tuple[Figure, ...]
    overdue: Figure
    missing: Figure
    weeks: tuple[Figure, ...]

    @property
    def filled(self) -> int:
        """Length of the bar; a quarter above the norm fills it."""
        return min(round(self.cases.number * BAR * 3 / (4 * self.norm)), BAR) if self.norm else 0

    @property
    def above_norm(self) -> bool:
        return self.cases.number > self.norm


@dataclass(frozen=True, slots=True)
class Day:
    """New overdue on a day, with the height of its bar in percent of the busiest day."""

    day: date
    citizens: int
    height: int
    team: int | None

    @property
    def url(self) -> str:
        address = reverse("new_overdue", args=[self.day])
        return f"{address}?team={self.team}" if self.team else address


@dataclass(frozen=True)
class Figures:
    """Counts selections over `standings` as of `today`."""

    standings: Sequence[Standing]
    today: date
    team: int | None

    def of(self, scale: tuple[int, ...] = (), **choice: Any) -> Figure:
        """The figure of one choice; `scale` gives the lower bounds of the heat steps."""
        return self.counted(Selection(team=self.team).but(**choice), scale)

    def counted(self, selection: Selection, scale: tuple[int, ...] = ()) -> Figure:
        """How many citizens `selection` shows."""
        number = sum(selection.admits(case, today=self.today) for case in self.standings)
        return Figure(number, selection, sum(number >= bound for bound in scale))

    @property
    def weeks(self) -> list[date]:
        """Mondays of this week and the next three."""
        return [monday(self.today) + WEEK * ahead for ahead in range(WEEKS_AHEAD)]

    def load(self, *, name: str, responsible: int | str | None, norm: int) -> Load:
        """The line of one caseworker, of those without one, or (None) of everybody."""
        return Load(
            name=name,
            cases=self.of(view=View.ALL, responsible=responsible),
            norm=norm,
            ages=tuple(self.of(HEAT_OVERDUE, responsible=responsible, age=age) for age in Age),
            overdue=self.of(responsible=responsible),
            missing=self.of(view=View.MISSING, responsible=responsible),
            weeks=tuple(self.of(HEAT_DUE, view=View.DUE, responsible=responsible, week=week) for week in self.weeks),
        )


def loads(figures: Figures, *, teams: Iterable[Team]) -> list[Load]:
    """One line a caseworker, in order of name, and last those whom nobody is responsible for."""
    norm = max((team.norm for team in teams), default=0)
    by_person: dict[int | None, list[Standing]] = {}
    for case in figures.standings:
        by_person.setdefault(case.responsible, []).append(case)
    lines = []
    for responsible, cases in sorted(
        by_person.items(), key=lambda item: (item[0] is None, item[1][0].responsible_name)
    ):
        own = Figures(cases, figures.today, figures.team)
        name = cases[0].responsible_name or "Uden ansvarlig"
        lines.append(own.load(name=name, responsible=NOBODY if responsible is None else responsible, norm=norm))
    return lines


def by_day(found: Iterable[NewOverdue], *, team: int | None) -> list[Day]:
    """Bars of new overdue citizens a day."""
    days = list(found)
    most = max((day.citizens for day in days), default=0) or 1
    return [Day(day.day, day.citizens, round(100 * day.citizens / most), team) for day in days]
