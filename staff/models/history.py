"""Change history: one history row for each changed row, written by statement triggers in the database."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def tracked(**options: Any) -> Callable[[Model], Model]:
    """Class decorator: keep every inserted, changed and deleted row of the model (bulk writes and raw SQL too)."""
    track: Callable[[Model], Model] = pghistory.track(
        pghistory.InsertEvent(level=pghistory.Statement),
        pghistory.UpdateEvent(level=pghistory.Statement),
        pghistory.DeleteEvent(level=pghistory.Statement),
        **options,
    )
    return track
