"""Rules with versions for tests: the shipped rows of Fjordby with later versions of some of them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from rules.defaults import POLICIES
from rules.policy import Written, profile_path, read_policy, read_written
from rules.rows import Reader
from rules.rule import Policy

Changes = Mapping[str, object]
DAY = date(2027, 3, 1)
"""The day from which a second version holds in most tests."""


@cache
def shipped(profile: str) -> Written:
    return read_written(profile_path(profile), POLICIES, Reader())


def with_versions(*versions: tuple[str, Changes], profile: str = "fjordby") -> Policy:
    """The policy of a profile with later versions, each the row before it with changes; None takes a key away.

    `first` as a key changes the first version instead. Raises PolicyError where they are not in order.
    """
    written = shipped(profile)
    rows = {table: list(placed) for table, placed in written.rows.items()}
    for rule_id, changes in versions:
        table = "gate" if any(raw["id"] == rule_id for _, raw in rows["gate"]) else "rule"
        place, raw = [(place, raw) for place, raw in rows[table] if raw["id"] == rule_id][-1]
        later = {**raw, **changes}
        if changes.get("first"):
            rows[table].remove((place, raw))
        else:
            later["version"] = int(str(raw.get("version", 1))) + 1
        rows[table].append(
            (place, {key: value for key, value in later.items() if value is not None and key != "first"})
        )
    return read_policy(profile, Written(written.header, rows))


def second(phase_in: str, day: date = DAY, **changes: object) -> Changes:
    return {"valid_from": day, "phase_in": phase_in, **changes}
