"""Who moved up or down the employment ladder in a month (HED21-24): each citizen once, by the step before and after."""

from datetime import date
from enum import StrEnum

from django.db.models import CharField, DateField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from cases.access import CaseQuerySet
from cases.models import Case, LadderStep
from staff.models import Team, User


class Way(StrEnum):
    UP = "op"
    DOWN = "ned"


def cases_of(user: User, *, team: Team | None) -> CaseQuerySet:
    """The cases one oversees, also those closed since: who got a job has moved up."""
    cases: CaseQuerySet = Case.objects.counted_for(user)
    return cases if team is None else cases.filter(team=team)


def moved(cases: CaseQuerySet, *, first: date, last: date, way: Way) -> CaseQuerySet:
    """Those whose step at the end of the days is another than before them (or the first one in them), each with
    `since`, the day of the last change, and `reason`, from what to what."""
    rows = LadderStep.objects.valid().filter(case=OuterRef("pk"))
    within = rows.filter(on_date__range=(first, last))
    newest, oldest = within.order_by("-on_date"), within.order_by("on_date")
    earlier = rows.filter(on_date__lt=first).order_by("-on_date")
    found: CaseQuerySet = cases.annotate(
        since=Subquery(newest.values("on_date")[:1], output_field=DateField()),
        step_after=Subquery(newest.values("step")[:1]),
        step_before=Coalesce(Subquery(earlier.values("step")[:1]), Subquery(oldest.values("step")[:1])),
        reason=Concat(
            _words(earlier, oldest), Value(" → "), Subquery(newest.values("name")[:1]), output_field=CharField()
        ),
    )
    chosen = {"step_after__gt" if way is Way.UP else "step_after__lt": F("step_before")}
    return found.filter(**chosen)


def _words(earlier: QuerySet[LadderStep], oldest: QuerySet[LadderStep]) -> Coalesce:
    return Coalesce(Subquery(earlier.values("name")[:1]), Subquery(oldest.values("name")[:1]), output_field=CharField())
