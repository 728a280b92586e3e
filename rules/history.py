"""The facts of one case put in order, so that each rule reads them in one step. Made anew for each evaluation."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from rules.courses import (
    Course,
    Groups,
    Spell,
    Stay,
    course_spells,
    courses_of,
    dagpenge_spells,
    event_spells,
    group_spells,
    permit_spells,
)
from rules.dates import Due, merged, moved
from rules.facts import ActivityFact, ConversationFact, Facts, Pause, ReferralFact
from rules.obligation import Stop
from rules.terms import Counting
from rules.vocabulary import ActivityStatus, ActivityType, Anchor, ConversationStatus, PauseReason, TargetGroup

STARTED = frozenset({ActivityStatus.RUNNING, ActivityStatus.ENDED})
Reasons = frozenset[PauseReason]


class Clock:
    """Counts days from `start`, standing still on the days of `stops` (C6)."""

    __slots__ = ("paused", "start", "stops")

    def __init__(self, start: date, stops: tuple[Stop, ...]) -> None:
        self.start = start
        self.stops = stops
        self.paused = merged(stops, start) if stops else ()

    def due(self, base: date) -> Due:
        return moved(base, self.paused) if self.paused else Due(base)


class History:
    """One case, indexed. Caches live as long as one evaluation."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.courses: tuple[Course, ...] = courses_of(facts)
        self.stays: tuple[Stay, ...] = tuple(stay for course in self.courses for stay in course.stays)
        self.groups: Groups = frozenset(stay.group for stay in self.stays)
        self._spells: dict[tuple[Anchor, Groups], tuple[Spell, ...]] = {}
        self._clocks: dict[tuple[Spell, date, Reasons], Clock] = {}
        self._held: dict[Counting, tuple[ConversationFact, ...]] = {}
        self._numbered: dict[tuple[Spell, Counting], dict[int, date]] = {}

    @cached_property
    def pauses(self) -> tuple[Pause, ...]:
        return tuple(sorted(self.facts.pauses, key=lambda pause: (pause.first_on, pause.reason)))

    @cached_property
    def referrals(self) -> tuple[ReferralFact, ...]:
        return tuple(sorted(self.facts.referrals, key=lambda referral: referral.on))

    @cached_property
    def conversations(self) -> tuple[ConversationFact, ...]:
        """Held conversations in order of date (C10)."""
        held = (talk for talk in self.facts.conversations if talk.status is ConversationStatus.HELD)
        return tuple(sorted(held, key=lambda talk: talk.on))

    @cached_property
    def started(self) -> tuple[ActivityFact, ...]:
        """Offers that really started, in order of their first day."""
        found = (activity for activity in self.facts.activities if activity.status in STARTED)
        return tuple(sorted(found, key=lambda offer: (offer.first_on, offer.type, offer.last_on or date.max)))

    @cached_property
    def dagpenge(self) -> tuple[Spell, ...]:
        return dagpenge_spells(self.stays)

    def started_of(self, types: frozenset[ActivityType]) -> tuple[ActivityFact, ...]:
        return tuple(activity for activity in self.started if activity.type in types)

    def spells(self, anchor: Anchor, groups: Groups) -> tuple[Spell, ...]:
        """What a rule with this anchor and these groups runs over."""
        key = (anchor, groups)
        found = self._spells.get(key)
        if found is None:
            found = self._spells[key] = _SPELLS[anchor](self, groups)
        return found

    def clock(self, spell: Spell, start: date, reasons: Reasons) -> Clock:
        """The clock of a spell, from `start`, for the pauses with these reasons."""
        if not self.facts.pauses and not spell.holds:
            return Clock(start, ())
        key = (spell, start, reasons)
        found = self._clocks.get(key)
        if found is None:
            pauses = [Stop(p.first_on, p.last_on, p.reason) for p in self.pauses if p.reason in reasons]
            stops = sorted(
                (stop for stop in (*pauses, *spell.holds) if stop.last_on is None or stop.last_on >= start),
                key=lambda stop: (stop.first_on, stop.last_on or date.max, stop.reason),
            )
            found = self._clocks[key] = Clock(start, tuple(stops))
        return found

    def counting(self, counting: Counting) -> tuple[ConversationFact, ...]:
        """Held conversations that count (A-07, A-67), in order of date."""
        found = self._held.get(counting)
        if found is None:
            found = self._held[counting] = tuple(
                talk for talk in self.conversations if talk.kind in counting.kinds and talk.by not in counting.not_by
            )
        return found

    def counting_in(self, spell: Spell, counting: Counting) -> tuple[ConversationFact, ...]:
        """Those that count and were held from the anchor on, before the spell closed."""
        start, closed = spell.anchor_on or spell.first_on, spell.closed_on
        return tuple(t for t in self.counting(counting) if start <= t.on and (closed is None or t.on < closed))

    def numbered(self, spell: Spell, counting: Counting) -> dict[int, date]:
        """Day of conversation number k. Numbers given by hand are placed first, the others fill the lowest free
        number in order of date; a number given twice belongs to the first of the two (A-67)."""
        key = (spell, counting)
        found = self._numbered.get(key)
        if found is not None:
            return found
        found, rest = {}, []
        for talk in self.counting_in(spell, counting):
            if talk.number is not None and talk.number not in found:
                found[talk.number] = talk.on
            else:
                rest.append(talk.on)
        free = 1
        for day in rest:
            while free in found:
                free += 1
            found[free] = day
        self._numbered[key] = found
        return found

    def group_on(self, day: date) -> TargetGroup | None:
        for stay in self.stays:
            if stay.first_on <= day and (stay.last_on is None or day <= stay.last_on):
                return stay.group
        return None


def _event(anchor: Anchor) -> Callable[[History, Groups], tuple[Spell, ...]]:
    return lambda history, groups: event_spells(history.stays, groups, anchor)


_SPELLS: dict[Anchor, Callable[[History, Groups], tuple[Spell, ...]]] = {
    Anchor.FIRST_UNEMPLOYED_ON: lambda history, groups: history.dagpenge,
    Anchor.FIRST_ABSENCE_ON: _event(Anchor.FIRST_ABSENCE_ON),
    Anchor.VISITED_ON: _event(Anchor.VISITED_ON),
    Anchor.TARGET_GROUP_START: lambda history, groups: group_spells(history.stays, groups),
    Anchor.COURSE_START: lambda history, groups: course_spells(history.courses, groups),
    Anchor.RESIDENCE_PERMIT_ON: lambda history, groups: permit_spells(
        history.courses, groups, history.facts.citizen.residence_permit_on
    ),
}
