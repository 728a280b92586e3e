"""Mutants of policy rows: the same row with one number, group, anchor, stop, member or choice otherwise.

Titles, citations and other words of a row are left alone: they are shown as they stand and decide nothing.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from rules.dates import DAY, Span
from rules.gates.gate import Gate
from rules.policy import load_profile, profile_names
from rules.rule import Rule
from rules.scenarios import COMMANDS
from rules.terms import ANSWERED_BY_ASK, LISTS, SILENT
from rules.vocabulary import Anchor, PauseReason, TargetGroup

Row = Rule | Gate
HEAD = ("groups", "stops", "also_stops", "terms")
WORDS = frozenset({"name", "text"})
OERE = Decimal("0.01")
UNKNOWN = "andet"


class What(StrEnum):
    """What of the row is otherwise."""

    NUMBER = "number"
    DATE = "date"
    GROUP = "group"
    ANCHOR = "anchor"
    STOP = "stop"
    MEMBER = "member"
    CHOICE = "choice"


OF_TYPE: dict[type, What] = {TargetGroup: What.GROUP, Anchor: What.ANCHOR, PauseReason: What.STOP}


@dataclass(frozen=True)
class Mutant:
    """One row with one value otherwise. `word` is the member that is gone, to try questions that name it first."""

    row: Row
    other: Row
    what: What
    path: str
    said: str
    word: str = ""

    def __str__(self) -> str:
        table = "gate" if isinstance(self.row, Gate) else "rule"
        return f"{self.row.id} ({table}) {self.path}: {self.said}"


def rows() -> tuple[Row, ...]:
    """Every computed row of every profile once; of the kinds that `ask` answers as soon as there is such a command."""
    found: dict[tuple[type, str, str], Row] = {}
    for policy in map(load_profile, profile_names()):
        own: tuple[Row, ...] = (*policy.rules, *policy.gates)
        for row in own:
            if row.kind not in ANSWERED_BY_ASK or "ask" in COMMANDS:
                found.setdefault((type(row), row.id, row.digest), row)
    return tuple(sorted(found.values(), key=lambda row: (row.id, isinstance(row, Gate))))


def mutants(row: Row) -> Iterator[Mutant]:
    hints = get_type_hints(type(row))
    for name in HEAD:
        if getattr(row, name, None):
            hint = type(row.terms) if name == "terms" else hints[name]
            for what, path, other, said, word in _others(hint, getattr(row, name), "" if name == "terms" else name):
                yield Mutant(row, dataclasses.replace(row, **{name: other}), what, path, said, word)
    if isinstance(row, Rule) and row.list_text is not None and row.kind not in LISTS | SILENT:
        yield Mutant(row, dataclasses.replace(row, list_text=None), What.CHOICE, "list_text", "removed")


Other = tuple[What, str, Any, str, str]


def _others(hint: Any, value: Any, path: str) -> Iterator[Other]:
    """Every value that differs from this one in one thing."""
    if isinstance(hint, UnionType):
        kept = next(part for part in get_args(hint) if part is not NoneType)
        if NoneType in get_args(hint):
            what = OF_TYPE.get(kept, What.CHOICE)
            yield what, path, None, "removed", ""
        hint = kept
    if dataclasses.is_dataclass(value):
        yield from _with_other_field(value, path)
    elif isinstance(value, frozenset):
        (member,) = get_args(hint)
        for gone in sorted(value):
            yield OF_TYPE.get(member, What.MEMBER), path, value - {gone}, f"without {gone}", str(gone)
    else:
        yield from _other_single(value, path)


def _with_other_field(value: Any, path: str) -> Iterator[Other]:
    hints = get_type_hints(type(value))
    for item in dataclasses.fields(value):
        held = getattr(value, item.name)
        if held != item.default and item.name not in WORDS:
            for what, inner, other, said, word in _others(hints[item.name], held, f"{path}.{item.name}".lstrip(".")):
                yield what, inner, dataclasses.replace(value, **{item.name: other}), said, word


def _other_single(value: Any, path: str) -> Iterator[Other]:
    if isinstance(value, bool):
        yield What.CHOICE, path, not value, f"{value} -> {not value}", ""
    elif isinstance(value, Span):
        for number in (value.number - 1, value.number + 1):
            if number >= 0:
                said = f"{value.number} -> {number} {value.unit}"
                yield What.NUMBER, path, value._replace(number=number), said, ""
    elif isinstance(value, int | Decimal | date):
        step: Any = DAY if isinstance(value, date) else 1 if isinstance(value, int) else OERE
        what = What.DATE if isinstance(value, date) else What.NUMBER
        for other in (value - step, value + step):
            if what is What.DATE or other >= 0:
                yield what, path, other, f"{value} -> {other}", ""
    elif isinstance(value, StrEnum):
        for other in sorted(set(type(value)) - {value}):
            yield OF_TYPE.get(type(value), What.CHOICE), path, other, f"{value} -> {other}", ""
    else:
        yield What.CHOICE, path, UNKNOWN, f"{value} -> {UNKNOWN}", ""
