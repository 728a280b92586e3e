"""A gate row as the rules use it. `rules.gates.reading` reads it from the policy files."""

from dataclasses import dataclass
from datetime import date

from rules.gates.terms import GateKind, GateTerms
from rules.vocabulary import PhaseIn, RuleStatus, Severity, TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class GateHead:
    """What every gate row says, whatever its kind. A decision meets the version in force on its day; for the groups
    in `none_for` the gate says in so many words that it asks nothing of them any more."""

    id: str
    kind: GateKind
    category: str
    title: str
    severity: Severity
    cite: str
    seed: str
    quote: str
    status: RuleStatus
    checked_on: date
    groups: frozenset[TargetGroup] = frozenset()
    version: int = 1
    valid_from: date | None = None
    valid_to: date | None = None
    phase_in: PhaseIn | None = None
    none_for: frozenset[TargetGroup] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(GateHead):
    """One gate row: its head, the terms of its kind and the digest of both."""

    terms: GateTerms
    digest: str
