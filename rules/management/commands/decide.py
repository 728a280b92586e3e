"""`manage.py decide FILE`: the verdict on one invented offer, without a database."""

from typing import TextIO

from rules import offer_answers
from rules.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Afgørelse om et opdigtet tilbud."

    def run(self, file: str, stdin: TextIO) -> str:
        return offer_answers.run(file, stdin)
