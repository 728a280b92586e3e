"""The invented employees of Fjordby: teams, roles, hours. Names are evidently made up, log-ins are first names."""

from dataclasses import dataclass
from random import Random

from cases.demo.book import Book
from cases.demo.diary import Diary
from cases.demo.names import People
from cases.importing import layout
from cases.importing.reading import ASCII

NORD, SYD, INTEGRATION = "Jobteam Nord", "Jobteam Syd", "Team Integration"
ACTIVE_EAST, ACTIVE_WEST, YOUTH = "Aktiv Indsats Øst", "Aktiv Indsats Vest", "Ungeenheden"
REGISTER, COMPANIES = "Fleksjob og Pension", "Virksomhedsteamet"
HOURS = (
    "man-tor 9.00-11.15 | man 12.30-14.00 | fre 9.00-10.30",
    "man-tir 9.00-11.15 | man-tir 12.15-13.45 | tor-fre 8.30-10.45",
    "man-ons 8.45-11.45 | tor 12.00-14.15 | fre 9.00-10.30",
    "tir-fre 9.00-11.15 | tir 13.00-15.15",
    "man 12.30-14.45 | tir-tor 9.00-12.00",
)
TEAMS: tuple[tuple[str, str, int, int], ...] = (
    (NORD, "Jobindsats", 45, 55),
    (SYD, "Jobindsats", 45, 55),
    (INTEGRATION, "Jobindsats", 45, 50),
    (ACTIVE_EAST, "Aktiv Indsats", 45, 60),
    (ACTIVE_WEST, "Aktiv Indsats", 45, 60),
    (YOUTH, "Ungeenheden", 45, 50),
    (REGISTER, "Aktiv Indsats", 30, 300),
    (COMPANIES, "Virksomhedsservice", 60, 80),
)
CASEWORKERS = {NORD: 11, SYD: 9, INTEGRATION: 3, ACTIVE_EAST: 6, ACTIVE_WEST: 6, YOUTH: 4, REGISTER: 5}


@dataclass(frozen=True, slots=True)
class Caseworker:
    username: str
    team: str
    diary: Diary


def write_teams(book: Book) -> None:
    """The teams of the municipality."""
    for name, unit, minutes, norm in TEAMS:
        book.add(layout.TEAMS, name=name, unit=unit, slot_minutes=minutes, norm=norm)


class Employees:
    """Adds employees to the book."""

    def __init__(self, book: Book, random: Random, people: People) -> None:
        self.book, self.random, self.people = book, random, people
        self.logins: set[str] = set()

    def caseworker(self, team: str, first: str = "", last: str = "") -> Caseworker:
        """A caseworker of a team with hours for conversations."""
        hours = HOURS[0] if first else self.random.choice(HOURS)
        username = self.add("caseworker", team, first, last, hours=hours)
        minutes = next(row[2] for row in TEAMS if row[0] == team)
        return Caseworker(username, team, Diary(username, hours, minutes))

    def add(self, role: str, teams: str, first: str = "", last: str = "", *, hours: str = "") -> str:
        """An employee; returns the log-in."""
        if not first:
            first, _, last = self.people.name().partition(" ")
            last = last.rpartition(" ")[2]
        username = login = first.casefold().translate(ASCII)
        while username in self.logins:
            username = login + str(1 + sum(known.startswith(login) for known in self.logins))
        self.logins.add(username)
        self.book.add(
            layout.USERS, username=username, first_name=first, last_name=last, roles=role, teams=teams, hours=hours
        )
        return username


def write_leaders(employees: Employees) -> None:
    """Everybody who is no caseworker and no job consultant."""
    add = employees.add
    add("team_leader", f"{NORD}|{SYD}", "Lone", "Tangdal")
    add("team_leader", f"{ACTIVE_EAST}|{ACTIVE_WEST}|{REGISTER}", "Bente", "Mågeeng")
    add("team_leader", f"{INTEGRATION}|{YOUTH}|{COMPANIES}", "Karim", "Bølgelund")
    add("specialist", "|".join(team[0] for team in TEAMS), "Sidsel", "Ravkrog")
    add("administration", "", "Dorte", "Skumbanke")
    add("administration", "", "Jan", "Tågevang")
    add("system_admin", "", "Ulrik", "Fjordhøj")
    add("auditor", "", "Regitze", "Klitnæs")


def write_consultants(employees: Employees) -> list[str]:
    """The job consultants; returns their log-ins."""
    homes = "|".join((NORD, SYD, INTEGRATION, ACTIVE_EAST, ACTIVE_WEST, YOUTH))
    known = [("Henrik", "Havtornbæk"), ("Nanna", "Porsevig"), ("Omar", "Blåmejselund"), ("Tove", "Marehalmdal")]
    return [
        employees.add("job_consultant", homes if number < 2 else COMPANIES, *name, hours=HOURS[number])
        for number, name in enumerate(known)
    ]
