"""Words and addresses of the control lists: {% load lists %}."""

from django import template

from oversight.services import control_lists
from staff.models import Team

register = template.Library()


@register.filter
def reason_words(reason: str) -> str:
    """What is missing, in words."""
    return control_lists.reason_words(reason)


@register.filter
def in_team(url: str, team: Team | None) -> str:
    """The address kept to the team that is shown."""
    return f"{url}?team={team.pk}" if team else url
