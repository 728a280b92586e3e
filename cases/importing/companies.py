"""Importing an extract of the public register of companies: all of it or nothing, and again without a change."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from cases.importing import company_layout as layout
from cases.importing.company_rows import Writer
from cases.importing.faults import Fault, ImportRefused
from cases.importing.layout import Layout
from cases.importing.reading import Row, Table, load
from companies.models import Company, PostalCode
from staff.models import User

LOCK = 7_401_123
"""The advisory lock that lets one import of companies run at a time."""


@dataclass(slots=True)
class Outcome:
    """What an import did, by file: rows new, changed, the same. `matched` and `merged` name companies by CVR."""

    dry_run: bool
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    unused: dict[str, list[int]] = field(default_factory=dict)
    matched: int = 0
    merged: int = 0

    @property
    def changes(self) -> int:
        return sum(count["new"] + count["changed"] for count in self.counts.values())

    def lines(self) -> Iterator[str]:
        """The report, line by line."""
        if self.dry_run:
            yield "Prøvekørsel: intet er gemt."
        for file, count in self.counts.items():
            yield f"{file}: nye {count['new']}, rettede {count['changed']}, uændrede {count['same']}"
        for file, columns in self.unused.items():
            if columns:
                yield f"{file}: kolonne {', '.join(map(str, columns))} bruges ikke."
        if self.matched:
            yield f"Kendte virksomheder uden CVR-nummer, som har fået det: {self.matched}"
        if self.merged:
            yield f"Dubletter, som er lagt sammen: {self.merged}"
        yield f"Ændringer i alt: {self.changes}"


def import_companies(directory: Path, *, as_of: date, now: datetime, dry_run: bool = False) -> Outcome:
    """Import the files in `directory`, which tell the truth on `as_of`.

    Raises ImportRefused with every fault found; then nothing was written.
    """
    tables = {of.file: load(directory, of) for of in layout.ALL}
    try:
        with transaction.atomic():
            _take_turn()
            faults = sorted(set(_faults(tables)))
            if faults:
                raise ImportRefused(faults)
            outcome = Outcome(dry_run, unused={file: table.unused for file, table in tables.items() if table.present})
            writer = Writer({file: table.rows for file, table in tables.items()}, as_of=as_of, now=now)
            writer.write()
            counted = [of.file for of in layout.ALL if of is not layout.ADDRESSES and tables[of.file].present]
            outcome.counts = {file: writer.counts[file] for file in counted}
            outcome.matched, outcome.merged = writer.matched, writer.merged
            transaction.set_rollback(dry_run)
            return outcome
    except DatabaseError:  # its text may repeat a row
        fault = Fault("databasen", 0, "", "databasen afbrød indlæsningen; prøv igen, når der er ro")
    raise ImportRefused([fault])


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise ImportRefused([Fault("mappen", 0, "", "en anden indlæsning er i gang; vent, til den er færdig")])


def _faults(tables: dict[str, Table]) -> Iterator[Fault]:
    """Everything that is wrong, in the rows and between them."""
    if not any(table.present for table in tables.values()):
        yield Fault("mappen", 0, "", "ingen af filerne i docs/import-companies.md findes her")
    for table in tables.values():
        yield from table.faults
    rows = {file: table.rows for file, table in tables.items()}
    for of in (layout.AREAS, layout.COMPANIES, layout.UNITS, layout.CONTACTS):
        yield from _twice(of, rows[of.file])
    broken = tables[layout.COMPANIES.file].broken | tables[layout.NAMES.file].broken
    yield from _pointing(rows, broken, tables[layout.AREAS.file].broken)
    for of in layout.LISTS:
        yield from _overlapping(of, rows[of.file])
    for of in (layout.UNITS, layout.PEOPLE):
        yield from (fault for row in rows[of.file] for fault in _order(of, row))


def _twice(of: Layout, rows: list[Row]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.key in seen:
            yield Fault(of.file, row.line, of.headings[of.key], f"står også i linje {seen[row.key]}")
        seen.setdefault(row.key, row.line)


def _pointing(rows: dict[str, list[Row]], broken: set[str], broken_places: set[str]) -> Iterator[Fault]:
    """Rows that point to a company, a postal code or an employee that is not there."""
    named = {row.key for row in rows[layout.NAMES.file]} | broken
    known = set(Company.objects.filter(cvr__isnull=False).values_list("cvr", flat=True))
    listed = {row.key for row in rows[layout.COMPANIES.file]}
    places = set(PostalCode.objects.values_list("code", flat=True)) | broken_places
    places |= {row.key for row in rows[layout.AREAS.file]}
    users = set(User.objects.values_list("username", flat=True))
    for row in rows[layout.COMPANIES.file]:
        if row.key not in named | known:
            yield Fault(row.file, row.line, "cvr", "virksomheden er ny og har intet navn i navne.csv")
    for of, row in ((each, row) for each in layout.ALL for row in rows[each.file]):
        number = row.values.get("cvr", row.key if of.key == "cvr" else None)
        if number is not None and number not in known | listed | broken:
            yield Fault(row.file, row.line, "cvr", "virksomheden findes hverken i virksomheder.csv eller i registeret")
        place = row.values.get("postal")
        if place is not None and place not in places:
            yield Fault(row.file, row.line, "postnr", "postnummeret findes hverken i omraader.csv eller i registeret")
        if "username" in row.values and row.values["username"] not in users:
            yield Fault(row.file, row.line, of.headings["username"], "medarbejderen findes ikke")


def _order(of: Layout, row: Row) -> Iterator[Fault]:
    first, last = row.values["from_on"], row.values["to_on"]
    if isinstance(first, date) and isinstance(last, date) and last < first:
        yield Fault(of.file, row.line, "til", "slutdatoen ligger før startdatoen")


def _overlapping(of: Layout, rows: list[Row]) -> Iterator[Fault]:
    """Two rows of one company at a time."""
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        faults = list(_order(of, row))
        yield from faults
        if not faults:
            lists[row.key].append(row)
    for found in lists.values():
        found.sort(key=lambda row: (row.values["from_on"] or date.min, row.line))
        for before, after in pairwise(found):
            until, begins = before.values["to_on"] or date.max, after.values["from_on"] or date.min
            if isinstance(until, date) and isinstance(begins, date) and begins <= until:
                yield Fault(of.file, after.line, "fra", f"perioden overlapper linje {before.line}")
