"""Compute the deadlines of every case and write what differs: `manage.py rebuild_deadlines`, on several processes with
`--processes`; `--dry-run` only says what would be written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.services.deadlines import Rebuilt, dry_run, rebuild
from cases.services.policies.in_force import current_policy


class Command(BaseCommand):
    help = "Beregn alle frister igen og gem det, der er anderledes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--processes", type=int, default=1, metavar="N", help="regn på så mange processer")
        parser.add_argument("--dry-run", action="store_true", help="skriv kun, hvad der ville blive ændret")
        parser.add_argument("--progress", action="store_true", help="skriv en linje undervejs")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = self._progress if options["progress"] else None
        if options["dry_run"]:
            done = dry_run(current_policy(), processes=options["processes"], progress=progress)
            self.stdout.write(f"{done.cases} sager beregnet, {done.rows_changed} rækker ville blive ændret.")
        else:
            done = rebuild(now=timezone.now(), processes=options["processes"], progress=progress)
            self.stdout.write(f"{done.cases} sager beregnet, {done.rows_changed} rækker ændret.")
        for failure in done.failures:
            self.stderr.write(f"Sag {failure.case_id} kunne ikke beregnes: {failure.reason}")
        if done.failures:
            raise CommandError(f"{len(done.failures)} sager kunne ikke beregnes.")

    def _progress(self, done: Rebuilt) -> None:
        self.stdout.write(f"{done.cases} sager beregnet, {done.rows_changed} rækker ændret")
