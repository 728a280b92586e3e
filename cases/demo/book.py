"""The files of the practice municipality while they are being written: facts only, in the columns of docs/import.md."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from cases.importing import layout
from cases.importing.layout import Layout

ENCODING = "utf-8-sig"
SEPARATOR = ";"
Cell = str | int | bool | date | datetime | None


class Book:
    """Rows of every file in the order in which they were added; the same acts give the same files, byte by byte."""

    def __init__(self, files: Sequence[Layout] = layout.ALL) -> None:
        self.files = files
        self.rows: dict[str, list[dict[str, Cell]]] = {of.file: [] for of in files}

    def add(self, of: Layout, **values: Cell) -> dict[str, Cell]:
        """Add a row by field names; a fact gets the next key of its file. Returns the row."""
        unknown = values.keys() - of.headings.keys()
        if unknown:
            raise KeyError(f"{of.file} has no column for {sorted(unknown)}")
        rows = self.rows[of.file]
        if of.key == "key":
            values = {"key": f"{of.file[0].upper()}{len(rows) + 1:06d}", **values}
        rows.append(values)
        return values

    def write(self, directory: Path) -> None:
        """Write the files that have rows; files of an earlier town do not stay behind."""
        directory.mkdir(parents=True, exist_ok=True)
        for of in self.files:
            rows = self.rows[of.file]
            if not rows:
                (directory / of.file).unlink(missing_ok=True)
            else:
                with (directory / of.file).open("w", encoding=ENCODING, newline="") as file:
                    out = csv.writer(file, delimiter=SEPARATOR, lineterminator="\n")
                    out.writerow(of.headings.values())
                    out.writerows([_written(row.get(name)) for name in of.headings] for row in rows)


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    return str(value)
