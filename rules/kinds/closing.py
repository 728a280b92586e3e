"""What limits a duty beside its own dates: a pause that ends it, and the age of the citizen."""

from datetime import date

from rules.courses import Spell
from rules.dates import DAY, Span, Unit, add
from rules.history import History, Reasons
from rules.terms import Aged

YEAR = 12


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


def needs_age(aged: Aged | None, spell: Spell, history: History) -> bool:
    """Whether the age decides and is not known."""
    return aged is not None and spell.group in aged.groups and history.facts.citizen.born_on is None


def covered_by_age(aged: Aged | None, spell: Spell, history: History, day: date) -> bool:
    born_on = history.facts.citizen.born_on
    if aged is None or spell.group not in aged.groups or born_on is None:
        return True
    young = aged.under is None or day < birthday(born_on, aged.under)
    return young and (aged.since is None or day >= birthday(born_on, aged.since))


def outgrown_on(aged: Aged | None, spell: Spell, history: History) -> date | None:
    """The day on which the citizen is too old for the rule; None where no age limits it."""
    born_on = history.facts.citizen.born_on
    if aged is None or aged.under is None or spell.group not in aged.groups or born_on is None:
        return None
    return birthday(born_on, aged.under)
