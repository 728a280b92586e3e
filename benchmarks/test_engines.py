"""The five shared rules beside openfisca-core, zen-engine and business-rules: equal answers, then the speed (T3)."""

import os
from collections.abc import Callable

import pytest

from benchmarks.clock import processor
from benchmarks.engines import business, openfisca, ours, shared, zen_engine
from benchmarks.tables import table

COUNT = int(os.environ.get("ENGINE_CASES", "20000"))
ROUNDS = 3
pytestmark = pytest.mark.bench


def test_the_five_shared_rules() -> None:
    cases, months = shared.cases(COUNT), shared.months()
    mine = ours.answer(cases, months)
    assert len({rule for owed in mine for rule, _ in owed}) == len(shared.IDS)
    for other in (business, zen_engine, openfisca):
        assert other.answer(cases, months) == mine, other.__name__
    inputs = openfisca.columns(cases)
    steps: dict[str, Callable[[], object]] = {
        "ours, rows explain themselves": lambda: ours.answer(cases, months),
        "ours, without the trace": lambda: _untraced(cases, months),
        "business-rules 1.1": lambda: business.answer(cases, months),
        "zen-engine 2.1, called from Python": lambda: zen_engine.answer(cases, months),
        "openfisca-core 46, rows read": lambda: openfisca.compute(openfisca.columns(cases), months),
        "openfisca-core 46, columns in memory": lambda: openfisca.compute(inputs, months),
    }
    took: dict[str, list[float]] = {title: [] for title in steps}
    for _ in range(ROUNDS):
        for title, step in steps.items():
            took[title].append(processor(step))
    own = min(took["ours, rows explain themselves"])
    table(
        f"Five shared rules, {COUNT:,} cases, processor time, the quickest of {ROUNDS} interleaved rounds",
        ("engine", "seconds", "cases/s", "times as long as ours"),
        [(title, f"{min(s):.2f}", f"{COUNT / min(s):,.0f}", f"{min(s) / own:.2f}") for title, s in took.items()],
    )


def _untraced(cases: list[shared.Case], months: dict[str, int]) -> object:
    with ours.untraced():
        return ours.answer(cases, months)
