"""The five rules in this house's engine: facts in, obligations with their trace out."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from benchmarks.engines.shared import IDS, SICK, Answers, Case, policy
from rules.catalogue import evaluate
from rules.facts import ActivityFact, ConsiderationFact, Facts, GroupPeriod, ReferralFact
from rules.kinds import rows
from rules.obligation import Step
from rules.vocabulary import ActivityStatus, ActivityType, ConsideredMatter, ReferredTo, TargetGroup

MONTH = timedelta(days=30)


def answer(cases: Iterable[Case], months: Mapping[str, int]) -> Answers:
    """`months` is in the policy itself."""
    whole = policy()
    five = dataclasses.replace(whole, rules=tuple(rule for rule in whole.rules if rule.id in IDS))
    return [
        sorted(
            (row.rule, row.due_on.toordinal())
            for row in evaluate(_facts(case), five).obligations
            if row.met_on is None and row.due_on is not None
        )
        for case in cases
    ]


def _facts(case: Case) -> Facts:
    group = TargetGroup(case.group)
    absent = case.start if case.group == SICK else None
    ended = case.offer_ended
    return Facts(
        course_start=case.start,
        target_groups=(GroupPeriod(group=group, first_on=case.start, first_absence_on=absent),),
        referrals=(ReferralFact(on=case.referred, to=ReferredTo.JOB_CONSULTANT),) if case.referred else (),
        considerations=(ConsiderationFact(on=case.considered, of=ConsideredMatter.PLACEMENT),)
        if case.considered
        else (),
        activities=(
            ActivityFact(type=ActivityType.AMU, first_on=ended - MONTH, last_on=ended, status=ActivityStatus.ENDED),
        )
        if ended
        else (),
    )


@contextmanager
def untraced() -> Iterator[None]:
    """Within it the rows do not explain themselves: no stops, no end, no sum in the trace."""
    kept = rows._stop_steps, rows._end_steps, rows.plus
    nothing: Step = ("add",)
    rows._stop_steps = rows._end_steps = lambda *_: iter(())
    rows.plus = lambda *_: nothing
    try:
        yield
    finally:
        rows._stop_steps, rows._end_steps, rows.plus = kept
