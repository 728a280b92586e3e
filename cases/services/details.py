"""Single facts of a case (`DetailKey`)."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, CaseDetail
from cases.models.course import DetailKey
from cases.services import checking, correcting
from cases.services.changing import change_once
from staff.models import User

LENGTH = 80


def set(
    *,
    case: Case,
    key: str,
    value: date | str,
    by: User,
    today: date,
    now: datetime,
    reason: str = "Ny oplysning",
    form_key: UUID | None = None,
    version: int | None = None,
) -> CaseDetail:
    """Record a single fact, a date or a word; an earlier value is voided with `reason`."""
    checking.code(key, DetailKey.values, field="key", name="Oplysning")
    name = DetailKey(key).label

    def write(locked: Case) -> CaseDetail:
        checking.is_open(locked)
        earlier = CaseDetail.objects.valid().filter(case=locked, key=key).first()
        if earlier is not None:
            correcting.voided(earlier, reason=reason, by=by, now=now)
        fact = CaseDetail(case=locked, key=key, recorded_at=now, recorded_by=by, form_key=form_key)
        if isinstance(value, date):
            fact.on_date = checking.day(value, field=key, name=name, case=locked, today=today)
        else:
            fact.text = checking.text(value, field=key, name=name, length=LENGTH, required=True)
        fact.save()
        return fact

    return change_once(case=case, model=CaseDetail, form_key=form_key, version=version, now=now, write=write)
