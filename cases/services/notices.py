"""Notices: that a deadline passed unmet was told, once for each deadline and due date.

A deadline gets a notice when it stood overdue on a day from `since` to `today`, or was closed unmet after its due
date in that time, as the stored row says now. So runs that were skipped lose nothing: the set of (case, rule,
ordinal, anchor, due date) is the same as if each had run, also for what was done late in between; only the day of
the notice is the day of the run. A fact recorded meanwhile that shows the duty was done in time makes no notice.
What an earlier good run has told it need not read again: the hourly run looks at the dates that passed since and at
the rows computed since; the nightly one looks at everything.
Recommendations never make one. The first run of all tells what is overdue now, never years of history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import DataError, IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from cases.access import CaseQuerySet
from cases.deadline_queries import NEVER_OVERDUE, NoticeQuerySet
from cases.models import Case, Deadline, Notice, Responsibility, SweepRun
from cases.services.deadlines import COMPUTATION_ERRORS, Failure, reason_of
from rules.standing import standing
from rules.vocabulary import Status
from staff.models import User

DAY = timedelta(days=1)


def candidates(*, since: date, today: date, computed_from: datetime | None = None) -> list[tuple[int, int]]:
    """(case id, deadline id) of rows that may need a notice, in order.

    With `computed_from` everything older was told already: of the open rows only those that fell due from `since` on
    or were computed from then on are read.
    """
    new = Q() if computed_from is None else Q(due_on__gte=since - DAY) | Q(computed_at__gte=computed_from)
    passed = (
        Deadline.objects.current()
        .filter(due_on__lt=today)
        .exclude(severity__in=NEVER_OVERDUE)
        .filter(~Exists(_told()))
        .order_by()
        .values_list("case_id", "pk")
    )
    parts = (
        Q(met_on__isnull=True, closed_on__isnull=True) & new,
        Q(met_on__gt=F("due_on"), met_on__gte=since),
        Q(met_until__isnull=False, met_until__lt=today),
        Q(closed_on__gt=F("due_on"), closed_on__gte=since),
    )
    return sorted({found for part in parts for found in passed.filter(part)})


def _told() -> NoticeQuerySet:
    """Notices of the outer row's natural key and due date; ordinals count from one, so 0 stands for none."""
    same = {key: OuterRef(key) for key in ("case_id", "rule", "anchor_on", "due_on")}
    return Notice.objects.alias(numbered=Coalesce("ordinal", Value(0))).filter(
        numbered=Coalesce(OuterRef("ordinal"), Value(0)), **same
    )


def stood_overdue(row: Deadline, *, since: date, today: date) -> bool:
    """Whether the row, as stored, was overdue on a day of the time, or closed unmet in it (`rules.standing`)."""
    turns = {day + DAY for day in (row.due_on, row.met_until, row.held_until) if day}
    days = {since, today, *(day for day in turns if since <= day <= today)}
    if any(standing(row, day).status is Status.OVERDUE for day in days):
        return True
    closed_on = row.closed_on
    if closed_on is None or not since <= closed_on <= today:
        return False
    return standing(row, closed_on).status is Status.MISSED


def tell(found: Sequence[tuple[int, int]], *, run: SweepRun, since: date, now: datetime) -> list[Failure]:
    """Write the notices of one chunk of candidates, in one transaction; what was told already is left as it is.

    Should a row be unreadable or refused, the halves are tried, down to the case that is to blame: it is returned.
    """
    try:
        with transaction.atomic():
            _write(found, run=run, since=since, now=now)
    except (DataError, IntegrityError, *COMPUTATION_ERRORS) as error:
        cases = sorted({case_id for case_id, _ in found})
        if len(cases) == 1:
            return [Failure(cases[0], reason_of(error))]
        middle = cases[len(cases) // 2]
        halves = [pair for pair in found if pair[0] < middle], [pair for pair in found if pair[0] >= middle]
        return [failure for half in halves for failure in tell(half, run=run, since=since, now=now)]
    return []


def _write(found: Sequence[tuple[int, int]], *, run: SweepRun, since: date, now: datetime) -> None:
    rows = Deadline.objects.current().defer("basis").filter(pk__in=[pk for _, pk in found])
    passed = [row for row in rows if stood_overdue(row, since=since, today=run.today)]
    responsible = dict(
        Responsibility.objects.filter(case__in={row.case_id for row in passed}, to_on__isnull=True).values_list(
            "case_id", "user_id"
        )
    )
    Notice.objects.bulk_create(
        [
            Notice(
                case_id=row.case_id,
                rule=row.rule,
                ordinal=row.ordinal,
                anchor_on=row.anchor_on,
                due_on=row.due_on,
                caseworker_id=responsible.get(row.case_id),
                run=run,
                noticed_at=now,
                noticed_on=run.today,
            )
            for row in passed
        ],
        ignore_conflicts=True,
    )


@dataclass(frozen=True, slots=True)
class NewOverdue:
    """How many citizens got a notice on a day; `noticed_cases` is the list behind it."""

    day: date
    citizens: int


def unseen_notices(user: User) -> NoticeQuerySet:
    """ "Nye overskridelser" of a caseworker: told, not seen, and still in the person's caseload."""
    return (
        Notice.objects.unseen_by(user)
        .filter(case__in=Case.objects.in_caseload_of(user).values("pk"))
        .select_related("case__citizen")
    )


def unseen_cases(user: User) -> CaseQuerySet:
    """The citizens behind "Nye overskridelser", each once."""
    return Case.objects.in_caseload_of(user).filter(pk__in=unseen_notices(user).order_by().values("case"))


def mark_seen(*, user: User, cases: Iterable[Case] | None = None, now: datetime) -> int:
    """`user` has seen what was told about `cases` (all when none are named). Returns how many notices that were."""
    notices = Notice.objects.filter(pk__in=Notice.objects.unseen_by(user).order_by().values("pk"))
    if cases is not None:
        notices = notices.filter(case__in=list(cases))
    return notices.order_by().update(seen_at=now, seen_by=user)


def new_overdue_by_day(*, team_ids: Iterable[int], first: date, last: date) -> list[NewOverdue]:
    """For the leader: citizens of the teams with a new notice, for every day from `first` to `last`."""
    counted = dict(
        Notice.objects.of_teams(team_ids)
        .filter(noticed_on__range=(first, last))
        .order_by()
        .values_list("noticed_on")
        .annotate(Count("case__citizen_id", distinct=True))
    )
    days = [first + number * DAY for number in range((last - first).days + 1)]
    return [NewOverdue(day, counted.get(day, 0)) for day in days]


def noticed_cases(*, team_ids: Iterable[int], day: date) -> CaseQuerySet:
    """The list behind one day of `new_overdue_by_day`. A citizen whose case was closed and opened anew counts once."""
    told = Notice.objects.of_teams(team_ids).filter(noticed_on=day)
    newest = told.order_by("case__citizen_id", "-case_id").distinct("case__citizen_id")
    return Case.objects.filter(pk__in=newest.values("case"))
