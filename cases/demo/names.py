"""Invented people. Surnames are made of pieces of landscape, and every number is a replacement number (day of birth
plus 60), which is never given to a citizen in a register of persons: neither can be taken for a real person's."""

import tomllib
from datetime import date
from pathlib import Path
from random import Random

_WORDS = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
WOMEN, MEN, FIRST_PIECES, LAST_PIECES = (
    tuple(str(_WORDS[name]).split()) for name in ("women", "men", "first_pieces", "last_pieces")
)
MIDDLE_NAMES = ("", "", "", "", "", "", "Fjord", "Tang", "Rav", "Skum", "Klit")


class People:
    """Gives out invented names and numbers, no number twice and no full name twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.numbers: set[str] = set()
        self.names: set[str] = set()

    def name(self) -> str:
        """A full name that nobody has yet."""
        while True:
            first = self.random.choice(self.random.choice((WOMEN, MEN)))
            name = " ".join(part for part in (first, self.random.choice(MIDDLE_NAMES), self.surname()) if part)
            if self.take(name):
                return name

    def take(self, name: str) -> bool:
        """Reserve a name; False when somebody has it."""
        if name in self.names:
            return False
        self.names.add(name)
        return True

    def surname(self) -> str:
        """An invented surname such as Tangmose."""
        return self.random.choice(FIRST_PIECES) + self.random.choice(LAST_PIECES)

    def number(self, born_on: date) -> str:
        """A replacement number with the birthday `born_on`, written with a hyphen."""
        century = "0123" if born_on.year < 2000 else "5678"
        while True:
            serial = self.random.choice(century) + f"{self.random.randrange(1000):03d}"
            number = f"{born_on.day + 60:02d}{born_on:%m%y}-{serial}"
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    def birthday(self, today: date, youngest: int, oldest: int) -> date:
        """A birthday of somebody who is from `youngest` to `oldest` years old on `today`."""
        days = self.random.randrange(youngest * 366, oldest * 365 + 250)
        return date.fromordinal(today.toordinal() - days)
