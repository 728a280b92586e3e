"""One page of the leader's list: sorted and cut in the database, described as on Min sagsstamme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.access import CaseQuerySet
from cases.models import Case
from cases.services import caseload
from cases.services.caseload import Line
from staff import paging
from staff.models import User
from staff.paging import Page

SORTS: Mapping[str, tuple[str, ...]] = {
    "frist": ("sort_due",),
    "borger": ("citizen__sort_name",),
    "maalgruppe": ("group_name", "sort_due"),
    "raadgiver": ("responsible_name", "sort_due"),
}
OLDEST_FIRST = "frist"


@dataclass(frozen=True, slots=True)
class Found:
    """One citizen: the annotated case and its line as the caseload reads it."""

    case: Any
    line: Line


def order_of(sort: str) -> tuple[str, ...]:
    """Columns of a sort ("frist", "-frist", …); anything unknown is oldest first."""
    columns = SORTS.get(sort.removeprefix("-"), SORTS[OLDEST_FIRST])
    return (f"-{columns[0]}", *columns[1:]) if sort.startswith("-") else columns


def page_of(
    cases: CaseQuerySet, *, everything: CaseQuerySet, viewer: User, today: date, sort: str, after: str, before: str
) -> Page:
    """The rows of one page of `cases`; a cursor is looked up in `everything`, also when its case has left the list."""
    found = paging.page(
        cases.select_related("citizen"), everything=everything, order=order_of(sort), after=after, before=before
    )
    shown = Case.objects.filter(pk__in=[case.pk for case in found.rows])
    lines = caseload.read(cases=shown, owner=viewer, viewer=viewer, today=today).lines
    by_case = {line.case.pk: line for line in lines}
    return Page([Found(case, by_case[case.pk]) for case in found.rows], found.after, found.before)


def public_ids(found: Iterable[Found]) -> list[str]:
    """Who is named in these rows."""
    return caseload.public_ids(row.line for row in found)
