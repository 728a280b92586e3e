"""Job orders and recruitment requests: told once, kept up to date, closed when filled or withdrawn (REBGEN-54-56)."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from companies.models import Company, Ending, JobOrder, Kind, Mode
from companies.policy import rule_about
from companies.services.changing import guarded, sent_already
from companies.services.goals import following
from rules.answers import candidate, freshness
from rules.answers.candidate import CandidateQuestion
from rules.answers.freshness import Freshness, FreshnessQuestion
from rules.answers.terms import CandidateAllowed, KeptFresh, RequestMode
from rules.gates.vocabulary import Role as Acting
from rules.rule import Rule
from staff.models import User
from staff.refusals import Refused, Stale
from staff.wording import COPENHAGEN, local


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
    """Why this person may not put a candidate on the job now; empty when it is allowed.

    The rule of the municipality answers (REBGEN-55), and the sentence names it. Who has several roles may what one of
    them may.
    """
    if order.closed_at is not None:
        return f"Jobbet er afsluttet ({order.get_ending_display().lower()})."
    found = rule_about(CandidateAllowed, local(now).date())
    if found is None:
        return ""
    rule, terms = found
    mode, deadline = RequestMode(order.mode or Mode.SELF), local(order.deadline) if order.deadline else None
    reasons = [
        candidate.candidate(CandidateQuestion(at=local(now), mode=mode, by=role, deadline=deadline), terms).reason
        for role in Acting
        if role.value in by.role_names
    ]
    if "" in reasons:
        return ""
    reason = reasons[0] if reasons else "Din rolle sætter ikke kandidater på"
    return f"{reason} ({rule.id}: {rule.title})."


def fresh_rule(today: date) -> tuple[Rule, KeptFresh] | None:
    """The rule about keeping jobs up to date (REBGEN-56)."""
    return rule_about(KeptFresh, today)


def freshness_of(order: JobOrder, *, terms: KeptFresh, today: date) -> Freshness:
    """Whether somebody has made sure of the job lately."""
    return freshness.freshness(FreshnessQuestion(at=today, updated_on=order.updated_on), terms)


def to_update(jobs: Any, *, today: date) -> Any:
    """Of these jobs those that the rule wants updated; none where the municipality has no such rule."""
    found = fresh_rule(today)
    return jobs.none() if found is None else jobs.updated_before(freshness.oldest_fresh(today, found[1]))


def of_month(jobs: Any, month: date, what: str) -> Any:
    """Of these jobs the job orders told ("oprettet"), filled ("besat") or closed ("lukket") in a month."""
    first = datetime.combine(month, time(), tzinfo=COPENHAGEN)
    ended = datetime.combine(following(month), time(), tzinfo=COPENHAGEN)
    found = jobs.filter(kind=Kind.ORDER)
    if what == "oprettet":
        return found.filter(created_at__gte=first, created_at__lt=ended)
    found = found.filter(closed_at__gte=first, closed_at__lt=ended)
    return found.filter(ending=Ending.FILLED) if what == "besat" else found


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
