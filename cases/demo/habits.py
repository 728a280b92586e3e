"""How Fjordby usually works: when it talks with people, refers them and finds them an offer."""

from dataclasses import dataclass, field
from datetime import date

from cases.demo.diary import DAY
from cases.demo.story import Story

WEEKS_4 = 28
COMPANIES = (
    "Tangmose Tømmer", "Skumhøj Bageri", "Mågevig Transport", "Ærtelund Plejecenter", "Bølgebanke Byg",
    "Kløverkær Gartneri", "Havtorn Hotel", "Ravdal Revision", "Fjordlager Øst", "Børnehaven Muslingen",
)  # fmt: skip
GUIDANCE = {
    "vejledning": ("Jobværkstedet", ""),
    "coping_course": ("Mestring i hverdagen", "Kysthuset"),
    "job_matching_course": ("Vejen Frem", "Klitkompagniet"),
    "skills_clarification": ("Afklaring på 8 uger", "Kysthuset"),
    "workshop": ("Workshop for nyledige", ""),
}
Stop = tuple[str, date, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How a citizen's next conversation stands. `due_in`: days until it should be held, negative when it was not;
    `booked`: there is an appointment; `forgot_date`: nobody agreed on a next one."""

    due_in: int
    booked: bool = True
    forgot_date: bool = False
    stops: list[Stop] = field(default_factory=list)


def counted(first: date, days: int, stops: list[Stop]) -> date:
    """The day when so many days have passed since `first`, days off not counted."""
    day, left = first, days
    while left or _off(day, stops):
        left -= 0 if _off(day, stops) else 1
        day += DAY
    return day


def _off(day: date, stops: list[Stop]) -> bool:
    return any(first <= day and (last is None or day <= last) for _, first, last in stops)


def cadence(story: Story, first: date, done: int, mood: Mood) -> None:
    """The talks of a newly unemployed citizen: `done` held, one every fourth week, and the next one as in `mood`."""
    pauses(story, mood)
    every_fourth_week(story, first, done, mood.stops)
    book_next(story, mood, parties="a_kasse" if done in (0, 4) else "")


def pauses(story: Story, mood: Mood) -> None:
    """Record the days off."""
    for reason, start, end in mood.stops:
        story.pause(reason, start, end)


def every_fourth_week(story: Story, first: date, done: int, stops: list[Stop]) -> None:
    """`done` held talks, each in its own four weeks since `first`; now and then one had to be held twice."""
    for number in range(1, done + 1):
        opens = counted(first, WEEKS_4 * (number - 1), stops)
        due = min(counted(first, WEEKS_4 * number, stops), story.today - DAY)
        span = max((due - opens).days, 1)
        on = due - story.random.randrange(0, max(span // 3, 1)) * DAY
        if span > 14 and story.random.random() < 0.06:
            story.not_held(on - 6 * DAY, story.random.choice(("no_show", "cancelled")))
        party = "a_kasse" if number in (1, 5) else ""
        story.held(max(on, opens + DAY), timed=(story.today - on).days < 45, parties=party)


def talks(story: Story, first: date, every: int, mood: Mood, *, kind: str = "jobsamtale") -> date:
    """Regular talks since `first`, each with a date for the next one; returns the day of the last one."""
    pauses(story, mood)
    gap = min(every, max((story.today - first).days // 2, 1))
    last = max(story.today + (mood.due_in - gap) * DAY, first) if mood.due_in < gap else story.today - 2 * DAY
    days = [last]
    while days[-1] - every * DAY > first and len(days) < 30:
        days.append(days[-1] - (every + story.random.randrange(-6, 5)) * DAY)
    held = first
    for on in sorted(day for day in days if day > first):
        held = story.held(on, kind=kind, timed=(story.today - on).days < 45)
        if story.random.random() < 0.05:
            story.not_held(on - 8 * DAY, story.random.choice(("no_show", "cancelled")), kind=kind)
    if not mood.forgot_date:
        story.next_by(held, max(story.today + mood.due_in * DAY, held))
    book_next(story, mood, kind=kind)
    return held


def book_next(story: Story, mood: Mood, *, kind: str = "jobsamtale", parties: str = "") -> None:
    """An appointment before the day it should be held, or soon when that has passed."""
    if not mood.booked:
        return
    last = mood.due_in if mood.due_in > 0 else 12
    first = int(last * story.random.random() ** 2 * 0.8)
    for early, late in ((first, last), (0, last), (0, 40)):
        if story.booked(story.today + early * DAY, story.today + late * DAY, kind=kind, parties=parties):
            return


def placements(story: Story, first: date, *, soonest: int = 100, weeks: int = 4, type_: str = "") -> None:
    """A company placement or another real offer now and then, never a year apart, since `first`."""
    start = first + story.random.randrange(soonest, 320) * DAY
    while start <= story.today:
        length = story.random.choice((weeks, weeks, weeks * 2)) * 7
        placement(story, start, start + (length - 1) * DAY, type_)
        start += (length + story.random.randrange(90, 320)) * DAY


def placement(story: Story, first: date, last: date | None, type_: str = "") -> None:
    """One company placement, wage subsidy, ordinary hours or course."""
    chosen = (
        type_
        or story.random.choices(
            ("virksomhedspraktik", "wage_subsidy", "ordinary_hours", "six_week_course"), (6, 2, 2, 1)
        )[0]
    )
    if chosen in ("six_week_course", "amu", "fgu", "ordinary_education"):
        story.activity(chosen, first, last, hours_per_week="37")
        return
    story.activity(
        chosen,
        first,
        last,
        company=story.random.choice(COMPANIES),
        place="individual" if chosen == "virksomhedspraktik" else "",
        sector=story.random.choice(("private", "private", "public")),
        hours_per_week=story.random.choice(("10", "15", "20", "37")),
    )


def guidance(story: Story, first: date, last: date, *, decided: date | None = None) -> None:
    """A course of guidance; `decided` is the day on which its extension was decided upon."""
    type_ = story.random.choice(sorted(GUIDANCE))
    offer, supplier = GUIDANCE[type_]
    story.activity(
        type_, first, last, offer=offer, supplier=supplier, hours_per_week="12", extension_decided_on=decided
    )
