"""Policies on trial: a profile as it would be without one of its rows, so that a proof can be seen to fail, or with
another row in its place, so that a draft can be tried on the scenario files, or read from an exported folder."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

from rules import policy as shipped
from rules.gates.gate import Gate
from rules.rule import Policy, Rule
from rules.terms import ActivitySet
from rules.vocabulary import ActivityType

T = TypeVar("T")

_OFF: ContextVar[str | None] = ContextVar("switched_off", default=None)
_FOLDER: ContextVar[Path | None] = ContextVar("folder", default=None)
_REPLACED: ContextVar[Rule | Gate | None] = ContextVar("replaced", default=None)


@contextmanager
def switched_off(rule_id: str) -> Iterator[None]:
    """Within it every profile is without the row."""
    token = _OFF.set(rule_id)
    try:
        yield
    finally:
        _OFF.reset(token)


@contextmanager
def replaced(row: Rule | Gate) -> Iterator[None]:
    """Within it every profile that has a row of this id and kind has this one instead, for anchors of any day."""
    token = _REPLACED.set(dataclasses.replace(row, valid_from=None, valid_to=None, phase_in=None))
    try:
        yield
    finally:
        _REPLACED.reset(token)


@contextmanager
def read_from(folder: Path) -> Iterator[None]:
    """Within it the profiles are those of an exported folder instead of the shipped ones."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def profile_names() -> tuple[str, ...]:
    folder = _FOLDER.get()
    return shipped.profile_names() if folder is None else shipped.profile_names(folder)


def load_profile(name: str) -> Policy:
    """A profile as it is on trial. Raises PolicyError with every fault found."""
    folder, off, row = _FOLDER.get(), _OFF.get(), _REPLACED.get()
    policy = shipped.load_profile(name) if folder is None else shipped.load_profile(name, folder)
    if off is not None:
        policy = without(policy, off)
    return policy if row is None else with_row(policy, row)


def rule_ids(policy: Policy) -> frozenset[str]:
    return frozenset(rule.id for rule in policy.rules)


def gate_ids(policy: Policy) -> frozenset[str]:
    return frozenset(gate.id for gate in policy.gates)


def without(policy: Policy, rule_id: str) -> Policy:
    """The policy without a row. A named set of offers that is gone is empty wherever it was used."""
    gone = [rule.terms for rule in policy.rules if rule.id == rule_id and isinstance(rule.terms, ActivitySet)]
    kept = _changed(
        policy,
        tuple(rule for rule in policy.rules if rule.id != rule_id),
        tuple(gate for gate in policy.gates if gate.id != rule_id),
    )
    for named in gone:
        kept = _with_set(kept, named, frozenset())
    return kept


def with_row(policy: Policy, row: Rule | Gate) -> Policy:
    """The policy with this row instead of its own of the same id and kind. Another set of offers is used wherever
    the old one was."""
    if isinstance(row, Gate):
        return _changed(policy, policy.rules, _put(policy.gates, row))
    found = _changed(policy, _put(policy.rules, row), policy.gates)
    old = policy.rule(row.id)
    if isinstance(row.terms, ActivitySet) and old is not None and isinstance(old.terms, ActivitySet):
        return _with_set(found, old.terms, row.terms.activities)
    return found


R = TypeVar("R", Rule, Gate)


def _put(rows: tuple[R, ...], row: R) -> tuple[R, ...]:
    """The rows with this one in the place of all versions of its rule."""
    versions = [old for old in rows if old.id == row.id and old.kind is row.kind]
    return tuple(row if old is versions[0] else old for old in rows if old not in versions[1:]) if versions else rows


def _changed(policy: Policy, rules: tuple[Rule, ...], gates: tuple[Gate, ...]) -> Policy:
    return dataclasses.replace(policy, rules=rules, gates=gates)


def _with_set(policy: Policy, named: ActivitySet, now: frozenset[ActivityType]) -> Policy:
    """The policy in which a named set of offers holds others, also where other rows refer to it."""
    rules = tuple(
        rule
        if isinstance(rule.terms, ActivitySet)
        else dataclasses.replace(rule, terms=_swapped(rule.terms, named.activities, now))
        for rule in policy.rules
    )
    gates = tuple(dataclasses.replace(gate, terms=_swapped(gate.terms, named.activities, now)) for gate in policy.gates)
    sets = dict(policy.activity_sets) | {named.name: now}
    return dataclasses.replace(_changed(policy, rules, gates), activity_sets=sets)


def _swapped(value: T, old: frozenset[ActivityType], new: frozenset[ActivityType]) -> T:
    """The value with every field that holds exactly the old offers holding the new ones, at any depth."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        item.name: new if held == old else _swapped(held, old, new)
        for item in dataclasses.fields(value)
        if (held := getattr(value, item.name)) is not None
    }
    return dataclasses.replace(value, **changed)
