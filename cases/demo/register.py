"""Opens invented citizens with their cases in the book."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from cases.demo.book import Book
from cases.demo.names import People
from cases.demo.staffing import Caseworker
from cases.demo.story import Story
from cases.importing import layout

STREETS = ("Tangstien", "Mågevænget", "Skumhøj", "Ærteagre", "Kløverkrogen", "Havtornvej", "Bølgegangen", "Hybenhegnet")


class Register:
    """Citizens and cases of the municipality on the day `today`."""

    def __init__(self, book: Book, random: Random, people: People, today: date) -> None:
        self.book, self.random, self.people, self.today = book, random, people, today
        self.cases = 0
        self.groups: Counter[str] = Counter()

    def citizen(self, *, name: str = "", ages: tuple[int, int] = (25, 62), protected: bool = False) -> str:
        """A new citizen; returns the number, by which the cases find the citizen."""
        if name:
            self.people.take(name)
        number = self.people.number(self.people.birthday(self.today, *ages))
        self.book.add(
            layout.CITIZENS,
            cpr=number,
            name=name or self.people.name(),
            protected=protected,
            phone=f"00 {self.random.randrange(10, 99)} {self.random.randrange(10, 99)} {self.random.randrange(10, 99)}",
            address=f"{self.random.choice(STREETS)} {self.random.randrange(1, 140)}, 0000 Fjordby",
        )
        return number

    def case(
        self,
        number: str,
        start: date,
        caseworker: Caseworker | None,
        *,
        team: str = "",
        closed: date | None = None,
        responsible_from: date | None = None,
    ) -> Story:
        """A case from `start`; without a caseworker it is without responsible."""
        self.cases += 1
        key = f"F{self.cases:05d}"
        self.book.add(
            layout.CASES,
            case=key,
            cpr=number,
            team=team or (caseworker.team if caseworker else ""),
            course_start=start,
            closed_on=closed,
            close_reason="I arbejde" if closed else "",
            responsible=caseworker.username if caseworker else "",
            responsible_from=max(start, responsible_from or start) if caseworker else None,
        )
        diary = caseworker.diary if caseworker else None
        return Story(self.book, self.random, self.today, diary, case=key, groups=None if closed else self.groups)

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=days)
