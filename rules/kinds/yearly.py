"""A countable offer within a span, again and again (A-29)."""

from collections.abc import Iterator
from datetime import date

from rules.courses import Spell, is_next
from rules.dates import Due
from rules.facts import ActivityFact
from rules.history import History
from rules.kinds.rows import Answer, Reckoned, anchored, obligation, reckon
from rules.met import Met
from rules.obligation import Gap, Obligation
from rules.rule import Rule
from rules.terms import Yearly

Run = tuple[ActivityFact, date, date | None]
LAST_DAY = "last_countable_day"


def yearly(rule: Rule, terms: Yearly, history: History) -> Iterator[Answer]:
    """One line a year: from the course start, then from the last day of each stretch in countable offers."""
    for spell, anchor in anchored(rule, history.spells(terms.anchor, rule.groups)):
        if isinstance(anchor, Gap):
            yield anchor
            continue
        yield from lines(rule, terms, history, spell, anchor, terms.anchor)


def lines(rule: Rule, terms: Yearly, history: History, spell: Spell, anchor: date, code: str) -> Iterator[Obligation]:
    """The lines of one spell; `code` names what the first clock starts from."""
    stretches = _stretches(history, terms, anchor, spell.closed_on)
    hold: tuple[date, date | None] | None = None
    ordinal = 1
    while True:
        stretch = next(stretches, None)
        met = Met(max(stretch[1], anchor), f"activity:{stretch[0].type}") if stretch is not None else None
        clock = history.clock(spell, anchor, rule.stops_for(spell.group))
        reckoned = reckon(clock, code, terms.within)
        yield obligation(rule, spell.group, reckoned, closed_on=spell.closed_on, ordinal=ordinal, met=met, hold=hold)
        if stretch is None:
            return
        _, first_on, last_on = stretch
        if last_on is None:
            yield _endless(rule, spell, max(first_on, anchor), ordinal + 1)
            return
        if spell.closed_on is not None and last_on >= spell.closed_on:
            return
        anchor, code, hold, ordinal = last_on, LAST_DAY, (first_on, last_on), ordinal + 1


def _endless(rule: Rule, spell: Spell, first_on: date, ordinal: int) -> Obligation:
    """The line after an offer whose last day is not known: it has no date yet."""
    reckoned = Reckoned(first_on, None, Due(None), ())
    return obligation(rule, spell.group, reckoned, closed_on=spell.closed_on, ordinal=ordinal, hold=(first_on, None))


def _stretches(history: History, terms: Yearly, anchor: date, closed_on: date | None) -> Iterator[Run]:
    """Unbroken stretches in countable offers that touch the spell, as (first offer, first day, last day)."""
    current: Run | None = None
    for activity in history.started_of(terms.activities):
        if closed_on is not None and activity.first_on >= closed_on:
            continue
        if activity.last_on is not None and activity.last_on < anchor:
            continue
        if current is None:
            current = (activity, activity.first_on, activity.last_on)
        elif is_next(current[2], activity.first_on):
            current = (current[0], current[1], _later(current[2], activity.last_on))
        else:
            yield current
            current = (activity, activity.first_on, activity.last_on)
    if current is not None:
        yield current


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
