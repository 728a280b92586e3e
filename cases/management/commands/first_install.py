"""`manage.py first_install`: make an empty installation ready for its first administrator."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.services.installation import install
from staff.refusals import Refused


class Command(BaseCommand):
    help = "Gør en tom installation klar: målgrupper, et team og den første systemadministrator."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = install(today=timezone.localdate(), now=timezone.now())
        except Refused as refused:
            raise CommandError(refused.message) from None
        self.stdout.write(
            f"Regelprofil: {settings.RULE_PROFILE}. Målgrupper oprettet eller rettet: {made.target_groups}."
        )
        if made.team:
            self.stdout.write(f"Team oprettet: {made.team}.")
        if made.password:
            self.stdout.write(f"Log ind som {made.username} med adgangskoden {made.password}")
            self.stdout.write("Adgangskoden vises kun denne ene gang. Skift den efter første log-in.")
        else:
            self.stdout.write("Der er allerede en systemadministrator; intet log-in er oprettet.")
