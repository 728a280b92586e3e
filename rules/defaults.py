"""Values that hold until a profile says otherwise, and the catalogue of sources: read once from `policies/`."""

import tomllib
from pathlib import Path
from typing import NamedTuple

POLICIES = Path(__file__).parent / "policies"
SCENARIOS = Path(__file__).parents[1] / "tests" / "rules"
"""The scenario files: proofs in the tests and worked examples on the rule page, one and the same."""


class Defaults(NamedTuple):
    due_soon_days: int
    closing_days: frozenset[tuple[int, int]]


def month_days(texts: list[str]) -> frozenset[tuple[int, int]]:
    """("12-24", ...) as (month, day) pairs."""
    return frozenset((int(month), int(day)) for month, day in (text.split("-") for text in texts))


def _read() -> Defaults:
    row = tomllib.loads((POLICIES / "defaults.toml").read_text(encoding="utf-8"))
    return Defaults(due_soon_days=int(row["due_soon_days"]), closing_days=month_days(row["closing_days"]))


def _catalogue() -> frozenset[str]:
    rows = tomllib.loads((POLICIES / "sources.toml").read_text(encoding="utf-8"))["source"]
    return frozenset(
        f"{row['prefix']}-{number:02}"
        for row in rows
        for number in range(1, row["last"] + 1)
        if number != row.get("skipped")
    )


DEFAULTS = _read()
CATALOGUE = _catalogue()
"""The ids of all rules that the sources have, whether a profile computes them or not."""
