"""The caseload of one person: every citizen once, by the worst deadline, in the groups of Min sagsstamme.

Rows, groups, counters and folds are read from the same list, so that a number and its list cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from cases.access import CaseQuerySet
from cases.deadline_queries import Bucket
from cases.models import Activity, Case, Conversation, Gap, Notice, TargetGroupPeriod
from cases.services import standings
from cases.services.standings import CaseStanding, DeadlineStanding
from cases.services.upcoming import precedence, series_of
from rules.vocabulary import ActivityStatus, ConversationStatus
from staff.models import Role, RoleAssignment, User

URGENT = (Bucket.OVERDUE, Bucket.DUE_SOON, Bucket.MISSING)
"""Where a citizen without an appointment needs one now."""
ORDER = (Bucket.OVERDUE, Bucket.DUE_SOON, Bucket.MISSING, Bucket.PENDING, Bucket.PAUSED, Bucket.NONE)
FAR = date.max
HAND_SET = "next_conversation_on"


@dataclass(frozen=True, slots=True)
class Appointment:
    """The next booked conversation. `late`: after the deadline of the row."""

    pk: int
    on_date: date
    starts_at: datetime | None
    form: str
    late: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A deadline that passed unmet and was told ("Nye overskridelser")."""

    rule: str
    ordinal: int | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """One citizen. `hidden`: protected from the viewer, who sees neither name nor link. `told`: not seen yet.

    `worst` is the deadline shown: of several that are one duty to a person, the one that names it.
    """

    case: Case
    standing: CaseStanding
    worst: DeadlineStanding | None
    group: str
    first_unemployed_on: date | None
    appointment: Appointment | None
    activity: str
    hidden: bool
    told: tuple[Told, ...]

    @property
    def new(self) -> bool:
        return bool(self.told)

    @property
    def bucket(self) -> Bucket:
        return self.standing.bucket

    @property
    def gap(self) -> Gap | None:
        """The missing fact shown: one that a clock starts from before a date that is set by hand."""
        return min(self.standing.gaps, key=lambda gap: gap.fact == HAND_SET, default=None)

    @property
    def due_on(self) -> date | None:
        return self.worst.standing.due_on if self.worst else None

    @property
    def public_id(self) -> str:
        return str(self.case.citizen.public_id)

    @property
    def without(self) -> bool:
        """Needs an appointment now and has none."""
        return self.appointment is None and self.bucket in URGENT

    @property
    def timely(self) -> bool:
        """Has an appointment on or before the deadline: taken care of."""
        return self.appointment is not None and not self.appointment.late

    @property
    def more(self) -> int:
        """Duties beside the one shown: overdue, due soon or missing; number and interval of one talk are one."""
        rows = self.standing.rows
        urgent = {_duty(row) for row in rows if row.bucket in (Bucket.OVERDUE, Bucket.DUE_SOON)}
        shown = {_duty(self.worst)} if self.worst else set()
        missing = {gap.fact for gap in self.standing.gaps}
        return len(urgent - shown) + len(missing) - (0 if self.worst else min(len(missing), 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What of the caseload is asked for; nothing set = everything."""

    bucket: Bucket | None = None
    without: bool = False
    timely: bool = False
    protected: bool = False
    new: bool = False

    def admits(self, line: Line) -> bool:
        return (
            (self.bucket is None or line.bucket is self.bucket)
            and (not self.without or line.without)
            and (not self.timely or line.timely)
            and (not self.protected or line.case.citizen.protected)
            and (not self.new or line.new)
        )


@dataclass(frozen=True)
class Caseload:
    """All lines, most urgent first."""

    lines: tuple[Line, ...]

    def only(self, chosen: Chosen) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if chosen.admits(line))

    def count(self, **chosen: Any) -> int:
        return len(self.only(Chosen(**chosen)))

    def line(self, public_id: str) -> Line | None:
        """The line of a citizen whom the viewer may see."""
        return next((line for line in self.lines if line.public_id == public_id and not line.hidden), None)


def cases_of(*, owner: User, viewer: User) -> CaseQuerySet:
    """The caseload of `owner`: responsible for, or referred to. A team leader sees the part of the own team."""
    cases: CaseQuerySet = Case.objects.in_caseload_of(owner)
    return cases if owner == viewer else cases.filter(team_id__in=viewer.team_ids(Role.TEAM_LEADER))


def owners(viewer: User) -> list[User]:
    """Whose caseloads a team leader may look at: caseworkers and job consultants of the own teams. One query."""
    teams = viewer.team_ids(Role.TEAM_LEADER)
    theirs = RoleAssignment.objects.filter(role__in=(Role.CASEWORKER, Role.JOB_CONSULTANT), team__in=teams)
    held = RoleAssignment.objects.filter(user__in=theirs.values("user"), user__is_active=True)
    people: dict[int, User] = {}
    for assignment in held.select_related("user", "team").order_by("id"):
        person = people.setdefault(assignment.user_id, assignment.user)
        person.assignments = [*person.__dict__.get("assignments", []), assignment]
    return sorted(people.values(), key=lambda person: (person.name, person.pk))


def read(*, cases: CaseQuerySet, owner: User, viewer: User, today: date) -> Caseload:
    """The lines of `cases`, in three queries whatever their number."""
    rows = list(_annotated(cases, owner, viewer, today))
    stands = standings.of_cases((case.pk for case in rows), today=today)
    lines = [_line(case, stands[case.pk]) for case in rows]
    return Caseload(tuple(sorted(lines, key=_urgency)))


def _annotated(cases: CaseQuerySet, owner: User, viewer: User, today: date) -> CaseQuerySet:
    running = TargetGroupPeriod.objects.valid().filter(case=OuterRef("pk"), from_on__lte=today).exclude(to_on__lt=today)
    booked = Conversation.objects.valid().filter(
        case=OuterRef("pk"), status=ConversationStatus.BOOKED, on_date__gte=today
    )
    given = Activity.objects.valid().filter(
        case=OuterRef("pk"), status__in=(ActivityStatus.RUNNING, ActivityStatus.PLANNED)
    )
    unseen = Notice.objects.unseen_by(owner).filter(case=OuterRef("pk")).order_by()
    found: CaseQuerySet = cases.select_related("citizen").annotate(
        group_facts=Subquery(
            running.order_by("-from_on").values(
                found=JSONObject(name="group__name", first_unemployed_on="first_unemployed_on")
            )[:1]
        ),
        booking=Subquery(
            booked.order_by("on_date", "starts_at", "pk").values(
                found=JSONObject(pk="pk", on_date="on_date", starts_at="starts_at", form="form")
            )[:1]
        ),
        activity_type=Subquery(given.order_by("-status", "-from_on").values("type")[:1]),
        named=Exists(Case.objects.visible_to(viewer).filter(pk=OuterRef("pk"))),
        unseen=ArraySubquery(unseen.values(found=JSONObject(rule="rule", ordinal="ordinal", due_on="due_on"))),
    )
    return found


def _line(case: Any, stands: CaseStanding) -> Line:
    group = case.group_facts or {}
    return Line(
        case=case,
        standing=stands,
        worst=_naming(stands),
        group=group.get("name", ""),
        first_unemployed_on=_day(group.get("first_unemployed_on")),
        appointment=_appointment(case.booking, stands),
        activity=case.activity_type or "",
        hidden=not case.named,
        told=tuple(_told(found) for found in case.unseen),
    )


def _told(found: dict[str, Any]) -> Told:
    return Told(found["rule"], found["ordinal"], date.fromisoformat(found["due_on"]))


def _naming(stands: CaseStanding) -> DeadlineStanding | None:
    worst = stands.worst
    if worst is None:
        return None
    duty = _duty(worst)
    same = [row for row in stands.rows if row.bucket is worst.bucket and _duty(row) == duty]
    return min(same, key=lambda row: precedence(row.row.rule))


def _appointment(found: dict[str, Any] | None, stands: CaseStanding) -> Appointment | None:
    if not found:
        return None
    on_date = date.fromisoformat(found["on_date"])
    starts_at = timezone.localtime(datetime.fromisoformat(found["starts_at"])) if found["starts_at"] else None
    due = stands.worst.standing.due_on if stands.worst else None
    return Appointment(found["pk"], on_date, starts_at, found["form"], due is not None and on_date > due)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _duty(row: DeadlineStanding) -> tuple[str, object]:
    """What is one duty to a person: the tests of number and interval of one conversation share their day (A-06)."""
    series = series_of(row.row.rule)
    if series != row.row.rule:
        return series, row.row.due_on
    return series, (row.row.ordinal, row.row.anchor_on)


def _urgency(line: Line) -> tuple[object, ...]:
    handled = line.appointment is not None and line.bucket in URGENT
    return ORDER.index(line.bucket), handled, line.due_on or FAR, str(line.case.citizen.sort_name), line.case.pk


def public_ids(lines: Iterable[Line]) -> list[str]:
    """Who is named in these lines."""
    return [line.public_id for line in lines if not line.hidden]
