"""How target-group periods hang together: stays, courses, dagpenge periods, and the spells that rules run over.

A stay is a period with its effective last day. A course is an unbroken contact course (A-67). A spell is what one
clock runs over: an anchor, the days covered, and the stops that follow from the periods themselves (A-25).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from rules.dates import DAY
from rules.facts import Facts, GroupPeriod
from rules.obligation import Stop
from rules.vocabulary import Anchor, PauseReason, TargetGroup

INSURED = TargetGroup.INSURED_UNEMPLOYED
SICK = frozenset({TargetGroup.SICK_WITH_EMPLOYER, TargetGroup.SICK_WITHOUT_EMPLOYER})
Groups = frozenset[TargetGroup]


@dataclass(slots=True, eq=False)
class Course:
    """One contact course. `start` is None where its first day is not recorded."""

    first_on: date
    start: date | None
    declared: bool
    stays: list["Stay"] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Stay:
    period: GroupPeriod
    last_on: date | None
    course: Course

    @property
    def first_on(self) -> date:
        return self.period.first_on

    @property
    def group(self) -> TargetGroup:
        return self.period.group


@dataclass(frozen=True, slots=True, eq=False)
class Spell:
    """What one clock runs over. Without an anchor, `missing` names the fact that is not recorded."""

    stays: tuple[Stay, ...]
    anchor_on: date | None
    missing: str | None = None
    holds: tuple[Stop, ...] = ()
    last_on: date | None = None

    @property
    def group(self) -> TargetGroup:
        return self.stays[-1].group

    @property
    def first_on(self) -> date:
        return self.stays[0].first_on

    @property
    def course(self) -> Course:
        return self.stays[0].course

    @property
    def closed_on(self) -> date | None:
        """The first day on which nothing of the spell is left."""
        return None if self.last_on is None else self.last_on + DAY


def is_next(last_on: date | None, first_on: date) -> bool:
    """Whether a stay that begins on `first_on` follows a stay without a day between."""
    return last_on is None or first_on <= last_on + DAY


def courses_of(facts: Facts) -> tuple[Course, ...]:
    """The contact courses in order of time.

    A recorded course start says that all periods from it on are one course. Before it, or without it, a course is
    a chain of periods without a gap; insured periods with the same first unemployed day bridge one. Another first
    unemployed day starts a new course.
    """
    courses: list[Course] = []
    periods = sorted(facts.target_groups, key=lambda period: period.first_on)
    for number, period in enumerate(periods):
        follower = periods[number + 1].first_on if number + 1 < len(periods) else None
        last_on = _effective_last(period, follower)
        declared = facts.course_start is not None and (last_on is None or last_on >= facts.course_start)
        course = courses[-1] if courses else None
        if course is None or _starts_course(period, course, declared):
            course = _new_course(period, course, declared, facts.course_start)
            courses.append(course)
        course.stays.append(Stay(period, last_on, course))
    return tuple(courses)


def _effective_last(period: GroupPeriod, follower: date | None) -> date | None:
    """A citizen is in one group at a time: the next period ends this one."""
    if follower is not None and (period.last_on is None or period.last_on >= follower):
        return follower - DAY
    return period.last_on


def _new_course(period: GroupPeriod, before: Course | None, declared: bool, course_start: date | None) -> Course:
    if declared and course_start is not None and (before is None or not before.declared):
        return Course(course_start, course_start, True)
    return Course(period.first_on, period.first_on if course_start is not None else None, declared)


def _starts_course(period: GroupPeriod, course: Course, declared: bool) -> bool:
    known = {stay.period.first_unemployed_on for stay in course.stays} - {None}
    own = period.first_unemployed_on if period.group is INSURED else None
    if own is not None and known and own not in known:
        return True
    if declared:
        return not course.declared
    return not is_next(course.stays[-1].last_on, period.first_on) and (own is None or own not in known)


def dagpenge_spells(stays: tuple[Stay, ...]) -> tuple[Spell, ...]:
    """The insured periods that belong together (A-67): the same first unemployed day, or no day and no gap.

    The days between them are stops; so are sick days that repeat the first unemployed day (A-25).
    """
    found: list[list[Stay]] = []
    by_day: dict[date, list[Stay]] = {}
    for stay in stays:
        if stay.group is not INSURED:
            continue
        own = stay.period.first_unemployed_on
        if own is not None and own in by_day:
            by_day[own].append(stay)
        elif own is None and found and _follows_unknown(found[-1][-1], stay):
            found[-1].append(stay)
        else:
            found.append([stay])
            if own is not None:
                by_day[own] = found[-1]
    return tuple(_dagpenge_spell(tuple(members), stays) for members in found)


def _follows_unknown(before: Stay, stay: Stay) -> bool:
    return before.period.first_unemployed_on is None and is_next(before.last_on, stay.first_on)


def _dagpenge_spell(members: tuple[Stay, ...], stays: tuple[Stay, ...]) -> Spell:
    own = members[0].period.first_unemployed_on
    holds = [
        Stop(before.last_on + DAY, after.first_on - DAY, _reason_between(before, after, stays))
        for before, after in pairwise(members)
        if before.last_on is not None and not is_next(before.last_on, after.first_on)
    ]
    last_on = members[-1].last_on
    if own is not None and last_on is not None:
        sick_until = _sick_until(own, members[-1], stays)
        if sick_until != last_on:
            holds.append(Stop(last_on + DAY, sick_until, PauseReason.SICKNESS))
            last_on = sick_until
    return Spell(members, own, None if own is not None else Anchor.FIRST_UNEMPLOYED_ON, tuple(holds), last_on)


def _reason_between(before: Stay, after: Stay, stays: tuple[Stay, ...]) -> PauseReason:
    between = {stay.group for stay in stays if before.first_on < stay.first_on < after.first_on}
    if not between:
        return PauseReason.EMPLOYMENT
    return PauseReason.SICKNESS if between & SICK else PauseReason.OTHER_BENEFIT


def _sick_until(own: date, last_member: Stay, stays: tuple[Stay, ...]) -> date | None:
    """Last day of the sick stays that follow without a gap and repeat the first unemployed day."""
    until = last_member.last_on
    for stay in stays:
        if stay.first_on <= last_member.first_on:
            continue
        if not (stay.group in SICK and stay.period.first_unemployed_on == own and is_next(until, stay.first_on)):
            break
        until = stay.last_on
    return until


def group_spells(stays: tuple[Stay, ...], groups: Groups) -> tuple[Spell, ...]:
    """Runs of the same group: the clock starts on the first day in it and restarts after a change (A-25)."""
    spells: list[Spell] = []
    if INSURED in groups:
        for spell in dagpenge_spells(stays):
            spells.append(Spell(spell.stays, spell.first_on, None, spell.holds, spell.last_on))
    for run in runs(stays, lambda stay: stay.group if stay.group in groups - {INSURED} else None):
        spells.append(Spell(run, run[0].first_on, last_on=run[-1].last_on))
    return tuple(spells)


def runs(stays: Iterable[Stay], key: Callable[[Stay], object]) -> tuple[tuple[Stay, ...], ...]:
    """Stays of one course that follow each other without a gap and share a key; those with key None are left out."""
    found: list[list[Stay]] = []
    before: Stay | None = None
    for stay in stays:
        mark = key(stay)
        joined = before is not None and mark == key(before) and _adjoins(before, stay)
        before = stay
        if mark is None:
            continue
        if joined:
            found[-1].append(stay)
        else:
            found.append([stay])
    return tuple(tuple(run) for run in found)


def _adjoins(before: Stay, stay: Stay) -> bool:
    return before.course is stay.course and is_next(before.last_on, stay.first_on)


def event_spells(stays: tuple[Stay, ...], groups: Groups, event: Anchor) -> tuple[Spell, ...]:
    """Spells of an event that stands on the period: neither closed nor restarted by a change between the groups.

    A period without the event that follows a covered one of another group carries its event on (A-39).
    """
    by_day: dict[date, list[Stay]] = {}
    unknown: list[Stay] = []
    before: tuple[Stay, date | None] | None = None
    for stay in stays:
        if stay.group not in groups:
            continue
        day: date | None = getattr(stay.period, event)
        if day is None and before is not None and before[0].group is not stay.group and _adjoins(before[0], stay):
            day = before[1]
        before = (stay, day)
        if day is None:
            unknown.append(stay)
        else:
            by_day.setdefault(day, []).append(stay)
    known = [Spell(tuple(members), day, None, (), members[-1].last_on) for day, members in by_day.items()]
    missing = runs(stays, lambda stay: event if stay in unknown else None)
    return (*known, *(Spell(run, None, event, (), run[-1].last_on) for run in missing))


def permit_spells(courses: tuple[Course, ...], groups: Groups, permit: date | None) -> tuple[Spell, ...]:
    """One spell for each course with covered periods, anchored on the residence permit."""
    spells = []
    for course in courses:
        covered = tuple(stay for stay in course.stays if stay.group in groups)
        if covered:
            missing = None if permit is not None else Anchor.RESIDENCE_PERMIT_ON
            spells.append(Spell(covered, permit, missing, (), covered[-1].last_on))
    return tuple(spells)


def course_spells(courses: tuple[Course, ...], groups: Groups) -> tuple[Spell, ...]:
    """Runs of covered periods, whatever their group. The first of a course is anchored on the course start; one that
    follows uncovered days on its own first day. A gap inside one dagpenge period is a stop."""
    spells: list[Spell] = []
    for course in courses:
        first_in_course = True
        for members, holds in _covered_runs(course, groups):
            anchor = course.start if first_in_course and members[0] is course.stays[0] else members[0].first_on
            missing = None if anchor is not None else Anchor.COURSE_START
            spells.append(Spell(tuple(members), anchor, missing, tuple(holds), members[-1].last_on))
            first_in_course = False
    return tuple(spells)


def _covered_runs(course: Course, groups: Groups) -> list[tuple[list[Stay], list[Stop]]]:
    found: list[tuple[list[Stay], list[Stop]]] = []
    before: Stay | None = None
    for stay in course.stays:
        if stay.group in groups:
            if before is None or before.group not in groups:
                found.append(([stay], []))
            elif is_next(before.last_on, stay.first_on):
                found[-1][0].append(stay)
            elif before.last_on is not None and _same_dagpenge(found[-1][0], stay):
                found[-1][0].append(stay)
                found[-1][1].append(Stop(before.last_on + DAY, stay.first_on - DAY, PauseReason.EMPLOYMENT))
            else:
                found.append(([stay], []))
        before = stay
    return found


def _same_dagpenge(members: list[Stay], stay: Stay) -> bool:
    own = stay.period.first_unemployed_on
    return (
        stay.group is INSURED
        and own is not None
        and any(member.group is INSURED and member.period.first_unemployed_on == own for member in members)
    )
