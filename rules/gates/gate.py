"""A gate row as the rules use it. `rules.gates.reading` reads it from the policy files."""

from dataclasses import dataclass
from datetime import date

from rules.gates.terms import GateKind, GateTerms
from rules.vocabulary import PhaseIn, RuleStatus, Severity, TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class GateHead:
    """What every gate row says, whatever its kind."""

    id: str
    kind: GateKind
    category: str
    title: str
    groups: frozenset[TargetGroup]
    severity: Severity
    cite: str
    seed: str
    quote: str
    status: RuleStatus
    checked_on: date
    version: int = 1
    valid_from: date | None = None
    phase_in: PhaseIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(GateHead):
    """One gate row: its head, the terms of its kind and the digest of both."""

    terms: GateTerms
    digest: str
