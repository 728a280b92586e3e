"""The rules in force in this installation, read from the database.

They are kept in memory by their fingerprint, so that asking costs one small query, and one in all within
`one_policy` (a request, a chunk of a rebuild).
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cases.models import RuleProfile, RuleVersion
from rules.policy import TABLES, Placed, Written, read_policy
from rules.rule import Policy

KEPT = 8
_policies: dict[tuple[str, str], Policy] = {}
_held: ContextVar[list[Policy] | None] = ContextVar("held_policy", default=None)


def current_policy() -> Policy:
    """The rules in force. Raises ImproperlyConfigured where none have been loaded."""
    held = _held.get()
    if held:
        return held[0]
    return _hold(_policy(profile()))


def policy_for_writing() -> Policy:
    """The rules in force, which stay so until the caller's transaction ends: a new version waits for it."""
    return _hold(_policy(profile(until_end=True)))


def _hold(policy: Policy) -> Policy:
    held = _held.get()
    if held is not None:
        held[:] = [policy]
    return policy


def profile(*, until_end: bool = False) -> RuleProfile:
    """The profile of the installation; with `until_end` nobody changes it until the transaction ends."""
    lock = " FOR SHARE" if until_end else ""
    found = RuleProfile.objects.raw(f"SELECT * FROM cases_ruleprofile WHERE name = %s{lock}", [settings.RULE_PROFILE])
    for row in found:
        return row
    raise ImproperlyConfigured(f"Reglerne for {settings.RULE_PROFILE} er ikke indlæst: kør manage.py load_policies")


@contextmanager
def one_policy() -> Iterator[None]:
    """Within it the rules are asked for once; only who writes asks again."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def assembled(profile: RuleProfile, versions: Iterable[RuleVersion]) -> Policy:
    """The policy that these versions make. Raises PolicyError with every fault found."""
    rows: Placed = {table: [] for table in TABLES}
    for version in versions:
        rows[version.table].append((f"{version.module}[{version.position}]", raw_of(version)))
    return read_policy(profile.name, Written(tomllib.loads(profile.header), rows))


def raw_of(version: RuleVersion) -> dict[str, object]:
    """The row of a version as the reader of policies takes it."""
    return dict(_parsed(version.row, version.table))


@lru_cache(maxsize=2048)
def _parsed(text: str, table: str) -> Mapping[str, object]:
    """A page of a draft assembles the rules several times, with one row otherwise."""
    (row,) = tomllib.loads(text)[table]
    found: dict[str, object] = row
    return found


def _policy(known: RuleProfile) -> Policy:
    """The policy of a profile. A version that comes into force between two readings makes a third one."""
    while (policy := _policies.get((known.name, known.fingerprint))) is None:
        policy = assembled(known, RuleVersion.objects.filter(profile=known).in_force().in_order())
        fresh = profile()
        if fresh.fingerprint == known.fingerprint:
            while len(_policies) >= KEPT:
                _policies.pop(next(iter(_policies)))
            _policies[known.name, known.fingerprint] = policy
        known = fresh
    return policy
