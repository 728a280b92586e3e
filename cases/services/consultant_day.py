"""The job consultant's day: every citizen referred to one person, once, with what must happen next.

All lists and figures of the page are read from the same lines, so that a number and its list cannot disagree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from cases.access import CaseQuerySet
from cases.deadline_queries import RANK, Bucket
from cases.models import Activity, Case, CaseDetail, Conversation, Deadline, Referral, Responsibility, TargetGroupPeriod
from cases.models.course import DetailKey
from cases.services import job_goals, standings
from cases.services.policies.in_force import current_policy
from cases.services.standings import DeadlineStanding
from rules.terms import DueAfter
from rules.vocabulary import ActivityFamily, ActivityStatus, ActivityType, ConversationStatus, Family, Party
from staff.models import User

AHEAD = timedelta(weeks=4)
"""Placements that end, and windows that open, so soon are shown."""
PLACEMENTS = (
    ActivityType.VIRKSOMHEDSPRAKTIK,
    ActivityType.WAGE_SUBSIDY,
    ActivityType.NYTTEINDSATS,
    ActivityType.VIRKSOMHEDSREVALIDERING,
)
"""Offers that a job consultant has arranged with a company, and looks after when they end."""
BUSINESS = tuple(kind.value for kind in ActivityType if kind.family is ActivityFamily.BUSINESS)
GOING = (ActivityStatus.PLANNED, ActivityStatus.RUNNING)
FAR = date.max


@dataclass(frozen=True, slots=True)
class Goal:
    letter: str
    occupation: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A company offer as the page needs it."""

    pk: int
    type: str
    status: str
    from_on: date
    to_on: date | None
    company_id: int | None
    company: str
    place: str
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Booking:
    """A booked conversation. `joined`: a job consultant takes part, as party or because it is in their calendar."""

    on_date: date
    starts_at: datetime | None
    joined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One referred citizen. `duty`: the worst duty that a consultant meets; `follow`: the follow-up whose window is
    open or opens soon; `ending`: the running placement that ends first within the weeks shown; `new`: to be placed
    now, because the referral is of the last weeks or something is due, and there is no company offer since."""

    case: Any
    referred_on: date
    wishes: str
    group: str
    first_absence_on: date | None
    responsible: str
    hours: str
    goals: tuple[Goal, ...]
    placements: tuple[Placement, ...]
    bookings: tuple[Booking, ...]
    duty: DeadlineStanding | None
    follow: DeadlineStanding | None
    ending: Placement | None
    new: bool

    @property
    def public_id(self) -> str:
        return str(self.case.citizen.public_id)

    @property
    def bucket(self) -> Bucket:
        return (self.duty.bucket if self.duty else None) or Bucket.NONE

    @property
    def due_on(self) -> date | None:
        return self.duty.standing.due_on if self.duty else None

    @property
    def placed(self) -> bool:
        """A company offer since the referral: planned, running or ended."""
        return any(row.to_on is None or row.to_on >= self.referred_on for row in self.placements)

    @property
    def follow_booking(self) -> Booking | None:
        """The first appointment that can meet the follow-up: with a job consultant, in the window or after it."""
        if self.follow is None:
            return None
        opens_on = self.follow.row.opens_on or date.min
        return next((one for one in self.bookings if one.joined and one.on_date >= opens_on), None)

    @property
    def ordinary(self) -> Placement | None:
        """Paid ordinary hours, agreed or worked now (REB23-45)."""
        found = (row for row in self.placements if row.type == ActivityType.ORDINARY_HOURS and row.status in GOING)
        return next(found, None)


@dataclass(frozen=True)
class Day:
    """All lines, the most urgent first."""

    lines: tuple[Line, ...]

    def only(self, which: Callable[[Line], bool]) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if which(line))

    @property
    def overdue(self) -> tuple[Line, ...]:
        return self.only(lambda line: line.bucket is Bucket.OVERDUE)

    @property
    def soon(self) -> tuple[Line, ...]:
        return self.only(lambda line: line.bucket is Bucket.DUE_SOON)

    @property
    def new(self) -> tuple[Line, ...]:
        return self.only(lambda line: line.new)

    @property
    def ending(self) -> tuple[Line, ...]:
        """Citizens with a placement that ends within the weeks shown, the first end on top."""
        found = self.only(lambda line: line.ending is not None)
        return tuple(sorted(found, key=lambda line: (line.ending and line.ending.to_on) or FAR))

    @property
    def following(self) -> tuple[Line, ...]:
        """The sick whose follow-up with a job consultant is open, overdue or opens soon, the first due on top."""
        found = self.only(lambda line: line.follow is not None)
        return tuple(sorted(found, key=lambda line: (line.follow and line.follow.standing.due_on) or FAR))


def referred_to(owner: User, *, viewer: User) -> CaseQuerySet:
    """Open cases whose citizen is referred to `owner` now, as far as `viewer` sees them."""
    referrals = Referral.objects.valid().filter(consultant=owner, ended_on__isnull=True)
    cases: CaseQuerySet = Case.objects.visible_to(viewer).open().filter(pk__in=referrals.values("case"))
    return cases


def read(*, owner: User, viewer: User, today: date) -> Day:
    """The day of `owner`, in two statements however many citizens."""
    cases = list(_annotated(referred_to(owner, viewer=viewer), owner, today))
    rows: dict[int, list[DeadlineStanding]] = {}
    follow_ups = follow_up_rules()
    theirs = Q(family__in=(Family.OFFER, Family.REFERRAL)) | Q(rule__in=follow_ups)
    for row in Deadline.objects.unmet(today).filter(theirs, case__in=[case.pk for case in cases]).defer("basis"):
        rows.setdefault(row.case_id, []).append(standings.of_deadline(row, today=today))
    lines = [_line(case, rows.get(case.pk, ()), follow_ups, owner=owner, today=today) for case in cases]
    return Day(tuple(sorted(lines, key=_urgency)))


def follow_up_rules() -> frozenset[str]:
    """The rules that a conversation with a job consultant meets: the follow-up of the sick (REB23-60)."""
    return frozenset(
        rule.id
        for rule in current_policy().current
        if isinstance(rule.terms, DueAfter) and rule.terms.met_by.conversation_with is Party.JOB_CONSULTANT
    )


def _annotated(cases: CaseQuerySet, owner: User, today: date) -> CaseQuerySet:
    of_case = OuterRef("pk")
    referral = Referral.objects.valid().filter(case=of_case, consultant=owner, ended_on__isnull=True)
    group = TargetGroupPeriod.objects.valid().filter(case=of_case, from_on__lte=today).exclude(to_on__lt=today)
    responsible = Responsibility.objects.filter(case=of_case, to_on__isnull=True)
    hours = CaseDetail.objects.valid().filter(case=of_case, key=DetailKey.ATTENDABLE_HOURS)
    booked = Conversation.objects.valid().filter(case=of_case, status=ConversationStatus.BOOKED, on_date__gte=today)
    given = Activity.objects.valid().filter(case=of_case, type__in=BUSINESS).exclude(status=ActivityStatus.CANCELLED)
    facts = JSONObject(name="group__name", first_absence_on="first_absence_on")
    placement = JSONObject(
        pk="pk", type="type", status="status", from_on="from_on", to_on="to_on", company_id="company_id",
        company="company__name", place="place", hours="hours_per_week",
    )  # fmt: skip
    found: CaseQuerySet = cases.select_related("citizen").annotate(
        referral=Subquery(
            referral.order_by("-on_date", "-pk").values(found=JSONObject(on="on_date", wishes="wishes"))[:1]
        ),
        group_facts=Subquery(group.order_by("-from_on").values(found=facts)[:1]),
        responsible=Subquery(
            responsible.values(found=JSONObject(first="user__first_name", last="user__last_name"))[:1]
        ),
        hours=Subquery(hours.values("text")[:1]),
        bookings=ArraySubquery(
            booked.order_by("on_date", "starts_at", "pk").values(
                found=JSONObject(on="on_date", at="starts_at", parties="parties", booked_with="booked_with_id")
            )
        ),
        goals=ArraySubquery(
            job_goals.on(today).filter(case=of_case).values(found=JSONObject(letter="letter", occupation="occupation"))
        ),
        given=ArraySubquery(given.order_by("from_on", "pk").values(found=placement)),
    )
    return found


def _line(case: Any, rows: Iterable[DeadlineStanding], follow_ups: frozenset[str], *, owner: User, today: date) -> Line:
    group, responsible = case.group_facts or {}, case.responsible or {}
    placements = tuple(_placement(found) for found in case.given)
    dated = [row for row in rows if row.bucket is not None and row.standing.due_on]
    follow = [row for row in dated if row.row.rule in follow_ups and _near(row.row, today)]
    duties = [row for row in dated if row.row.rule not in follow_ups] + follow
    running = (row for row in placements if row.type in PLACEMENTS and row.status == ActivityStatus.RUNNING)
    ending = [row for row in running if _ends_soon(row.to_on, today)]
    referred_on = date.fromisoformat(case.referral["on"])
    line = Line(
        case=case,
        referred_on=referred_on,
        wishes=case.referral["wishes"],
        group=group.get("name", ""),
        first_absence_on=_day(group.get("first_absence_on")),
        responsible=f"{responsible.get('first', '')} {responsible.get('last', '')}".strip(),
        hours=case.hours or "",
        goals=tuple(Goal(found["letter"], found["occupation"]) for found in case.goals),
        placements=placements,
        bookings=tuple(_booking(found, owner) for found in case.bookings),
        duty=min(duties, key=_worst_first, default=None),
        follow=min(follow, key=_worst_first, default=None),
        ending=min(ending, key=lambda row: row.to_on or FAR, default=None),
        new=False,
    )
    recent = referred_on >= today - AHEAD
    return replace(line, new=not line.placed and (recent or line.bucket in (Bucket.OVERDUE, Bucket.DUE_SOON)))


def _near(row: Deadline, today: date) -> bool:
    """The window is open, or opens within the weeks shown."""
    return row.opens_on is None or row.opens_on <= today + AHEAD


def _ends_soon(to_on: date | None, today: date) -> bool:
    return to_on is not None and today <= to_on <= today + AHEAD


def _placement(found: dict[str, Any]) -> Placement:
    return Placement(
        pk=found["pk"],
        type=found["type"],
        status=found["status"],
        from_on=date.fromisoformat(found["from_on"]),
        to_on=_day(found["to_on"]),
        company_id=found["company_id"],
        company=found["company"] or "",
        place=found["place"],
        hours=Decimal(str(found["hours"])) if found["hours"] is not None else None,
    )


def _booking(found: dict[str, Any], owner: User) -> Booking:
    at = timezone.localtime(datetime.fromisoformat(found["at"])) if found["at"] else None
    joined = Party.JOB_CONSULTANT in found["parties"] or found["booked_with"] == owner.pk
    return Booking(date.fromisoformat(found["on"]), at, joined)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _worst_first(found: DeadlineStanding) -> tuple[int, date, str]:
    rank = len(RANK) if found.bucket is None else RANK[found.bucket]
    return rank, found.standing.due_on or FAR, found.row.rule


def _urgency(line: Line) -> tuple[object, ...]:
    return RANK[line.bucket], line.due_on or FAR, str(line.case.citizen.sort_name), line.case.pk
