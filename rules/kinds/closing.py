"""What limits a duty beside its own dates: a pause that ends it, and the age of the citizen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rules.courses import Spell, Stay
from rules.dates import DAY, Span, Unit, add
from rules.history import History, Reasons
from rules.terms import Aged

YEAR = 12
BORN_ON = "born_on"


def first_paused(history: History, reasons: Reasons, start: date) -> date | None:
    """The first day from `start` on in a pause with one of these reasons."""
    days = [
        max(pause.first_on, start)
        for pause in history.pauses
        if pause.reason in reasons and (pause.last_on is None or pause.last_on >= start)
    ]
    return min(days, default=None)


def birthday(born_on: date, years: int) -> date:
    """The day an age is reached. Born on 29 February: 1 March in other years (A-42)."""
    day = add(born_on, Span(years * YEAR, Unit.MONTHS))
    return day if day.day == born_on.day else day + DAY


def of_age(spells: tuple[Spell, ...], aged: Aged | None, born_on: date | None) -> tuple[Spell, ...]:
    """The spells without the days on which the age leaves the citizen out. What follows such days begins anew.

    While the day of birth is not known, the stays whose age decides are spells of their own that lack it.
    """
    if aged is None:
        return spells
    return tuple(part for spell in spells for part in _parts(spell, aged, born_on))


def _parts(spell: Spell, aged: Aged, born_on: date | None) -> Iterator[Spell]:
    parts: list[list[Stay]] = []
    before: Stay | None = None
    for stay in spell.stays:
        kept = _kept(stay, aged, born_on)
        if kept is None:
            before = None
            continue
        goes_on = before is not None and kept.first_on == stay.first_on
        if goes_on and _lacks_age(stay, aged, born_on) is _lacks_age(parts[-1][0], aged, born_on):
            parts[-1].append(kept)
        else:
            parts.append([kept])
        before = kept if kept.last_on == stay.last_on else None
    for stays in parts:
        yield _part(spell, tuple(stays), _lacks_age(stays[0], aged, born_on))


def _lacks_age(stay: Stay, aged: Aged, born_on: date | None) -> bool:
    return stay.group in aged.groups and born_on is None


def _kept(stay: Stay, aged: Aged, born_on: date | None) -> Stay | None:
    """The days of a stay that count; the stay itself where all of them do, or nobody can tell."""
    if stay.group not in aged.groups or born_on is None:
        return stay
    first_on = max(stay.first_on, birthday(born_on, aged.since)) if aged.since is not None else stay.first_on
    last_on = stay.last_on
    if aged.under is not None:
        outgrown = birthday(born_on, aged.under) - DAY
        last_on = outgrown if last_on is None else min(last_on, outgrown)
    if last_on is not None and last_on < first_on:
        return None
    if (first_on, last_on) == (stay.first_on, stay.last_on):
        return stay
    return replace(stay, period=replace(stay.period, first_on=first_on), last_on=last_on)


def _part(spell: Spell, stays: tuple[Stay, ...], lacks_age: bool) -> Spell:
    last_on = spell.last_on if stays[-1] is spell.stays[-1] else stays[-1].last_on
    if lacks_age:
        return Spell(stays, None, BORN_ON, spell.holds, last_on)
    if stays[0].first_on == spell.first_on:
        return Spell(stays, spell.anchor_on, spell.missing, spell.holds, last_on)
    return Spell(stays, stays[0].first_on, None, spell.holds, last_on)
