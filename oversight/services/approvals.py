"""The inbox of a leader (screen 7): grants that wait, the oldest first, and what one needs to know to decide on one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value

from cases.models import Activity, Case, Grant, GrantQuestion, GrantStatus
from cases.models.grant_undone import UNDOABLE
from cases.services.grants.decisions import WHYS, Why
from cases.services.grants.papers import papers
from cases.services.grants.undoing_decisions import in_time
from offers.services.asking import KINDS
from oversight.services import overseen
from rules.dates import is_working_day
from rules.gates.terms import GateKind
from rules.gates.vocabulary import Result
from rules.labels import ACTIVITY_TYPES, TARGET_GROUPS
from rules.rule import Policy
from rules.vocabulary import ActivityStatus, TargetGroup
from staff.models import Team, User
from staff.wording import local, period

EARLIER = 5
Grants = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class View:
    """One filter of the inbox."""

    slug: str
    title: str
    icon: str
    condition: Q


@dataclass(frozen=True, slots=True)
class Counted:
    """A filter with how many citizens it holds."""

    view: View
    number: int


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier decision on the same offer; it names nobody."""

    on: date
    approved: bool
    group: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What the leader has decided since Monday: how many, and those of today with whether they can be undone."""

    approved: int
    refused: int
    today: tuple[tuple[Any, bool], ...]

    @property
    def words(self) -> str:
        """Du har godkendt 4 og afvist 1 i denne uge."""
        return f"Du har godkendt {self.approved} og afvist {self.refused} i denne uge."


def views(*, today: date, soon_days: int) -> tuple[View, ...]:
    soon = today + timedelta(days=soon_days)
    asked = GrantQuestion.objects.filter(grant=OuterRef("pk"), answered_at__isnull=True)
    return (
        View("", "Alle", "list", Q()),
        View("gule", "Gule tilbud", "yel", Q(colour="yellow")),
        View("seks-maaneder", "Op til 6 måneder", "cal", ~Q(special_need="")),
        View("forlaengelser", "Forlængelser", "cal", Q(extends__isnull=False)),
        View("dispensationer", "Dispensationer", "red", Q(dispensation__isnull=False)),
        View("venter-paa-svar", "Venter på svar", "chat", Q(Exists(asked))),
        View("starter-snart", f"Starter inden {soon_days} dage", "soon", Q(from_on__lte=soon)),
    )


def waiting_for(viewer: User, *, team: Team | None = None) -> Grants:
    """Grants that this leader may decide on: of the teams led, never the leader's own, nor one that the leader has
    opened by a dispensation."""
    cases = overseen.open_cases(viewer, team=team)
    found: Grants = (
        Grant.objects.valid()
        .filter(status=GrantStatus.PENDING, case__in=cases.values("pk"))
        .exclude(recorded_by=viewer)
        .exclude(dispensation__recorded_by=viewer)
    )
    return found


def number_waiting(viewer: User) -> Subquery:
    """How many citizens wait for this leader, to be read with another row."""
    found = waiting_for(viewer).order_by().annotate(all=Value(1)).values("all")
    return Subquery(found.annotate(number=Count("case", distinct=True)).values("number"), output_field=IntegerField())


def described(grants: Grants, *, viewer: User) -> Grants:
    """With what a row shows: `named` says whether the leader sees the citizen's name, `asked` whether one waits."""
    asked = GrantQuestion.objects.filter(grant=OuterRef("pk"), answered_at__isnull=True)
    found: Grants = grants.select_related("case__citizen", "offer", "recorded_by").annotate(
        named=Exists(Case.objects.visible_to(viewer).filter(pk=OuterRef("case"))),
        asked=Exists(asked),
        attached=papers(),
    )
    return found


def decided_by(viewer: User, *, team: Team | None, now: datetime) -> Decided:
    """The decisions of this leader since Monday, the newest first, in one statement."""
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    cases = overseen.open_cases(viewer, team=team)
    mine = Grant.objects.valid().filter(decided_by=viewer, needs_approval=True, status__in=UNDOABLE)
    week = mine.filter(case__in=cases.values("pk"), decided_at__gte=midnight - timedelta(days=midnight.weekday()))
    rows = list(described(week, viewer=viewer).order_by("-decided_at", "-pk"))
    approved = sum(row.status == GrantStatus.GRANTED for row in rows)
    today = tuple((row, in_time(row.decided_at, now)) for row in rows if row.decided_at >= midnight)
    return Decided(approved=approved, refused=len(rows) - approved, today=today)


def why_yellow(told: Mapping[str, Any], policy: Policy) -> str:
    """What made the offer yellow when it was sent, after its colour: · pris, · fast regel or · kataloget."""
    if told["code"] != "yellow":
        return ""
    gates = {gate.id: gate.kind for gate in policy.gates}
    kinds = {gates[check["rule"]]: check["result"] for check in told["checks"] if check["rule"] in gates}
    if kinds.get(GateKind.PRICE_COLOUR) in (Result.WARNING, Result.NEEDS):
        return "· pris"
    if GateKind.FIXED_COLOUR in kinds or GateKind.LEAST_COLOUR in kinds:
        return "· fast regel"
    return "· kataloget"


def waited(sent_on: date, *, today: date, closing_days: frozenset[tuple[int, int]]) -> str:
    """i dag; 1 hverdag; 3 hverdage"""
    days = (sent_on + timedelta(days=number) for number in range(1, (today - sent_on).days + 1))
    number = sum(is_working_day(day, closing_days) for day in days)
    return "i dag" if sent_on == today else "1 hverdag" if number == 1 else f"{number} hverdage"


def counts(grants: Grants, found: Iterable[View]) -> list[Counted]:
    """How many citizens each filter holds, in one statement."""
    listed = list(found)
    numbers = grants.aggregate(
        **{f"n{place}": Count("case", filter=view.condition, distinct=True) for place, view in enumerate(listed)}
    )
    return [Counted(view, numbers[f"n{place}"]) for place, view in enumerate(listed)]


def questions_of(grant: Grant) -> list[GrantQuestion]:
    return list(grant.questions.select_related("asked_by", "answered_by"))


def earlier_offers(grant: Grant, *, today: date) -> list[str]:
    """What the citizen has had before: Job på vej, 1. jun. – 28. aug."""
    rows = Activity.objects.valid().filter(case_id=grant.case_id, from_on__lt=grant.from_on)
    rows = rows.exclude(status=ActivityStatus.CANCELLED).select_related("offer").order_by("-from_on")
    return [f"{_name(row)}, {period(row.from_on, row.to_on, today)}" for row in rows[:EARLIER]]


def _name(row: Activity) -> str:
    if row.offer is not None:
        return str(row.offer.name)
    return ACTIVITY_TYPES[KINDS[row.type]] if row.type in KINDS else row.type


def decisions_on(grant: Grant) -> list[Past]:
    """The last decisions on the same offer, whoever it was for."""
    rows = Grant.objects.valid().filter(offer_id=grant.offer_id, needs_approval=True, decided_at__isnull=False)
    rows = rows.exclude(status=GrantStatus.WITHDRAWN).order_by(F("decided_at").desc())
    return [
        Past(
            on=row.decided_at.date(),
            approved=row.status == GrantStatus.GRANTED,
            group=TARGET_GROUPS[TargetGroup(row.group)],
            reason=WHYS[Why(row.decision_code)] if row.decision_code in set(Why) else row.decision_text,
        )
        for row in rows[:EARLIER]
    ]
