"""Which rows a profile holds: the ids of its modules, read from the files without the product."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

POLICIES = Path(__file__).parents[3] / "rules" / "policies"
NAMES = tuple(sorted(path.stem for path in (POLICIES / "profiles").glob("*.toml")))


class Profile(NamedTuple):
    """The rule ids and the gate ids of a municipality, and whether it demands conversations."""

    rules: frozenset[str]
    gates: frozenset[str]
    talks: bool


@cache
def profile(name: str) -> Profile:
    raw = tomllib.loads((POLICIES / "profiles" / f"{name}.toml").read_text(encoding="utf-8"))
    modules = [tomllib.loads((POLICIES / f"{module}.toml").read_text(encoding="utf-8")) for module in raw["modules"]]
    rules, gates = (
        frozenset(row["id"] for module in modules for row in module.get(table, [])) for table in ("rule", "gate")
    )
    return Profile(rules, gates, "conversation" in raw.get("demands", {}))
