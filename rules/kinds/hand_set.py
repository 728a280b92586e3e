"""The next conversation set by hand, on days without a cadence (BRO18-23, A-66)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rules.courses import INSURED, Course
from rules.dates import DAY, Due, merged
from rules.history import History
from rules.kinds.rows import Answer, Reckoned, obligation
from rules.met import Met
from rules.obligation import Gap, Obligation, Stop
from rules.rule import Policy, Rule
from rules.terms import HandSet
from rules.vocabulary import Family, TargetGroup


class Stretch(NamedTuple):
    """Unbroken days on which the next conversation is set by hand."""

    course: Course
    group: TargetGroup
    first_on: date
    last_on: date | None


def hand_set(
    rule: Rule, terms: HandSet, history: History, policy: Policy, cadence: Iterable[Answer]
) -> Iterator[Answer]:
    """One line on the date set, in the stretch it belongs to; every other stretch lacks a date."""
    stretches = _stretches(rule, history, policy, _cadence_ends(history, cadence))
    set_for = history.facts.citizen.next_conversation_on
    own = None if set_for is None else max((s for s in stretches if s.first_on <= set_for), key=_first, default=None)
    for stretch in stretches:
        since: date | None = stretch.first_on
        if stretch is own and set_for is not None:
            line = _line(rule, terms, history, stretch, set_for)
            yield line
            since = None if line.met_on is None else max(line.met_on, stretch.first_on)
        if since is not None:
            yield from _gaps(rule, history, stretch, since)


def _first(stretch: Stretch) -> date:
    return stretch.first_on


def _line(rule: Rule, terms: HandSet, history: History, stretch: Stretch, set_for: date) -> Obligation:
    """Met by the first counting conversation after the day the date was set; that day is, where it is not recorded,
    the last counting conversation before the date, else the course start."""
    closed_on = stretch.last_on + DAY if stretch.last_on is not None else None
    days = [t.on for t in history.counting(terms.counting) if closed_on is None or t.on < closed_on]
    earlier = [day for day in days if stretch.course.first_on <= day < set_for]
    default = earlier[-1] if earlier else stretch.course.first_on
    set_on = history.facts.citizen.next_conversation_set_on or default
    held = next((day for day in days if day > set_on), None)
    steps = (("anchor", "hand_set_on", set_on.isoformat()), ("set", set_for.isoformat()))
    met = Met(held, "conversation") if held is not None else None
    reckoned = Reckoned(set_on, set_for, Due(set_for), steps)
    return obligation(rule, stretch.group, reckoned, closed_on=closed_on, met=met)


def _gaps(rule: Rule, history: History, stretch: Stretch, since: date) -> Iterator[Gap]:
    """The days of a stretch from `since` on that no pause covers: there a date is lacking (A-66)."""
    paused = merged((Stop(p.first_on, p.last_on, p.reason) for p in history.pauses), since)
    begin: date | None = since
    for first, last in paused:
        if stretch.last_on is not None and first > stretch.last_on:
            break
        if begin is not None and first > begin:
            yield _gap(rule, stretch, begin, first - DAY)
        begin = last + DAY if last is not None else None
    if begin is not None and (stretch.last_on is None or begin <= stretch.last_on):
        yield _gap(rule, stretch, begin, stretch.last_on)


def _gap(rule: Rule, stretch: Stretch, since: date, until: date | None) -> Gap:
    return Gap(
        rule=rule.id, family=rule.family, fact="next_conversation_on", group=stretch.group, since=since, until=until
    )


def _cadence_ends(history: History, cadence: Iterable[Answer]) -> dict[date | None, date | None]:
    """First day without a cadence, by first unemployed day: when every slot is met, at the latest the day after the
    last slot. None = not known yet."""
    slots: dict[date, list[Obligation]] = {}
    ends: dict[date | None, date | None] = {}
    for answer in cadence:
        if isinstance(answer, Gap):
            ends[None] = None
        else:
            slots.setdefault(answer.anchor_on, []).append(answer)
    for anchor, rows in slots.items():
        dues = [row.due_on for row in rows]
        last = None if None in dues else max(due for due in dues if due is not None) + DAY
        met = [row.met_on for row in rows if row.met_on is not None]
        free = max(met) if len(met) == len(rows) else last
        ends[anchor] = free if last is None or free is None else min(free, last)
    return ends


def _stretches(
    rule: Rule, history: History, policy: Policy, ends: dict[date | None, date | None]
) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for stay in history.stays:
        if stay.group not in rule.groups or Family.CONVERSATION not in policy.demanded(stay.group):
            continue
        first_on = stay.first_on
        unemployed_on = stay.period.first_unemployed_on
        if stay.group is INSURED and unemployed_on in ends:
            free_from = ends[unemployed_on]
            if free_from is None:
                continue
            first_on = max(first_on, free_from)
        if stay.last_on is not None and first_on > stay.last_on:
            continue
        before = found[-1] if found else None
        if before is not None and before.course is stay.course and before.last_on == first_on - DAY:
            found[-1] = Stretch(stay.course, stay.group, before.first_on, stay.last_on)
        else:
            found.append(Stretch(stay.course, stay.group, first_on, stay.last_on))
    return tuple(found)
