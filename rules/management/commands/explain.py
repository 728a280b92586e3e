"""`manage.py explain FILE`: the deadlines of one invented citizen, without a database."""

from typing import TextIO

from rules import explain
from rules.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Frister for en opdigtet borger."

    def run(self, file: str, stdin: TextIO) -> str:
        return explain.run(file, stdin)
