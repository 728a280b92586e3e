"""How citizens of each benefit usually fare. `Turn` says what has gone wrong lately, if anything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from random import Random

from cases.demo.diary import DAY
from cases.demo.habits import (
    WEEKS_4,
    Mood,
    Stop,
    cadence,
    every_fourth_week,
    guidance,
    placement,
    placements,
    talks,
)
from cases.demo.story import Story

SIX_TALKS = 6
HALF_YEAR = 184
INTENSIVE_FROM = 465


class Turn(Enum):
    """What the jobcenter has let slip."""

    NOTHING = "nothing"
    TALK = "talk"
    REFERRAL = "referral"
    YEARLY = "yearly"
    EXTENSION = "extension"
    FACT = "fact"
    NEXT_DATE = "next_date"
    PAUSED = "paused"
    UNREFERRED = "unreferred"


@dataclass(slots=True)
class Fate:
    """A citizen before the case is opened: how long ago the course began, and what has gone wrong."""

    random: Random
    today: date
    turn: Turn
    consultant: str
    fixed: Mood | None = None

    def mood(self, *, widest: int = 30) -> Mood:
        """Where the next talk stands."""
        if self.fixed is not None:
            return self.fixed
        stops: list[Stop] = []
        if self.turn is Turn.PAUSED:
            ends = self.random.choice((None, self.today + self.random.randrange(4, 50) * DAY))
            stops = [("leave", self.today - self.random.randrange(3, 12) * DAY, ends)]
        if self.turn is Turn.TALK:
            late = self.random.choice((1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 16, 21, 26))
            return Mood(due_in=-late, booked=self.random.random() < 0.6)
        due_in = self.random.randrange(1, widest)
        booked = self.turn is not Turn.PAUSED and self.random.random() < (0.85 if due_in < 15 else 0.5)
        return Mood(due_in=due_in, booked=booked, forgot_date=self.turn is Turn.NEXT_DATE, stops=stops)

    def ago(self, days: int) -> date:
        return self.today - days * DAY

    def days(self, least: int, most: int) -> int:
        return self.random.randrange(least, most + 1)


Open = Callable[[date], Story]
Teller = Callable[[Fate, Open], None]


def insured(fate: Fate, open_: Open) -> None:
    """A-dagpenge: six talks in the first six months, after that from talk to talk."""
    newly = fate.turn in (Turn.REFERRAL, Turn.UNREFERRED, Turn.FACT) or (
        fate.turn not in (Turn.YEARLY, Turn.NEXT_DATE) and fate.random.random() < 0.62
    )
    (_newly_insured if newly else _long_insured)(fate, open_)


def _newly_insured(fate: Fate, open_: Open) -> None:
    mood = fate.mood(widest=WEEKS_4)
    done = fate.days(0, SIX_TALKS - 1)
    if fate.turn in (Turn.REFERRAL, Turn.UNREFERRED):
        done, mood = (3, Mood(due_in=fate.days(2, 16))) if fate.turn is Turn.REFERRAL else (2, mood)
    off = 0
    if fate.turn is Turn.NOTHING and done >= 3 and fate.random.random() < 0.25:
        off = fate.days(5, 14)
        start = fate.ago(fate.days(50, 60))
        mood.stops.append((fate.random.choice(("holiday", "employment", "sickness")), start, start + (off - 1) * DAY))
    if mood.stops and fate.turn is Turn.PAUSED:
        off = (fate.today - mood.stops[0][1]).days
    first = fate.ago(WEEKS_4 * (done + 1) + off - mood.due_in)
    story = open_(first)
    known = None if fate.turn is Turn.FACT else first
    story.group("insured_unemployed", first, first_unemployed_on=known)
    story.detail("unemployment_fund", first, fate.random.choice(("Klitfunden", "Fjordkassen", "Tangforbundet")))
    cadence(story, first, done, mood)
    if fate.turn is Turn.UNREFERRED:
        placement(story, first + 18 * DAY, first + 45 * DAY, "virksomhedspraktik")
    elif done >= 2 and fate.turn is not Turn.REFERRAL:
        story.refer(first + fate.days(22, 50) * DAY, fate.consultant)
        _maybe_guidance(fate, story)


def _long_insured(fate: Fate, open_: Open) -> None:
    elapsed = fate.days(HALF_YEAR + 12, 452) if fate.random.random() < 0.8 else fate.days(535, 720)
    if fate.turn is Turn.YEARLY:
        elapsed = fate.days(370, 420)
    first = fate.ago(elapsed)
    story = open_(first)
    story.group("insured_unemployed", first, first_unemployed_on=first)
    every_fourth_week(story, first, SIX_TALKS, [])
    story.refer(first + fate.days(20, 80) * DAY, fate.consultant)
    talks(story, first + HALF_YEAR * DAY, fate.days(30, 42), fate.mood(widest=36))
    if elapsed > INTENSIVE_FROM + 20:
        story.held(first + (INTENSIVE_FROM + fate.days(0, 15)) * DAY, kind="intensive_conversation")
    if fate.turn is not Turn.YEARLY:
        placements(story, first)
    _maybe_guidance(fate, story)


def _maybe_guidance(fate: Fate, story: Story) -> None:
    """Some take part in a course that ends a good while from now, or has ended."""
    if fate.turn is Turn.EXTENSION:
        last = fate.today + fate.days(3, 25) * DAY
        guidance(story, last - 70 * DAY, last)
    elif fate.random.random() < 0.1:
        first = fate.ago(fate.days(5, 20))
        guidance(story, first, first + fate.days(60, 80) * DAY)


def benefit(group: str, refer_by: int, *, longest: int = 1050) -> Teller:
    """Kontanthjælp, uddannelseshjælp, S&H and overgangsydelse; `refer_by`: usually referred within so many days
    (0 = not referred)."""

    def tell(fate: Fate, open_: Open) -> None:
        elapsed = fate.days(20, 400) if fate.random.random() < 0.45 else fate.days(400, longest)
        if fate.turn is Turn.REFERRAL and refer_by:
            elapsed = int(refer_by * 1.1) + fate.days(2, 30)
        if fate.turn is Turn.YEARLY:
            elapsed = fate.days(370, 430)
        first = fate.ago(elapsed)
        story = open_(first)
        permit = group.startswith("sh_")
        if permit and fate.turn is not Turn.FACT:
            story.detail("residence_permit_on", first)
        _readiness(fate, story, group, first, elapsed)
        talks(story, first, fate.days(28, 42), fate.mood(widest=40))
        if refer_by and not (fate.turn in (Turn.REFERRAL, Turn.UNREFERRED) and not permit):
            on = first if permit else first + fate.days(refer_by // 4, refer_by - 8) * DAY
            if on < fate.today:
                story.refer(on, fate.consultant)
        if fate.turn is not Turn.YEARLY:
            kind = fate.random.choice(("fgu", "virksomhedspraktik", "")) if group.startswith("edu_") else ""
            placements(story, first, weeks=8, type_=kind)
        _maybe_guidance(fate, story)

    return tell


def _readiness(fate: Fate, story: Story, group: str, first: date, elapsed: int) -> None:
    """Some were visited to another readiness before the one of today."""
    before = {"cash_activity_ready": "cash_job_ready", "edu_activity_ready": "edu_ready"}.get(group)
    if before and elapsed > 300 and fate.turn is Turn.NOTHING and fate.random.random() < 0.25:
        change = first + fate.days(30, 60) * DAY
        story.group(before, first, change - DAY)
        story.group(group, change)
    else:
        story.group(group, first)


def sick(group: str) -> Teller:
    """Sygedagpenge: regular talks, a consideration at four to five months, referral, follow-up at nine months."""

    def tell(fate: Fate, open_: Open) -> None:
        elapsed = fate.days(6, 175) if fate.random.random() < 0.6 else fate.days(176, 600)
        if fate.turn is Turn.REFERRAL:
            elapsed = fate.days(186, 215)
        if fate.turn is Turn.YEARLY:
            elapsed = fate.days(370, 420)
        fad = fate.ago(elapsed)
        story = open_(fad)
        _sick_period(fate, story, group, fad, elapsed)
        talks(story, fad, fate.days(28, 40), fate.mood(widest=38))
        if elapsed > 130:
            story.consider(fad + fate.days(118, 130) * DAY, fate.random.random() < 0.6)
        if elapsed > 100 and fate.turn is not Turn.REFERRAL:
            story.refer(fad + fate.days(70, min(elapsed, 172)) * DAY, fate.consultant)
        if elapsed > 255:
            on = fad + min(fate.days(252, 268), elapsed - 1) * DAY
            story.held(on, kind="sick_followup", parties="job_consultant")
        if elapsed > 200 and fate.turn is not Turn.YEARLY:
            placements(story, fad, soonest=190, type_=fate.random.choice(("partial_return", "virksomhedspraktik")))
        _maybe_guidance(fate, story)

    return tell


def _sick_period(fate: Fate, story: Story, group: str, fad: date, elapsed: int) -> None:
    if fate.turn is Turn.FACT:
        story.group(group, fad)
    elif group == "job_clarification":
        change = fad + min(150, elapsed - 1) * DAY
        story.group("sick_without_employer", fad, change - DAY, first_absence_on=fad)
        story.group(group, change, first_absence_on=fad)
    else:
        story.group(group, fad, first_absence_on=fad)


def resource_course(fate: Fate, open_: Open) -> None:
    """Ressourceforløb: with or without a job broker, in a company within a year."""
    elapsed = fate.days(40, 1000) if fate.turn is not Turn.YEARLY else fate.days(370, 430)
    visited = fate.ago(elapsed)
    story = open_(visited)
    answer = "accepted" if fate.random.random() < 0.6 else "declined"
    story.group("resource_course", visited, visited_on=visited, job_broker="" if fate.turn is Turn.FACT else answer)
    talks(story, visited, fate.days(35, 50), fate.mood(widest=45))
    if elapsed > 60 and fate.turn is not Turn.REFERRAL:
        story.refer(visited + fate.days(30, min(elapsed, 165)) * DAY, fate.consultant, to="job_broker")
    if fate.turn is not Turn.YEARLY:
        placements(story, visited, weeks=8, type_="virksomhedspraktik")


def flexjob_unemployed(fate: Fate, open_: Open) -> None:
    """Ledighedsydelse: an individual placement within three months."""
    elapsed = fate.days(97, 130) if fate.turn is Turn.REFERRAL else fate.days(15, 900)
    if fate.turn is Turn.YEARLY:
        elapsed = fate.days(470, 540)
    visited = fate.ago(elapsed)
    story = open_(visited)
    story.group("flexjob_unemployed", visited, visited_on=None if fate.turn is Turn.FACT else visited)
    talks(story, visited, fate.days(35, 50), fate.mood(widest=45))
    start = visited + fate.days(20, 78) * DAY
    if fate.turn is not Turn.REFERRAL and start <= fate.today:
        placement(story, start, start + 27 * DAY, "virksomhedspraktik")
        if fate.turn is not Turn.YEARLY:
            placements(story, start + 28 * DAY, type_="virksomhedspraktik")


def rehabilitation(fate: Fate, open_: Open) -> None:
    """Revalidering: an education that runs."""
    first = fate.ago(fate.days(60, 700))
    story = open_(first)
    story.group("rehabilitation", first)
    talks(story, first, 45, fate.mood(widest=45))
    story.activity("ordinary_education", first + 30 * DAY, fate.today + fate.days(100, 500) * DAY, hours_per_week="37")


def flexjob_employed(fate: Fate, open_: Open) -> None:
    """Fleksjob: a follow-up now and then, no duties."""
    elapsed = fate.days(60, 1090)
    first = fate.ago(elapsed)
    story = open_(first)
    if fate.random.random() < 0.3 and elapsed > 300:
        employed = first + fate.days(60, 200) * DAY
        story.group("flexjob_unemployed", first, employed - DAY, visited_on=first)
        story.group("flexjob_employed", employed)
    else:
        story.group("flexjob_employed", first)
    for on in range(180, elapsed, 180):
        story.held(first + on * DAY, kind="flexjob_followup")


def disability_pension(fate: Fate, open_: Open) -> None:
    """Førtidspension: no duties and hardly any contact."""
    first = fate.ago(fate.days(30, 1090))
    open_(first).group("disability_pension", first)


def insured_now_sick(fate: Fate, open_: Open) -> None:
    """On sick leave from unemployment: the same first unemployed day, the insured clocks stand still."""
    ill, done = fate.ago(fate.days(8, 60)), fate.days(1, 3)
    first = ill - (WEEKS_4 * done + fate.days(2, 20)) * DAY
    story = open_(first)
    story.group("insured_unemployed", first, ill - DAY, first_unemployed_on=first)
    story.group("sick_without_employer", ill, first_unemployed_on=first, first_absence_on=ill)
    every_fourth_week(story, first, done, [])
    if done == 3:
        story.refer(first + 40 * DAY, fate.consultant)
    talks(story, ill, 28, fate.mood(widest=24))
