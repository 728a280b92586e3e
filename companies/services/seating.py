"""Courses with seats: arranged, joined up to the last seat, then waited for; who leaves makes room for who waits.

The row of the course is locked. The database moreover gives a seat once, and none that the course does not have.
"""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from companies.models.seated import Course, Holder
from companies.services.changing import guarded, sent_already
from staff.models import User
from staff.refusals import Refused

C = TypeVar("C", bound=Course)
H = TypeVar("H", bound=Holder)


def arrange(
    model: type[C], *, starts_on: date, ends_on: date, by: User, now: datetime, form_key: UUID | None, **values: Any
) -> C:
    """A new course; a form sent twice makes one."""
    if ends_on < starts_on:
        raise Refused("Slutdatoen kan ikke ligge før startdatoen.", field="ends_on")
    with guarded():
        made = sent_already(model, form_key) or model.objects.create(
            starts_on=starts_on, ends_on=ends_on, recorded_at=now, recorded_by=by, form_key=form_key, **values
        )
        assert isinstance(made, model)
        return made


def join(
    model: type[H], *, course: Course, by: User, today: date, now: datetime, form_key: UUID | None, **who: Any
) -> H:
    """A seat, or a place on the waiting list when all are taken; a form sent twice makes one."""
    with guarded():
        locked = _locked(course)
        sent = sent_already(model, form_key)
        if sent is not None:
            return sent
        if locked.ends_on < today:
            raise Refused("Kurset er slut.")
        values: dict[str, Any] = {"course": locked, **who}
        made = model.objects.create(
            seat=_free_seat(model, locked), joined_at=now, joined_by=by, form_key=form_key, **values
        )
        assert isinstance(made, model)
        return made


def leave(holder: H, *, course: Course, by: User, now: datetime) -> H | None:
    """Off the course; returns who got the seat, if somebody waited. A second time changes nothing."""
    with guarded():
        locked, model = _locked(course), type(holder)
        fresh: Any = model.objects.get(pk=holder.pk)
        if fresh.left_at is not None:
            return None
        seat = fresh.seat
        fresh.left_at, fresh.left_by = now, by
        fresh.save(update_fields=["left_at", "left_by"])
        following: H | None = model.objects.waiting().filter(course=locked).first()
        if seat is None or following is None:
            return None
        following.seat = seat
        following.save(update_fields=["seat"])
        return following


def _locked(course: C) -> C:
    found: C = type(course).objects.select_for_update().get(pk=course.pk)
    return found


def _free_seat(model: type[Holder], course: Course) -> int | None:
    """The lowest seat that nobody has; None when all are taken."""
    taken = set(model.objects.seated().filter(course=course).values_list("seat", flat=True))
    return next((seat for seat in range(1, course.seats + 1) if seat not in taken), None)
