"""`manage.py explain FILE`: the deadlines of one invented citizen, without a database."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from rules.asked import Faults
from rules.explain import run
from rules.management.policy_option import add_policy, chosen
from rules.policy import PolicyError


class Command(BaseCommand):
    help = "Frister for en opdigtet borger. FILE er en JSON-fil eller - for standard input."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        add_policy(parser)

    def handle(self, *args: object, file: str, **options: Any) -> None:
        try:
            with chosen(options["policy"]):
                self.stdout.write(run(file, sys.stdin))
        except (Faults, PolicyError) as wrong:
            for line in str(wrong).splitlines():
                self.stderr.write(line)
            sys.exit(2)
