"""What a new version changes, in words: one line for each field that differs, and the names of those that do not."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rules.dates import Span
from rules.field_names import FIELD_NAMES, PHASED, SETTLED
from rules.gates.gate import Gate
from rules.labels import RULE_STATUSES, SEVERITIES
from rules.rule import Rule
from rules.terms import ActivitySet
from rules.value_words import NO_SETS, in_words, inside
from rules.vocabulary import Family, RuleStatus, Severity, TargetGroup
from rules.wording import UNITS, long_date

Row = Rule | Gate
NOTHING = "intet"
DEADLINE = "within"
"""The field that a deadline is about, so that its name need not be said."""


class Change(NamedTuple):
    """One field that changes: its path, its name, and both values in words; `text` says it in one line."""

    field: str
    label: str
    before: str
    after: str
    text: str


class Value(NamedTuple):
    """A field of a row with its path."""

    field: str
    value: object


def in_words_of(before: Row, after: Row) -> tuple[Change, ...]:
    """Visitation til jobkonsulent for aktivitetsparate: 6 → 4 måneder fra 1. marts 2027, for alle åbne"""
    return tuple(_change(before, after, old, new) for old, new in _pairs(before, after) if old.value != new.value)


def unchanged(before: Row, after: Row) -> tuple[str, ...]:
    """The names of the fields that stay as they were and say something."""
    same = [old.field for old, new in _pairs(before, after) if old.value == new.value and old.value not in EMPTY]
    return tuple(dict.fromkeys(name_of(field) for field in same))


EMPTY: tuple[object, ...] = (None, frozenset(), False)


def name_of(field: str) -> str:
    """The Danish name of a field by its path."""
    return FIELD_NAMES[field.rpartition(".")[2]]


def value_in_words(value: object) -> str:
    """A value of a row in words; a field without one is "intet"."""
    if value in EMPTY and not isinstance(value, bool):
        return NOTHING
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Severity):
        return inside(SEVERITIES[value])
    if isinstance(value, RuleStatus):
        return inside(RULE_STATUSES[value])
    return str(value) if isinstance(value, Family) else in_words(value, NO_SETS)


def _pairs(before: Row, after: Row) -> Iterator[tuple[Value, Value]]:
    old, new = dict(_values(before)), dict(_values(after))
    for field in dict.fromkeys((*old, *new)):
        yield Value(field, old.get(field)), Value(field, new.get(field))


def _values(row: Row) -> Iterator[tuple[str, object]]:
    """Every field with its path; a table in a row by its own fields."""
    yield from _fields(row.terms, "")
    for item in dataclasses.fields(row):
        if item.name not in SETTLED | {"terms"}:
            yield from _field(item.name, getattr(row, item.name))


def _fields(value: object, path: str) -> Iterator[tuple[str, object]]:
    if dataclasses.is_dataclass(value):
        for item in dataclasses.fields(value):
            yield from _field(path + item.name, getattr(value, item.name))


def _field(path: str, value: object) -> Iterator[tuple[str, object]]:
    if dataclasses.is_dataclass(value):
        yield from _fields(value, f"{path}.")
    else:
        yield path, value


def _change(before: Row, after: Row, old: Value, new: Value) -> Change:
    was, now = value_in_words(old.value), value_in_words(new.value)
    label = name_of(new.field)
    what = "" if new.field == DEADLINE else f"{inside(label)} "
    said = f"{what}{_from_to(old.value, new.value)}"
    return Change(new.field, label, was, now, f"{_subject(after)}: {said}{_begins(after)}")


def _subject(row: Row) -> str:
    """The title and for whom, where the rule is not for everybody."""
    groups = row.groups or row.none_for
    if not groups or len(groups) == len(TargetGroup) or isinstance(row.terms, ActivitySet):
        return row.title
    return f"{row.title} for {in_words(groups)}"


def _from_to(old: object, new: object) -> str:
    """6 → 4 måneder · tilføjet AMU; fjernet FVU · kilde A → B"""
    if isinstance(old, Span) and isinstance(new, Span) and old.unit is new.unit:
        one, many = UNITS[new.unit]
        return f"{old.number} → {new.number} {one if new.number == 1 else many}"
    if isinstance(old, frozenset) and isinstance(new, frozenset) and (old or new):
        parts = (("tilføjet", new - old), ("fjernet", old - new))
        return "; ".join(f"{word} {in_words(members)}" for word, members in parts if members)
    return f"{value_in_words(old)} → {value_in_words(new)}"


def _begins(row: Row) -> str:
    since = f" fra {long_date(row.valid_from)}" if isinstance(row.valid_from, date) else ""
    phase = f", {PHASED[row.phase_in]}" if row.phase_in is not None else ""
    return since + phase
