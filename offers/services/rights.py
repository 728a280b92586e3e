"""Who may do what with the catalogue."""

from staff.models import Role, User
from staff.refusals import Refused

READERS = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.SPECIALIST)
"""Everybody at work reads the catalogue."""


def may_edit(user: User) -> bool:
    """Only specialists change offers and colours."""
    return user.has_role(Role.SPECIALIST)


def need_editor(user: User) -> None:
    if not may_edit(user):
        raise Refused("Kun fagkonsulenter kan ændre kataloget.")
