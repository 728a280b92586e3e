"""`manage.py load_policies`: bring the rules of the files into the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.services import target_groups
from cases.services.policies import files
from cases.services.policies.in_force import current_policy
from rules.defaults import POLICIES
from rules.policy import PolicyError


class Command(BaseCommand):
    help = "Indlæser installationens regler fra filer. Versioner, der allerede er her, ændres ikke."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        text = "ellers de medfølgende"
        parser.add_argument("folder", metavar="MAPPE", nargs="?", type=Path, default=POLICIES, help=text)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        name = settings.RULE_PROFILE
        try:
            loaded = files.load(name=name, today=timezone.localdate(), now=timezone.now(), folder=folder)
        except PolicyError as wrong:
            for line in wrong.faults:
                self.stderr.write(line)
            raise CommandError(f"Intet er indlæst. {len(wrong.faults)} fejl.") from None
        target_groups.seed(policy=current_policy())
        self.stdout.write(f"Regelprofil {name}: {loaded.new} nye versioner, {loaded.same} er her allerede.")
        if loaded.different:
            listed = ", ".join(loaded.different)
            self.stdout.write(f"Filen siger noget andet, det godkendte gælder: {listed}")
