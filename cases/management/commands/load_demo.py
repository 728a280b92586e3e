"""`manage.py load_demo`: make the practice municipality and import it, once."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from cases.demo import catalogue, fjordby, grants, lives, places, records, shortage, steps
from cases.demo.jobs import Jobs
from cases.importing.companies import import_companies
from cases.importing.faults import ImportRefused
from cases.importing.run import import_directory
from cases.management.commands.import_citizens import iso_day
from cases.models import Citizen
from cases.services import target_groups
from cases.services.policies.in_force import current_policy
from staff.practice import set_passwords


class Command(BaseCommand):
    help = "Lægger øvelseskommunen Fjordby i en tom database. Gør intet, når der allerede er borgere."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=iso_day, metavar="DATO", help="Dagen, kommunen er fra; ellers i dag.")
        parser.add_argument("--seed", type=int, default=fjordby.SEED, help="Samme tal giver samme kommune.")
        parser.add_argument("--small", action="store_true", help="Kun tyve borgere.")
        parser.add_argument("--directory", type=Path, help="Hvor filerne skrives; ellers var/demo.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PRACTICE:
            raise CommandError("Øvelseskommunen kan kun indlæses i en øvelsesinstallation (PRACTICE=1).")
        if Citizen.objects.exists():
            set_passwords()
            self.stdout.write("Der er allerede borgere i databasen; intet er ændret.")
            return
        began = time.monotonic()
        as_of = options["as_of"] or timezone.localdate()
        directory: Path = options["directory"] or settings.BASE_DIR / "var" / "demo"
        self.stdout.write("Finder på Fjordby: navne, numre og forløb er opdigtede")
        folders = (fjordby.write_small if options["small"] else fjordby.write_all)(
            directory, as_of=as_of, seed=options["seed"]
        )
        firms = fjordby.write_companies(directory, as_of=as_of, seed=options["seed"], small=options["small"])
        try:
            with transaction.atomic():
                target_groups.seed(policy=current_policy())
                catalogue.load(as_of=as_of, now=timezone.now())
                for folder, day in folders:
                    import_directory(folder, as_of=day, now=timezone.now(), progress=self.stdout.write)
                import_companies(firms, as_of=as_of, now=timezone.now())
                grants.load(as_of=as_of, now=timezone.now())
                lives.load(as_of=as_of, now=timezone.now())
                Jobs(as_of=as_of, seed=options["seed"]).load()
                shortage.load(as_of=as_of)
                records.load(as_of=as_of)
                steps.load(as_of=as_of)
                places.load(as_of=as_of, seed=options["seed"])
                set_passwords()
        except ImportRefused as refused:
            for fault in refused.faults[:20]:
                self.stderr.write(str(fault))
            raise CommandError(f"Øvelseskommunen kunne ikke indlæses: {len(refused.faults)} fejl.") from None
        self.stdout.write(f"{Citizen.objects.count()} borgere er indlæst på {time.monotonic() - began:.0f} sekunder.")
