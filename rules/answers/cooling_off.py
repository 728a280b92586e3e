"""How often a company has been contacted lately, so that not everybody calls the same one (RUD21-15)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.call_list import CONTACT, Contact
from rules.answers.terms import CoolingOff
from rules.asked import Key, ListOf, day
from rules.dates import add
from rules.rule import Policy, Rule
from rules.terms import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class CoolingOffQuestion:
    """The contacts of one company as they stand on the day `at`."""

    at: date
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """`contacts` of the span that count, and the days from the first of them to today, both included."""

    contacts: int
    days: int


def cooling_off(question: CoolingOffQuestion, terms: CoolingOff) -> Lately:
    before = add(question.at, terms.within, -1)
    days = [one.on for one in question.contacts if one.kind in terms.kinds and one.on > before]
    return Lately(contacts=len(days), days=(question.at - min(days)).days + 1 if days else 0)


def answer(question: CoolingOffQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(
        tuple(
            Said(rule, _text(found), found)
            for rule, terms in rows_of(CoolingOff, rules)
            for found in (cooling_off(question, terms),)
        )
    )


def _text(found: Lately) -> str:
    """2 kontakter på 8 dage"""
    if not found.contacts:
        return "Ingen kontakt for nylig"
    contacts = "1 kontakt" if found.contacts == 1 else f"{found.contacts} kontakter"
    return f"{contacts} på {'1 dag' if found.days == 1 else f'{found.days} dage'}"


def _disagreeing(question: CoolingOffQuestion) -> Iterator[tuple[str, str]]:
    for place, contact in enumerate(question.contacts):
        if contact.on > question.at:
            wrong = f"{contact.on} er efter today; tilladt: {question.at} eller tidligere"
            yield f"contacts[{place}].on", wrong


KEYS = {"contacts": Key("contacts", ListOf(CONTACT), True)}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.COOLING_OFF}),
    make=shaped(CoolingOffQuestion, KEYS, _disagreeing),
    answer=answer,
)
