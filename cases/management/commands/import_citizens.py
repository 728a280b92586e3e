"""`manage.py import_citizens DIR`: read the files of docs/import.md."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.importing.faults import ImportRefused
from cases.importing.run import import_directory


def iso_day(text: str) -> date:
    """A date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError("Datoen skal skrives som 2026-11-23.") from None


class Command(BaseCommand):
    help = "Indlæser borgere, sager og medarbejdere fra CSV-filer (se docs/import.md). Alt eller intet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", metavar="MAPPE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Undersøg filerne uden at gemme.")
        parser.add_argument("--as-of", type=iso_day, metavar="DATO", help="Dagen, filerne er fra; ellers i dag.")

    def handle(self, *args: Any, **options: Any) -> None:
        directory: Path = options["directory"]
        if not directory.is_dir():
            raise CommandError("Mappen findes ikke.")
        try:
            report = import_directory(
                directory,
                as_of=options["as_of"] or timezone.localdate(),
                now=timezone.now(),
                dry_run=options["dry_run"],
                progress=self.stdout.write,
            )
        except ImportRefused as refused:
            for fault in refused.faults:
                self.stderr.write(str(fault))
            raise CommandError(f"Intet er indlæst. {len(refused.faults)} fejl.") from None
        except OSError as broken:
            raise CommandError(f"Filerne kan ikke læses: {broken.strerror}.") from None
        for line in report.lines():
            self.stdout.write(line)
