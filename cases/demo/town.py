"""Fjordby as a whole: how many citizens of each benefit, who is responsible for them, and what goes wrong how often."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random

from cases.demo import staffing, stories
from cases.demo.diary import DAY
from cases.demo.habits import every_fourth_week
from cases.demo.register import Register
from cases.demo.staffing import ACTIVE_EAST, ACTIVE_WEST, INTEGRATION, NORD, REGISTER, SYD, YOUTH, Caseworker
from cases.demo.stories import Fate, Teller, Turn
from cases.demo.story import Story

JOB, ACTIVE, YOUNG = (NORD, SYD), (ACTIVE_EAST, ACTIVE_WEST), (YOUTH,)
LAPSES = ((Turn.TALK, 46), (Turn.REFERRAL, 13), (Turn.YEARLY, 10), (Turn.EXTENSION, 6))
"""What goes wrong in every thousand citizens with duties."""
SILENCES = ((Turn.FACT, 9), (Turn.NEXT_DATE, 7), (Turn.PAUSED, 22))
UNREFERRED, PROTECTED, UNSORTED = 20, 9, 4
EARLIER_COURSE = 0.3


@dataclass(frozen=True, slots=True)
class Group:
    """One target group: how many citizens, of which ages, in which teams, and how they fare."""

    code: str
    citizens: int
    teams: tuple[str, ...]
    tell: Teller
    ages: tuple[int, int] = (25, 63)
    facts: bool = False
    refers: bool = True


GROUPS = (
    Group("insured_unemployed", 703, JOB, stories.insured, facts=True),
    Group("cash_job_ready", 80, JOB, stories.benefit("cash_job_ready", 85), (30, 62)),
    Group("cash_activity_ready", 172, JOB, stories.benefit("cash_activity_ready", 175), (30, 62)),
    Group("cash_education_ready", 12, YOUNG, stories.benefit("cash_education_ready", 0), (30, 34), refers=False),
    Group("edu_obviously_ready", 22, YOUNG, stories.benefit("edu_obviously_ready", 0), (18, 29), refers=False),
    Group("edu_ready", 48, YOUNG, stories.benefit("edu_ready", 0), (18, 29), refers=False),
    Group("edu_activity_ready", 88, YOUNG, stories.benefit("edu_activity_ready", 175), (18, 29)),
    Group("sh_job_ready", 46, (INTEGRATION,), stories.benefit("sh_job_ready", 85), (20, 58), True, False),
    Group("sh_activity_ready", 44, (INTEGRATION,), stories.benefit("sh_activity_ready", 175), (20, 58), True, False),
    Group("transitional_job_ready", 24, (INTEGRATION,), stories.benefit("transitional_job_ready", 85), (20, 58)),
    Group("transitional_activity_ready", 28, (INTEGRATION,), stories.benefit("transitional_activity_ready", 175)),
    Group("sick_with_employer", 276, ACTIVE, stories.sick("sick_with_employer"), facts=True),
    Group("sick_without_employer", 200, ACTIVE, stories.sick("sick_without_employer"), facts=True),
    Group("job_clarification", 18, ACTIVE, stories.sick("job_clarification"), facts=True),
    Group("resource_course", 81, ACTIVE, stories.resource_course, (22, 59), True, False),
    Group("rehabilitation", 11, ACTIVE, stories.rehabilitation, refers=False),
    Group("flexjob_unemployed", 112, ACTIVE, stories.flexjob_unemployed, (30, 64), True),
    Group("flexjob_employed", 357, (REGISTER,), stories.flexjob_employed, (30, 66)),
    Group("disability_pension", 991, (REGISTER,), stories.disability_pension, (40, 66)),
)

ON_LEAVE = Group("sick_without_employer", 16, JOB, stories.insured_now_sick)
"""Of the sick without employer, those on sick leave from unemployment."""


class Town:
    """Fills the municipality up to the numbers of `GROUPS`; what stands already counts."""

    def __init__(self, register: Register, caseworkers: list[Caseworker], consultants: list[str]) -> None:
        self.register, self.random, self.today = register, register.random, register.today
        self.consultants = consultants
        self.caseworkers = caseworkers
        self.load: dict[str, int] = {worker.username: 0 for worker in caseworkers}
        self.room = {worker.username: self.random.uniform(0.88, 1.14) for worker in caseworkers}

    def fill(self) -> None:
        """All citizens, in an order that mixes the groups."""
        standing = self.register.groups + Counter({ON_LEAVE.code: ON_LEAVE.citizens})
        places = [group for group in GROUPS for _ in range(group.citizens - standing[group.code])]
        places += [ON_LEAVE] * ON_LEAVE.citizens
        self.random.shuffle(places)
        for number, (group, turn) in enumerate(zip(places, self._turns(places), strict=True)):
            self._citizen(group, turn, number)
        for _ in range(UNSORTED):
            worker = self._least_loaded(JOB)
            self.register.case(self.register.citizen(), self.register.ago(self.random.randrange(1, 4)), worker)

    def _turns(self, places: list[Group]) -> list[Turn]:
        """What goes wrong for whom: exact numbers, dealt out by chance among those whom it can happen to."""
        turns = [Turn.NOTHING] * len(places)
        duties = [number for number, group in enumerate(places) if group.teams != (REGISTER,)]
        self.random.shuffle(duties)
        for turn, share in (*LAPSES, *SILENCES):
            wanted = round(len(duties) * share / 1000)
            for number in [n for n in duties if turns[n] is Turn.NOTHING and _can(places[n], turn)][:wanted]:
                turns[number] = turn
        insured = [n for n in duties if turns[n] is Turn.NOTHING and places[n].tell is stories.insured]
        for number in insured[:UNREFERRED]:
            turns[number] = Turn.UNREFERRED
        return turns

    def _citizen(self, group: Group, turn: Turn, number: int) -> None:
        worker = self._least_loaded(group.teams)
        self.load[worker.username] += 1
        protected = number % 360 == 180 and number // 360 < PROTECTED
        person = self.register.citizen(ages=group.ages, protected=protected)
        fate = Fate(self.random, self.today, turn, self.random.choice(self.consultants))
        nobody = turn is Turn.NOTHING and group.teams != (REGISTER,) and number % 380 == 77

        def open_(first: date) -> Story:
            if self.random.random() < EARLIER_COURSE:
                self._earlier(person, worker, first)
            if nobody:
                return self.register.case(person, first, None, team=worker.team)
            taken_over = self.register.ago(self.random.randrange(2, 90)) if self.random.random() < 0.2 else None
            return self.register.case(person, first, worker, responsible_from=taken_over)

        group.tell(fate, open_)

    def _earlier(self, person: str, worker: Caseworker, before: date) -> None:
        """A course of unemployment that ended in a job some time before `before`."""
        length, gap = self.random.randrange(40, 200), self.random.randrange(60, 400)
        first = before - (length + gap) * DAY
        if first < self.register.ago(3 * 365):
            return
        closed = first + length * DAY
        story = self.register.case(person, first, worker, closed=closed)
        story.group("insured_unemployed", first, closed, first_unemployed_on=first)
        every_fourth_week(story, first, min(length // 28, 6), [])
        if length > 80:
            story.refer(first + 60 * DAY, self.random.choice(self.consultants), ended=closed)

    def _least_loaded(self, teams: tuple[str, ...]) -> Caseworker:
        """The caseworker of these teams with most room; Anne's caseload is full."""
        able = [worker for worker in self.caseworkers if worker.team in teams]
        return min(able, key=lambda worker: self.load[worker.username] / self.room[worker.username])


def _can(group: Group, turn: Turn) -> bool:
    if turn is Turn.FACT:
        return group.facts
    if turn is Turn.REFERRAL:
        return group.refers
    if turn is Turn.YEARLY:
        return group.code not in ("rehabilitation",)
    if turn is Turn.EXTENSION:
        return group.tell not in (stories.resource_course, stories.flexjob_unemployed, stories.rehabilitation)
    return True


def caseworkers(employees: staffing.Employees, random: Random) -> list[Caseworker]:
    """All caseworkers but the first."""
    found = []
    for team, number in staffing.CASEWORKERS.items():
        found += [employees.caseworker(team) for _ in range(number - (team == NORD))]
    random.shuffle(found)
    return found
