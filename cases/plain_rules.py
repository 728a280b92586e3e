"""A rule in a few plain words, for the second line of a row: "3 måneder i målgruppen"."""

from cases.services.policies.in_force import current_policy
from rules.dates import Span, Unit
from rules.terms import BeforeEnd, CountWithin, DueAfter, HandSet, SlotInterval, SlotNumber, Yearly
from rules.vocabulary import Anchor

UNITS = {Unit.DAYS: ("dag", "dage"), Unit.WEEKS: ("uge", "uger"), Unit.MONTHS: ("måned", "måneder")}
DAYS_A_WEEK = 7
SINCE = {
    Anchor.FIRST_UNEMPLOYED_ON: "fra 1. ledighedsdag",
    Anchor.FIRST_ABSENCE_ON: "fra 1. fraværsdag",
    Anchor.VISITED_ON: "fra visitationen",
    Anchor.RESIDENCE_PERMIT_ON: "fra opholdstilladelsen",
    Anchor.COURSE_START: "fra forløbets start",
    Anchor.TARGET_GROUP_START: "i målgruppen",
}


def in_words(rule_id: str) -> str:
    """The rule as this installation has it now; empty for a rule that is not in its profile any more."""
    rule = current_policy().rule(rule_id)
    terms = rule.terms if rule else None
    if isinstance(terms, SlotNumber):
        return _slot(terms)
    if isinstance(terms, SlotInterval):
        return f"Hver {span(terms.every)}" if terms.every.number == 1 else f"Mindst én på {span(terms.every)}"
    if isinstance(terms, DueAfter):
        return _due_after(terms)
    if isinstance(terms, CountWithin | Yearly):
        return f"Inden {span(terms.within)}"
    if isinstance(terms, BeforeEnd):
        return f"{span(terms.before)} før ophør"
    return "Aftalt dato" if isinstance(terms, HandSet) else ""


def span(length: Span) -> str:
    """1 måned, 4 uger"""
    one, many = UNITS[length.unit]
    return f"{length.number} {one if length.number == 1 else many}"


def _slot(terms: SlotNumber) -> str:
    whole = terms.every.times(terms.slot)
    if whole.unit is Unit.MONTHS or terms.anchor is not Anchor.FIRST_UNEMPLOYED_ON:
        return f"Inden {span(whole)}"
    weeks = whole.number if whole.unit is Unit.WEEKS else whole.number // DAYS_A_WEEK
    return f"Inden ledighedsuge {weeks}"


def _due_after(terms: DueAfter) -> str:
    return f"{span(terms.within)} {SINCE.get(terms.anchor, '')}".strip() if terms.within.number else "Samme dag"
