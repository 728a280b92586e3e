"""Deadlines after the reopening of a dated plan, and the activities of the young (A-34, A-54, A-58)."""

from collections.abc import Iterator
from datetime import date

from rules.courses import Spell
from rules.dates import DAY
from rules.facts import ActivityFact
from rules.history import History
from rules.kinds.closing import BORN_ON, first_paused, of_age
from rules.kinds.rows import Answer, anchored, gap, obligation, reckon
from rules.kinds.yearly import lines
from rules.met import Met
from rules.obligation import Gap
from rules.rule import Rule
from rules.terms import ActivityGap, AfterReopening, Yearly
from rules.vocabulary import ActivityStatus, Anchor

REOPENING = "reopening"
RESTART = "after_suspension"


def after_reopening(rule: Rule, terms: AfterReopening, history: History) -> Iterator[Answer]:
    """due = reopening + within, for the spells that run on that day."""
    spells = history.spells(terms.otherwise or Anchor.COURSE_START, rule.groups)
    for spell in of_age(spells, terms.aged, history.facts.citizen.born_on):
        start, code = _start(terms, history, spell)
        if start is None or not _concerns(terms, history, start):
            continue
        if spell.missing == BORN_ON:
            yield gap(rule, spell, BORN_ON)
            continue
        closed_on = _earliest(spell.closed_on, first_paused(history, terms.closed_by, start))
        if closed_on is not None and closed_on <= start:
            continue
        reckoned = reckon(history.clock(spell, start, rule.stops_for(spell.group)), code, terms.within)
        met = min(
            (met for met in _done(terms, history, start) if closed_on is None or met.on < closed_on), default=None
        )
        yield obligation(rule, spell.group, reckoned, closed_on=closed_on, met=met)


def _start(terms: AfterReopening, history: History, spell: Spell) -> tuple[date | None, str]:
    """The reopening, where the spell runs on that day; otherwise what the rule says, if anything."""
    reopening = history.facts.reopening
    if reopening is not None and _runs_on(spell, reopening.on):
        return reopening.on, REOPENING
    return (None, REOPENING) if terms.otherwise is None else (spell.anchor_on, terms.otherwise)


def _runs_on(spell: Spell, day: date) -> bool:
    return spell.first_on <= day and (spell.closed_on is None or day < spell.closed_on)


def _concerns(terms: AfterReopening, history: History, start: date) -> bool:
    reopening = history.facts.reopening
    if terms.offer_class is not None and (reopening is None or reopening.offer_class != terms.offer_class):
        return False
    if terms.without_barriers and not history.facts.citizen.no_social_physical_barriers:
        return False
    return not terms.awaited or any(_awaited(terms, offer, start) for offer in history.facts.activities)


def _awaited(terms: AfterReopening, offer: ActivityFact, start: date) -> bool:
    over = offer.status is ActivityStatus.CANCELLED or (offer.last_on is not None and offer.last_on < start)
    return offer.type in terms.awaited and not over and (offer.company or not terms.company_found)


def _done(terms: AfterReopening, history: History, start: date) -> Iterator[Met]:
    for talk in history.conversations:
        if talk.kind in terms.conversations and talk.on >= start and terms.form in (None, talk.form):
            yield Met(talk.on, "conversation" if terms.form is None else f"conversation:{terms.form}")
    for offer in history.started:
        agreed = terms.or_agreed and offer.agreed_on is not None and offer.agreed_on <= start
        if (offer.type in terms.activities or agreed) and (offer.last_on is None or offer.last_on >= start):
            yield Met(max(offer.first_on, start), f"activity:{offer.type}")


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def activity_gap(rule: Rule, terms: ActivityGap, history: History) -> Iterator[Answer]:
    """One line for each gap: from the anchor, then from the last day of each stretch in activities."""
    spells = of_age(history.spells(terms.anchor, rule.groups), terms.aged, history.facts.citizen.born_on)
    for spell, anchor in anchored(rule, spells):
        if isinstance(anchor, Gap):
            yield anchor
        else:
            for start, code, closed_on in _parts(terms, history, anchor, spell.closed_on):
                part = Spell(spell.stays, start, None, spell.holds, closed_on - DAY if closed_on is not None else None)
                plain = Yearly(anchor=terms.anchor, within=terms.within, activities=terms.activities)
                yield from lines(rule, plain, history, part, start, code)


def _parts(
    terms: ActivityGap, history: History, start: date, closed_on: date | None
) -> Iterator[tuple[date, str, date | None]]:
    """The days of a spell without the pauses that restart the clock, each part with the day that closes it. The
    clock restarts on the reopening where that lies after the pause began, else on the day after the pause."""
    reopening = history.facts.reopening
    begin: date | None = start
    code: str = terms.anchor
    for pause in history.pauses:
        if begin is None or pause.reason not in terms.restarts or (pause.last_on is not None and pause.last_on < begin):
            continue
        if closed_on is not None and pause.first_on >= closed_on:
            break
        if pause.first_on > begin:
            yield begin, code, pause.first_on
        begin, code = pause.last_on + DAY if pause.last_on is not None else None, RESTART
        if reopening is not None and reopening.on >= pause.first_on:
            begin, code = reopening.on, REOPENING
    if begin is not None and (closed_on is None or begin < closed_on):
        yield begin, code, closed_on
