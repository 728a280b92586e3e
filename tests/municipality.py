"""A small mixed municipality in which every situation stands once, and a large one made fast, both on `people.TODAY`.

For tests that walk pages. The people can sign in: each has the password `PASSWORD`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from django.contrib.auth.hashers import make_password

from cases.models import Case, Citizen, Conversation, Responsibility, TargetGroup, TargetGroupPeriod
from cases.services import deadlines, sweep
from staff.database import take_statistics
from staff.models import Role, Team, User
from tests.people import (
    NOW,
    TODAY,
    a_team,
    at,
    booked,
    case_of,
    caseworker,
    citizen,
    employee,
    held,
    in_group,
    in_offer,
    insured,
    job_consultant,
    job_ready_cash,
    paused,
    referred,
    sick,
    team_leader,
)

PASSWORD = "en lang adgangskode"
HASHED = make_password(PASSWORD)


@dataclass(frozen=True)
class Municipality:
    """`leader` leads the two teams of `anne` and `vera`; `bo` is a colleague of Anne. `cases` are named in English."""

    anne: User
    bo: User
    vera: User
    leader: User
    consultant: User
    admin: User
    cases: dict[str, Case]

    def public_id(self, name: str) -> str:
        return str(self.cases[name].citizen.public_id)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def mixed() -> Municipality:
    """Citizens in every group of every screen, after a sweep: so there are new overdue deadlines too."""
    north, west = a_team("Jobteam Nord"), a_team("Jobteam Vest")
    anne, bo = caseworker("Anne Nygaard", team=north), caseworker("Bo Falk", team=north)
    vera = caseworker("Vera Vestergaard", team=west)
    leader = team_leader("Lone Bisgaard", team=north)
    leader.role_assignments.create(role=Role.TEAM_LEADER, team=west)
    consultant, admin = job_consultant(team=north), employee("Egon Andersen", Role.SYSTEM_ADMIN)
    cases = _of_anne(anne, consultant) | _of_others(bo, vera)
    sweep.run(today=ago(1), now=NOW - timedelta(days=1), kind="manual")
    sweep.run(today=TODAY, now=NOW, kind="manual")
    found = Municipality(anne, bo, vera, leader, consultant, admin, cases)
    for user in (anne, bo, vera, leader, consultant, admin):
        user.password = HASHED
    User.objects.update(password=HASHED)
    return found


def _of_anne(anne: User, consultant: User) -> dict[str, Case]:
    cases = {
        "late": insured("Mette Late", first_unemployed_on=ago(45), by=anne),
        "later": insured("Jonas Later", first_unemployed_on=ago(31), by=anne),
        "late booked": insured("Ida Booket", first_unemployed_on=ago(38), by=anne),
        "long": job_ready_cash("Frans Lang", since=ago(140), by=anne),
        "soon": insured("Line Snart", first_unemployed_on=ago(26), by=anne),
        "soon booked": insured("Ove Aftale", first_unemployed_on=ago(24), by=anne),
        "waits": insured("Hanna Lysgaard", first_unemployed_on=ago(60), by=anne),
        "missing": sick("Grethe Mangler", first_absence_on=None, since=ago(10), by=anne),
        "no group": case_of(citizen("Ali Uden Gruppe"), since=ago(3), responsible=anne),
        "pending": insured("Rosa Senere", first_unemployed_on=ago(5), by=anne),
        "paused": insured("Nils Pause", first_unemployed_on=ago(40), by=anne),
        "exempt": insured("Tove Fritaget", first_unemployed_on=ago(20), by=anne),
        "no duties": in_group(
            case_of(citizen("Kaj Pension"), since=ago(200), responsible=anne), "disability_pension", since=ago(200)
        ),
        "protected": insured("Dorte Beskyttet", first_unemployed_on=ago(33), by=anne, protected=True),
    }
    held(cases["waits"], ago(33), number=1)
    booked(cases["late booked"], at(TODAY + timedelta(days=2), 10), by=anne)
    booked(cases["soon booked"], at(TODAY + timedelta(days=1), 9), by=anne)
    booked(cases["waits"], at(TODAY, 9), by=anne)
    paused(cases["paused"], "holiday", since=ago(7), until=TODAY + timedelta(days=7))
    paused(cases["exempt"], "exempt", since=ago(7))
    referred(cases["pending"], ago(2), to=consultant)
    in_offer(cases["pending"], "virksomhedspraktik", since=ago(2), until=TODAY + timedelta(days=60))
    return cases


def _of_others(bo: User, vera: User) -> dict[str, Case]:
    cases = {
        "of a colleague": insured("Peter Kollega", first_unemployed_on=ago(36), by=bo),
        "next week": insured("Signe Naeste", first_unemployed_on=ago(19), by=bo),
        "hidden": insured("Hemmelig Person", first_unemployed_on=ago(34), by=bo, protected=True),
        "nobody": insured("Ali Ingen", first_unemployed_on=ago(2)),
        "half a year": job_ready_cash("Over Seks", since=ago(250), by=bo),
        "placement ended": job_ready_cash("Afsluttet Praktik", since=ago(60), by=bo),
        "west": insured("Vibeke Vest", first_unemployed_on=ago(41), by=vera),
    }
    in_offer(cases["placement ended"], "virksomhedspraktik", since=ago(50), until=ago(20), status="ended")
    return cases


def grown(citizens: int, *, by: User, team: Team) -> list[Case]:
    """So many citizens on A-dagpenge, half with a conversation held, one in twenty with a booking, in a few writes."""
    people = Citizen.objects.bulk_create(
        Citizen(name=f"Borger Nummer {number}", masked_cpr="010180-••••", born_on=date(1980, 1, 1))
        for number in range(citizens)
    )
    starts = list(islice(cycle(ago(days) for days in range(2, 62)), citizens))
    cases = Case.objects.bulk_create(
        Case(citizen=person, team=team, course_start=start) for person, start in zip(people, starts, strict=True)
    )
    group = TargetGroup.objects.get(code="insured_unemployed")
    TargetGroupPeriod.objects.bulk_create(
        TargetGroupPeriod(case=case, group=group, from_on=case.course_start, first_unemployed_on=case.course_start)
        for case in cases
    )
    Responsibility.objects.bulk_create(Responsibility(case=case, user=by, from_on=case.course_start) for case in cases)
    Conversation.objects.bulk_create(
        Conversation(
            case=case, kind="jobsamtale", status="held", on_date=case.course_start + timedelta(days=1), form="phone",
            number=1, outcome_at=NOW, note="Talt om mål", recorded_by=by,
        )
        for case in cases[::2]
    )  # fmt: skip
    Conversation.objects.bulk_create(
        Conversation(
            case=case, kind="jobsamtale", status="booked", on_date=day, starts_at=at(day, 8), ends_at=at(day, 8, 45),
            form="personal", booked_with=by, recorded_by=by,
        )
        for number, case in enumerate(cases[::20])
        if (day := TODAY + timedelta(days=1 + number))
    )  # fmt: skip
    take_statistics("cases")
    deadlines.rebuild(now=NOW)
    take_statistics("cases")
    return cases
