"""`manage.py export_policies DIR`: the approved rules as files, for `load_policies`, `explain --policy` and review."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.services.policies import files
from cases.services.policies.in_force import profile


class Command(BaseCommand):
    help = "Skriver installationens godkendte regler som filer."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="MAPPE", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if folder.exists() and any(folder.iterdir()):
            raise CommandError("Mappen er ikke tom.")
        written = files.export(folder=folder, profile=profile())
        self.stdout.write(f"{written} versioner er skrevet.")
