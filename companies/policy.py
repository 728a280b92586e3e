"""The rules in force. They stand in an app above this one, so the installation says where they are read."""

from django.conf import settings
from django.utils.module_loading import import_string

from rules.rule import Policy


def current_policy() -> Policy:
    """The rules in force in this installation."""
    policy: Policy = import_string(settings.POLICY_IN_FORCE)()
    return policy
