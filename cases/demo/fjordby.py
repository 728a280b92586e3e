"""The practice municipality Fjordby as files. The same seed number and day give the same files."""

from datetime import date
from pathlib import Path
from random import Random

from cases.demo import anne, staffing
from cases.demo.book import Book
from cases.demo.names import People
from cases.demo.register import Register

SEED = 4711


Step = tuple[Path, date]
"""A folder of files and the day on which they tell the truth."""


def write_small(directory: Path, *, as_of: date, seed: int = SEED) -> list[Step]:
    """Twenty citizens of one caseworker, with the people around them."""
    book, random = Book(), Random(f"{seed} {as_of}")
    people = People(random)
    employees = staffing.Employees(book, random, people)
    staffing.write_teams(book)
    first = employees.caseworker(staffing.NORD, "Anne", "Nyfjord")
    employees.caseworker(staffing.NORD, "Mikkel", "Ravlund")
    staffing.write_leaders(employees)
    staffing.write_consultants(employees)
    anne.first_twenty(anne.Anne(Register(book, random, people, as_of), first))
    book.write(directory)
    return [(directory, as_of)]


def write_all(directory: Path, *, as_of: date, seed: int = SEED) -> list[Step]:
    """The whole municipality."""
    return write_small(directory, as_of=as_of, seed=seed)
