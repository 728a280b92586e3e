"""Heads of django-tables2 tables as buttons of a plain GET form: {% load tables %}, used by components/table.html."""

from dataclasses import dataclass

import django_tables2
from django import template
from django.http import HttpRequest

register = template.Library()
HIDDEN = "sr-only"


@dataclass(frozen=True)
class Head:
    """One column's head; `sort` is the value the button sends, `direction` goes into aria-sort."""

    title: str
    css: str
    hidden: bool
    sort: str
    direction: str


@dataclass(frozen=True)
class Heads:
    """All heads, the name of the sort field and the filters that sorting keeps."""

    field: str
    columns: list[Head]
    carried: list[tuple[str, str]]


@register.simple_tag(takes_context=True)
def sort_heads(context: dict[str, object], table: django_tables2.Table) -> Heads:
    """The heads of a table for the current request. A column whose th class has "sr-only" is only read aloud."""
    field = table.prefixed_order_by_field
    pages = {field, table.prefixed_page_field, "efter", "foer"}
    request = context.get("request")
    carried: list[tuple[str, str]] = []
    if isinstance(request, HttpRequest):
        carried = [(name, value) for name, values in request.GET.lists() if name not in pages for value in values]
    return Heads(field, [_head(column) for column in table.columns], carried)


def _head(column: django_tables2.columns.BoundColumn) -> Head:
    classes = str(column.attrs["th"].get("class", "")).split()
    own = [name for name in classes if name not in {"orderable", "asc", "desc", HIDDEN}]
    direction = ""
    if column.is_ordered:
        direction = "descending" if column.order_by_alias.is_descending else "ascending"
    sort = str(column.order_by_alias.next) if column.orderable else ""
    return Head(str(column.header), " ".join(own), HIDDEN in classes, sort, direction)
