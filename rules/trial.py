"""Policies on trial: a profile as it would be without one of its rows, so that a proof can be seen to fail."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from rules import policy as shipped
from rules.rule import Policy
from rules.terms import ActivitySet
from rules.vocabulary import ActivityType

T = TypeVar("T")

_OFF: ContextVar[str | None] = ContextVar("switched_off", default=None)


@contextmanager
def switched_off(rule_id: str) -> Iterator[None]:
    """Within it every profile is without the row."""
    token = _OFF.set(rule_id)
    try:
        yield
    finally:
        _OFF.reset(token)


def load_profile(name: str) -> Policy:
    """A shipped profile as it is on trial. Raises PolicyError with every fault found."""
    policy, off = shipped.load_profile(name), _OFF.get()
    return policy if off is None else without(policy, off)


def rule_ids(policy: Policy) -> frozenset[str]:
    return frozenset(rule.id for rule in policy.rules)


def gate_ids(policy: Policy) -> frozenset[str]:
    return frozenset(gate.id for gate in policy.gates)


def without(policy: Policy, rule_id: str) -> Policy:
    """The policy without a row. A named set of offers that is gone is empty wherever it was used."""
    gone = [rule.terms for rule in policy.rules if rule.id == rule_id and isinstance(rule.terms, ActivitySet)]
    kept = [rule for rule in policy.rules if rule.id != rule_id]
    sets = dict(policy.activity_sets)
    for named in gone:
        sets[named.name] = frozenset()
        kept = [dataclasses.replace(rule, terms=_emptied(rule.terms, named.activities)) for rule in kept]
    return dataclasses.replace(
        policy,
        rules=tuple(kept),
        gates=tuple(gate for gate in policy.gates if gate.id != rule_id),
        activity_sets=sets,
        _by_id={},
        _by_groups={},
    )


def _emptied(value: T, activities: frozenset[ActivityType]) -> T:
    """The value with every field that holds exactly these offers made empty, at any depth."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        item.name: frozenset() if held == activities else _emptied(held, activities)
        for item in dataclasses.fields(value)
        if (held := getattr(value, item.name)) is not None
    }
    return dataclasses.replace(value, **changed)
