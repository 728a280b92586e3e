"""Courses for the unemployed with companies that are short of people (HED21-56), and their seats."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from companies.models import Company, TargetedCourse, TargetedSeat
from companies.services import seating
from staff.models import User


class Plan(TypedDict):
    """What the form of a course says."""

    title: str
    kind: str
    occupation: str
    where: str
    starts_on: date
    ends_on: date
    seats: int


def arrange(*, company: Company, plan: Plan, by: User, now: datetime, form_key: UUID | None) -> TargetedCourse:
    """A new course with a company; a form sent twice makes one."""
    return seating.arrange(TargetedCourse, company=company, by=by, now=now, form_key=form_key, **plan)


def join(
    *, course: TargetedCourse, citizen: str, by: User, today: date, now: datetime, form_key: UUID | None
) -> TargetedSeat:
    """A seat for a citizen, by the public id, or a place on the waiting list; a form sent twice makes one."""
    return seating.join(TargetedSeat, course=course, citizen=citizen, by=by, today=today, now=now, form_key=form_key)


def leave(*, holder: TargetedSeat, by: User, now: datetime) -> TargetedSeat | None:
    """Off the course; returns who got the seat, if somebody waited. A second time changes nothing."""
    return seating.leave(holder, course=holder.course, by=by, now=now)
