"""The installation as it would be without one of its rules: for proofs that something a user sees follows the rule."""

import sys
from collections.abc import Callable

import pytest

from rules.rule import Policy
from rules.trial import without

ASKED = ("current_policy", "policy_for_writing")
APPS = ("cases", "companies", "jobcenter", "offers", "oversight", "staff")


def without_rule(monkeypatch: pytest.MonkeyPatch, rule_id: str) -> None:
    """Until the monkeypatch is undone, everybody who asks for the rules in force gets them without the row."""
    for module in list(sys.modules.values()):
        if module.__name__.partition(".")[0] in APPS:
            for name in set(ASKED) & set(vars(module)):
                monkeypatch.setattr(module, name, _without(vars(module)[name], rule_id))


def _without(asked: Callable[[], Policy], rule_id: str) -> Callable[[], Policy]:
    def policy() -> Policy:
        found = asked()
        known = _made.get((id(found), rule_id))
        if known is None or known[0] is not found:
            known = _made[id(found), rule_id] = (found, without(found, rule_id))
        return known[1]

    return policy


_made: dict[tuple[int, str], tuple[Policy, Policy]] = {}
