"""Compute the deadlines of every case and write what differs: `manage.py rebuild_deadlines`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.services.deadlines import Rebuilt, rebuild


class Command(BaseCommand):
    help = "Beregn alle frister igen og gem det, der er anderledes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--progress", action="store_true", help="skriv en linje undervejs")

    def handle(self, *args: Any, **options: Any) -> None:
        done = rebuild(now=timezone.now(), progress=self._progress if options["progress"] else None)
        self.stdout.write(f"{done.cases} sager beregnet, {done.rows_changed} rækker ændret.")
        for failure in done.failures:
            self.stderr.write(f"Sag {failure.case_id} kunne ikke beregnes: {failure.reason}")
        if done.failures:
            raise CommandError(f"{len(done.failures)} sager kunne ikke beregnes.")

    def _progress(self, done: Rebuilt) -> None:
        self.stdout.write(f"{done.cases} sager beregnet, {done.rows_changed} rækker ændret")
