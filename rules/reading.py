"""Versions of rows: the rows of one id in order, and those that follow from a set of offers that has versions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from rules.gates.gate import Gate
from rules.rows import Raw, Reader
from rules.rule import Rule
from rules.terms import ActivitySet
from rules.timeline import faults

Row = TypeVar("Row", Rule, Gate)
Key = tuple[str, int]
FIRST = 1
Rows = dict[Key, dict[str, object]]
"""Raw rows by id and version."""


@dataclass(slots=True)
class Sets:
    """The named sets of offers with their versions. A rule that uses a set gets a version whenever the set does."""

    versions: list[Rule] = field(default_factory=list)

    def use(self, reader: Reader, day: date | None) -> None:
        """Let rows name the sets as they are on a day; without a day, as they began."""
        for rule in reversed(self.versions):
            if isinstance(rule.terms, ActivitySet):
                reader.activity_sets[rule.terms.name] = rule.terms.activities
        for rule in self.versions:
            begun = rule.valid_from is not None and day is not None and rule.valid_from <= day
            if begun and isinstance(rule.terms, ActivitySet):
                reader.activity_sets[rule.terms.name] = rule.terms.activities

    def changes(self, after: date | None, before: date | None) -> Iterator[Rule]:
        """The versions of sets that begin between two days, both exclusive."""
        for rule in sorted(self.versions, key=lambda rule: rule.valid_from or date.min):
            day = rule.valid_from
            if day is not None and (after is None or day > after) and (before is None or day < before):
                yield rule


def read_versions(
    rows: Mapping[Key, Raw], read: Callable[[str, Raw], Row | None], sets: Sets, reader: Reader
) -> list[Row]:
    """Every version of every row, in order of id and version; what is not in order is noted."""
    by_id: dict[str, list[Raw]] = {}
    for rule_id, version in sorted(rows):
        by_id.setdefault(rule_id, []).append(rows[rule_id, version])
    found: list[Row] = []
    for rule_id, raws in by_id.items():
        own = list(_with_sets(rule_id, raws, read, sets, reader))
        for key, text in faults(own):
            reader.fault(f"{rule_id}.{key}", text)
        found += own
    return found


def _with_sets(
    rule_id: str, raws: Sequence[Raw], read: Callable[[str, Raw], Row | None], sets: Sets, reader: Reader
) -> Iterator[Row]:
    """The versions of one id, and between them one for each change of a set that they use."""
    starts: list[date | None] = [_start(raw) for raw in raws]
    for raw, start, end in zip(raws, starts, [*starts[1:], None], strict=True):
        sets.use(reader, start)
        row = read(rule_id, raw)
        if row is None:
            continue
        yield row
        for change in sets.changes(start, end):
            sets.use(reader, change.valid_from)
            later = read(rule_id, {**raw, "valid_from": change.valid_from, "phase_in": change.phase_in})
            if later is not None and later.terms != row.terms:
                yield later
                row = later


def _start(raw: Raw) -> date | None:
    day = raw.get("valid_from")
    return day if isinstance(day, date) else None


def keyed(tables: Iterable[tuple[str, Raw]], reader: Reader) -> Rows:
    """Raw rows by id and version, each with the place it stands. A row that stands twice is noted."""
    found: Rows = {}
    for place, raw in tables:
        rule_id, version = str(raw.get("id", place)), raw.get("version", FIRST)
        key = rule_id, version if isinstance(version, int) else FIRST
        if key in found:
            reader.fault(f"{place.partition('[')[0]}.{rule_id}", "id findes to gange")
        found[key] = dict(raw)
    return found
