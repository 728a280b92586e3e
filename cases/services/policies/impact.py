"""What a draft would do to the open cases, without writing anything: which deadlines move, and what is late at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.db import connection

from cases.facts import assemble, stream_facts
from cases.services.deadlines import COMPUTATION_ERRORS
from cases.services.policies.candidates import Trial
from rules.catalogue import CADENCE, evaluate
from rules.gates.gate import Gate
from rules.moved import moved
from rules.obligation import Obligation
from rules.rule import Policy, Rule
from rules.standing import is_met, standing
from rules.terms import Kind
from rules.vocabulary import PhaseIn, Status, TargetGroup

CHUNK = 500
"""Told how many of all cases have been computed."""


class CaseMove(NamedTuple):
    """A deadline of a case as it is and as it would be; None where there is none. `overdue`: it would be overdue on
    the first day of the draft, and is not without it."""

    case_id: int
    before: Obligation | None
    after: Obligation | None
    overdue: bool

    @property
    def row(self) -> Obligation:
        row = self.after or self.before
        assert row is not None
        return row


@dataclass(slots=True)
class Impact:
    """What moves, and how many deadlines of the rule are met already and stay as they are."""

    moves: list[CaseMove] = field(default_factory=list)
    met: int = 0
    failed: int = 0

    @property
    def moved(self) -> int:
        return len(self.moves)

    @property
    def overdue(self) -> int:
        return sum(move.overdue for move in self.moves)


def measured(*, trial: Trial, today: date, phases: Sequence[PhaseIn] = tuple(PhaseIn)) -> dict[PhaseIn, Impact]:
    """For each phase-in what the draft would do on its first day, with the facts known today."""
    found = {phase: Impact() for phase in phases}
    day = trial.after.valid_from
    if isinstance(trial.after, Gate) or day is None:
        return found
    first_day = max(day, today)
    concerned = _concerned(trial)
    before = _only(trial.without, concerned).on(first_day)
    after = {phase: _phased(_only(trial.policy, concerned), trial.after, phase).on(first_day) for phase in phases}
    groups = [str(group) for group in _groups(before, *after.values())]
    for part in _parts(groups):
        asked = frozenset(part)
        for case_id, records in stream_facts(part[0], part[-1]):
            if case_id not in asked:
                continue
            try:
                facts = assemble(records)
                now = evaluate(facts, before)
                then = {phase: evaluate(facts, policy) for phase, policy in after.items()}
            except COMPUTATION_ERRORS:
                for impact in found.values():
                    impact.failed += 1
                continue
            met = sum(is_met(row, today) for row in now.obligations if row.rule == trial.after.id)
            for phase, impact in found.items():
                impact.met += met
                impact.moves += _moves(case_id, moved(now, then[phase]), first_day)
    return found


def _moves(case_id: int, moves: Sequence[tuple[Obligation | None, Obligation | None]], day: date) -> Iterator[CaseMove]:
    for before, after in moves:
        late = after is not None and standing(after, day).status is Status.OVERDUE
        late_before = before is not None and standing(before, day).status is Status.OVERDUE
        yield CaseMove(case_id, before, after, late and not late_before)


def _concerned(trial: Trial) -> frozenset[str]:
    """The rules of which some row differs, and those that follow from them: the date set by hand where there is no
    series of conversations."""
    ids = {rule.id for rule in (*trial.without.rules, *trial.policy.rules)}
    found = {rule_id for rule_id in ids if trial.without.versions(rule_id) != trial.policy.versions(rule_id)}
    kinds = {rule.id: rule.kind for rule in trial.policy.rules}
    if any(kinds.get(rule_id) in CADENCE for rule_id in found):
        found |= {rule_id for rule_id, kind in kinds.items() if kind in CADENCE or kind is Kind.HAND_SET}
    return frozenset(found)


def _only(policy: Policy, ids: frozenset[str]) -> Policy:
    return replace(policy, rules=tuple(rule for rule in policy.rules if rule.id in ids), gates=())


def _phased(policy: Policy, draft: Rule, phase: PhaseIn) -> Policy:
    """The policy with the draft, and what follows from it, phased in in another way."""
    return replace(
        policy,
        rules=tuple(
            replace(rule, phase_in=phase)
            if rule.valid_from == draft.valid_from and rule.phase_in is draft.phase_in
            else rule
            for rule in policy.rules
        ),
    )


def _groups(*policies: Policy) -> frozenset[TargetGroup]:
    return frozenset().union(*(rule.groups for policy in policies for rule in policy.rules))


def _parts(groups: list[str]) -> list[list[int]]:
    """The ids of the open cases that have been in one of the groups, in their order, some hundred at a time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM cases_case WHERE closed_on IS NULL AND EXISTS (SELECT 1 FROM cases_targetgroupperiod p"
            " WHERE p.case_id = cases_case.id AND p.voided_at IS NULL AND p.group_id = ANY(%s)) ORDER BY id",
            [groups],
        )
        ids = [case_id for (case_id,) in cursor.fetchall()]
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
