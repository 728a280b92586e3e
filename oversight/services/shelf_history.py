"""What was changed of a row of the catalogue, by whom and when, read from its change history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from offers.models import Column
from offers.services.columns import TARGET_GROUPS_BY_CODE as GROUPS
from rules.labels import ACTIVITY_TYPES
from staff.models import User
from staff.wording import decimal, short_moment

MOST = 50
SYSTEM = "Indlæst"
MOVES = {"insert": "sat ind i", "update": "flyttet til", "delete": "taget ud af"}
UNTOLD = ("id", "version", "form_key")
TYPES = {str(code.value): name for code, name in ACTIVITY_TYPES.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; see components/timeline.html."""

    title: str
    when: str
    note: str
    kind: str = "done"


def history(row: models.Model) -> list[Entry]:
    """Its newest changes first, each with who made it; in three statements and one for each kind of row it names."""
    model = type(row)
    events: Any = apps.get_model("offers", f"{model.__name__}Event")._default_manager
    found = list(events.filter(pgh_obj_id=row.pk).select_related("pgh_context").order_by("-pgh_id")[: MOST + 1])
    people = _people(found)
    named = _named(model, found)
    entries = []
    for event, before in zip(found, [*found[1:], None], strict=True):
        if event.pgh_label == "update" and before is None:
            continue
        lines = _differences(model, before, event, named) if event.pgh_label == "update" else []
        if event.pgh_label == "insert" or lines:
            title = "Oprettet" if event.pgh_label == "insert" else "Rettet"
            when = f"{people.get(_user(event), SYSTEM)}, {short_moment(event.pgh_created_at)}"
            entries.append(Entry(title, when, "; ".join(lines)))
    return entries


def _user(event: Any) -> int | None:
    context = event.pgh_context
    found = context.metadata.get("user") if context is not None else None
    return found if isinstance(found, int) else None


def _people(events: Iterable[Any]) -> dict[int | None, str]:
    found = {user for event in events if (user := _user(event)) is not None}
    return {user.pk: user.name for user in User.objects.filter(pk__in=found)} if found else {}


def _named(model: type[models.Model], events: list[Any]) -> dict[str, dict[int, str]]:
    """The names of the rows that its columns point at."""
    found: dict[str, dict[int, str]] = {}
    for column in model._meta.concrete_fields:
        keys = {getattr(event, column.attname) for event in events} - {None}
        if isinstance(column, models.ForeignKey) and keys:
            target: Any = column.related_model
            found[column.attname] = {each.pk: str(each) for each in target._default_manager.filter(pk__in=keys)}
    return found


def _differences(
    model: type[models.Model], before: Any, after: Any, named: Mapping[str, Mapping[int, str]]
) -> list[str]:
    """Pladser: 12 → 16"""
    lines = []
    for column in model._meta.concrete_fields:
        old, new = getattr(before, column.attname), getattr(after, column.attname)
        if column.attname not in UNTOLD and old != new:
            said = [_words(column, value, named.get(column.attname, {})) for value in (old, new)]
            lines.append(f"{str(column.verbose_name).capitalize()}: {said[0]} → {said[1]}")
    return lines


def _words(column: Any, value: Any, named: Mapping[int, str]) -> str:
    if value is None or value == "":
        return "tom"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal):
        return decimal(value)
    if isinstance(column, models.ForeignKey):
        return named.get(value, "slettet")
    return TYPES.get(str(value), str(value)) if column.name == "type" else str(value)


def moves() -> list[Entry]:
    """Which target groups were put into which columns, the newest first; what a catalogue began with is not told."""
    events: Any = apps.get_model("offers", "ColumnGroupEvent")._default_manager
    told = events.exclude(pgh_context=None).select_related("pgh_context")
    found = list(told.filter(pgh_context__metadata__has_key="user").order_by("-pgh_id")[:MOST])
    people, columns = _people(found), dict(Column.objects.values_list("pk", "name"))
    return [
        Entry(
            f"{GROUPS.get(event.code, event.code)} {MOVES[event.pgh_label]} {columns.get(event.column_id, '')}",
            f"{people.get(_user(event), SYSTEM)}, {short_moment(event.pgh_created_at)}",
            "",
        )
        for event in found
    ]
