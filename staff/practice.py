"""The log-ins of a practice installation: one for each role, with passwords that are no secret."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password

from staff.models import Role, User

PASSWORD = "oevelse-i-fjordby-2026"
"""Every invented employee has this password; it is printed, and refused outside a practice installation."""


@dataclass(frozen=True, slots=True)
class Login:
    role: str
    username: str
    password: str
    name: str


def set_passwords() -> int:
    """Give every employee without a password the practice password, hashed once; returns how many."""
    if not settings.PRACTICE:
        return 0
    return User.objects.filter(password__startswith="!").update(password=make_password(PASSWORD))


def logins() -> list[Login]:
    """The first employee of each role who can sign in with the practice password."""
    found: list[Login] = []
    for role in Role:
        user = User.objects.filter(role_assignments__role=role, is_active=True).order_by("id").first()
        if user is not None and user.has_usable_password():
            found.append(Login(str(role.label), user.username, PASSWORD, user.name))
    return found
