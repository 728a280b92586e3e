"""Anne's caseload: 47 citizens, chosen by hand so that every situation of a Monday morning stands in it."""

from datetime import date

from cases.demo import stories
from cases.demo.diary import DAY
from cases.demo.habits import Mood, Stop, cadence, guidance, placement, placements, talks
from cases.demo.register import Register
from cases.demo.staffing import Caseworker
from cases.demo.stories import Fate, Open, Teller, Turn
from cases.demo.story import Story

CONSULTANT = "henrik"


class Anne:
    """Opens the citizens of one caseload one after the other."""

    def __init__(self, register: Register, anne: Caseworker) -> None:
        self.register, self.anne = register, anne
        self.today, self.random = register.today, register.random

    def open(self, name: str, days_ago: int, age: int = 38, *, protected: bool = False, since: int = 0) -> Story:
        """A citizen whose course began so many days ago."""
        number = self.register.citizen(name=name, ages=(age, age), protected=protected)
        start = self.register.ago(days_ago)
        responsible_from = self.register.ago(since) if since else None
        return self.register.case(number, start, self.anne, responsible_from=responsible_from)

    def opener(self, person: str) -> Open:
        """How a story opens the case of `person`."""
        return lambda first: self.register.case(person, first, self.anne)

    def ago(self, days: int) -> date:
        return self.register.ago(days)

    def insured(
        self, name: str, done: int, due_in: int, age: int = 38, *, booked: bool = True, holiday: int = 0, note: str = ""
    ) -> Story:
        """A-dagpenge: `done` talks held, the next one should be held in `due_in` days."""
        first = self.ago(28 * (done + 1) + holiday - due_in)
        stops = [("holiday", self.ago(48), self.ago(49 - holiday))] if holiday else []
        story = self.open(name, (self.today - first).days, age)
        story.group("insured_unemployed", first, first_unemployed_on=first)
        cadence(story, first, done, Mood(due_in=due_in, booked=booked, stops=list(stops)))
        if done >= 2:
            story.refer(first + 40 * DAY, CONSULTANT)
        return story

    def other(
        self,
        name: str,
        group: str,
        days_ago: int,
        due_in: int,
        age: int = 38,
        *,
        booked: bool = True,
        **facts: date | str,
    ) -> Story:
        """Another benefit, with a date agreed for the next talk."""
        story = self.open(name, days_ago, age)
        story.group(group, self.ago(days_ago), None, **facts)
        talks(story, self.ago(days_ago), 35, Mood(due_in=due_in, booked=booked))
        return story


def months_ago(today: date, months: int, days: int) -> date:
    """About so many months before the day that lies `days` after today (the same day of the month)."""
    day = today + days * DAY
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, min(day.day, 28))


def first_twenty(a: Anne) -> None:
    """Twenty citizens: every kind of standing at least once."""
    _late_and_soon(a)
    _missing_a_fact(a)
    _on_their_way(a)
    _standing_still(a)
    _in_other_courses(a)


def _late_and_soon(a: Anne) -> None:
    today = a.today
    a.insured("Mette Skumgaard", 3, -2, 41, booked=False, holiday=5)

    story = a.other("Jonas Bjørneklolund", "cash_job_ready", (today - months_ago(today, 3, -5)).days, 12, 29)
    story.detail("attendable_hours", today - 60 * DAY, "37")

    story = a.other("Samira Havtornbæk", "sh_job_ready", 150, -3, 36)
    story.detail("residence_permit_on", a.ago(150))
    story.refer(a.ago(150), CONSULTANT)

    fad = months_ago(today, 6, 3)
    story = a.other(
        "Line Porsedal", "sick_without_employer", (today - fad).days, 30, 33, booked=False, first_absence_on=fad
    )
    story.consider(fad + 140 * DAY, False)

    visited = a.ago(70)
    story = a.other("Birgit Ærtehøj", "flexjob_unemployed", 70, 25, 58, booked=False, visited_on=visited)
    placement(story, a.ago(40), today + 50 * DAY, "virksomhedspraktik")
    last = months_ago(today, -1, 4)
    guidance(story, a.ago(50), last)

    story = a.insured("Peter Rav Tangsø", 4, 1, 54)
    placement(story, a.ago(60), today + 60 * DAY, "wage_subsidy")
    a.insured("Tobias Kløvernæs", 0, 4, 23)


def _missing_a_fact(a: Anne) -> None:
    number = a.register.citizen(name="Ali Reza Bølgekrog", ages=(45, 45))
    a.register.case(number, a.ago(1), a.anne)

    story = a.open("Grethe Blåmejsevang", 90, 61, since=6)
    story.group("sick_with_employer", a.ago(90))
    talks(story, a.ago(90), 35, Mood(due_in=20, booked=False))


def _on_their_way(a: Anne) -> None:
    story = a.insured("Emil Torskebanke", 1, 9, 27)
    story.not_held(a.ago(9), "no_show")
    a.insured("Hanna Snebærlund", 2, 15, 31)
    story = a.other("Mads Regnvejrsvig", "cash_activity_ready", 400, 28, 48)
    story.refer(a.ago(300), CONSULTANT)
    placements(story, a.ago(400), soonest=120)

    a.insured("Karen Brislingkær", 2, 22, 44, booked=False)


def _standing_still(a: Anne) -> None:
    story = a.open("Rikke Aakjærsø", 130, 39)
    story.group("insured_unemployed", a.ago(130), first_unemployed_on=a.ago(130))
    cadence(story, a.ago(130), 4, Mood(due_in=0, booked=False, stops=[("employment", a.ago(12), None)]))
    story.refer(a.ago(60), CONSULTANT)

    story = a.open("Ove Sandormevænge", 260, 57)
    story.group("cash_activity_ready", a.ago(260))
    story.refer(a.ago(140), CONSULTANT)
    talks(story, a.ago(260), 35, Mood(due_in=35, booked=False, stops=[("exempt", a.ago(30), a.today + 60 * DAY)]))


def _in_other_courses(a: Anne) -> None:
    story = a.open("Nadia Hybenå", 75, 30, protected=True)
    story.group("insured_unemployed", a.ago(75), first_unemployed_on=a.ago(75))
    cadence(story, a.ago(75), 2, Mood(due_in=9))

    story = a.other("Jørgen Flynderbakke", "resource_course", 420, 18, 52, visited_on=a.ago(420), job_broker="accepted")
    story.refer(a.ago(300), CONSULTANT, to="job_broker")
    placements(story, a.ago(420), soonest=100, weeks=8, type_="virksomhedspraktik")

    a.insured("Vibeke Mågehede", 5, 12, 47)
    a.insured("Thea Solskinseng", 0, 20, 22)
    a.other("Kurt Tusindfrydmose", "sick_with_employer", 120, 24, 55, first_absence_on=a.ago(120))


def the_others(a: Anne) -> None:
    """Twenty-seven citizens who are on their way, with an appointment in good time."""
    for number, (tell, turn) in enumerate(_OTHERS):
        due_in = 9 + number if number < 2 else a.random.randrange(15, 29)
        stops: list[Stop] = []
        if turn is Turn.PAUSED:
            stops = [("leave", a.ago(6), None if number % 2 else a.today + 20 * DAY)]
        mood = Mood(due_in=due_in, booked=turn is Turn.NOTHING, stops=stops)
        person = a.register.citizen(ages=(24, 62))
        tell(Fate(a.random, a.today, turn, CONSULTANT, mood), a.opener(person))


_OTHERS: tuple[tuple[Teller, Turn], ...] = (
    *[(stories.insured, Turn.NOTHING)] * 13,
    *[(stories.insured, Turn.PAUSED)] * 2,
    *[(stories.benefit("cash_job_ready", 85), Turn.NOTHING)] * 3,
    *[(stories.benefit("cash_activity_ready", 175), Turn.NOTHING)] * 3,
    (stories.benefit("cash_activity_ready", 175), Turn.PAUSED),
    (stories.benefit("sh_job_ready", 85), Turn.NOTHING),
    (stories.sick("sick_with_employer"), Turn.NOTHING),
    (stories.sick("sick_without_employer"), Turn.NOTHING),
    (stories.flexjob_unemployed, Turn.NOTHING),
    (stories.resource_course, Turn.NOTHING),
)
