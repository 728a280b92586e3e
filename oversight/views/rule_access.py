"""Who reads the rules, and which version an address names."""

from django.http import Http404

from cases.models import RuleVersion
from oversight.services.rule_page import versions_of
from staff.models import Role

READERS = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.SPECIALIST)
"""Everybody at work reads the rules."""


def asked_version(slug: str, number: int) -> tuple[list[RuleVersion], RuleVersion]:
    """The versions of a rule and the one asked for. An unknown one is 404."""
    versions = versions_of(slug)
    for version in versions:
        if version.version == number:
            return versions, version
    raise Http404
