"""The rules in force. They stand in an app above this one, so the installation says where they are read."""

from datetime import date
from typing import TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from rules.rule import Policy, Rule

T = TypeVar("T")


def current_policy() -> Policy:
    """The rules in force in this installation."""
    policy: Policy = import_string(settings.POLICY_IN_FORCE)()
    return policy


def rule_about(terms: type[T], on: date) -> tuple[Rule, T] | None:
    """The rule with terms of this kind that holds on a day, where the municipality has one."""
    for rule in current_policy().on(on).current:
        if isinstance(rule.terms, terms) and (rule.valid_to is None or on <= rule.valid_to):
            return rule, rule.terms
    return None
