"""Referral (visitation) to a job consultant or job broker."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, Referral
from cases.services import checking, correcting
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from rules.vocabulary import ReferredTo
from staff.models import Role, User
from staff.refusals import Refused

WISHES_LENGTH = 1000


def refer(
    *,
    case: Case,
    on_date: date,
    by: User,
    today: date,
    now: datetime,
    to: str = "job_consultant",
    consultant: User | None = None,
    wishes: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Referral:
    """Refer the citizen, with what they wish; the named consultant may then open the case."""
    checking.code(to, ReferredTo, field="to", name="Visiteret til")
    wished = checking.text(wishes, field="wishes", name="Ønskerne", length=WISHES_LENGTH)
    if consultant is not None and not consultant.has_role(Role.JOB_CONSULTANT):
        raise Refused(f"{consultant.name} er ikke jobkonsulent.", field="consultant")

    def write(locked: Case) -> Referral:
        checking.is_open(locked)
        checking.past_day(on_date, field="on_date", name="Datoen", case=locked, today=today)
        checking.in_course(on_date, field="on_date", name="Datoen", case=locked)
        _refuse_repeated(locked, to, consultant)
        return Referral.objects.create(
            case=locked, on_date=on_date, to=to, consultant=consultant, wishes=wished,
            recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=case, model=Referral, form_key=form_key, version=version, now=now, write=write)


def end(
    *,
    referral: Referral,
    ended_on: date,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Referral:
    """Give a referral its last day."""

    def write(locked: Case) -> Referral:
        old = correcting.valid(referral)
        if old.ended_on is not None:
            raise Refused("Visitationen er allerede afsluttet.")
        checking.past_day(ended_on, field="ended_on", name="Datoen", case=locked, today=today)
        checking.in_order(old.on_date, ended_on, field="ended_on")
        return correcting.replaced(old, reason=correcting.ENDED, by=by, now=now, form_key=form_key, ended_on=ended_on)

    return change_once(case=referral.case, model=Referral, form_key=form_key, version=version, now=now, write=write)


def void(
    *, referral: Referral, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Referral:
    """Take a referral recorded by mistake out of the facts; "Fortrudt" for undo."""
    return void_fact(referral, reason=reason, by=by, now=now, version=version)


def _refuse_repeated(case: Case, to: str, consultant: User | None) -> None:
    """Two people who refer the same citizen: the second is told."""
    running = Referral.objects.valid().filter(case=case, to=to, consultant=consultant, ended_on__isnull=True).first()
    if running is not None:
        raise Refused("Borgeren er allerede visiteret. Afslut den visitation først.")
