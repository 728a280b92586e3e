"""What a system administrator does to users: create, change, give roles, renew a password, switch off."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import time
from typing import TypedDict

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from staff.models import Role, RoleAssignment, Team, User, WorkingHours

PASSWORD_BYTES = 15
Assigned = tuple[str, Team | None]


class Hours(TypedDict):
    """Working hours of one weekday, 0 = Monday."""

    weekday: int
    starts: time
    ends: time


class LastAdministrator(Exception):
    """The act would leave the installation without an active system administrator."""


def new_password() -> str:
    """A password to hand over once: 20 characters, about 120 bits."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


@transaction.atomic
def create(
    *, username: str, first_name: str, last_name: str, email: str, assignments: Iterable[Assigned]
) -> tuple[User, str]:
    """Create a user with roles; return the user and the password, which is stored only as a hash."""
    password = new_password()
    user = User.objects.create_user(
        username=username, email=email, password=password, first_name=first_name, last_name=last_name
    )
    _assign(user, assignments)
    return user, password


@transaction.atomic
def change(*, user: User, assignments: Sequence[Assigned], hours: Iterable[Hours], is_active: bool) -> User:
    """Replace roles and working hours and switch the user on or off. Changed rights take effect at the next request.

    Raises LastAdministrator when nobody would be left to administer users.
    """
    User.objects.select_for_update().filter(role_assignments__role=Role.SYSTEM_ADMIN).order_by("pk").first()
    keeps = is_active and any(role == Role.SYSTEM_ADMIN for role, _ in assignments)
    if not keeps and not _other_administrators(user):
        raise LastAdministrator
    user.is_active = is_active
    user.save()
    user.role_assignments.all().delete()
    _assign(user, assignments)
    user.working_hours.all().delete()
    WorkingHours.objects.bulk_create(WorkingHours(user=user, **row) for row in hours)
    if not is_active:
        end_sessions(user=user)
    return user


def _other_administrators(user: User) -> bool:
    others = User.objects.exclude(pk=user.pk).filter(is_active=True)
    return others.filter(role_assignments__role=Role.SYSTEM_ADMIN).exists()


def _assign(user: User, assignments: Iterable[Assigned]) -> None:
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=user, role=role, team=team) for role, team in dict.fromkeys(assignments)
    )


@transaction.atomic
def renew_password(*, user: User) -> str:
    """Give a new password, end the user's sessions and return the password to be handed over once."""
    password = new_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user)
    return password


def end_sessions(*, user: User) -> None:
    """Sign the user out everywhere."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
