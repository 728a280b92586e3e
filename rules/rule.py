"""A rule row and a policy as the rules use them. `rules.policy` reads them from the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rules.gates.gate import Gate
from rules.terms import Kind, Terms
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
    """What every rule row says, whatever its kind."""

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
    phase_in: PhaseIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Head):
    """One rule row: its head, the terms of its kind and the digest of both."""

    terms: Terms
    digest: str

    def stops_for(self, group: TargetGroup) -> frozenset[PauseReason]:
        """The pause reasons that stop this rule's clock for a target group (A-30)."""
        also = self.also_stops
        return self.stops | also.stops if also is not None and group in also.groups else self.stops

    def severity_on(self, day: date) -> Severity:
        """A rule that was statute until a day is municipal policy after it."""
        until = self.statute_until
        return Severity.POLICY if until is not None and day > until else self.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules in force in one municipality."""

    name: str
    title: str
    rules: tuple[Rule, ...]
    demands: Mapping[TargetGroup, frozenset[Family]]
    due_soon_days: int
    closing_days: frozenset[tuple[int, int]]
    activity_sets: Mapping[str, frozenset[ActivityType]]
    fingerprint: str
    gates: tuple[Gate, ...] = ()
    _by_id: dict[str, Rule] = field(default_factory=dict, repr=False, compare=False)
    _by_groups: dict[frozenset[TargetGroup], tuple[Rule, ...]] = field(default_factory=dict, repr=False, compare=False)

    def rule(self, rule_id: str) -> Rule | None:
        if not self._by_id:
            self._by_id.update((rule.id, rule) for rule in self.rules)
        return self._by_id.get(rule_id)

    def rules_for(self, groups: frozenset[TargetGroup]) -> tuple[Rule, ...]:
        """The rules that cover any of these groups, in the order of the policy; computed once for each set."""
        found = self._by_groups.get(groups)
        if found is None:
            found = self._by_groups[groups] = tuple(rule for rule in self.rules if rule.groups & groups)
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
