"""`manage.py ask FILE`: the other questions of the rules, without a database."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from rules.ask import run
from rules.asked import Faults


class Command(BaseCommand):
    help = "Rettidighed, booking, aflysning, plan, henvendelse, ringeliste og fordeling. FILE er en JSON-fil eller -."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")

    def handle(self, *args: object, file: str, **options: object) -> None:
        try:
            self.stdout.write(run(file, sys.stdin))
        except Faults as faults:
            for line in faults.lines:
                self.stderr.write(line)
            sys.exit(2)
