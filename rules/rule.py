"""A rule row and a policy as the rules use them. `rules.policy` reads them from the files."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from rules.digests import fingerprint
from rules.gates.gate import Gate
from rules.terms import REMARKING, Kind, Terms
from rules.vocabulary import (
    ActivityType,
    Family,
    PauseReason,
    PhaseIn,
    RuleStatus,
    Severity,
    TargetGroup,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Insured:
    """Stops that hold only while insured (A-30): the same dagpenge period goes on after them."""

    groups: frozenset[TargetGroup]
    stops: frozenset[PauseReason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every rule row says, whatever its kind.

    A later version of a rule begins on `valid_from`, and `phase_in` says whom it binds. After `valid_to` no duty of it
    begins. For the groups in `none_for` it says in so many words that the rule demands nothing of them any more.
    """

    id: str
    kind: Kind
    category: str
    title: str
    severity: Severity
    cite: str
    seed: str
    status: RuleStatus
    checked_on: date
    family: Family | None = None
    groups: frozenset[TargetGroup] = frozenset()
    stops: frozenset[PauseReason] = frozenset()
    also_stops: Insured | None = None
    statute_until: date | None = None
    list_text: str | None = None
    counts: str | None = None
    counts_not: str | None = None
    quote: str | None = None
    version: int = 1
    valid_from: date | None = None
    valid_to: date | None = None
    phase_in: PhaseIn | None = None
    none_for: frozenset[TargetGroup] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Head):
    """One rule row: its head, the terms of its kind and the digest of both."""

    terms: Terms
    digest: str

    @property
    def dated(self) -> bool:
        """Whether the row does not answer for every day."""
        return self.valid_from is not None or self.valid_to is not None

    def stops_for(self, group: TargetGroup) -> frozenset[PauseReason]:
        """The pause reasons that stop this rule's clock for a target group (A-30)."""
        also = self.also_stops
        return self.stops | also.stops if also is not None and group in also.groups else self.stops

    def severity_on(self, day: date) -> Severity:
        """A rule that was statute until a day is municipal policy after it."""
        until = self.statute_until
        return Severity.POLICY if until is not None and day > until else self.severity


Row = TypeVar("Row", Rule, Gate)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules in force in one municipality.

    `rules` and `gates` hold every version, in order of id and version; `current` the newest row of each rule.
    `timelines` are the versions of the rules of which one alone does not answer for every day; `listed` the rules of
    which some version has a list, `remarking` those that make notes.
    """

    name: str
    title: str
    rules: tuple[Rule, ...]
    demands: Mapping[TargetGroup, frozenset[Family]]
    due_soon_days: int
    closing_days: frozenset[tuple[int, int]]
    activity_sets: Mapping[str, frozenset[ActivityType]]
    fingerprint: str
    gates: tuple[Gate, ...] = ()
    current: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    timelines: Mapping[str, tuple[Rule, ...]] = field(init=False, repr=False, compare=False)
    listed: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    remarking: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    _by_id: Mapping[str, tuple[Rule, ...]] = field(init=False, repr=False, compare=False)
    _by_groups: dict[frozenset[TargetGroup], tuple[Rule, ...]] = field(init=False, repr=False, compare=False)
    _bounds: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _on: "dict[tuple[int, bool], Policy]" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        versions = grouped(self.rules, lambda rule: rule.id)
        rows: tuple[Rule | Gate, ...] = (*self.rules, *self.gates)
        begins = {row.valid_from for row in rows if row.valid_from is not None}
        ended = {gate.valid_to + timedelta(days=1) for gate in self.gates if gate.valid_to is not None}
        for name, value in {
            "_by_id": versions,
            "_by_groups": {},
            "_bounds": tuple(sorted(begins | ended)),
            "_on": {},
            "current": tuple(found[-1] for found in versions.values()),
            "listed": tuple(found[-1] for found in versions.values() if any(row.list_text for row in found)),
            "remarking": tuple(found[-1] for found in versions.values() if found[-1].kind in REMARKING),
            "timelines": {rule_id: found for rule_id, found in versions.items() if len(found) > 1 or found[0].dated},
        }.items():
            object.__setattr__(self, name, value)

    def rule(self, rule_id: str) -> Rule | None:
        """The newest version of a rule."""
        found = self._by_id.get(rule_id)
        return found[-1] if found else None

    def stating(self, rule_id: str, digest: str) -> Rule | None:
        """The row with this digest, which a stored answer came from; without it the newest version."""
        found = self._by_id.get(rule_id, ())
        return next((rule for rule in found if rule.digest == digest), self.rule(rule_id))

    def versions(self, rule_id: str) -> tuple[Rule, ...] | tuple[Gate, ...]:
        """Every version of a rule or a gate, the oldest first."""
        return self._by_id.get(rule_id) or tuple(gate for gate in self.gates if gate.id == rule_id)

    def versions_of(self, rule_id: str, table: str) -> "tuple[Rule, ...] | tuple[Gate, ...]":
        """As `versions`, where an id stands both as a rule and as a gate: `table` is "rule" or "gate"."""
        if table == "rule":
            return self._by_id.get(rule_id, ())
        return tuple(gate for gate in self.gates if gate.id == rule_id)

    def rules_for(self, groups: frozenset[TargetGroup]) -> tuple[Rule, ...]:
        """The newest row of each rule of which some version covers any of these groups; computed once for each set."""
        found = self._by_groups.get(groups)
        if found is None:
            covering = {rule.id for rule in self.rules if rule.groups & groups}
            found = self._by_groups[groups] = tuple(rule for rule in self.current if rule.id in covering)
        return found

    def on(self, day: date) -> "Policy":
        """The policy as it was known on a day: without the versions that begin after it."""
        return self._as_of(day, deciding=False)

    def deciding_on(self, day: date) -> "Policy":
        """The policy as a decision of this day meets it: of each gate the one version in force on the day."""
        return self._as_of(day, deciding=True)

    def _as_of(self, day: date, *, deciding: bool) -> "Policy":
        if not self._bounds:
            return self
        part = bisect_right(self._bounds, day), deciding
        found = self._on.get(part)
        if found is None:
            rules, gates = begun(self.rules, day), begun(self.gates, day)
            if deciding:
                newest = [versions[-1] for versions in grouped(gates, lambda gate: gate.id).values()]
                gates = tuple(gate for gate in newest if gate.valid_to is None or day <= gate.valid_to)
            digests = [*(rule.digest for rule in rules), *(gate.digest for gate in gates)]
            told = fingerprint(self.name, digests, self.demands)
            found = self._on[part] = replace(self, rules=rules, gates=gates, fingerprint=told)
        return found

    def demanded(self, group: TargetGroup) -> frozenset[Family]:
        """The families of duty demanded of a group (A-66)."""
        return self.demands.get(group, frozenset())

    @property
    def countable(self) -> frozenset[ActivityType]:
        """Offers that count as timely effort (REB23-04)."""
        return self.activity_sets.get("countable", frozenset())

    @property
    def business_oriented(self) -> frozenset[ActivityType]:
        """Offers that are business-oriented in this municipality (A-63)."""
        return self.activity_sets.get("business_oriented", frozenset())


def begun(rows: tuple[Row, ...], day: date) -> tuple[Row, ...]:
    """The versions that have begun by a day."""
    return tuple(row for row in rows if row.valid_from is None or row.valid_from <= day)


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """Rows by their key, in the order given."""
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {name: tuple(members) for name, members in found.items()}
