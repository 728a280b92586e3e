"""The verdict on random offers against the naive one: every gate of every profile, colour, price a week, last day."""

import json
import os
from collections import Counter
from random import Random
from typing import Any

import pytest

from rules.decide import decide
from rules.offer_asked import offer_questions
from rules.policy import load_profile, profile_names
from tests.rules.offer_histories import offer_question
from tests.rules.oracle.gates import CHECKS
from tests.rules.oracle.verdicts import Verdict, verdict

OFFERS, PARTS = 2000, 10
DRILL_OFFERS, DRILL_PARTS, DRILL_FROM = int(os.environ.get("DRILL_HISTORIES", "100000")), 50, 1_000_000
PROFILES = profile_names()
seen: Counter[tuple[str, str]] = Counter()
"""What the offers have reached: rule and result."""


def engine(raw: dict[str, Any]) -> Verdict:
    """The engine's verdict in the oracle's plain shape."""
    (asked,), _ = offer_questions(json.dumps(raw))
    found = decide(asked.question, asked.policy)
    checks = {check.rule: str(check.result) for check in found.checks}
    assert len(checks) == len(found.checks)
    seen.update(checks.items())
    return Verdict(
        colour=None if found.colour is None else str(found.colour),
        uncategorised=found.uncategorised,
        verdict=str(found.decision),
        latest_to=None if found.latest_to is None else found.latest_to.toordinal(),
        decision_due=None if found.decision_due is None else found.decision_due.toordinal(),
        late_days=found.late_days,
        checks=dict(sorted(checks.items())),
    )


def questions(seed: int) -> list[dict[str, Any]]:
    """One offer under every profile; every fourth asks only for some rules."""
    raw = offer_question(seed)
    if seed % 4 == 0:
        raw["rules"] = sorted(Random(seed).sample(sorted(CHECKS), 6))
    return [raw | {"profile": name} for name in PROFILES]


def agrees(seed: int) -> bool:
    for raw in questions(seed):
        mine, naive = engine(raw), verdict(raw, CHECKS)
        assert mine == naive, (seed, raw)
    return True


@pytest.mark.parametrize("part", range(PARTS))
def test_the_verdict_agrees_with_the_oracle(part: int) -> None:
    assert [seed for seed in range(part, OFFERS, PARTS) if not agrees(seed)] == []


@pytest.mark.drill
@pytest.mark.parametrize("part", range(DRILL_PARTS))
def test_the_verdict_agrees_with_the_oracle_in_the_drill(part: int) -> None:
    seeds = range(DRILL_FROM + part, DRILL_FROM + DRILL_OFFERS, DRILL_PARTS)
    assert [seed for seed in seeds if not agrees(seed)] == []


def test_the_offers_reach_every_gate_and_every_result() -> None:
    for seed in range(600):
        agrees(seed)
    gates = {gate.id for name in PROFILES for gate in load_profile(name).gates}
    assert {rule for rule, _ in seen} == gates == set(CHECKS)
    assert {result for _, result in seen} == {"ok", "warning", "needs", "blocks"}


def test_the_order_of_what_is_recorded_does_not_matter() -> None:
    for seed in range(300):
        for raw in questions(seed):
            before = engine(raw)
            random = Random(seed)
            for value in raw.values():
                if isinstance(value, list):
                    random.shuffle(value)
            assert engine(raw) == before, seed
