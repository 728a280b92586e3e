"""`manage.py decide FILE`: the verdict on one invented offer, without a database."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from rules.asked import Faults
from rules.offer_answers import run


class Command(BaseCommand):
    help = "Afgørelse om et opdigtet tilbud. FILE er en JSON-fil eller - for standard input."
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
