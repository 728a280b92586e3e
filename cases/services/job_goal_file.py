"""The job goals as a file for those who talk with companies (REBGEN-23): who looks for what.

The columns are these and no others: no CPR number, no benefit or target group, nothing of health, no hours, and no
team, whose name may tell the benefit.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from tablib import Dataset

from cases.models import Case, Referral, Responsibility
from cases.models.goals import Letter
from cases.services import job_goals
from staff.models import User

HEADINGS = (
    "Sag",
    "Borger",
    *(f"Jobmål {letter}" for letter in Letter.values),
    "Senest ændret",
    "Rådgiver",
    "Jobkonsulent",
)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One citizen with job goals."""

    public_id: str
    cells: tuple[str, ...]


def rows(*, user: User, today: date) -> list[FileRow]:
    """The citizens with a job goal today whom `user` may see, by name; protected citizens are left out."""
    goals = job_goals.on(today).filter(case=OuterRef("pk"))
    owner = Responsibility.objects.filter(case=OuterRef("pk"), to_on__isnull=True)
    referral = Referral.objects.valid().filter(case=OuterRef("pk"), ended_on__isnull=True, consultant__isnull=False)
    found: Any = (
        Case.objects.visible_to(user)
        .open()
        .filter(citizen__protected=False, pk__in=job_goals.on(today).order_by().values("case"))
        .select_related("citizen")
        .annotate(
            goals=ArraySubquery(
                goals.values(found=JSONObject(letter="letter", occupation="occupation", from_on="from_on"))
            ),
            owner=Subquery(owner.values(found=_person("user"))[:1]),
            consultant=Subquery(referral.order_by("-on_date", "-pk").values(found=_person("consultant"))[:1]),
        )
        .order_by("citizen__sort_name", "pk")
    )
    return [_row(case) for case in found]


def dataset(found: list[FileRow]) -> Dataset:
    data = Dataset(headers=HEADINGS, title="Jobmål")
    for row in found:
        data.append(row.cells)
    return data


def _person(path: str) -> JSONObject:
    return JSONObject(first=f"{path}__first_name", last=f"{path}__last_name")


def _row(case: Any) -> FileRow:
    wanted = {goal["letter"]: goal["occupation"] for goal in case.goals}
    changed = max(date.fromisoformat(goal["from_on"]) for goal in case.goals)
    public_id = str(case.citizen.public_id)
    goals = (wanted.get(letter, "") for letter in Letter.values)
    people = (_name(case.owner), _name(case.consultant))
    return FileRow(public_id, (public_id, case.citizen.name, *goals, changed.isoformat(), *people))


def _name(found: dict[str, str] | None) -> str:
    return f"{found['first']} {found['last']}".strip() if found else ""
