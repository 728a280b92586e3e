"""Invented companies of Fjordby with the calls made to them. No number is one that the public register gives out: CVR
numbers begin with 99 and P-numbers with 9, the postal codes with 00, and the names are pieces of landscape."""

from datetime import date, timedelta
from random import Random

from stdnum.dk import cvr as cvr_numbers

from cases.demo.book import Book
from cases.demo.habits import COMPANIES
from cases.demo.names import FIRST_PIECES, LAST_PIECES, People
from cases.importing import company_layout as layout
from companies.models.numbers import p_number_fits

AREAS = (
    ("0010", "Fjordby", "Midtbyen"),
    ("0020", "Nordbyen", "Nordbyen"),
    ("0030", "Havnen", "Havnen"),
    ("0040", "Sydbyen", "Sydbyen"),
    ("0050", "Ådal", "Oplandet"),
    ("0060", "Klitby", "Oplandet"),
)
TRADES = (
    ("412000", "Opførelse af bygninger", ("Byg", "Tømrer", "Murer")),
    ("432200", "VVS- og blikkenslagerforretninger", ("VVS",)),
    ("471110", "Købmænd og døgnkiosker", ("Købmand", "Nærbutik")),
    ("494100", "Vejgodstransport", ("Transport", "Fragt")),
    ("521000", "Oplagrings- og pakhusvirksomhed", ("Lager",)),
    ("551010", "Hoteller", ("Hotel", "Strandhotel")),
    ("561010", "Servering af mad i restauranter og på caféer", ("Café", "Spisehus")),
    ("692000", "Bogføring og revision", ("Revision",)),
    ("812100", "Almindelig rengøring i bygninger", ("Rengøring",)),
    ("873010", "Plejehjem", ("Plejecenter",)),
    ("889130", "Børnehaver", ("Børnehave",)),
    ("107120", "Fremstilling af friske bageriprodukter", ("Bageri",)),
    ("011300", "Dyrkning af grøntsager", ("Gartneri",)),
    ("452010", "Autoreparationsværksteder", ("Auto",)),
)
TITLES = ("indehaver", "driftsleder", "butikschef", "værkfører", "daglig leder", "personaleansvarlig")
NOTES = (
    "Talte om behovet i det næste halve år", "Vil gerne have en i praktik på lageret", "Har ansat to siden sidst",
    "Ringer selv, når sæsonen begynder", "Aftalte besøg med rundvisning", "Fortalte om løntilskud og småjobs",
    "Søger en med kørekort", "Har travlt; ring igen efter ferien", "Glad for den praktikant, der lige er sluttet",
)  # fmt: skip
KINDS = ("telefon", "telefon", "telefon", "besøg", "mail")
OUTCOMES = ("", "", "", "aftale", "jobordre", "interesseret", "ingen interesse")
SILENT = ((0.62, 0, 360), (0.20, 370, 720), (0.11, 740, 1400))
"""Of the companies so large a share was last contacted so many days ago; the rest never was."""
DAY = timedelta(days=1)


class Companies:
    """The book of the companies on the day `today`."""

    def __init__(self, random: Random, today: date, consultants: list[str]) -> None:
        self.book, self.random, self.today = Book(layout.ALL), random, today
        self.consultants, self.people = consultants, People(random)
        self.numbers = self.units = self.contacts = 0
        self.names: set[str] = set(COMPANIES)

    def fill(self, number: int) -> Book:
        """So many companies, those first where citizens have been placed."""
        for code, town, area in AREAS:
            self.book.add(layout.AREAS, postal=code, town=town, area=area)
        for place in range(number):
            code, branch, words = TRADES[place % len(TRADES)]
            name = COMPANIES[place] if place < len(COMPANIES) else self._name(self.random.choice(words))
            self._company(name, code, branch)
        return self.book

    def _company(self, name: str, code: str, branch: str) -> None:
        number, founded = self._cvr(), self._ago(self.random.randrange(1500, 9000))
        postal = self.random.choice(AREAS)[0]
        address = f"{self.random.choice(FIRST_PIECES)}vej {self.random.randrange(1, 90)}"
        self.book.add(layout.COMPANIES, cvr=number, phone=self._phone(), employees=self._size())
        self.book.add(layout.NAMES, cvr=number, name=name, from_on=founded)
        self.book.add(layout.ADDRESSES, cvr=number, address=address, postal=postal, from_on=founded)
        self.book.add(layout.BRANCHES, cvr=number, code=code, name=branch, from_on=founded)
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            self.book.add(
                layout.UNITS, p_number=self._p_number(), cvr=number, address=address, postal=postal, from_on=founded
            )
        consultant = self.random.choice(self.consultants)
        if self.random.random() < 0.7:
            self.book.add(layout.OWNERS, cvr=number, username=consultant, from_on=self._ago(900))
        person = self.people.name()
        self.book.add(
            layout.PEOPLE, cvr=number, name=person, title=self.random.choice(TITLES), phone=self._phone(),
            from_on=self._ago(1200),
        )  # fmt: skip
        self._calls(number, person, consultant)

    def _calls(self, number: str, person: str, consultant: str) -> None:
        last = self._last_contact()
        while last is not None and last < 1600:
            self.contacts += 1
            self.book.add(
                layout.CONTACTS, key=f"VK{self.contacts:05d}", cvr=number, on_date=self._working_day(last),
                kind=self.random.choice(KINDS), username=consultant, with_whom=person,
                outcome=self.random.choice(OUTCOMES), note=self.random.choice(NOTES),
            )  # fmt: skip
            last += self.random.randrange(60, 420)

    def _last_contact(self) -> int | None:
        """Days since the last contact."""
        chance = self.random.random()
        for share, least, most in SILENT:
            if chance < share:
                return self.random.randrange(least, most)
            chance -= share
        return None

    def _working_day(self, days: int) -> date:
        day = self._ago(days)
        return day - max(0, day.weekday() - 4) * DAY

    def _ago(self, days: int) -> date:
        return self.today - days * DAY

    def _name(self, trade: str) -> str:
        while True:
            place = f"{self.random.choice(FIRST_PIECES)}{self.random.choice(LAST_PIECES)}"
            name = f"{place} {trade}{self.random.choice(('', ' ApS', ' A/S', ' I/S'))}"
            if name not in self.names:
                self.names.add(name)
                return name

    def _size(self) -> int:
        return self.random.choice((2, 4, 7, 9, 14, 22, 38, 60, 110))

    def _phone(self) -> str:
        return f"00 {self.random.randrange(10, 99)} {self.random.randrange(10, 99)} {self.random.randrange(10, 99)}"

    def _cvr(self) -> str:
        while True:
            self.numbers += 1
            head = str(9_930_000 + self.numbers)
            for last in "0123456789":
                if cvr_numbers.is_valid(head + last):
                    return head + last

    def _p_number(self) -> str:
        while True:
            self.units += 1
            head = str(909_930_000 + self.units)
            for last in "0123456789":
                if p_number_fits(head + last):
                    return head + last
