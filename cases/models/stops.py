"""The stops of a stored deadline: JSON in the database, `rules.obligation.Stop` in Python."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from rules.obligation import Stop, unpack_stops


class StopsField(models.JSONField):
    """Holds a tuple of stops, so that a stored row is read by `rules.standing` like a computed obligation."""

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> tuple[Stop, ...]:
        return unpack_stops(super().from_db_value(value, expression, connection) or ())

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        packed = [stop.packed() for stop in value] if isinstance(value, tuple | list) else value
        return super().get_db_prep_value(packed, connection, prepared)
