"""Mentor courses for the employees of companies (HED21-61); seats and waiting as in `companies.services.seating`."""

from datetime import date, datetime
from uuid import UUID

from companies.models import Company, Mentor, MentorCourse
from companies.services import seating
from staff.models import User


def arrange(
    *,
    title: str,
    where: str,
    starts_on: date,
    ends_on: date,
    seats: int,
    by: User,
    now: datetime,
    form_key: UUID | None,
) -> MentorCourse:
    """A new course; a form sent twice makes one."""
    return seating.arrange(
        MentorCourse, title=title, where=where, starts_on=starts_on, ends_on=ends_on, seats=seats, by=by, now=now,
        form_key=form_key,
    )  # fmt: skip


def join(
    *, course: MentorCourse, company: Company, name: str, by: User, today: date, now: datetime, form_key: UUID | None
) -> Mentor:
    """A seat, or a place on the waiting list when all are taken; a form sent twice makes one."""
    return seating.join(
        Mentor, course=course, company=company, name=name, by=by, today=today, now=now, form_key=form_key
    )


def leave(*, mentor: Mentor, by: User, now: datetime) -> Mentor | None:
    """Off the course; returns who got the seat, if somebody waited. A second time changes nothing."""
    return seating.leave(mentor, course=mentor.course, by=by, now=now)
