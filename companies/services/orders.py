"""Job orders and recruitment requests: told once, kept up to date, closed when filled or withdrawn (REBGEN-54-56)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from companies.models import Company, JobOrder, Mode
from companies.services.changing import guarded, sent_already
from staff.models import Role, User
from staff.refusals import Refused, Stale
from staff.wording import short_moment


class Job(TypedDict):
    """What the form of a job says."""

    kind: str
    occupation: str
    positions: int
    hours_per_week: Decimal | None
    text: str
    external: str
    deadline: datetime | None
    mode: str


def tell(*, company: Company, job: Job, by: User, today: date, now: datetime, form_key: UUID | None) -> JobOrder:
    """A new job; a form sent twice makes one."""
    _in_time(job, now)
    with guarded():
        sent = sent_already(JobOrder, form_key)
        if sent is not None:
            return sent
        made: JobOrder = JobOrder.objects.create(
            company=company, **job, updated_on=today, created_at=now, created_by=by, form_key=form_key
        )
        return made


def edit(*, order: JobOrder, job: Job, today: date, now: datetime, version: int) -> JobOrder:
    """Change what the form says; that is also an update."""
    _in_time(job, now)

    def write(locked: JobOrder) -> None:
        if version != locked.version:
            raise Stale("Jobordren er ændret af en anden, siden du åbnede siden.")
        for name, value in job.items():
            setattr(locked, name, value)
        locked.updated_on = today

    return _change(order, write)


def confirm(*, order: JobOrder, today: date) -> JobOrder:
    """The job is still there as it stands."""

    def write(locked: JobOrder) -> None:
        locked.updated_on = today

    return _change(order, write)


def close(*, order: JobOrder, ending: str, by: User, now: datetime) -> JobOrder:
    """Filled or withdrawn. A second time changes nothing."""

    def write(locked: JobOrder) -> None:
        locked.closed_at, locked.closed_by, locked.ending = now, by, ending

    if JobOrder.objects.filter(pk=order.pk, closed_at__isnull=False, ending=ending).exists():
        return order
    return _change(order, write)


def refusal_of_candidate(order: JobOrder, *, by: User, now: datetime) -> str:
    """Why this person may not put a candidate on the job now; empty when it is allowed (REBGEN-55)."""
    if order.closed_at is not None:
        return f"Jobbet er afsluttet ({order.get_ending_display().lower()})."
    if order.deadline is not None and now > order.deadline:
        return f"Fristen var {short_moment(order.deadline)}. Der kan ikke sættes flere kandidater på."
    if order.mode == Mode.SEARCHED and not by.has_role(Role.JOB_CONSULTANT):
        return "Kandidater udsøges af jobkonsulenten. Skriv til den ansvarlige."
    return ""


def _in_time(job: Job, now: datetime) -> None:
    if job["deadline"] is not None and job["deadline"] <= now:
        raise Refused("Fristen er allerede passeret.", field="on")


def _change(order: JobOrder, write: Any) -> JobOrder:
    with guarded():
        locked: JobOrder = JobOrder.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
        if locked.closed_at is not None:
            raise Refused("Jobbet er afsluttet. Genindlæs siden.")
        write(locked)
        locked.version += 1
        locked.save()
    return locked
