"""What the page of all offers of a target group says of each (REB23-62)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.labels import SHEET_COLUMNS
from rules.answers.leading_terms import OfferSheet, SheetColumn
from rules.asked import Key, day
from rules.rule import Policy, Rule
from rules.terms import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetQuestion:
    at: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    shows: tuple[SheetColumn, ...]


def sheet(rules: Iterable[Rule]) -> tuple[Rule, Sheet] | None:
    """The rule of the page, where the municipality has one, and what it shows in order."""
    return next(((rule, _ordered(terms)) for rule, terms in rows_of(OfferSheet, rules)), None)


def _ordered(terms: OfferSheet) -> Sheet:
    return Sheet(shows=tuple(column for column in SheetColumn if column in terms.shows))


def answer(question: SheetQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    found = ((rule, _ordered(terms)) for rule, terms in rows_of(OfferSheet, rules))
    return Reply(tuple(Said(rule, _text(one), one) for rule, one in found))


def _text(found: Sheet) -> str:
    """Pris, timer og leverandør"""
    *first, last = [SHEET_COLUMNS[column] for column in found.shows]
    said = f"{', '.join(first)} og {last}" if first else last
    return said.capitalize()


KEYS: dict[str, Key] = {}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.OFFER_SHEET}),
    make=shaped(SheetQuestion, KEYS),
    answer=answer,
)
