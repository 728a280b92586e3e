"""`manage.py demo_logins`: who can sign in to a practice installation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from staff.practice import logins


class Command(BaseCommand):
    help = "Viser et log-in for hver rolle i en øvelsesinstallation."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PRACTICE:
            raise CommandError("Log-in vises kun i en øvelsesinstallation (PRACTICE=1).")
        for login in logins():
            self.stdout.write(f"{login.role:<20} {login.username:<12} {login.password}   {login.name}")
