"""Building the rows that every kind answers with."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, cast

from rules.courses import Spell
from rules.dates import DAY, Due, Span, add
from rules.history import Clock
from rules.met import Met
from rules.obligation import Gap, Obligation, Step, Stop
from rules.rule import Rule
from rules.vocabulary import Family, TargetGroup

Answer = Obligation | Gap


def duty_family(rule: Rule) -> Family:
    """The family of a rule that makes obligations; the policy is refused where it is missing."""
    return cast(Family, rule.family)


def gap(rule: Rule, spell: Spell, fact: str) -> Gap:
    """The spell lacks a fact: from its first day until its periods end."""
    until = spell.stays[-1].last_on
    return Gap(rule=rule.id, family=rule.family, fact=fact, group=spell.group, since=spell.first_on, until=until)


def anchored(rule: Rule, spells: tuple[Spell, ...]) -> Iterator[tuple[Spell, date | Gap]]:
    """Each spell with its anchor, or with the gap that its missing anchor leaves. Spells closed before their anchor
    are left out."""
    for spell in spells:
        if spell.anchor_on is None:
            yield spell, gap(rule, spell, str(spell.missing))
        elif spell.closed_on is None or spell.closed_on > spell.anchor_on:
            yield spell, spell.anchor_on


class Reckoned(NamedTuple):
    """A date and how it came about: the anchor, the base before stops, the date after them, and the trace."""

    anchor_on: date
    base: date | None
    due: Due
    steps: tuple[Step, ...]
    clock: Clock | None = None


def reckon(clock: Clock, code: str, length: Span) -> Reckoned:
    """The date `length` after the start of a clock, moved by its stops; `code` names what the clock starts from."""
    base = add(clock.start, length)
    anchor: Step = ("anchor", code, clock.start.isoformat())
    return Reckoned(clock.start, base, clock.due(base), (anchor, plus(length, base)), clock)


def plus(length: Span, base: date) -> Step:
    return "add", length.number, str(length.unit), base.isoformat()


def obligation(
    rule: Rule,
    group: TargetGroup | None,
    reckoned: Reckoned,
    *,
    closed_on: date | None = None,
    ordinal: int | None = None,
    opens_on: date | None = None,
    met: Met | None = None,
    hold: tuple[date, date | None] | None = None,
) -> Obligation:
    """One row. A definite fulfilment ends the matter, so nothing closes it afterwards."""
    anchor_on, base, due, steps, clock = reckoned
    stops = used_stops(clock, due) if clock is not None else ()
    return Obligation(
        rule=rule.id,
        title=rule.title,
        family=duty_family(rule),
        severity=rule.severity_on(due.on or base or anchor_on),
        ordinal=ordinal,
        group=group,
        anchor_on=anchor_on,
        opens_on=opens_on,
        base_due=base,
        due_on=due.on,
        open_since=due.open_since,
        remaining_days=due.remaining_days,
        met_on=met.on if met is not None else None,
        met_until=met.until if met is not None else None,
        closed_on=None if met is not None and met.until is None else closed_on,
        held_from=hold[0] if hold is not None else None,
        held_until=hold[1] if hold is not None else None,
        stops=stops,
        rule_version=rule.version,
        rule_digest=rule.digest,
        rule_status=rule.status,
        basis=(*steps, *_stop_steps(stops, anchor_on), *_end_steps(due, met, opens_on, hold)),
    )


def used_stops(clock: Clock, due: Due) -> tuple[Stop, ...]:
    """The stops that bear on a due date: those begun by then; all of them while it is unknown."""
    if due.on is None:
        return clock.stops
    return tuple(stop for stop in clock.stops if stop.first_on <= due.on)


def _stop_steps(stops: tuple[Stop, ...], start: date) -> Iterator[Step]:
    """Each stop with the days it adds; a day that two stops share is counted once."""
    counted_until = start - DAY
    for stop in stops:
        first = max(stop.first_on, counted_until + DAY)
        if stop.last_on is None:
            yield "stop", stop.reason, stop.first_on.isoformat(), None, None
            return
        if stop.last_on >= first:
            days = (stop.last_on - first).days + 1
            yield "stop", stop.reason, stop.first_on.isoformat(), stop.last_on.isoformat(), days
            counted_until = stop.last_on


def _end_steps(
    due: Due, met: Met | None, opens_on: date | None, hold: tuple[date, date | None] | None
) -> Iterator[Step]:
    if opens_on is not None:
        yield "opens", opens_on.isoformat()
    if hold is not None:
        yield "hold", hold[0].isoformat(), hold[1].isoformat() if hold[1] is not None else None
    if due.on is not None:
        yield "due", due.on.isoformat()
    if met is not None:
        yield "met", met.code, met.on.isoformat(), met.until.isoformat() if met.until is not None else None
