"""An empty installation gets what it begins with: rules, target groups, a catalogue, a team, an administrator."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from cases.services import target_groups
from cases.services.policies import files
from cases.services.policies.in_force import current_policy
from offers.services import beginning
from rules.policy import PolicyError, profile_names
from staff.models import Role, RoleAssignment, Team, User
from staff.refusals import Refused

FIRST_TEAM = "Jobteam 1"
FIRST_USER = "administrator"
PASSWORD_BYTES = 18


@dataclass(frozen=True, slots=True)
class Installed:
    """What was made; `password` is empty when an administrator existed, and is known to nobody afterwards."""

    target_groups: int
    team: str
    username: str
    password: str


@transaction.atomic
def install(*, today: date, now: datetime) -> Installed:
    """Make what is missing; a second run makes nothing. Raises Refused when the rule profile is not usable."""
    name = settings.RULE_PROFILE
    if name not in profile_names():
        raise Refused(f"Regelprofilen {name} findes ikke. Sæt RULE_PROFILE til en af: {', '.join(profile_names())}.")
    try:
        files.load(name=name, today=today, now=now)
    except PolicyError as error:
        raise Refused(f"Regelprofilen {name} kan ikke læses: {error}") from error
    groups = target_groups.seed(policy=current_policy())
    beginning.columns()
    beginning.offers(policy=current_policy())
    team = ""
    if not Team.objects.exists():
        team = Team.objects.create(name=FIRST_TEAM).name
    if RoleAssignment.objects.filter(role=Role.SYSTEM_ADMIN, user__is_active=True).exists():
        return Installed(groups, team, "", "")
    username = _free_name()
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user = User.objects.create(
        username=username, first_name="Første", last_name="administrator", password=make_password(password)
    )
    RoleAssignment.objects.create(user=user, role=Role.SYSTEM_ADMIN)
    return Installed(groups, team, username, password)


def _free_name() -> str:
    taken = set(User.objects.filter(username__startswith=FIRST_USER).values_list("username", flat=True))
    names = [FIRST_USER, *(f"{FIRST_USER}{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
