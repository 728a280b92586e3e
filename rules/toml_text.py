"""Rows written as TOML, so that what was changed in the browser can be shipped, compared and read again as files."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

Raw = Mapping[str, object]


def table(name: str, row: Raw) -> str:
    """One row as an entry of an array of tables: `[[name]]`, its own values, then its tables."""
    lines = [f"[[{name}]]", *_values(row)]
    for key, value in row.items():
        if isinstance(value, Mapping):
            lines += [f"[{name}.{key}]", *_values(value)]
    return "\n".join(lines) + "\n"


def header(raw: Raw) -> str:
    """The head of a profile: its own values, then its tables."""
    lines = _values(raw)
    for key, value in raw.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{key}]", *_values(value)]
    return "\n".join(lines) + "\n"


def _values(raw: Raw) -> list[str]:
    plain = {key: value for key, value in raw.items() if not isinstance(value, Mapping)}
    width = max(map(len, plain), default=0)
    return [f"{key:<{width}} = {_value(value)}" for key, value in plain.items()]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"{type(value).__name__} has no place in a row")
