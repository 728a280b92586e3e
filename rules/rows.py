"""Strict reading of policy rows: a TOML table becomes a frozen dataclass, or a list of faults that name the place."""

import dataclasses
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from rules.dates import Span, Unit
from rules.vocabulary import ActivityFamily, ActivityType, TargetGroup

Raw = Mapping[str, object]
T = TypeVar("T")


class Refused(Exception):
    """A value that is not allowed; the text says what is."""


@dataclass(slots=True)
class Reader:
    """Reads rows and collects every fault instead of stopping at the first."""

    activity_sets: dict[str, frozenset[ActivityType]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, path: str, text: str) -> None:
        self.faults.append(f"{path}: {text}")

    def read(self, shape: type[T], raw: Raw, path: str) -> T | None:
        """An instance of the dataclass `shape`, or None after its faults have been noted."""
        known = _fields(shape)
        before = len(self.faults)
        for key in sorted(set(raw) - set(known)):
            self.fault(f"{path}.{key}", f"ukendt nøgle; tilladt: {', '.join(sorted(known))}")
        values: dict[str, object] = {}
        for key, (hint, required) in known.items():
            if key in raw:
                values[key] = self.value(hint, raw[key], f"{path}.{key}")
            elif required:
                self.fault(f"{path}.{key}", "mangler")
        return shape(**values) if len(self.faults) == before else None

    def value(self, hint: Any, raw: object, path: str) -> object:
        """One value converted to its type; a refused one is noted and becomes None."""
        try:
            if dataclasses.is_dataclass(hint) and isinstance(hint, type):
                return self.read(hint, _table(raw), path)
            return self._plain(hint, raw)
        except Refused as refused:
            self.fault(path, str(refused))
            return None

    def _plain(self, hint: Any, raw: object) -> object:
        if get_origin(hint) is frozenset:
            (member,) = get_args(hint)
            return self._members(member, raw)
        if hint is Span:
            return span(raw)
        if hint is Decimal:
            return amount(raw)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return _member(hint, raw)
        if type(raw) is not hint:
            raise Refused(f"{raw!r} er ikke {_TYPE_NAMES[hint]}")
        return raw

    def _members(self, member: type[StrEnum], raw: object) -> frozenset[StrEnum]:
        if isinstance(raw, str) and member is ActivityType:
            if raw not in self.activity_sets:
                raise Refused(f"{raw!r} er ikke et kendt sæt; tilladt: {', '.join(sorted(self.activity_sets))}")
            return frozenset(self.activity_sets[raw])
        if not isinstance(raw, list) or not raw:
            raise Refused(f"{raw!r} er ikke en liste med indhold")
        found: set[StrEnum] = set()
        for entry in raw:
            found |= _expanded(member, entry)
        return frozenset(found)


_TYPE_NAMES = {str: "en tekst", int: "et helt tal", bool: "true eller false", date: "en dato"}


Fields = Mapping[str, tuple[Any, bool]]
_found: dict[type, Fields] = {}


def _fields(shape: type) -> Fields:
    """Name, type (without None) and whether it must be given, for each field of a dataclass; looked up once."""
    if shape not in _found:
        _found[shape] = _looked_up(shape)
    return _found[shape]


def _looked_up(shape: type) -> Fields:
    hints = get_type_hints(shape)
    return {
        item.name: (
            _without_none(hints[item.name]),
            item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING,
        )
        for item in dataclasses.fields(shape)
    }


def _without_none(hint: Any) -> Any:
    if get_origin(hint) is types.UnionType:
        (hint,) = (part for part in get_args(hint) if part is not types.NoneType)
    return hint


def _table(raw: object) -> Raw:
    if not isinstance(raw, dict):
        raise Refused(f"{raw!r} er ikke en tabel")
    return raw


def _member(member: type[StrEnum], raw: object) -> StrEnum:
    found = _by_value(member).get(raw) if isinstance(raw, str) else None
    if found is None:
        raise Refused(f"{raw!r} kendes ikke; tilladt: {', '.join(member)}")
    return found


@cache
def _by_value(member: type[StrEnum]) -> Mapping[str, StrEnum]:
    return {str(each): each for each in member}


def _expanded(member: type[StrEnum], entry: object) -> set[StrEnum]:
    """One entry of a list: a code, a family of offer types, or a pattern of target groups such as cash_*."""
    if member is ActivityType and isinstance(entry, str) and entry in _by_value(ActivityFamily):
        return {kind for kind in ActivityType if kind.family == entry}
    if member is TargetGroup and isinstance(entry, str) and "*" in entry:
        return groups_like(entry)
    return {_member(member, entry)}


def groups_like(pattern: str) -> set[StrEnum]:
    """The target groups a pattern names; a pattern that names none is refused."""
    found: set[StrEnum] = {group for group in TargetGroup if fnmatchcase(group, pattern)}
    if not found:
        raise Refused(f"{pattern!r} passer på ingen målgruppe")
    return found


def span(raw: object) -> Span:
    """ "28 days", "4 weeks" or "6 months"."""
    parts = raw.split() if isinstance(raw, str) else []
    if len(parts) != 2 or not parts[0].isdecimal() or parts[1] not in set(Unit):
        raise Refused(f"{raw!r} er ikke et tidsrum; tilladt: et helt tal og {', '.join(Unit)}")
    return Span(int(parts[0]), Unit(parts[1]))


def amount(raw: object) -> Decimal:
    """ "2200.00": kroner as a text, so that no digit is lost."""
    try:
        found = Decimal(raw) if isinstance(raw, str) else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite():
        raise Refused(f'{raw!r} er ikke et beløb; tilladt: "2200.00"')
    return found
