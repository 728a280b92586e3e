"""A deadline after an event, and a window that opens before it."""

from collections.abc import Iterator
from datetime import date

from rules.courses import Spell
from rules.dates import add
from rules.history import History
from rules.kinds.rows import Answer, anchored, gap, obligation, reckon
from rules.met import Met, Search, first_met
from rules.obligation import Gap, Step
from rules.rule import Rule
from rules.terms import DueAfter
from rules.vocabulary import Anchor


def due_after(rule: Rule, terms: DueAfter, history: History) -> Iterator[Answer]:
    """due = anchor + within, moved by the stops (A-10, C6)."""
    for spell, anchor in anchored(rule, history.spells(terms.anchor, rule.groups)):
        if isinstance(anchor, Gap):
            yield anchor
            continue
        if terms.not_before is not None and spell.course.start is None:
            yield gap(rule, spell, Anchor.COURSE_START)
            continue
        if terms.unless_answer is not None:
            answer = _answer(spell)
            if answer == terms.unless_answer:
                continue
            if answer is None:
                yield gap(rule, spell, "job_broker")
        yield from _line(rule, terms, history, spell, anchor)


def _answer(spell: Spell) -> str | None:
    """The latest recorded answer on a job broker (A-26)."""
    answers = [stay.period.job_broker for stay in spell.stays if stay.period.job_broker is not None]
    return answers[-1] if answers else None


def _line(rule: Rule, terms: DueAfter, history: History, spell: Spell, event_on: date) -> Iterator[Answer]:
    not_before = spell.course.start if terms.not_before is not None else None
    start = max(event_on, not_before) if not_before is not None else event_on
    clock = history.clock(spell, start, rule.stops_for(spell.group))
    reckoned = reckon(clock, terms.anchor, terms.within)
    due_on = reckoned.due.on
    opens_on = clock.due(add(start, terms.opens_after)).on if terms.opens_after is not None else None
    met = first_met(Search(history, terms.met_by, start, spell.course.first_on, due_on, opens_on, spell.closed_on))
    if _answered_otherwise(terms, history, start, due_on, spell, met):
        return
    if start != event_on:
        moved: Step = ("not_before", str(terms.not_before), start.isoformat())
        event: Step = ("anchor", terms.anchor, event_on.isoformat())
        reckoned = reckoned._replace(steps=(event, moved, *reckoned.steps[1:]))
    yield obligation(rule, spell.group, reckoned, closed_on=spell.closed_on, opens_on=opens_on, met=met)


def _answered_otherwise(
    terms: DueAfter, history: History, start: date, due_on: date | None, spell: Spell, met: Met | None
) -> bool:
    """Not applicable once an offer of these types has started in the spell by the due date (A-40), unless the duty
    was fulfilled before that."""
    for activity in history.started_of(terms.unless_started):
        began = activity.first_on
        in_time = began >= start and (due_on is None or began <= due_on)
        if in_time and (spell.closed_on is None or began < spell.closed_on) and (met is None or began <= met.on):
            return True
    return False
