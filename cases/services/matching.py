"""Forslag efter jobmål: which citizens fit what a company looks for, and which free places fit a citizen.

Only exactly the same occupation fits; A comes before B and C. A fixed place is judged by the rules of places.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject, Lower, Trim

from cases.models import Activity, Case, CaseDetail, JobGoal, TargetGroupPeriod
from cases.models.course import DetailKey
from cases.services.job_goals import folded, on
from cases.services.places import TYPES, fixed_place
from cases.services.policies.in_force import current_policy
from companies.models import Company, JobOrder, PlaceAgreement, PlaceKind
from rules.gates import question as asked
from rules.gates.vocabulary import Result
from rules.rule import Policy
from rules.vocabulary import ActivityStatus, Place, TargetGroup
from staff.models import User

MOST = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """An occupation that a company looks for: the open job of it, if it is one, else agreed places."""

    words: str
    order: JobOrder | None


@dataclass(frozen=True, slots=True)
class Match:
    """A citizen whose job goal fits. `fixed` is yes, reason, no or empty (no agreed place); `why` says why not."""

    goal: Any
    wanted: Wanted
    fixed: str
    why: str


@dataclass(frozen=True, slots=True)
class Matches:
    """`rows`, A first, of the open cases that the reader may see; `wanted` are the occupations looked for."""

    rows: tuple[Match, ...]
    wanted: tuple[Wanted, ...]
    more: bool


def of_company(company: Company, *, user: User, today: date, now: datetime) -> Matches:
    """Read in three statements however many citizens."""
    orders = list(JobOrder.objects.open(now).filter(company=company).order_by("created_at", "pk"))
    agreed = list(PlaceAgreement.objects.valid().on(today).filter(company=company).order_by("pk"))
    wanted = {folded(row.occupation): Wanted(row.occupation, None) for row in agreed if row.occupation}
    wanted |= {folded(order.occupation): Wanted(order.occupation, order) for order in reversed(orders)}
    seen = Case.objects.visible_to(user).open()
    goals = list(_goals(seen, wanted, today)[: MOST + 1]) if wanted else []
    fixed = any(row.kind == PlaceKind.FIXED for row in agreed)
    policy = current_policy()
    rows = [_match(goal, wanted[goal.word], policy, today, fixed=fixed) for goal in goals[:MOST]]
    return Matches(tuple(rows), tuple(wanted.values()), len(goals) > MOST)


def free_for(occupations: Iterable[str], *, today: date) -> Any:
    """The agreements of today for one of these occupations with `free` places left, in one statement."""
    rows = PlaceAgreement.objects.valid().on(today).annotate(word=Lower(Trim("occupation")))
    at_it = Q(company=OuterRef("company")) | Q(company__merged_into=OuterRef("company"))
    there = Activity.objects.valid().filter(at_it, place=OuterRef("kind"), from_on__lte=today)
    there = there.filter(Q(to_on__isnull=True) | Q(to_on__gte=today)).exclude(status=ActivityStatus.CANCELLED.value)
    taken = Subquery(there.order_by().values("place").annotate(number=Count("pk")).values("number"))
    found = rows.filter(word__in={folded(one) for one in occupations}).annotate(taken=Coalesce(taken, 0))
    return (
        found.filter(taken__lt=F("places")).select_related("company__postal__area").order_by("company__sort_name", "pk")
    )


def _goals(cases: Any, words: Iterable[str], today: date) -> Any:
    """The fitting goals, one for each citizen: the first letter."""
    group = TargetGroupPeriod.objects.valid().filter(case=OuterRef("case"), from_on__lte=today).exclude(to_on__lt=today)
    hours = CaseDetail.objects.valid().filter(case=OuterRef("case"), key=DetailKey.ATTENDABLE_HOURS)
    had = Activity.objects.valid().filter(case__citizen=OuterRef("case__citizen")).order_by("from_on", "pk")
    shown = JSONObject(type="type", first="from_on", last="to_on", status="status", place="place")
    fitting = on(today).filter(case__in=cases).annotate(word=Lower(Trim("occupation"))).filter(word__in=list(words))
    first = fitting.order_by("case", "letter", "pk").distinct("case").values("pk")
    return (
        JobGoal.objects.filter(pk__in=first)
        .annotate(
            word=Lower(Trim("occupation")),
            group=Subquery(group.values("group")[:1]),
            group_name=Subquery(group.values("group__name")[:1]),
            hours=Subquery(hours.values("text")[:1]),
            had=ArraySubquery(had.values(found=shown)),
        )
        .select_related("case__citizen")
        .order_by("letter", "case__citizen__sort_name", "pk")
    )


def _match(goal: Any, wanted: Wanted, policy: Policy, today: date, *, fixed: bool) -> Match:
    if not fixed or goal.group not in set(TargetGroup):
        return Match(goal, wanted, "", "")
    check = fixed_place(TargetGroup(goal.group), _earlier(goal.had), today=today, policy=policy)
    if check is None or check.result is Result.OK:
        return Match(goal, wanted, "ja", "")
    words = "nej" if check.result is Result.BLOCKS else "begrundelse"
    return Match(goal, wanted, words, f"{check.text} ({check.rule})")


def _earlier(had: Iterable[dict[str, Any]]) -> Iterable[asked.EarlierActivity]:
    for row in had:
        if row["type"] in TYPES:
            yield asked.EarlierActivity(
                type=TYPES[row["type"]], first_on=date.fromisoformat(row["first"]),
                last_on=date.fromisoformat(row["last"]) if row["last"] else None,
                status=ActivityStatus(row["status"]), place=Place(row["place"]) if row["place"] else None,
            )  # fmt: skip
