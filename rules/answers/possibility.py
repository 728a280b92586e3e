"""Which offers may be considered for a citizen (HED21-55, RUD21-52)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.terms import WorthConsidering
from rules.asked import Key, day, one_of
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import ActivityType, TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibilityQuestion:
    """A citizen of a target group on the day `at`."""

    at: date
    group: TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    activities: tuple[ActivityType, ...]


def possible(group: TargetGroup, rules: Iterable[Rule]) -> list[tuple[Rule, WorthConsidering]]:
    """The rules that name offers for a group."""
    return [(rule, terms) for rule, terms in rows_of(WorthConsidering, rules) if group in rule.groups]


def named(terms: WorthConsidering) -> tuple[ActivityType, ...]:
    """The offers in the order of the vocabulary."""
    return tuple(kind for kind in ActivityType if kind in terms.activities)


def answer(question: PossibilityQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    """A rule says nothing of citizens in other groups."""
    found = possible(question.group, rules)
    return Reply(
        tuple(Said(rule, f"Kan overvejes, {terms.text}", Possible(activities=named(terms))) for rule, terms in found)
    )


KEYS = {"group": Key("group", one_of(TargetGroup), True)}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.WORTH_CONSIDERING}),
    make=shaped(PossibilityQuestion, KEYS),
    answer=answer,
)
