"""Random cases written straight into the database, for tests that compare two ways to the same answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import transaction

from cases.models import (
    Activity,
    Case,
    CaseDetail,
    Citizen,
    Consideration,
    Conversation,
    Fact,
    NextConversation,
    Pause,
    Referral,
    Responsibility,
    TargetGroupPeriod,
)
from companies.models import Company
from rules.vocabulary import ActivityStatus, ActivityType, ConversationKind, PauseReason, Place, TargetGroup
from staff.models import Role, RoleAssignment, Team, User

SPAN = timedelta(days=900)
MANY_GROUPS = [group.value for group in TargetGroup]
COMMON_GROUPS = ["insured_unemployed", "cash_job_ready", "cash_activity_ready", "sick_with_employer", "resource_course"]
ANSWERS = ["", "accepted", "declined"]
TYPES = ["virksomhedspraktik", "wage_subsidy", "vejledning", "ordinary_education", "internal_mentor"]


@dataclass
class House:
    """A team with its caseworkers, and a company for the placements."""

    team: Team
    caseworkers: list[User]
    company: Company


def house(name: str = "Jobteam Nord", caseworkers: int = 3) -> House:
    team = Team.objects.create(name=name)
    people = [User.objects.create(username=f"{name}-{number}") for number in range(caseworkers)]
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=Role.CASEWORKER, team=team) for user in people)
    return House(team, people, Company.objects.create(name="Prøvefirmaet"))


@transaction.atomic
def cases(count: int, *, house: House, seed: int, today: date) -> list[Case]:
    """`count` citizens with a random history of two and a half years up to `today`; some cases are closed."""
    draw = Random(seed)
    citizens = Citizen.objects.bulk_create(
        Citizen(name=f"Prøve {seed}-{number}", masked_cpr="010190-****", born_on=_born(draw)) for number in range(count)
    )
    made = Case.objects.bulk_create(_case(draw, citizen, house, today) for citizen in citizens)
    Responsibility.objects.bulk_create(
        Responsibility(case=case, user=draw.choice(house.caseworkers), from_on=case.course_start)
        for case in made
        if draw.random() < 0.9
    )
    Facts(draw, house, today).write(made)
    return made


def plain_case(house: House, *, course_start: date, responsible: User | None = None) -> Case:
    """A case without any fact but its start and, where named, its caseworker."""
    citizen = Citizen.objects.create(name="Prøve Borger", masked_cpr="010190-****", born_on=date(1990, 1, 1))
    case = Case.objects.create(citizen=citizen, team=house.team, course_start=course_start)
    if responsible:
        Responsibility.objects.create(case=case, user=responsible, from_on=course_start)
    return case


@transaction.atomic
def insured_cases(count: int, *, house: House, first_day: date) -> list[Case]:
    """`count` insured citizens, unemployed since `first_day`, with nothing registered since."""
    citizens = Citizen.objects.bulk_create(
        Citizen(name="Prøve Borger", masked_cpr="010190-****", born_on=date(1990, 1, 1)) for _ in range(count)
    )
    made = Case.objects.bulk_create(
        Case(citizen=citizen, team=house.team, course_start=first_day) for citizen in citizens
    )
    TargetGroupPeriod.objects.bulk_create(
        TargetGroupPeriod(case=case, group_id="insured_unemployed", from_on=first_day, first_unemployed_on=first_day)
        for case in made
    )
    return made


def _born(draw: Random) -> date | None:
    return None if draw.random() < 0.1 else date(1955, 1, 1) + timedelta(days=draw.randrange(18000))


def _case(draw: Random, citizen: Citizen, house: House, today: date) -> Case:
    start = today - timedelta(days=draw.randrange(1, SPAN.days))
    closed = start + timedelta(days=draw.randrange((today - start).days + 1)) if draw.random() < 0.2 else None
    return Case(citizen=citizen, team=house.team, course_start=start, closed_on=closed)


class Facts:
    """Draws the facts of many cases and writes them with one statement a table."""

    def __init__(self, draw: Random, house: House, today: date) -> None:
        self.draw, self.house, self.today = draw, house, today

    def write(self, made: list[Case]) -> None:
        drawn: dict[type[Fact], Callable[[Case], Sequence[Fact]]] = {
            TargetGroupPeriod: self.periods,
            Pause: self.pauses,
            Conversation: self.conversations,
            Referral: self.referrals,
            Consideration: self.considerations,
            Activity: self.activities,
            NextConversation: self.next_conversations,
            CaseDetail: self.details,
        }
        for model, rows in drawn.items():
            model._default_manager.bulk_create([self.perhaps_voided(row) for case in made for row in rows(case)])

    def perhaps_voided(self, row: Fact) -> Fact:
        if self.draw.random() < 0.1:
            row.voided_at, row.void_reason = row.recorded_at, "Registreret ved en fejl"
        return row

    def day(self, case: Case, ahead: int = 0) -> date:
        return case.course_start + timedelta(
            days=self.draw.randrange((self.today - case.course_start).days + 1 + ahead)
        )

    def later(self, first: date, most: int, never: float = 0.3) -> date | None:
        return None if self.draw.random() < never else first + timedelta(days=self.draw.randrange(most))

    def periods(self, case: Case) -> list[TargetGroupPeriod]:
        rows, first = [], case.course_start
        names = MANY_GROUPS if self.draw.random() < 0.3 else COMMON_GROUPS
        for _ in range(self.draw.randrange(0, 4)):
            last = self.later(first, 300)
            event = self.later(first, 30, 0.2)
            rows.append(
                TargetGroupPeriod(
                    case=case, group_id=self.draw.choice(names), from_on=first, to_on=last, first_absence_on=event,
                    first_unemployed_on=event, visited_on=event, job_broker=self.draw.choice(ANSWERS),
                )
            )  # fmt: skip
            if last is None:
                break
            first = last + timedelta(days=self.draw.randrange(1, 40))
        return rows

    def pauses(self, case: Case) -> list[Pause]:
        reasons = self.draw.sample([reason.value for reason in PauseReason], self.draw.randrange(0, 3))
        firsts = {reason: self.day(case) for reason in reasons}
        return [
            Pause(case=case, reason=reason, from_on=first, to_on=self.later(first, 60))
            for reason, first in firsts.items()
        ]

    def conversations(self, case: Case) -> list[Conversation]:
        return [
            Conversation(
                case=case,
                kind=self.draw.choice(["jobsamtale", "jobsamtale", *ConversationKind]),
                status=self.draw.choice(["held", "held", "held", "no_show", "cancelled"]),
                on_date=self.day(case),
                form=self.draw.choice(["", "personal", "phone"]),
                held_by=self.draw.choice(["jobcenter", "jobcenter", "a_kasse"]),
                parties=self.draw.sample(["a_kasse", "job_consultant"], self.draw.randrange(3)),
                number=self.draw.choice([None, None, None, 1, 2]),
            )
            for _ in range(self.draw.randrange(9))
        ]

    def referrals(self, case: Case) -> list[Referral]:
        days = [self.day(case) for _ in range(self.draw.randrange(2))]
        names = ["job_consultant", "job_broker"]
        return [
            Referral(case=case, on_date=day, to=self.draw.choice(names), ended_on=self.later(day, 200)) for day in days
        ]

    def considerations(self, case: Case) -> list[Consideration]:
        return [Consideration(case=case, on_date=self.day(case)) for _ in range(self.draw.randrange(2))]

    def activities(self, case: Case) -> list[Activity]:
        rows = []
        for _ in range(self.draw.randrange(3)):
            first = self.day(case, ahead=40)
            last = self.later(first, 120, 0.15)
            status = (
                ActivityStatus.PLANNED if first > self.today else self.draw.choice(["running", "ended", "cancelled"])
            )
            rows.append(
                Activity(
                    case=case, type=self.draw.choice([*TYPES, *ActivityType]), status=status, from_on=first, to_on=last,
                    company=self.draw.choice([None, self.house.company]), place=self.draw.choice(["", *Place]),
                    agreed_on=self.draw.choice([None, first - timedelta(days=10)]),
                    extension_decided_on=self.draw.choice([None, first + timedelta(days=20)]),
                )
            )  # fmt: skip
        return rows

    def next_conversations(self, case: Case) -> list[NextConversation]:
        days = [self.day(case) for _ in range(self.draw.randrange(3))]
        return [
            NextConversation(
                case=case, set_on=day, due_on=day + timedelta(days=self.draw.randrange(90)), reason="Aftalt"
            )
            for day in days
        ]

    def details(self, case: Case) -> list[CaseDetail]:
        keys = self.draw.sample(["residence_permit_on", "registered_on"], self.draw.randrange(3))
        return [CaseDetail(case=case, key=key, on_date=self.day(case)) for key in keys]
