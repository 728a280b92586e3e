"""Mentor courses: arranged, joined up to the last seat, then waited for; who leaves makes room for who waits.

The row of the course is locked. The database moreover gives a seat once, and none that the course does not have.
"""

from datetime import date, datetime
from uuid import UUID

from companies.models import Company, Mentor, MentorCourse
from companies.services.changing import guarded, sent_already
from staff.models import User
from staff.refusals import Refused


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
    if ends_on < starts_on:
        raise Refused("Slutdatoen kan ikke ligge før startdatoen.", field="ends_on")
    with guarded():
        sent = sent_already(MentorCourse, form_key)
        if sent is not None:
            return sent
        made: MentorCourse = MentorCourse.objects.create(
            title=title, where=where, starts_on=starts_on, ends_on=ends_on, seats=seats, recorded_at=now,
            recorded_by=by, form_key=form_key,
        )  # fmt: skip
        return made


def join(
    *, course: MentorCourse, company: Company, name: str, by: User, today: date, now: datetime, form_key: UUID | None
) -> Mentor:
    """A seat, or a place on the waiting list when all are taken; a form sent twice makes one."""
    with guarded():
        locked = _locked(course)
        sent = sent_already(Mentor, form_key)
        if sent is not None:
            return sent
        if locked.ends_on < today:
            raise Refused("Kurset er slut.")
        made: Mentor = Mentor.objects.create(
            course=locked, company=company, name=name, seat=_free_seat(locked), joined_at=now, joined_by=by,
            form_key=form_key,
        )  # fmt: skip
        return made


def leave(*, mentor: Mentor, by: User, now: datetime) -> Mentor | None:
    """Off the course; returns who got the seat, if somebody waited. A second time changes nothing."""
    with guarded():
        _locked(mentor.course)
        fresh: Mentor = Mentor.objects.get(pk=mentor.pk)
        if fresh.left_at is not None:
            return None
        seat = fresh.seat
        fresh.left_at, fresh.left_by = now, by
        fresh.save(update_fields=["left_at", "left_by"])
        following: Mentor | None = Mentor.objects.waiting().filter(course=mentor.course).first()
        if seat is None or following is None:
            return None
        following.seat = seat
        following.save(update_fields=["seat"])
        return following


def _locked(course: MentorCourse) -> MentorCourse:
    found: MentorCourse = MentorCourse.objects.select_for_update().get(pk=course.pk)
    return found


def _free_seat(course: MentorCourse) -> int | None:
    """The lowest seat that nobody has; None when all are taken."""
    taken = set(Mentor.objects.seated().filter(course=course).values_list("seat", flat=True))
    return next((seat for seat in range(1, course.seats + 1) if seat not in taken), None)
