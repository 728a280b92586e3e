"""The answer depends on the facts alone: not on their order, on how often it is asked, or on the day of reading."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from rules.asked import Asked
from rules.catalogue import evaluate
from rules.explain import explain
from rules.obligation import Outcome
from rules.policy import load_profile, profile_names
from rules.rule import Policy
from tests.rules.histories import REASONS, history, text
from tests.rules.test_against_oracle import asked, days_of, rows_on

PROFILES = profile_names()


@pytest.fixture(params=PROFILES)
def policy(request: pytest.FixtureRequest) -> Policy:
    return load_profile(request.param)


def answer(case: dict[str, Any], policy: Policy) -> Outcome:
    return evaluate(asked(case).facts, policy)


def test_the_order_of_facts_does_not_matter(policy: Policy) -> None:
    for seed in range(150):
        case, _ = history(seed)
        before = answer(case, policy)
        random = Random(seed)
        for value in case.values():
            if isinstance(value, list):
                random.shuffle(value)
        assert answer(case, policy) == before, seed


def test_no_two_rows_of_a_case_share_their_key(policy: Policy) -> None:
    """Rule, ordinal and anchor name a row, so that it can be stored and found again."""
    for seed in range(400):
        rows = answer(history(seed)[0], policy).obligations
        keys = [(row.rule, row.ordinal, row.anchor_on) for row in rows]
        assert len(keys) == len(set(keys)), seed


def test_the_answer_is_the_same_each_time(policy: Policy) -> None:
    for seed in range(60):
        facts = asked(history(seed)[0]).facts
        assert evaluate(facts, policy) == evaluate(facts, policy)


def test_a_pause_never_makes_a_date_earlier(policy: Policy) -> None:
    """One more pause: a duty of the same rule and anchor is due on the same day or later, or not any more known."""
    moved = 0
    for seed in range(400):
        case, _ = history(seed)
        before = {(r.rule, r.ordinal, r.anchor_on): r.due_on for r in answer(case, policy).obligations}
        for row in answer(_paused(case, seed), policy).obligations:
            was = before.get((row.rule, row.ordinal, row.anchor_on))
            if was is not None and row.due_on != was:
                moved += 1
                assert row.due_on is None or row.due_on > was, (seed, row.rule)
    assert moved > 20 or not any(rule.stops for rule in policy.rules)


def _paused(case: dict[str, Any], seed: int) -> dict[str, Any]:
    random = Random(seed)
    begin = date.fromisoformat(case["today"]) - timedelta(days=random.randint(0, 500))
    pause = {"from": text(begin), "reason": random.choice(REASONS)}
    if random.random() < 0.8:
        pause["to"] = text(begin + timedelta(days=random.randint(0, 60)))
    return case | {"pauses": [*case["pauses"], pause]}


def test_a_stored_row_is_read_like_explain_on_three_days(policy: Policy) -> None:
    for seed in range(60):
        case, days = history(seed)
        facts = asked(case).facts
        stored = evaluate(facts, policy)
        for today in days:
            said: Any = explain(Asked(id=None, policy=policy, today=today, rules=None, facts=facts))
            assert sorted(_explained(said["deadlines"]), key=repr) == rows_on(stored.obligations, today)


def _explained(deadlines: Iterable[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
    keys = ("opens_on", "due_on", "provisional_due", "met_on", "met_until", "closed_on")
    for entry in deadlines:
        dates = days_of(*(None if entry[key] is None else date.fromisoformat(entry[key]) for key in keys))
        group = None if entry["group"] is None else str(entry["group"])
        yield entry["rule"], entry["ordinal"], group, *dates, str(entry["status"]), entry["days"]
