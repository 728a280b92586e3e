"""Which offers stand first where an offer is chosen for a citizen (HED21-16, RUD21-09)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.terms import ListedFirst
from rules.asked import Key, day, one_of
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.value_words import in_words
from rules.vocabulary import ActivityType, TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class PickerQuestion:
    """A citizen of a target group on the day `at`."""

    at: date
    group: TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The offers that stand first, in the order of the vocabulary."""

    activities: tuple[ActivityType, ...]


class Listed(NamedTuple):
    """A rule beside the offers it puts first for the citizen."""

    rule: Rule
    activities: frozenset[ActivityType]


def listed(group: TargetGroup, rules: Iterable[Rule]) -> tuple[Listed, ...]:
    """What the rules put first for a group, in their order."""
    return tuple(
        Listed(rule, terms.far_activities if terms.far_activities and group in (terms.far or ()) else terms.activities)
        for rule, terms in rows_of(ListedFirst, rules)
        if group in rule.groups
    )


def place(type: ActivityType, found: Iterable[Listed]) -> tuple[bool, ...]:
    """Where an offer stands: what the first of the rules puts first comes before everything else, and so on."""
    return tuple(type not in one.activities for one in found)


def answer(question: PickerQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    """A rule says nothing of citizens in other groups."""
    return Reply(
        tuple(
            Said(rule, f"Først: {in_words(first)}", First(activities=tuple(t for t in ActivityType if t in first)))
            for rule, first in listed(question.group, rules)
        )
    )


KEYS = {"group": Key("group", one_of(TargetGroup), True)}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.LISTED_FIRST}),
    make=shaped(PickerQuestion, KEYS),
    answer=answer,
)
