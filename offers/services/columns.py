"""Columns of the catalogue: added, named, put in order and filled with target groups. A group stands in one at most."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from offers.models import ColourPeriod, Column, ColumnGroup
from offers.services.rights import need_editor
from rules.labels import TARGET_GROUPS
from staff.models import User
from staff.refusals import Guarded, Refused, Stale

CHANGED = "Kolonnerne er ændret af en anden, siden du åbnede siden. Intet er gemt."
UNIQUE = {
    "column_name": "Der er allerede en kolonne med det navn.",
    "columngroup_code": "Målgruppen står allerede i en anden kolonne.",
}
STATE_LENGTH = 12
Answer = TypeVar("Answer")


def columns() -> list[Column]:
    """As they stand in the catalogue, with their groups."""
    return list(Column.objects.prefetch_related("groups"))


def state(rows: Iterable[Column]) -> str:
    """Names the columns, their order and their groups, so that a form made before a change is known to be stale."""
    said = "|".join(f"{row.pk}:{row.name}:{row.short_name}:{row.codes}" for row in rows)
    return hashlib.sha256(said.encode()).hexdigest()[:STATE_LENGTH]


def column_of(code: str, rows: Iterable[Column]) -> Column | None:
    """Where a target group stands."""
    return next((row for row in rows if code in row.codes), None)


def add(*, name: str, short_name: str, by: User, form_key: UUID | None = None) -> Column:
    """A new column, last of all and without groups. A form sent twice makes one."""
    need_editor(by)
    with Guarded("offers", "kataloget", UNIQUE):
        sent: Column | None = Column.objects.filter(form_key=form_key).first() if form_key else None
        if sent is not None:
            return sent
        last = max((row.position for row in _locked()), default=-1)
        made: Column = Column.objects.create(**_named(name, short_name), position=last + 1, form_key=form_key)
        return made


def rename(*, column: Column, name: str, short_name: str, seen: str, by: User) -> Column:
    """Other words over the same column."""

    def write(rows: list[Column]) -> Column:
        row = next(row for row in rows if row.pk == column.pk)
        for field, words in _named(name, short_name).items():
            setattr(row, field, words)
        row.save()
        return row

    return _change(seen, by, write)


def move(*, column: Column, up: bool, seen: str, by: User) -> Column:
    """One place towards the beginning or the end; the first stays first, the last last."""

    def write(rows: list[Column]) -> Column:
        at = next(index for index, row in enumerate(rows) if row.pk == column.pk)
        to = min(max(at - 1 if up else at + 1, 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        for position, row in enumerate(rows):
            row.position = position
        Column.objects.bulk_update(rows, ["position"])
        return rows[to]

    return _change(seen, by, write)


def place(*, code: str, into: Column | None, seen: str, today: date, by: User) -> Column | None:
    """Put a target group into a column, or into none; its colours are those of that column from now on.

    Refused where it is the only group of a column with colours that hold or are planned: they would hold for nobody.
    """

    def write(rows: list[Column]) -> Column | None:
        before = column_of(code, rows)
        target = None if into is None else next((row for row in rows if row.pk == into.pk), None)
        if before == target:
            raise Refused("Målgruppen står der allerede.", field="column")
        if before is not None and before.codes == [code] and _has_colours(before, today):
            raise Refused(
                f"{TARGET_GROUPS_BY_CODE[code]} er den eneste målgruppe i {before}, som har farver, der gælder eller "
                "er planlagt. Sæt en anden målgruppe ind i kolonnen først.",
                field="column",
            )
        if target is None:
            ColumnGroup.objects.filter(code=code).delete()
        elif not ColumnGroup.objects.filter(code=code).update(column=target):
            ColumnGroup.objects.create(code=code, column=target)
        return target

    if code not in TARGET_GROUPS_BY_CODE:
        raise Refused("Målgruppen findes ikke.", field="column")
    return _change(seen, by, write)


TARGET_GROUPS_BY_CODE: dict[str, str] = {str(code.value): name for code, name in TARGET_GROUPS.items()}


def _has_colours(column: Column, today: date) -> bool:
    rows = ColourPeriod.objects.valid().filter(column=column)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=today)).exists()


def _change(seen: str, by: User, write: Callable[[list[Column]], Answer]) -> Answer:
    """Run `write` on all columns, locked, all or nothing. Raises Stale where they are not what the page showed."""
    need_editor(by)
    with Guarded("offers", "kataloget", UNIQUE):
        rows = _locked()
        if state(rows) != seen:
            raise Stale(CHANGED)
        return write(rows)


def _locked() -> list[Column]:
    list(Column.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return columns()


def _named(name: str, short_name: str) -> dict[str, str]:
    if not name.strip():
        raise Refused("Skriv kolonnens navn.", field="name")
    return {"name": name.strip(), "short_name": short_name.strip() or name.strip()[:30]}
