"""In which ways a municipality works with companies and their jobs (REBGEN-48, HED21-53, RUD21-13 …)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.labels import PRACTICES
from rules.answers.terms import CompanyPractice, Practice
from rules.asked import Key, day
from rules.rule import Policy, Rule
from rules.terms import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeQuestion:
    at: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    way: Practice


def practices(rules: Iterable[Rule]) -> dict[Practice, Rule]:
    """The ways that these rules decide on, each with its rule."""
    return {terms.way: rule for rule, terms in rows_of(CompanyPractice, rules)}


def answer(question: PracticeQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(tuple(Said(rule, _text(way), Way(way=way)) for way, rule in practices(rules).items()))


def _text(way: Practice) -> str:
    words = PRACTICES[way]
    return words[0].upper() + words[1:]


KEYS: dict[str, Key] = {}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.COMPANY_PRACTICE}),
    make=shaped(PracticeQuestion, KEYS),
    answer=answer,
)
