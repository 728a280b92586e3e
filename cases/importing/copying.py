"""Writing many rows at once by COPY, which fires the same history triggers as INSERT and takes a tenth of the time."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import Field, Model
from psycopg import sql


def copy_in(model: type[Model], rows: Iterable[Mapping[str, object]]) -> None:
    """Insert `rows` (by column name); a column that a row does not have gets the default of its field."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields)
    )
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_value(field, row) for field in fields])


def _value(field: "Field[object, object]", row: Mapping[str, object]) -> object:
    value = row[field.attname] if field.attname in row else field.get_default()
    return list(value) if isinstance(value, tuple) else value
