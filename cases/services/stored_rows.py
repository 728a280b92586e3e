"""The stored answer of the rules: its rows, how they differ from a new answer, and how the difference is written.

A row that is equal stays untouched, a changed one is closed (`superseded_at`) and a new one inserted, a vanished one
is closed. One function compares, whether one case was computed or all of them.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db import connection
from psycopg import sql

from rules.obligation import Gap, Listing, Obligation, Outcome
from rules.vocabulary import RuleStatus

ENCODER = json.JSONEncoder(ensure_ascii=False)
Values = tuple[Any, ...]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """A derived table: its columns and, by position, those of the natural key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[int, ...]

    @cached_property
    def key_of(self) -> Callable[[Values], Key]:
        """The natural key of a row."""
        return itemgetter(*self.key)


DEADLINES = Table(
    "cases_deadline",
    (
        "rule", "ordinal", "anchor_on", "family", "severity", "group", "opens_on", "base_due", "due_on", "open_since",
        "remaining_days", "met_on", "met_until", "closed_on", "held_from", "held_until", "stops", "basis",
        "rule_version", "rule_digest", "unverified",
    ),
    key=(0, 1, 2),
)  # fmt: skip
GAPS = Table("cases_gap", ("rule", "family", "fact", "since", "group", "until"), key=(0, 1, 2, 3))
LISTINGS = Table("cases_listing", ("rule", "text", "since", "until"), key=(0, 1, 2))
TABLES = (DEADLINES, GAPS, LISTINGS)

Answer = tuple[list[Values], list[Values], list[Values]]
Stored = dict[int, dict[Key, tuple[int, Values]]]


def answer(outcome: Outcome) -> Answer:
    """The rows of an outcome in the order of `TABLES`. Raises ValueError when two rows have the same natural key."""
    rows = (
        [_deadline(row) for row in outcome.obligations],
        [_gap(row) for row in outcome.gaps],
        [_listing(row) for row in outcome.listings],
    )
    for table, values in zip(TABLES, rows, strict=True):
        if len({table.key_of(row) for row in values}) < len(values):
            raise ValueError(f"two rows with one key for {table.name}")
    return rows


def _deadline(row: Obligation) -> Values:
    return (
        row.rule, row.ordinal, row.anchor_on, str(row.family), str(row.severity),
        str(row.group) if row.group else "", row.opens_on, row.base_due, row.due_on, row.open_since,
        row.remaining_days, row.met_on, row.met_until, row.closed_on, row.held_from, row.held_until,
        _json([stop.packed() for stop in row.stops]), _json(row.basis),
        row.rule_version, row.rule_digest, row.rule_status is RuleStatus.UNVERIFIED,
    )  # fmt: skip


def _gap(row: Gap) -> Values:
    family = str(row.family) if row.family else ""
    return (row.rule, family, row.fact, row.since, str(row.group) if row.group else "", row.until)


def _listing(row: Listing) -> Values:
    return (row.rule, row.text, row.since, row.until)


def _json(value: Sequence[Any]) -> str:
    """As PostgreSQL writes a jsonb value, so that stored and computed text can be compared as they are."""
    return ENCODER.encode(value) if value else "[]"


def stored(table: Table, low_id: int, high_id: int) -> Stored:
    """The current rows of the cases from `low_id` to `high_id`, by case and natural key."""
    statement = sql.SQL(
        "SELECT case_id, id, {columns} FROM {table} WHERE case_id BETWEEN %s AND %s AND superseded_at IS NULL"
    ).format(columns=_listed(table.columns), table=sql.Identifier(table.name))
    found: Stored = {}
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(), [low_id, high_id])  # text: within a request the change history reads it
        for case_id, row_id, *values in cursor.fetchall():
            row = tuple(values)
            found.setdefault(case_id, {})[table.key_of(row)] = (row_id, row)
    return found


@dataclass
class Difference:
    """What has to be written to one table: rows to close and rows to insert (case id first)."""

    table: Table
    closed: list[int] = field(default_factory=list)
    added: list[Values] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)
    """Natural keys whose row is new, different or gone, by rule (the first part of each key)."""

    def compare(self, case_id: int, current: dict[Key, tuple[int, Values]], computed: Iterable[Values]) -> None:
        """Add what differs for one case."""
        wanted = {self.table.key_of(values): values for values in computed}
        changed = {key for key, values in wanted.items() if key not in current or current[key][1] != values}
        gone = [key for key in current if key not in wanted]
        self.closed += [current[key][0] for key in (*gone, *(key for key in changed if key in current))]
        self.added += [(case_id, *values) for key, values in wanted.items() if key in changed]
        if changed or gone:
            self.changed.update(key[0] for key in (*changed, *gone))

    def write(self, now: datetime) -> None:
        """At most two statements. The closed rows come first: one current row a key."""
        table = sql.Identifier(self.table.name)
        with connection.cursor() as cursor:
            if self.closed:
                close = sql.SQL("UPDATE {} SET superseded_at = %s WHERE id = ANY(%s)").format(table)
                cursor.execute(close.as_string(), [now, self.closed])
            if self.added:
                columns = _listed(("case_id", *self.table.columns, "computed_at"))
                insert = sql.SQL("COPY {} ({}) FROM STDIN").format(table, columns)
                with cursor.copy(insert) as copy:
                    for values in self.added:
                        copy.write_row((*values, now))


def _listed(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column) for column in columns)
