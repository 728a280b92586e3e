"""Who among the young lacks an education plan (HED21-42, A-42)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.terms import PlanUnderAge
from rules.asked import Key, day
from rules.dates import age_on
from rules.rule import Policy, Rule
from rules.terms import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanQuestion:
    """One citizen on the day `at`: the course, its last day where it has ended, and the day of the plan."""

    at: date
    born_on: date
    course_start: date
    course_end: date | None = None
    plan_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Whether the citizen stands on the list of those without a plan."""

    listed: bool
    age: int


def plan(question: PlanQuestion, terms: PlanUnderAge) -> Plan:
    age = age_on(question.born_on, question.at)
    return Plan(listed=age < terms.under_age and _is_open(question) and not _has_plan(question), age=age)


def _is_open(question: PlanQuestion) -> bool:
    ended = question.course_end is not None and question.course_end < question.at
    return question.course_start <= question.at and not ended


def _has_plan(question: PlanQuestion) -> bool:
    return question.plan_on is not None and question.plan_on <= question.at


def answer(question: PlanQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(
        tuple(
            Said(rule, _text(found, question, terms), found)
            for rule, terms in rows_of(PlanUnderAge, rules)
            for found in (plan(question, terms),)
        )
    )


def _text(found: Plan, question: PlanQuestion, terms: PlanUnderAge) -> str:
    if found.listed:
        return f"{found.age} år og uden uddannelsesplan: på listen"
    if found.age >= terms.under_age:
        return f"{found.age} år: ikke under {terms.under_age}, ikke på listen"
    return "Har uddannelsesplan, ikke på listen" if _has_plan(question) else "Intet åbent forløb, ikke på listen"


def _disagreeing(question: PlanQuestion) -> Iterator[tuple[str, str]]:
    if question.born_on > question.at:
        yield "born_on", f"{question.born_on} er efter today; tilladt: {question.at} eller tidligere"
    if question.course_end is not None and question.course_end < question.course_start:
        wrong = f"{question.course_end} ligger før course_start"
        yield "course_end", f"{wrong}; tilladt: {question.course_start} eller senere"


KEYS = {
    "born_on": Key("born_on", day, True),
    "course_start": Key("course_start", day, True),
    "course_end": Key("course_end", day),
    "plan_on": Key("plan_on", day),
}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.PLAN_UNDER_AGE}),
    make=shaped(PlanQuestion, KEYS, _disagreeing),
    answer=answer,
)
