"""Series of conversations in counted time: number k, interval k, and a count within a span (A-06)."""

from collections.abc import Iterator
from datetime import date, timedelta

from rules.dates import DAY, Due
from rules.history import History
from rules.kinds.rows import Answer, anchored, obligation, reckon
from rules.met import Met
from rules.obligation import Gap
from rules.rule import Rule
from rules.terms import CountWithin, JointWithin, SlotInterval, SlotNumber

CODE = "conversation"


def slot_number(rule: Rule, terms: SlotNumber, history: History) -> Iterator[Answer]:
    """Conversation number k against due_k, by number given by hand or by order held."""
    for spell, anchor in anchored(rule, history.spells(terms.anchor, rule.groups)):
        if isinstance(anchor, Gap):
            yield anchor
            continue
        clock = history.clock(spell, anchor, rule.stops_for(spell.group))
        reckoned = reckon(clock, terms.anchor, terms.every.times(terms.slot))
        held = history.numbered(spell, terms.counting).get(terms.slot)
        met = Met(held, CODE) if held is not None else None
        yield obligation(rule, spell.group, reckoned, closed_on=spell.closed_on, ordinal=terms.slot, met=met)


def slot_interval(rule: Rule, terms: SlotInterval, history: History) -> Iterator[Answer]:
    """At least one conversation in (due_k-1, due_k]; an empty interval closes late with the next one held."""
    for spell, anchor in anchored(rule, history.spells(terms.anchor, rule.groups)):
        if isinstance(anchor, Gap):
            yield anchor
            continue
        clock = history.clock(spell, anchor, rule.stops_for(spell.group))
        days = [talk.on for talk in history.counting_in(spell, terms.counting)]
        opens_on: date | None = anchor
        spare: list[date] = []
        for slot in range(1, terms.slots + 1):
            reckoned = reckon(clock, terms.anchor, terms.every.times(slot))
            due = reckoned.due
            inside = [day for day in days if opens_on is not None and _within(day, opens_on, due)]
            met = _interval_met(days, inside, spare, opens_on, due, terms.early_days)
            yield obligation(
                rule, spell.group, reckoned, closed_on=spell.closed_on, ordinal=slot, opens_on=opens_on, met=met
            )
            spare = inside[1:]
            opens_on = due.on + DAY if due.on is not None else None


def _within(day: date, opens_on: date, due: Due) -> bool:
    return opens_on <= day and (due.on is None or day <= due.on)


def _interval_met(
    days: list[date], inside: list[date], spare: list[date], opens_on: date | None, due: Due, early_days: int
) -> Met | None:
    """The first conversation in the window; else a surplus one held shortly before it; else the first one after."""
    if inside:
        return Met(inside[0], CODE)
    if opens_on is None:
        return None
    early = [day for day in spare if day >= opens_on - timedelta(days=early_days)]
    late = [day for day in days if due.on is not None and day > due.on]
    found = early or late
    return Met(found[0], CODE) if found else None


def count_within(rule: Rule, terms: CountWithin, history: History) -> Iterator[Answer]:
    """So many conversations within a span; met on the last of them."""
    for spell, anchor in anchored(rule, history.spells(terms.anchor, rule.groups)):
        if isinstance(anchor, Gap):
            yield anchor
            continue
        clock = history.clock(spell, anchor, rule.stops_for(spell.group))
        reckoned = reckon(clock, terms.anchor, terms.within)
        days = [talk.on for talk in history.counting_in(spell, terms.counting)]
        steps = (*reckoned.steps, ("count", terms.count, len(days)))
        met = Met(days[terms.count - 1], CODE) if len(days) >= terms.count else None
        yield obligation(rule, spell.group, reckoned._replace(steps=steps), closed_on=spell.closed_on, met=met)


def joint_within(rule: Rule, terms: JointWithin, history: History) -> Iterator[Answer]:
    """So many conversations within a span, so many of them joint; met on the day that both are reached (A-43)."""
    for spell, anchor in anchored(rule, history.spells(terms.anchor, rule.groups)):
        if isinstance(anchor, Gap):
            yield anchor
            continue
        clock = history.clock(spell, anchor, rule.stops_for(spell.group))
        reckoned = reckon(clock, terms.anchor, terms.within)
        talks = history.counting_in(spell, terms.counting)
        joint = [talk.on for talk in talks if terms.joint_with in talk.with_parties]
        steps = (
            *reckoned.steps,
            ("count", terms.count, len(talks)),
            ("joint", terms.joint_with, terms.joint, len(joint)),
        )
        met = None
        if len(talks) >= terms.count and len(joint) >= terms.joint:
            met = Met(max(talks[terms.count - 1].on, joint[terms.joint - 1]), CODE)
        yield obligation(rule, spell.group, reckoned._replace(steps=steps), closed_on=spell.closed_on, met=met)
