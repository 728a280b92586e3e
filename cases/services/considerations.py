"""Considerations (REB23-58): that something was considered, with what result and why."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, Consideration
from cases.services import checking
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from rules.vocabulary import ConsideredMatter
from staff.models import User


def record(
    *,
    case: Case,
    on_date: date,
    wanted: bool,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    of: str = "placement",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Consideration:
    """Record that a placement was considered."""
    checking.code(of, ConsideredMatter, field="of", name="Overvejelse")
    why = checking.reason(reason)

    def write(locked: Case) -> Consideration:
        checking.past_day(on_date, field="on_date", name="Datoen", case=locked, today=today)
        checking.in_course(on_date, field="on_date", name="Datoen", case=locked)
        return Consideration.objects.create(
            case=locked, on_date=on_date, of=of, wanted=wanted, reason=why,
            recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=case, model=Consideration, form_key=form_key, version=version, now=now, write=write)


def void(
    *, consideration: Consideration, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Consideration:
    """Take a consideration recorded by mistake out of the facts; "Fortrudt" for undo."""
    return void_fact(consideration, reason=reason, by=by, now=now, version=version)
