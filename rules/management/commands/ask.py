"""`manage.py ask FILE`: the other questions of the rules, without a database."""

from typing import TextIO

from rules import ask
from rules.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Rettidighed, booking, aflysning, uddannelsesplan, henvendelse, ringeliste og fordeling."

    def run(self, file: str, stdin: TextIO) -> str:
        return ask.run(file, stdin)
