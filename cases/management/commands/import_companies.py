"""`manage.py import_companies DIR`: read the files of docs/import-companies.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.importing.companies import import_companies
from cases.importing.faults import ImportRefused
from cases.management.commands.import_citizens import iso_day


class Command(BaseCommand):
    help = "Indlæser virksomheder fra CSV-filer (se docs/import-companies.md). Alt eller intet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", metavar="MAPPE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Undersøg filerne uden at gemme.")
        parser.add_argument("--as-of", type=iso_day, metavar="DATO", help="Dagen, filerne er fra; ellers i dag.")

    def handle(self, *args: Any, **options: Any) -> None:
        directory: Path = options["directory"]
        if not directory.is_dir():
            raise CommandError("Mappen findes ikke.")
        as_of = options["as_of"] or timezone.localdate()
        try:
            outcome = import_companies(directory, as_of=as_of, now=timezone.now(), dry_run=options["dry_run"])
        except ImportRefused as refused:
            for fault in refused.faults:
                self.stderr.write(str(fault))
            raise CommandError(f"Intet er indlæst. {len(refused.faults)} fejl.") from None
        except OSError as broken:
            raise CommandError(f"Filerne kan ikke læses: {broken.strerror}.") from None
        for line in outcome.lines():
            self.stdout.write(line)
