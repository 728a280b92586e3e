"""The open cases that a rule concerns now: an unmet deadline by it, or a place on its list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Exists, F, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cases.access import CaseQuerySet
from cases.duties import Duty
from cases.models import Case, Deadline, Listing
from cases.services import standings
from oversight.services import overseen
from rules.rule import Rule
from rules.terms import LISTS
from staff.models import User

Rows = QuerySet[Any, Any]


def numbers(rules: Iterable[Rule], *, today: date) -> dict[str, int]:
    """How many open cases each rule concerns; two queries whatever the number of rules."""
    lists = [rule.id for rule in rules if rule.kind in LISTS]
    found = _counted(Deadline.objects.unmet(today).exclude(rule__in=lists))
    return found | _counted(Listing.objects.standing(today).filter(rule__in=lists))


def _counted(rows: Rows) -> dict[str, int]:
    still_open = rows.filter(case__closed_on__isnull=True).order_by().values("rule")
    return dict(still_open.annotate(cases=Count("case", distinct=True)).values_list("rule", "cases"))


def cases_of(rule: Rule, *, viewer: User, today: date) -> CaseQuerySet:
    """Those cases, with `since` (the day of the deadline or of the list; never null) and all that a list shows.

    The whole municipality, because a rule hits the whole municipality: `named` says whom the viewer may see by name.
    """
    if rule.kind in LISTS:
        listed = Listing.objects.standing(today).filter(case=OuterRef("pk"), rule=rule.id)
        cases = Case.objects.open().filter(Exists(listed))
        first = listed.order_by().values("case").annotate(day=Min("since"))
    else:
        unmet = Deadline.objects.unmet(today).filter(case=OuterRef("pk"), rule=rule.id)
        cases = Case.objects.open().filter(Exists(unmet))
        first = unmet.order_by().values("case").annotate(day=Min("due_on"))
    day = Coalesce(Subquery(first.values("day")), Value(date.max), output_field=DateField())
    return overseen.described(cases.annotate(rule_day=day), viewer=viewer, today=today).select_related(
        "citizen", "team"
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One case under a rule: the annotated case, since when it counts, and its duty; a list has none."""

    case: Any
    start: date
    duty: Duty | None = None


def rows_of(cases: Iterable[Any], rule: Rule, *, today: date) -> list[Row]:
    """The cases of one page, each with its most pressing row by the rule."""
    shown = list(cases)
    if rule.kind in LISTS:
        return [Row(case, case.rule_day) for case in shown]
    found: dict[int, Deadline] = {}
    unmet = Deadline.objects.unmet(today).filter(case__in=[case.pk for case in shown], rule=rule.id)
    for row in unmet.order_by(F("due_on").asc(nulls_last=True), "anchor_on"):
        found.setdefault(row.case_id, row)
    return [
        Row(case, row.anchor_on, Duty((row,), standings.of_deadline(row, today=today).standing, today))
        for case in shown
        if (row := found.get(case.pk)) is not None
    ]


@dataclass(frozen=True, slots=True)
class Touched:
    """The card of cases on a rule's page: the first rows, and the number with the address of them all."""

    number: int
    url: str
    rows: tuple[Any, ...]
    words: str = ""

    @property
    def hidden(self) -> int:
        return self.number - len(self.rows)
