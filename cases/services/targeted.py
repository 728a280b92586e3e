"""Citizens on the courses that are arranged with companies (HED21-56): who has a seat, who waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from cases.models import Case
from cases.services import checking
from companies.models import TargetedCourse, TargetedSeat
from companies.services import targeted
from staff.models import User
from staff.refusals import Refused

THERE = Q(holders__left_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a course. `case` names the citizen, with `named`: whether the reader may see who it is."""

    holder: TargetedSeat
    case: Any


def counted(courses: Any) -> Any:
    """Courses with the number of seats `taken` and of those `waiting`."""
    return courses.annotate(
        taken=Count("holders", THERE & Q(holders__seat__isnull=False)),
        waiting=Count("holders", THERE & Q(holders__seat__isnull=True)),
    ).select_related("company__postal__area")


def for_citizen(case: Case, *, today: date) -> Any:
    """The courses ahead, each with `mine` (this citizen is on it) and `my_seat`."""
    own = TargetedSeat.objects.there().filter(course=OuterRef("pk"), citizen=case.citizen.public_id)
    found = counted(TargetedCourse.objects.ahead(today)).order_by("starts_on", "pk")
    return found.annotate(mine=Exists(own), my_seat=Subquery(own.values("seat")[:1]))


def rows(holders: Iterable[TargetedSeat], *, user: User) -> list[Row]:
    """The holders in their order, in one more statement."""
    there = list(holders)
    seen = Case.objects.visible_to(user).filter(pk=OuterRef("pk"))
    cases = Case.objects.filter(citizen__public_id__in=[one.citizen for one in there])
    found = cases.annotate(named=Exists(seen)).select_related("citizen", "team").order_by("opened_at", "pk")
    by_citizen = {case.citizen.public_id: case for case in found}
    return [Row(one, by_citizen.get(one.citizen)) for one in there]


def join(*, case: Case, course: TargetedCourse, by: User, today: date, now: datetime) -> TargetedSeat:
    """A seat for the citizen, or a place on the waiting list. A second time changes nothing."""
    checking.is_open(case)
    there: TargetedSeat | None = _there(case, course)
    if there is not None:
        return there
    try:
        return targeted.join(course=course, citizen=case.citizen.public_id, by=by, today=today, now=now, form_key=None)
    except Refused:
        there = _there(case, course)
        if there is None:
            raise
        return there


def leave(*, case: Case, course: TargetedCourse, by: User, now: datetime) -> bool:
    """Off the course; whether somebody who waited got the seat. A second time changes nothing."""
    there = _there(case, course)
    return there is not None and targeted.leave(holder=there, by=by, now=now) is not None


def _there(case: Case, course: TargetedCourse) -> TargetedSeat | None:
    found: TargetedSeat | None = (
        TargetedSeat.objects.there().filter(course=course, citizen=case.citizen.public_id).first()
    )
    return found
