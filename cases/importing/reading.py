"""Reading one CSV file: encoding, separator, headings, rows. Faults are collected, never raised one by one."""

import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cases.importing.cells import Value
from cases.importing.faults import Fault, WrongCell
from cases.importing.layout import Column, Layout

SEPARATORS = ";,\t"
LARGEST_FILE = 200 * 1024 * 1024
LONGEST_CELL = 5000
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})


@dataclass(slots=True)
class Row:
    """One row as read: `values` by field name, `key` the row's key in the source."""

    file: str
    line: int
    key: str
    values: dict[str, Value]


@dataclass(slots=True)
class Table:
    """One file as read. `unused` are the positions of columns that the import does not know (never their headings:
    a file without headings would show a person), `broken` the keys of rows with faults, so that rows that point to
    them are not blamed as well, `width` the number of columns."""

    layout: Layout
    present: bool = False
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unused: list[int] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    width: int = 0
    digest: str = ""


def read(layout: Layout, content: bytes) -> Table:
    """The rows of one file, with everything that is wrong in it."""
    table = Table(layout, present=True, digest=hashlib.sha256(content).hexdigest())
    decoded = _decode(content, table)
    if decoded is None:
        return table
    headings: dict[int, Column] | None = None
    for line, cells in _records(decoded, table):
        if not any(cell.strip() for cell in cells):
            continue
        if headings is None:
            headings = _headings(cells, table)
            if headings is None:
                return table
        else:
            _take(table, headings, line, cells)
    if headings is None:
        _fault(table, 1, "", "filen har ingen overskrifter")
    return table


def _decode(content: bytes, table: Table) -> str | None:
    reason = "filen er hverken UTF-8 eller Windows-1252"
    if len(content) > LARGEST_FILE:
        reason = "filen er større end 200 MB"
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        reason = "filen er gemt som UTF-16; gem den som UTF-8"
    else:
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    _fault(table, 1, "", reason)
    return None


def _separator(decoded: str) -> str:
    """The sign that stands most often outside quotes in the line of headings."""
    first = next((line for line in decoded.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _records(decoded: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line on which it begins; a record that cannot be read is a fault of its own."""
    records = csv.reader(io.StringIO(decoded, newline=""), delimiter=_separator(decoded), strict=True)
    while True:
        line = records.line_num + 1
        try:
            yield line, next(records)
        except StopIteration:
            return
        except csv.Error:
            _fault(
                table, line, "", "rækken kan ikke læses: anførselstegn passer ikke sammen, eller et felt er for langt"
            )


def _headings(cells: list[str], table: Table) -> dict[int, Column] | None:
    table.width = len(cells)
    known = {name: column for column in table.layout.columns for name in map(normal, column.names)}
    found: dict[int, Column] = {}
    for position, cell in enumerate(cells):
        column = known.get(normal(cell))
        if column is None:
            if cell.strip():
                table.unused.append(position + 1)
        elif column in found.values():
            _fault(table, 1, column.heading, "kolonnen står to gange")
        else:
            found[position] = column
    missing = [column for column in table.layout.columns if column.required and column not in found.values()]
    for column in missing:
        _fault(table, 1, column.heading, "kolonnen mangler")
    return None if missing else found


def _take(table: Table, headings: dict[int, Column], line: int, cells: list[str]) -> None:
    """Read one row into the table, or note each of its faults."""
    before = len(table.faults)
    if any(cell.strip() for cell in cells[table.width :]):
        _fault(table, line, "", "rækken har flere felter end overskrifterne")
    values = {column.field: column.empty for column in table.layout.columns}
    for position, column in headings.items():
        cell = cells[position].strip() if position < len(cells) else ""
        try:
            values[column.field] = _cell(column, cell)
        except WrongCell as wrong:
            _fault(table, line, column.heading, wrong.reason)
    key = str(values.pop(table.layout.key))
    if len(table.faults) == before:
        table.rows.append(Row(table.layout.file, line, key, values))
    else:
        table.broken.add(key)


def _cell(column: Column, cell: str) -> Value:
    if not cell:
        if column.required:
            raise WrongCell("feltet skal udfyldes")
        return column.empty
    if len(cell) > LONGEST_CELL:
        raise WrongCell(f"feltet er længere end {LONGEST_CELL} tegn")
    if "\x00" in cell:
        raise WrongCell("feltet indeholder styretegn")
    return column.read(cell)


def _fault(table: Table, line: int, column: str, reason: str) -> None:
    table.faults.append(Fault(table.layout.file, line, column, reason))


def normal(heading: str) -> str:
    """A heading as compared: small letters and digits only, æ ø å written out."""
    composed = unicodedata.normalize("NFC", heading).casefold().translate(ASCII)
    return "".join(sign for sign in composed if sign.isascii() and sign.isalnum())


def load(directory: Path, layout: Layout) -> Table:
    """Read the layout's file from `directory`; a file that is not there gives an empty table."""
    path = _find(directory, layout.file)
    return read(layout, path.read_bytes()) if path else Table(layout)


def _find(directory: Path, name: str) -> Path | None:
    """The file by name, whatever the case of its letters."""
    return next((path for path in sorted(directory.iterdir()) if path.name.casefold() == name and path.is_file()), None)
