"""Job goals A, B and C: added, ended, and the open jobs of companies that fit them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Lower, Trim

from cases.models import Case, JobGoal
from cases.models.goals import Letter
from cases.services import checking, correcting, periods
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from cases.services.policies.in_force import current_policy
from companies.models import JobOrder
from rules.answers import job_talk
from rules.answers.job_talk import folded as folded
from rules.rule import Rule
from rules.vocabulary import TargetGroup
from staff.models import User
from staff.refusals import Refused
from staff.wording import long_date


def add(
    *,
    case: Case,
    letter: str,
    occupation: str,
    from_on: date,
    by: User,
    today: date,
    now: datetime,
    to_on: date | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> JobGoal:
    """The citizen looks for work in an occupation from a day on."""
    checking.code(letter, Letter.values, field="letter", name="Jobmål")
    typed = checking.text(occupation, field="occupation", name="Stillingen", length=checking.NAME_LENGTH, required=True)

    def write(locked: Case) -> JobGoal:
        checking.is_open(locked)
        checking.day(from_on, field="from_on", name="Første dag", case=locked, today=today)
        checking.in_course(from_on, field="from_on", name="Første dag", case=locked)
        checking.in_order(from_on, to_on)
        _refuse_taken(locked, letter, from_on, to_on)
        return JobGoal.objects.create(
            case=locked, letter=letter, occupation=" ".join(typed.split()), from_on=from_on, to_on=to_on,
            recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=case, model=JobGoal, form_key=form_key, version=version, now=now, write=write)


def end(
    *,
    goal: JobGoal,
    to_on: date,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
    version: int | None = None,
) -> JobGoal:
    """Give a job goal its last day; the row before stays in the history."""

    def write(locked: Case) -> JobGoal:
        old = correcting.valid(goal)
        if old.to_on is not None:
            raise Refused("Jobmålet er allerede afsluttet.")
        checking.day(to_on, field="to_on", name="Sidste dag", case=locked, today=today)
        checking.in_order(old.from_on, to_on)
        return correcting.replaced(old, reason=correcting.ENDED, by=by, now=now, form_key=form_key, to_on=to_on)

    return change_once(case=goal.case, model=JobGoal, form_key=form_key, version=version, now=now, write=write)


def void(*, goal: JobGoal, reason: str, by: User, today: date, now: datetime, version: int | None = None) -> JobGoal:
    """Take a job goal recorded by mistake out of the facts; "Fortrudt" for undo."""
    return void_fact(goal, reason=reason, by=by, now=now, version=version)


def on(day: date) -> Any:
    """The job goals that hold on a day, A first."""
    return JobGoal.objects.valid().filter(from_on__lte=day).exclude(to_on__lt=day).order_by("case_id", "letter", "pk")


def fitting(occupations: Iterable[str], *, now: datetime) -> Any:
    """The open jobs of exactly these occupations, newest first: seen by everybody, whoever told us (HED21-53)."""
    words = {folded(occupation) for occupation in occupations}
    found = JobOrder.objects.open(now).annotate(word=Lower(Trim("occupation"))).filter(word__in=words)
    return found.select_related("company__postal__area")


def elsewhere(*, now: datetime) -> Any:
    """Open jobs of other occupations, first at companies short of people, then at those that grow (REBGEN-50)."""
    found = JobOrder.objects.open(now).select_related("company__postal__area")
    return found.order_by("-company__short_of_people", "-company__growing", "-created_at", "-pk")


def to_talk_about(case: Case, *, today: date, now: datetime) -> Any:
    """The open jobs that the rules want taken up in a conversation today (REBGEN-13, REBGEN-20)."""
    period = periods.running_on(case, today)
    known = period is not None and period.group_id in set(TargetGroup)
    kinds = job_talk.kinds_for(TargetGroup(period.group_id), rules_on(today)) if period and known else ()
    goals = on(today).filter(case=case).values_list("occupation", flat=True) if kinds else ()
    return fitting(goals, now=now).filter(kind__in=list(kinds)) if goals else JobOrder.objects.none()


def rules_on(day: date) -> list[Rule]:
    """The rules in force on a day."""
    rules = current_policy().on(day).current
    return [rule for rule in rules if rule.valid_to is None or day <= rule.valid_to]


def occupations() -> list[str]:
    """The occupations that job orders and job goals name already, each once, for the field to suggest."""
    told = JobOrder.objects.order_by().values_list("occupation", flat=True)
    wanted = JobGoal.objects.valid().order_by().values_list("occupation", flat=True)
    by_word = {folded(one): one for one in told.union(wanted)}
    return sorted(by_word.values(), key=folded)


def _refuse_taken(case: Case, letter: str, from_on: date, to_on: date | None) -> None:
    """The database refuses it too; here the one that stands in the way is named."""
    same = JobGoal.objects.valid().filter(case=case, letter=letter).exclude(to_on__lt=from_on)
    other = (same.filter(from_on__lte=to_on) if to_on else same).first()
    if other is not None:
        since = long_date(other.from_on)
        raise Refused(f"Jobmål {letter} er allerede {other.occupation} fra {since}. Afslut det først.", field="letter")
