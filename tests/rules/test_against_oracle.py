"""The engine against an oracle that shares nothing with it: random histories, every rule, three days each.

2,000 histories in the ordinary run; the drill takes other ones, DRILL_HISTORIES of them (100,000).
"""

import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

import pytest

from rules.asked import Asked
from rules.catalogue import evaluate
from rules.explain import explain
from rules.obligation import Outcome
from rules.policy import load_profile
from rules.questions import questions
from rules.standing import is_closed, standing
from rules.vocabulary import Status
from tests.rules.histories import history
from tests.rules.oracle import Oracle

HISTORIES, PARTS = 2000, 20
DRILL_HISTORIES, DRILL_PARTS, DRILL_FROM = int(os.environ.get("DRILL_HISTORIES", "100000")), 100, 1_000_000
POLICY = load_profile("fjordby")
seen_standings: Counter[tuple[str, str]] = Counter()


def asked(case: dict[str, Any]) -> Asked:
    (one,), _ = questions(json.dumps(case))
    return one


def days_of(*days: date | None) -> tuple[int | None, ...]:
    return tuple(None if day is None else day.toordinal() for day in days)


def rows_on(outcome: Outcome, today: date) -> list[tuple[Any, ...]]:
    """The obligations as read on a day, in the oracle's plain shape."""
    found = []
    for row in outcome.obligations:
        now = standing(row, today)
        seen_standings[row.rule, now.status] += 1
        happened = row.met_on is not None and row.met_on <= today
        met = (row.met_on, row.met_until) if happened else (None, None)
        closed = row.closed_on if is_closed(row, today) else None
        group = None if row.group is None else str(row.group)
        dates = days_of(row.opens_on, now.due_on, now.provisional_due, *met, closed)
        found.append((row.rule, row.ordinal, group, *dates, str(now.status), now.days))
    return sorted(found, key=repr)


def lists_on(outcome: Outcome, day: int) -> list[tuple[str, int]]:
    """The lists of a day; the one of empty intervals counts once."""
    found = []
    for item in outcome.listings:
        (since, until) = days_of(item.since, item.until)
        first = item.rule != "BRO18-05" or item.rule not in [rule for rule, _ in found]
        if since is not None and since <= day and (until is None or day <= until) and first:
            found.append((item.rule, since))
    return sorted(found)


def gaps_on(outcome: Outcome, today: date) -> list[tuple[str, str]]:
    gaps = (gap for gap in outcome.gaps if gap.since <= today and (gap.until is None or today <= gap.until))
    return sorted({(gap.rule, gap.fact) for gap in gaps})


def agrees(seed: int) -> bool:
    """Compares one history; a difference fails here, with the history in the message."""
    compare(seed)
    return True


def compare(seed: int) -> None:
    case, days = history(seed)
    outcome, oracle = evaluate(asked(case).facts, POLICY), Oracle(case)
    for today in days:
        rows, lists, gaps = oracle.on(today.toordinal())
        found = rows_on(outcome, today)
        assert found == rows, (seed, today, set(found) ^ set(rows), case)
        assert lists_on(outcome, today.toordinal()) == lists, (seed, today, case)
        assert gaps_on(outcome, today) == gaps, (seed, today, case)


@pytest.mark.parametrize("part", range(PARTS))
def test_engine_agrees_with_the_oracle(part: int) -> None:
    assert [seed for seed in range(part, HISTORIES, PARTS) if not agrees(seed)] == []


@pytest.mark.drill
@pytest.mark.parametrize("part", range(DRILL_PARTS))
def test_engine_agrees_with_the_oracle_in_the_drill(part: int) -> None:
    seeds = range(DRILL_FROM + part, DRILL_FROM + DRILL_HISTORIES, DRILL_PARTS)
    assert [seed for seed in seeds if not agrees(seed)] == []


def test_the_histories_reach_every_rule_and_every_status() -> None:
    """The comparison is worth something only if the random citizens come everywhere."""
    for seed in range(400):
        compare(seed)
    duties = {rule.id for rule in POLICY.rules if rule.family is not None}
    assert {rule for rule, _ in seen_standings} == duties
    assert {status for _, status in seen_standings} == set(Status)


def test_the_order_of_facts_does_not_matter() -> None:
    for seed in range(300):
        case, _ = history(seed)
        before = evaluate(asked(case).facts, POLICY)
        random = Random(seed)
        for value in case.values():
            if isinstance(value, list):
                random.shuffle(value)
        assert evaluate(asked(case).facts, POLICY) == before, seed


def test_no_two_rows_of_a_case_share_their_key() -> None:
    """Rule, ordinal and anchor name a row, so that it can be stored and found again."""
    for seed in range(500):
        rows = evaluate(asked(history(seed)[0]).facts, POLICY).obligations
        keys = [(row.rule, row.ordinal, row.anchor_on) for row in rows]
        assert len(keys) == len(set(keys)), seed


def test_the_answer_is_the_same_each_time() -> None:
    for seed in range(100):
        facts = asked(history(seed)[0]).facts
        assert evaluate(facts, POLICY) == evaluate(facts, POLICY)


def test_a_stored_row_is_read_like_explain_on_three_days() -> None:
    for seed in range(100):
        case, days = history(seed)
        one = asked(case)
        stored = evaluate(one.facts, POLICY)
        for today in days:
            answer: Any = explain(Asked(id=None, policy=POLICY, today=today, rules=None, facts=one.facts))
            assert sorted(_explained(answer["deadlines"]), key=repr) == rows_on(stored, today)


def _explained(deadlines: Iterable[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
    keys = ("opens_on", "due_on", "provisional_due", "met_on", "met_until", "closed_on")
    for entry in deadlines:
        dates = days_of(*(None if entry[key] is None else date.fromisoformat(entry[key]) for key in keys))
        group = None if entry["group"] is None else str(entry["group"])
        yield entry["rule"], entry["ordinal"], group, *dates, str(entry["status"]), entry["days"]
