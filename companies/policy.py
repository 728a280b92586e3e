"""The rules in force. They stand in an app above this one, so the installation says where they are read."""

from datetime import date
from typing import TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from rules.answers.practice import practices
from rules.answers.terms import Practice
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


def practices_on(day: date) -> dict[Practice, Rule]:
    """In which ways the municipality works with companies on a day, each with its rule."""
    return practices(rules_on(day))


def rules_on(day: date) -> list[Rule]:
    """The rules in force on a day."""
    current = current_policy().on(day).current
    return [rule for rule in current if rule.valid_to is None or day <= rule.valid_to]


def practice_on(way: Practice, day: date) -> Rule | None:
    """The rule by which the municipality works in this way on a day, where it does."""
    return practices_on(day).get(way)
