"""The rule book: every rule of the documents, computed or not, read strictly from `policies/catalogue/*.toml`.

A row here says what a rule is called, what it is about and where it stands; what a computed rule demands stands in its
policy row.
"""

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from rules.defaults import POLICIES
from rules.policy import PolicyError
from rules.rows import Raw, Reader
from rules.vocabulary import Category, Severity

BUILD_STEPS = range(1, 4)
ID = re.compile(r"[A-Z]+\d*-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document. Its rules are numbered from 01 to `last` without `skipped`."""

    prefix: str
    last: int
    title: str
    seed: str
    rows: str
    skipped: int | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(f"{self.prefix}-{number:02}" for number in range(1, self.last + 1) if number != self.skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row of the rule book says.

    groups       for whom, in the words of the document.
    heading      where in the document the rule stands.
    quote        the words of the document, unchanged.
    build        the step of the product in which the rule is built, 1 to 3.
    waiting_for  the record or screen that the rule needs before anything can be computed.
    """

    id: str
    title: str
    category: Category
    groups: str
    heading: str
    quote: str
    severity: Severity
    build: int
    secondary: frozenset[Category] = frozenset()
    waiting_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Row):
    """A row of the rule book and the document it is taken from."""

    source: Source


def sources() -> tuple[Source, ...]:
    """The documents in their order. Raises PolicyError with every fault found."""
    return read_sources(POLICIES)


def entries() -> tuple[Entry, ...]:
    """Every rule of every document, in the order of the documents. Raises PolicyError with every fault found."""
    return _entries(POLICIES)


def entry(rule_id: str) -> Entry | None:
    return _by_id().get(rule_id)


@cache
def _entries(policies: Path) -> tuple[Entry, ...]:
    return tuple(read_entries(policies))


@cache
def _by_id() -> dict[str, Entry]:
    return {one.id: one for one in entries()}


def read_sources(policies: Path) -> tuple[Source, ...]:
    reader = Reader()
    found = [
        reader.read(Source, raw, f"sources[{n}]") for n, raw in _tables(policies / "sources.toml", "source", reader)
    ]
    if reader.faults:
        raise PolicyError(reader.faults)
    return tuple(source for source in found if source is not None)


def read_entries(policies: Path) -> list[Entry]:
    """The rows of every document under the folder `policies`. Raises PolicyError with every fault found."""
    reader = Reader()
    found: list[Entry] = []
    for source in read_sources(policies):
        found += _rows_of(source, policies, reader)
    if reader.faults:
        raise PolicyError(reader.faults)
    return found


def _rows_of(source: Source, policies: Path, reader: Reader) -> Iterator[Entry]:
    seen: set[str] = set()
    for number, raw in _tables(policies / f"{source.rows}.toml", "entry", reader):
        place = str(raw.get("id", f"{source.rows}[{number}]"))
        row = reader.read(Row, raw, place)
        if place in seen:
            reader.fault(place, "id findes to gange")
        seen.add(place)
        if row is not None:
            _check(row, source, reader)
            yield Entry(**{key.name: getattr(row, key.name) for key in dataclasses.fields(Row)}, source=source)
    for missing in sorted(set(source.ids) - seen):
        reader.fault(source.rows, f"reglen {missing} mangler")


def _check(row: Row, source: Source, reader: Reader) -> None:
    if row.id not in source.ids:
        reader.fault(row.id, f"findes ikke i {source.title}")
    if row.build not in BUILD_STEPS:
        reader.fault(f"{row.id}.build", f"{row.build} kendes ikke; tilladt: {', '.join(map(str, BUILD_STEPS))}")
    if row.category in row.secondary:
        reader.fault(f"{row.id}.secondary", f"{row.category} står allerede som category")
    for key in ("title", "groups", "heading", "quote", "waiting_for"):
        text = getattr(row, key)
        if text is not None and not text.strip():
            reader.fault(f"{row.id}.{key}", "er tom; tilladt: en tekst")


def _tables(path: Path, table: str, reader: Reader) -> list[tuple[int, Raw]]:
    """The numbered tables of a file that holds only them."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PolicyError([f"{path.name}: {error}"]) from error
    for key in sorted(set(raw) - {table}):
        reader.fault(f"{path.name}.{key}", f"ukendt nøgle; tilladt: {table}")
    return list(enumerate(cast(list[Raw], raw.get(table, [])), start=1))
