"""Steps of a citizen: the employment ladder (HED21-24), and the order tried for the sick (HED21-28)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, shaped
from rules.answers.terms import Clarification, NamedSteps
from rules.asked import Key, ListOf, Shape, day, one_of
from rules.rows import Refused
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A step of the order that is not possible."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsQuestion:
    """A citizen of a target group on the day `at`, and the steps that have been found not possible."""

    at: date
    group: TargetGroup
    not_possible: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps in order; `open_to` are the numbers of those that may be chosen."""

    steps: tuple[str, ...]
    open_to: tuple[int, ...]


def steps_of(terms: NamedSteps) -> tuple[str, ...]:
    """The steps in order, the first is number 1."""
    found = (terms.first, terms.second, terms.third, terms.fourth, terms.fifth, terms.sixth, terms.seventh)
    return tuple(step for step in found if step is not None)


def about(kind: type[NamedSteps], group: str, rules: Iterable[Rule]) -> Rule | None:
    """The rule with steps of this kind for a target group."""
    return next((rule for rule in rules if isinstance(rule.terms, kind) and group in rule.groups), None)


def about_anybody(kind: type[NamedSteps], rules: Iterable[Rule]) -> Rule | None:
    """The rule with steps of this kind, for whatever target group."""
    return next((rule for rule in rules if isinstance(rule.terms, kind)), None)


def missing_before(step: int, not_possible: Collection[int]) -> list[int]:
    """The earlier steps that must be found not possible before this one is chosen."""
    return [number for number in range(1, step) if number not in not_possible]


def answer(question: StepsQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    """A rule says nothing of citizens in other groups. On the ladder every step may be the citizen's."""
    marked = {mark.step for mark in question.not_possible}
    said = []
    for rule in rules:
        terms = rule.terms
        if question.group in rule.groups and isinstance(terms, NamedSteps):
            steps = steps_of(terms)
            tied = isinstance(terms, Clarification)
            open_to = tuple(n for n in range(1, len(steps) + 1) if not tied or not missing_before(n, marked))
            said.append(Said(rule, " · ".join(steps), Steps(steps=steps, open_to=open_to)))
    return Reply(tuple(said))


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Refused(f"{value} er ikke et trin; tilladt: 1, 2, 3 …")
    return value


KEYS = {
    "group": Key("group", one_of(TargetGroup), True),
    "not_possible": Key("not_possible", ListOf(Shape(Mark, {"step": Key("step", _number, True)}))),
}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.LADDER, Kind.CLARIFICATION}),
    make=shaped(StepsQuestion, KEYS),
    answer=answer,
)
