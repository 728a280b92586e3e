"""How many companies are members on a day, beside the goal of the plan (HED21-60)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.terms import MembershipGoal
from rules.asked import Key, ListOf, Shape, day
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One company is a member on these days, both included."""

    first_on: date
    last_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipQuestion:
    at: date
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """`missing` members up to the goal, which is to be reached by a day."""

    members: int
    baseline: int
    goal: int
    missing: int
    reached_by: date


def members(question: MembershipQuestion, terms: MembershipGoal) -> Members:
    number = sum(_holds(one, question.at) for one in question.memberships)
    return against(number, terms)


def against(number: int, terms: MembershipGoal) -> Members:
    """So many members beside the goal."""
    return Members(
        members=number,
        baseline=terms.baseline,
        goal=terms.goal,
        missing=max(0, terms.goal - number),
        reached_by=terms.reached_by,
    )


def _holds(one: Membership, on: date) -> bool:
    return one.first_on <= on and (one.last_on is None or on <= one.last_on)


def answer(question: MembershipQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(
        tuple(
            Said(rule, _text(found), found)
            for rule, terms in rows_of(MembershipGoal, rules)
            for found in (members(question, terms),)
        )
    )


def _text(found: Members) -> str:
    """50 af 55 medlemmer, målet skal nås senest 31. december 2021"""
    return f"{found.members} af {found.goal} medlemmer, målet skal nås senest {long_date(found.reached_by)}"


def _disagreeing(question: MembershipQuestion) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(question.memberships):
        if one.last_on is not None and one.last_on < one.first_on:
            wrong = f"{one.last_on} ligger før from; tilladt: {one.first_on} eller senere"
            yield f"memberships[{place}].to", wrong


MEMBERSHIP = Shape(Membership, {"from": Key("first_on", day, True), "to": Key("last_on", day)})
KEYS = {"memberships": Key("memberships", ListOf(MEMBERSHIP), True)}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.MEMBERSHIP_GOAL}),
    make=shaped(MembershipQuestion, KEYS, _disagreeing),
    answer=answer,
)
