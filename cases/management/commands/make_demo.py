"""`manage.py make_demo DIR`: write the practice municipality as the files that `import_citizens` and, in the
folder virksomheder, `import_companies` read."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cases.demo import fjordby
from cases.management.commands.import_citizens import iso_day


class Command(BaseCommand):
    help = "Skriver øvelseskommunen Fjordby som CSV-filer."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", metavar="MAPPE", type=Path)
        parser.add_argument("--as-of", type=iso_day, metavar="DATO", help="Dagen, filerne er sande; ellers i dag.")
        parser.add_argument("--seed", type=int, default=fjordby.SEED, help="Samme tal giver samme kommune.")
        parser.add_argument("--small", action="store_true", help="Kun tyve borgere.")

    def handle(self, *args: Any, **options: Any) -> None:
        write = fjordby.write_small if options["small"] else fjordby.write_all
        chosen = {"as_of": options["as_of"] or timezone.localdate(), "seed": options["seed"]}
        write(options["directory"], **chosen)
        fjordby.write_companies(options["directory"], small=options["small"], **chosen)
        self.stdout.write("Filerne er skrevet.")
