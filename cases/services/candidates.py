"""Citizens put forward for jobs of companies: within the deadline and mode of the job, once, with a result (REBGEN-55).

The row of the job is locked too: a deadline that is moved, or a job that is closed, in the same moment, counts.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from cases.models import Candidate, CandidateResult, Case
from cases.services import checking, correcting
from cases.services.changing import change, change_once
from cases.services.changing import void as void_fact
from companies.models import JobOrder
from companies.services.orders import refusal_of_candidate
from staff.models import User
from staff.refusals import Refused


def put_forward(
    *,
    case: Case,
    order: JobOrder,
    by: User,
    today: date,
    now: datetime,
    note: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Candidate:
    """Put the citizen on the job. Refused after its deadline, in the wrong mode, and when it is closed."""
    said = checking.text(note, field="note", name="Begrundelsen", length=checking.REASON_LENGTH)

    def write(locked: Case) -> Candidate:
        checking.is_open(locked)
        job = JobOrder.objects.select_for_update(no_key=True).get(pk=order.pk)
        if reason := refusal_of_candidate(job, by=by, now=now):
            raise Refused(reason, field="order")
        return Candidate.objects.create(
            case=locked, order=job, on_date=today, note=said, recorded_at=now, recorded_by=by, form_key=form_key
        )

    return change_once(case=case, model=Candidate, form_key=form_key, version=version, now=now, write=write)


def settle(
    *, candidate: Candidate, result: str, by: User, today: date, now: datetime, version: int | None = None
) -> Candidate:
    """What came of it, written once; the same result a second time changes nothing."""
    checking.code(result, CandidateResult, field="result", name="Resultat")

    def write(locked: Case) -> Candidate:
        fresh = correcting.valid(candidate)
        if fresh.result:
            if fresh.result == result:
                return fresh
            raise Refused(f"Resultatet er allerede registreret: {fresh.get_result_display().lower()}.")
        fresh.result, fresh.result_on, fresh.result_by = result, today, by
        fresh.save(update_fields=["result", "result_on", "result_by"])
        return fresh

    return change(case=candidate.case, version=version, now=now, write=write)


def void(
    *, candidate: Candidate, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Candidate:
    """Take a candidate put forward by mistake off the job; "Fortrudt" for undo."""
    return void_fact(candidate, reason=reason, by=by, now=now, version=version)


def of_order(order: JobOrder, *, user: User) -> Any:
    """The candidates of a job, the first one first; `named` says whether `user` may see who it is."""
    seen = Case.objects.visible_to(user).filter(pk=OuterRef("case"))
    rows = Candidate.objects.valid().filter(order=order).annotate(named=Exists(seen))
    return rows.select_related("case__citizen", "case__team", "recorded_by").order_by("recorded_at", "pk")


def numbers(orders: Iterable[int]) -> dict[int, int]:
    """How many candidates each of these jobs has."""
    rows = Candidate.objects.valid().filter(order__in=list(orders)).order_by().values("order")
    return {row["order"]: row["number"] for row in rows.annotate(number=Count("pk"))}
