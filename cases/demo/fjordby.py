"""The practice municipality Fjordby as files. The same seed number and day give the same files."""

from datetime import date
from pathlib import Path
from random import Random

from cases.demo import anne, staffing
from cases.demo.book import Book
from cases.demo.companies import Companies
from cases.demo.names import People
from cases.demo.register import Register
from cases.demo.town import Town, caseworkers
from cases.importing import layout

SEED = 4711


Step = tuple[Path, date]
"""A folder of files and the day on which they tell the truth."""
CORRECTED = 40
MANY, FEW = 240, 30
"""Companies of the municipality."""


class Fjordby:
    """The book of the municipality with its employees and Anne's caseload."""

    def __init__(self, as_of: date, seed: int) -> None:
        self.book, self.random = Book(), Random(f"{seed} {as_of}")
        people = People(self.random)
        self.employees = staffing.Employees(self.book, self.random, people)
        staffing.write_teams(self.book)
        self.first = self.employees.caseworker(staffing.NORD, "Anne", "Nyfjord")
        staffing.write_leaders(self.employees)
        self.consultants = staffing.write_consultants(self.employees)
        self.register = Register(self.book, self.random, people, as_of)
        self.anne = anne.Anne(self.register, self.first)
        anne.first_twenty(self.anne)


def write_small(directory: Path, *, as_of: date, seed: int = SEED) -> list[Step]:
    """Twenty citizens of one caseworker, with the people around them."""
    town = Fjordby(as_of, seed)
    town.employees.caseworker(staffing.NORD, "Mikkel", "Ravlund")
    town.book.write(directory)
    return [(directory, as_of)]


def write_all(directory: Path, *, as_of: date, seed: int = SEED) -> list[Step]:
    """The whole municipality, and beside it the folder of corrections that the source sent afterwards."""
    town = Fjordby(as_of, seed)
    anne.the_others(town.anne)
    workers = caseworkers(town.employees, town.random)
    Town(town.register, workers, town.consultants).fill()
    town.book.write(directory)
    corrections = directory / "rettelser"
    _corrections(town.book, town.random).write(corrections)
    return [(directory, as_of), (corrections, as_of)]


def write_companies(directory: Path, *, as_of: date, seed: int = SEED, small: bool = False) -> Path:
    """The companies of the municipality with the calls made to them; returns their folder."""
    folder = directory / "virksomheder"
    consultants = Fjordby(as_of, seed).consultants
    Companies(Random(f"{seed} {as_of} virksomheder"), as_of, consultants).fill(FEW if small else MANY).write(folder)
    return folder


def _corrections(book: Book, random: Random) -> Book:
    """The same facts with a mistake mended: a talk had been entered on the wrong form, a placement with other hours."""
    mended = Book()
    held = [row for row in book.rows[layout.CONVERSATIONS.file] if row["status"] == "held" and row["form"] != "video"]
    for row in random.sample(held, min(CORRECTED, len(held))):
        mended.rows[layout.CONVERSATIONS.file].append({**row, "form": "video"})
    worked = [row for row in book.rows[layout.ACTIVITIES.file] if row.get("company")]
    for row in random.sample(worked, min(CORRECTED // 4, len(worked))):
        mended.rows[layout.ACTIVITIES.file].append({**row, "hours_per_week": "18,5"})
    return mended
