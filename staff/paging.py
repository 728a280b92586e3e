"""Keyset pages: the next page begins after the last row shown, so page 60 costs what page one costs.

A cursor is the last row's values of the sort columns, packed for the address. It names dates and internal numbers
only, never a name: sorting by name packs the row's number and reads the name again.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """Rows of one page; `after` and `before` are the cursors of the neighbours, empty where there is none."""

    rows: Sequence[Any]
    after: str
    before: str


def page(
    rows: QuerySet[Any],
    *,
    everything: QuerySet[Any],
    order: Sequence[str],
    after: str = "",
    before: str = "",
    size: int = PAGE_SIZE,
) -> Page:
    """The page of `rows` after (or before) a cursor, sorted by `order` (field paths, "-" for descending) and the key.

    The row that a cursor names is looked up in `everything`, so that a page still follows when its last row has left
    `rows`. A cursor that does not fit is ignored: one gets the first page. Columns of `order` must not hold NULL.
    """
    keys = [*order, "pk"]
    backwards = bool(before)
    anchor = _unpack(before or after, everything, keys)
    turned = [_turn(key) for key in keys] if backwards else keys
    found = rows.order_by(*turned)
    if anchor is not None:
        found = found.filter(_beyond(turned, anchor))
    taken = list(found[: size + 1])
    more, shown = len(taken) > size, taken[:size]
    if backwards:
        shown.reverse()
    has_before = more if backwards else anchor is not None
    has_after = anchor is not None if backwards else more
    return Page(
        rows=shown,
        after=_pack(shown[-1]) if shown and has_after else "",
        before=_pack(shown[0]) if shown and has_before else "",
    )


def _turn(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _beyond(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows that come after `values` in the order `keys`: (a, b) > (x, y) spelled out for mixed directions."""
    beyond, equal = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        name, way = (key[1:], "lt") if key.startswith("-") else (key, "gt")
        beyond |= equal & Q(**{f"{name}__{way}": value})
        equal &= Q(**{name: value})
    return beyond


def _pack(row: Model) -> str:
    return base64.urlsafe_b64encode(json.dumps(row.pk).encode()).decode().rstrip("=")


def _unpack(cursor: str, rows: QuerySet[Any], keys: Sequence[str]) -> list[Any] | None:
    """The sort values of the row that the cursor names; None when it names none of `rows`."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(key, int) or abs(key) > 2**62:
        return None
    names = [name.removeprefix("-") for name in keys]
    found = rows.filter(pk=key).values_list(*names).first()
    return list(found) if found and all(isinstance(v, int | str | date) for v in found) else None


def page_url(asked: QueryDict, name: str, cursor: str) -> str:
    """The address of a neighbouring page, keeping filters and sorting; empty where there is none."""
    if not cursor:
        return ""
    kept = [(key, value) for key, value in asked.items() if key not in ("efter", "foer")]
    return f"?{urlencode([*kept, (name, cursor)])}#liste"
