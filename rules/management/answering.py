"""What the commands that answer questions have in common: a file or standard input, `--policy`, exit 2 with faults."""

import sys
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from typing import Any, TextIO

from django.core.management.base import BaseCommand

from rules.asked import Faults
from rules.management.policy_option import add_policy, chosen
from rules.policy import PolicyError


class AnsweringCommand(BaseCommand, ABC):
    """A command without a database."""

    requires_system_checks = ()

    @abstractmethod
    def run(self, file: str, stdin: TextIO) -> str:
        """Answer the file with a JSON text. Raises Faults when it cannot."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="en JSON-fil, eller - for standard input")
        add_policy(parser)

    def handle(self, *args: object, file: str, **options: Any) -> None:
        try:
            with chosen(options["policy"]):
                self.stdout.write(self.run(file, sys.stdin))
        except (Faults, PolicyError) as wrong:
            for line in str(wrong).splitlines():
                self.stderr.write(line)
            sys.exit(2)
