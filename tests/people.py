"""The cast: people and situations by name, for every test that needs them. All of them are invented.

Facts are written as rows and the deadlines computed once, so that a situation is quick to build and stands on no
service that a test may want to prove. Days are Danish days; `at(day, 9)` is nine o'clock in Copenhagen.
"""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from cases import cpr
from cases.models import (
    Activity,
    Case,
    Citizen,
    CitizenNumber,
    Conversation,
    Pause,
    Referral,
    Responsibility,
    TargetGroup,
    TargetGroupPeriod,
)
from cases.services import deadlines
from staff.models import Role, RoleAssignment, Team, User, WorkingHours

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
TODAY = date(2026, 11, 23)
"""A Monday. Tests that need no other day use this one."""
HOURS = ((time(9), time(12)), (time(12, 30), time(15, 30)))
"""Working hours on each day from Monday to Friday: with slots of 45 minutes eight a day, from 9.00 and from 12.30."""
_numbers = count(1000)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of the clock in Copenhagen."""
    return datetime.combine(day, time(hour, minute), tzinfo=COPENHAGEN)


NOW = at(TODAY, 8)


def a_team(name: str = "Jobteam Nord", **fields: Any) -> Team:
    return Team.objects.get_or_create(name=name, defaults=fields)[0]


def employee(name: str, *roles: Role, team: Team | None = None) -> User:
    """An employee with these roles in `team`."""
    first, _, last = name.partition(" ")
    user = User.objects.create(username=f"{first.lower()}{next(_numbers)}", first_name=first, last_name=last)
    for role in roles:
        RoleAssignment.objects.create(user=user, role=role, team=team)
    return user


def caseworker(name: str = "Anne Nygaard", *, team: Team | None = None, hours: bool = True) -> User:
    """A caseworker, with working hours from Monday to Friday."""
    user = employee(name, Role.CASEWORKER, team=team or a_team())
    if hours:
        works(user)
    return user


def job_consultant(name: str = "Karim Haddad", *, team: Team | None = None) -> User:
    return employee(name, Role.JOB_CONSULTANT, team=team or a_team())


def team_leader(name: str = "Lone Bisgaard", *, team: Team | None = None) -> User:
    return employee(name, Role.TEAM_LEADER, team=team or a_team())


def works(user: User, *, hours: tuple[tuple[time, time], ...] = HOURS, weekdays: range = range(5)) -> None:
    """Give a person weekly working hours."""
    WorkingHours.objects.bulk_create(
        WorkingHours(user=user, weekday=weekday, starts=starts, ends=ends)
        for weekday in weekdays
        for starts, ends in hours
    )


def a_number(born_on: date) -> str:
    """An invented CPR number of ten digits that fits the birthday."""
    century = {1900: 0, 2000: 4}[born_on.year // 100 * 100]
    return f"{born_on:%d%m%y}{century}{next(_numbers) % 1000:03d}"


def citizen(name: str = "Hanna Lysgaard", *, born_on: date = date(1979, 4, 18), protected: bool = False) -> Citizen:
    digits = a_number(born_on)
    while CitizenNumber.objects.filter(lookup=cpr.lookup(digits)).exists():
        digits = a_number(born_on)
    person = Citizen.objects.create(name=name, masked_cpr=cpr.mask(digits), born_on=born_on, protected=protected)
    CitizenNumber.objects.create(citizen=person, lookup=cpr.lookup(digits), cpr=digits)
    return person


def case_of(person: Citizen, *, since: date, responsible: User | None = None, team: Team | None = None) -> Case:
    """An open case without a target group; its team is that of the responsible."""
    chosen = team or (Team.objects.get(pk=min(responsible.team_ids())) if responsible else a_team())
    case = Case.objects.create(citizen=person, team=chosen, course_start=since)
    if responsible is not None:
        Responsibility.objects.create(case=case, user=responsible, from_on=since)
    return refreshed(case)


def in_group(case: Case, code: str, *, since: date, until: date | None = None, **facts: Any) -> Case:
    """The citizen is in a target group; the deadlines follow."""
    group = TargetGroup.objects.get(code=code)
    TargetGroupPeriod.objects.create(case=case, group=group, from_on=since, to_on=until, **facts)
    return refreshed(case)


def insured(name: str = "Hanna Lysgaard", *, first_unemployed_on: date, by: User | None = None, **person: Any) -> Case:
    """On A-dagpenge from the first day of unemployment: six conversations in six months."""
    case = case_of(citizen(name, **person), since=first_unemployed_on, responsible=by)
    return in_group(case, "insured_unemployed", since=first_unemployed_on, first_unemployed_on=first_unemployed_on)


def job_ready_cash(name: str = "Peter Ravn", *, since: date, by: User | None = None, **person: Any) -> Case:
    """On kontanthjælp and job-ready: referral within three months, conversations by hand."""
    return in_group(case_of(citizen(name, **person), since=since, responsible=by), "cash_job_ready", since=since)


def activity_ready_cash(name: str = "Mette Sund", *, since: date, by: User | None = None, **person: Any) -> Case:
    """On kontanthjælp and activity-ready: referral within six months."""
    return in_group(case_of(citizen(name, **person), since=since, responsible=by), "cash_activity_ready", since=since)


def sick(
    name: str = "Bente Holm", *, first_absence_on: date | None, since: date, by: User | None = None, **person: Any
) -> Case:
    """On sygedagpenge with an employer; without a first day of absence nothing can be computed."""
    case = case_of(citizen(name, **person), since=since, responsible=by)
    return in_group(case, "sick_with_employer", since=since, first_absence_on=first_absence_on)


def held(case: Case, on: date, *, kind: str = "jobsamtale", number: int | None = None) -> Conversation:
    """A conversation was held."""
    row = Conversation.objects.create(
        case=case, kind=kind, status="held", on_date=on, form="personal", number=number,
        recorded_at=at(on, 15), outcome_at=at(on, 15),
    )  # fmt: skip
    refreshed(case)
    return row


def booked(case: Case, starts_at: datetime, *, by: User, minutes: int = 45, form: str = "personal") -> Conversation:
    """A conversation is booked in the calendar of `by`."""
    row = Conversation.objects.create(
        case=case, kind="jobsamtale", status="booked", on_date=starts_at.date(), starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes), form=form, booked_with=by, recorded_by=by,
        recorded_at=starts_at - timedelta(days=14),
    )  # fmt: skip
    refreshed(case)
    return row


def paused(case: Case, reason: str, *, since: date, until: date | None = None) -> Case:
    Pause.objects.create(case=case, reason=reason, from_on=since, to_on=until)
    return refreshed(case)


def referred(case: Case, on: date, *, to: User | None = None) -> Case:
    Referral.objects.create(case=case, on_date=on, to="job_consultant", consultant=to)
    return refreshed(case)


def in_offer(case: Case, type: str, *, since: date, until: date | None = None, status: str = "running") -> Case:
    Activity.objects.create(case=case, type=type, status=status, from_on=since, to_on=until)
    return refreshed(case)


def refreshed(case: Case) -> Case:
    """The case with its deadlines computed."""
    deadlines.refresh(case)
    return case
