"""Digests: equal rows have equal ones, and a policy with the same rows has the same fingerprint."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping

from rules.dates import Span
from rules.vocabulary import Family, TargetGroup

SHOWN = 16


def digest(value: object) -> str:
    """The digest of a row, or of anything made of rows."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:SHOWN]


def fingerprint(name: str, digests: Iterable[str], demands: Mapping[TargetGroup, frozenset[Family]]) -> str:
    """What tells one policy of a municipality from another: its rows and what is demanded of whom."""
    return digest([name, list(digests), demands])


def plain(value: object) -> object:
    """A value as JSON knows it, sets in order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, Span):
        return f"{value.number} {value.unit}"
    if isinstance(value, Mapping):
        return {str(key): plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
