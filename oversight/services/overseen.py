"""All open cases that a leader oversees: each once, by its worst deadline, with what lists sort and filter by."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, DateField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Trim

from cases.access import CaseQuerySet
from cases.deadline_queries import RANK, Bucket
from cases.models import Case, Conversation, Gap, Responsibility, TargetGroupPeriod
from cases.services import standings
from rules.vocabulary import ConversationStatus
from staff.models import Role, Team, User

NOBODY = ""
BUCKETS = {rank: bucket for bucket, rank in RANK.items()}


def teams_of(user: User) -> list[Team]:
    """The teams a leader oversees, in order of name."""
    led = {held.team for held in user.assignments if held.role == Role.TEAM_LEADER and held.team}
    return sorted(led, key=lambda team: team.name)


def open_cases(user: User, *, team: Team | None) -> CaseQuerySet:
    """Open cases of the leader's teams or of one, to be counted. Protected citizens are counted too."""
    cases: CaseQuerySet = Case.objects.open().counted_for(user)
    return cases if team is None else cases.filter(team=team)


def cases_of(user: User, *, team: Team | None, today: date) -> CaseQuerySet:
    """The same cases as `described`."""
    return described(open_cases(user, team=team), viewer=user, today=today)


def described(cases: CaseQuerySet, *, viewer: User, today: date) -> CaseQuerySet:
    """`cases` with bucket, worst deadline, responsible, target group, next booking, and if `viewer` sees the name."""
    active = Responsibility.objects.filter(case=OuterRef("pk"), to_on__isnull=True)
    full_name = Trim(Concat("user__first_name", Value(" "), "user__last_name"))
    running = TargetGroupPeriod.objects.valid().filter(case=OuterRef("pk"), from_on__lte=today).exclude(to_on__lt=today)
    booked = Conversation.objects.valid().filter(
        case=OuterRef("pk"), status=ConversationStatus.BOOKED, on_date__gte=today
    )
    gaps = Gap.objects.missing(today).filter(case=OuterRef("pk")).order_by("since", "rule")
    found: CaseQuerySet = standings.bucketed(cases, today=today).annotate(
        responsible=Subquery(active.values("user")[:1]),
        responsible_name=Coalesce(Subquery(active.values(name=full_name)[:1]), Value(NOBODY), output_field=CharField()),
        group_code=Coalesce(Subquery(running.values("group")[:1]), Value(""), output_field=CharField()),
        group_name=Coalesce(Subquery(running.values("group__short_name")[:1]), Value(""), output_field=CharField()),
        booked_on=Subquery(booked.order_by("on_date").values("on_date")[:1]),
        missing_since=Subquery(gaps.values("since")[:1]),
        named=Exists(Case.objects.visible_to(viewer).filter(pk=OuterRef("pk"))),
    )
    found = found.annotate(
        sort_due=Coalesce(F("worst_due"), F("missing_since"), Value(date.max), output_field=DateField())
    )
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """What the figures need of one case."""

    case_id: int
    responsible: int | None
    responsible_name: str
    bucket: Bucket
    worst_due: date | None
    booked_on: date | None
    group_code: str
    family: str | None


def standings_of(cases: CaseQuerySet) -> list[Standing]:
    """One row a case, in one query."""
    columns = (
        "pk",
        "responsible",
        "responsible_name",
        "bucket_rank",
        "worst_due",
        "booked_on",
        "group_code",
        "worst_family",
    )
    return [
        Standing(pk, who, name, BUCKETS[rank], due, booked, code, family)
        for pk, who, name, rank, due, booked, code, family in cases.order_by().values_list(*columns)
    ]
