"""Pauses: days on which some clocks of a case stand still (C6, A-30)."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, Pause
from cases.services import checking, correcting
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from rules.vocabulary import PauseReason
from staff.models import User


def add(
    *,
    case: Case,
    reason: str,
    from_on: date,
    by: User,
    today: date,
    now: datetime,
    to_on: date | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Pause:
    """Pause a case for `reason` (rules.vocabulary.PauseReason); without `to_on` the pause is open."""
    checking.code(reason, PauseReason, field="reason", name="Årsag")

    def write(locked: Case) -> Pause:
        checking.is_open(locked)
        _check_days(locked, from_on, to_on, today)
        return Pause.objects.create(
            case=locked, reason=reason, from_on=from_on, to_on=to_on,
            recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=case, model=Pause, form_key=form_key, version=version, now=now, write=write)


def end(
    *,
    pause: Pause,
    to_on: date,
    by: User,
    today: date,
    now: datetime,
    reason: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Pause:
    """Give a pause its last day. The row is replaced; `reason` is needed to change a last day already set."""

    def write(locked: Case) -> Pause:
        old = correcting.valid(pause)
        _check_days(locked, old.from_on, to_on, today)
        why = checking.reason(reason) if old.to_on else reason or correcting.ENDED
        return correcting.replaced(old, reason=why, by=by, now=now, form_key=form_key, to_on=to_on)

    return change_once(case=pause.case, model=Pause, form_key=form_key, version=version, now=now, write=write)


def void(*, pause: Pause, reason: str, by: User, today: date, now: datetime, version: int | None = None) -> Pause:
    """Take a pause recorded by mistake out of the facts; "Fortrudt" for undo."""
    return void_fact(pause, reason=reason, by=by, now=now, version=version)


def _check_days(case: Case, from_on: date, to_on: date | None, today: date) -> None:
    checking.day(from_on, field="from_on", name="Første dag", case=case, today=today)
    if to_on is not None:
        checking.in_order(from_on, to_on)
        checking.day(to_on, field="to_on", name="Sidste dag", case=case, today=today)
        checking.in_course(to_on, field="to_on", name="Sidste dag", case=case)
