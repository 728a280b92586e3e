"""What a leader has chosen to see: one definition for the figures (in memory) and the list behind them (in SQL)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from cases.deadline_queries import RANK, Bucket
from oversight.services.overseen import Standing

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
NOBODY = "ingen"
OPEN_DATED = (Bucket.DUE_SOON, Bucket.PENDING)


class View(StrEnum):
    """Which citizens the list shows."""

    ALL = "alle"
    OVERDUE = "overskredet"
    DUE = "forfalder"
    MISSING = "mangler"
    NOBODY = "uden_ansvarlig"


class Age(StrEnum):
    """How long overdue, in days."""

    WEEK = "1-7"
    FORTNIGHT = "8-14"
    OLDER = "15"


AGES: dict[Age, tuple[int, int | None]] = {Age.WEEK: (1, 7), Age.FORTNIGHT: (8, 14), Age.OLDER: (15, None)}


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_code(day: date) -> str:
    """2026-48: ISO year and week, for the address."""
    year, week, _ = day.isocalendar()
    return f"{year}-{week:02d}"


def week_of(code: str) -> date | None:
    """Monday of the week that `code` names; None for anything else."""
    year, _, week = code.partition("-")
    try:
        return date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice. `responsible`: None = everybody, NOBODY = cases without one. `week`: its Monday."""

    view: View = View.OVERDUE
    team: int | None = None
    responsible: int | str | None = None
    age: Age | None = None
    week: date | None = None
    group: str = ""
    family: str = ""
    unbooked: bool = False

    def admits(self, case: Standing, *, today: date) -> bool:
        """Whether the list shows `case`; `condition` says the same in SQL."""
        if self.responsible is not None and case.responsible != (
            None if self.responsible == NOBODY else self.responsible
        ):
            return False
        if self.group and case.group_code != self.group:
            return False
        if self.family and case.family != self.family:
            return False
        if self.unbooked and case.booked_on is not None:
            return False
        return self._admits_view(case, today)

    def _admits_view(self, case: Standing, today: date) -> bool:
        match self.view:
            case View.OVERDUE:
                first, last = self._due_range(today)
                return case.bucket is Bucket.OVERDUE and case.worst_due is not None and first <= case.worst_due <= last
            case View.DUE:
                first, last = self._week_range(today)
                return case.bucket in OPEN_DATED and case.worst_due is not None and first <= case.worst_due <= last
            case View.MISSING:
                return case.bucket is Bucket.MISSING
            case View.NOBODY:
                return case.responsible is None
        return True

    def condition(self, *, today: date) -> Q:
        """The same choice for a queryset annotated by `overseen.described`."""
        chosen = self._view_condition(today)
        if self.responsible == NOBODY:
            chosen &= Q(responsible__isnull=True)
        elif self.responsible is not None:
            chosen &= Q(responsible=self.responsible)
        if self.group:
            chosen &= Q(group_code=self.group)
        if self.family:
            chosen &= Q(worst_family=self.family)
        if self.unbooked:
            chosen &= Q(booked_on__isnull=True)
        return chosen

    def _view_condition(self, today: date) -> Q:
        match self.view:
            case View.OVERDUE:
                return Q(bucket_rank=RANK[Bucket.OVERDUE], worst_due__range=self._due_range(today))
            case View.DUE:
                ranks = [RANK[bucket] for bucket in OPEN_DATED]
                return Q(bucket_rank__in=ranks, worst_due__range=self._week_range(today))
            case View.MISSING:
                return Q(bucket_rank=RANK[Bucket.MISSING])
            case View.NOBODY:
                return Q(responsible__isnull=True)
        return Q()

    def _due_range(self, today: date) -> tuple[date, date]:
        """First and last due date of deadlines as long overdue as chosen."""
        least, most = AGES[self.age] if self.age else (1, None)
        first = today - timedelta(days=most) if most else date.min
        return first, today - timedelta(days=least)

    def _week_range(self, today: date) -> tuple[date, date]:
        """Days of the chosen week (without one, this week) from today on."""
        first = self.week or monday(today)
        return max(first, today), first + WEEK - DAY

    def but(self, **changes: Any) -> "Selection":
        """The same choice with some parts changed."""
        return replace(self, **changes)

    def query(self) -> str:
        """The address' query string."""
        parts = {
            "team": self.team,
            "vis": self.view,
            "raadgiver": self.responsible,
            "alder": self.age,
            "uge": week_code(self.week) if self.week else None,
            "maalgruppe": self.group,
            "pligt": self.family,
            "uden_aftale": "1" if self.unbooked else None,
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value not in (None, "")})
