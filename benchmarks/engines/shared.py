"""The five shared rules: visitation after 3 and 6 months, sick leave at 5 and 6, a countable offer within 12 months.

A case is one period in one group. An answer is, for each case, the open duties as (rule, due day number), sorted.
"""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from rules.policy import load_profile
from rules.rule import Policy
from rules.terms import DueAfter, Yearly

JOB_READY, ACTIVITY_READY, SICK = "cash_job_ready", "cash_activity_ready", "sick_with_employer"
GROUPS = (JOB_READY, ACTIVITY_READY, SICK)
REFER_JOB_READY, REFER_ACTIVITY_READY, CONSIDER, REFER_SICK, ACTIVITY = IDS = (
    "REB23-47", "REB23-48", "REB23-58", "REB23-59", "REB23-16",
)  # fmt: skip
Answers = list[list[tuple[str, int]]]


class Case(NamedTuple):
    """One citizen: the group and since when, the referral, the considered placement, the last day in an offer."""

    group: str
    start: date
    referred: date | None
    considered: date | None
    offer_ended: date | None


def policy() -> Policy:
    return load_profile("fjordby")


def months() -> dict[str, int]:
    """The number of months of each rule, read from its row, so that all engines hold the same policy."""
    found = {}
    for rule_id in IDS:
        rule = policy().rule(rule_id)
        assert rule is not None
        assert isinstance(rule.terms, DueAfter | Yearly)
        found[rule_id] = rule.terms.within.number
    return found


def cases(count: int) -> list[Case]:
    """Months ends and leap days among them; half of the duties are done."""
    draw = Random(7)
    found = []
    for _ in range(count):
        start = date(2022, 1, 1) + timedelta(days=draw.randrange(1700))
        days = [start + timedelta(days=draw.randint(32, 400)) if draw.random() < 0.5 else None for _ in range(3)]
        found.append(Case(draw.choice(GROUPS), start, *days))
    return found
