"""A municipality of any size, made from its case numbers alone: the same size gives the same facts.

Per case about one and a half target-group periods, nine conversations, half an offer, a third of a pause and a
quarter of a referral, over the three years before `TODAY`; 64 cases a caseworker, scattered over the table, and ten
caseworkers a team, so that a larger municipality has more teams and not larger ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Model

from cases.importing.copying import copy_in
from cases.models import (
    Activity,
    Case,
    Citizen,
    Consideration,
    Conversation,
    NextConversation,
    Pause,
    Referral,
    Responsibility,
    TargetGroupPeriod,
)
from companies.models import Company
from staff.models import Role, RoleAssignment, Team, User

TODAY = date(2026, 11, 22)
YEARS = 3 * 365
CASES_EACH, TEAM_OF = 64, 10
FIRST_TEAM = "Målehold 0-0"
GROUPS = (
    ["insured_unemployed"] * 35 + ["cash_job_ready"] * 10 + ["cash_activity_ready"] * 12
    + ["sick_with_employer"] * 10 + ["sick_without_employer"] * 8 + ["edu_activity_ready"] * 5 + ["edu_ready"] * 4
    + ["sh_job_ready"] * 3 + ["transitional_activity_ready"] * 3 + ["resource_course"] * 4 + ["flexjob_unemployed"] * 6
)  # fmt: skip
OFFERS = ["virksomhedspraktik", "virksomhedspraktik", "wage_subsidy", "vejledning", "vejledning", "amu", "job_club"]
Row = Mapping[str, object]


def grow(first: int, size: int) -> None:
    """Write the cases with the numbers from `first` up to `size`, as the owner, with one COPY a table.

    The new cases belong to new caseworkers, so those of before keep their caseload.
    """
    with transaction.atomic():
        company, _ = Company.objects.get_or_create(name="Målefirmaet")
        users = _caseworkers(first, size)
        citizens = Citizen.objects.bulk_create((_citizen(n) for n in range(first, size)), batch_size=10_000)
        cases = ({"citizen_id": one.pk, "team_id": users[_of(n, users)].team, "course_start": start(n)}
                 for n, one in enumerate(citizens, start=first))  # fmt: skip
        copy_in(Case, cases)
        base = Case.objects.order_by("-pk").values_list("pk", flat=True)[0] - size + 1
        writers: list[tuple[type[Model], Callable[[int], Iterable[Row]]]] = [
            (Responsibility, lambda n: ({"user_id": users[_of(n, users)].user, "from_on": start(n)},)),
            (TargetGroupPeriod, _periods),
            (Conversation, _conversations),
            (Pause, _pauses),
            (Referral, _referrals),
            (Consideration, lambda n: [{"on_date": start(n) + timedelta(130)}] if n % 11 == 0 else []),
            (NextConversation, _next),
            (Activity, lambda n: ({**row, "company_id": company.pk} for row in _activities(n))),
        ]
        for model, rows in writers:
            copy_in(model, ({**row, "case_id": base + n} for n in range(first, size) for row in rows(n)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Caseworker(NamedTuple):
    """The keys of a user and of the team."""

    user: int
    team: int


def _caseworkers(first: int, size: int) -> list[Caseworker]:
    """New caseworkers for these cases, in new teams."""
    many = (size - first) // CASES_EACH + 1
    teams = Team.objects.bulk_create(Team(name=f"Målehold {first}-{n}") for n in range(0, many, TEAM_OF))
    people = User.objects.bulk_create(User(username=f"målt-{first}-{number}") for number in range(many))
    found = [Caseworker(user.pk, teams[number // TEAM_OF].pk) for number, user in enumerate(people)]
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user_id=one.user, role=Role.CASEWORKER, team_id=one.team) for one in found
    )
    return found


def _of(n: int, users: list[Caseworker]) -> int:
    """Whose case number `n` is."""
    return _draw(n, 9).randrange(len(users))


def _draw(n: int, table: int) -> Random:
    return Random(n * 16 + table)


def _citizen(n: int) -> Citizen:
    return Citizen(name=f"Målt Borger {n}", masked_cpr="010190-****", born_on=_born(n), public_id=f"M{n:09}")


def _born(n: int) -> date:
    return date(1962, 1, 1) + timedelta(days=(n * 7919) % 16000)


def start(n: int) -> date:
    """The first day of the course of case `n`."""
    return TODAY - timedelta(days=20 + (n * 6151) % YEARS)


def _periods(n: int) -> Iterator[Row]:
    draw, first = _draw(n, 1), start(n)
    for last in (True,) if draw.random() < 0.6 else (False, True):
        group = draw.choice(GROUPS)
        until = None if last else first + timedelta(days=draw.randint(30, 300))
        yield {
            "group_id": group,
            "from_on": first,
            "to_on": until,
            "first_absence_on": first if group.startswith("sick") else None,
            "first_unemployed_on": first if group.startswith("insured") else None,
            "visited_on": first if group in ("resource_course", "flexjob_unemployed") else None,
            "job_broker": "declined" if group == "resource_course" and n % 2 else "",
        }
        if until is not None:
            first = until + timedelta(days=1)


def _conversations(n: int) -> Iterator[Row]:
    draw, first = _draw(n, 2), start(n)
    many = draw.randint(4, 15)
    step = max(14, (TODAY - first).days // many)
    for number in range(1, many + 1):
        on = first + timedelta(days=number * step - draw.randint(0, 10))
        status = "held" if on <= TODAY and draw.random() < 0.9 else "no_show" if on <= TODAY else "booked"
        parties = ["a_kasse"] if number in (1, 5) else []
        yield {"kind": "jobsamtale", "status": status, "on_date": on, "form": "personal", "parties": parties}


def _pauses(n: int) -> Iterator[Row]:
    draw = _draw(n, 3)
    if draw.random() < 0.33:
        first = start(n) + timedelta(days=draw.randint(0, 200))
        reason = draw.choice(["holiday", "leave", "exempt", "suspension", "employment"])
        open_ended = draw.random() < 0.1
        last = None if open_ended else first + timedelta(days=draw.randint(6, 40))
        yield {"reason": reason, "from_on": first, "to_on": last}


def _referrals(n: int) -> Iterator[Row]:
    draw = _draw(n, 4)
    if draw.random() < 0.25:
        yield {"on_date": start(n) + timedelta(days=draw.randint(10, 200)), "to": "job_consultant"}


def _activities(n: int) -> Iterator[Row]:
    draw = _draw(n, 5)
    for _ in range(draw.choice([0, 0, 0, 1, 1])):
        first = start(n) + timedelta(days=draw.randint(20, 400))
        last = first + timedelta(days=draw.randint(13, 90))
        status = "planned" if first > TODAY else "running" if last >= TODAY else "ended"
        yield {"type": draw.choice(OFFERS), "status": status, "from_on": first, "to_on": last, "place": "individual"}


def _next(n: int) -> Iterator[Row]:
    if n % 3:
        due = TODAY + timedelta(days=(n * 31) % 60 - 10)
        yield {"due_on": due, "set_on": due - timedelta(days=28), "reason": "Aftalt"}
