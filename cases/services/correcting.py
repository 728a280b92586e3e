"""Facts are never overwritten: a row is voided with a reason, and where it goes on it is recorded anew."""

from datetime import datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from cases.models.fact import Fact
from cases.services import checking
from staff.models import User
from staff.refusals import Refused

UNDONE = "Fortrudt"
FILLED = "Manglende oplysning udfyldt"
ENDED = "Slutdato registreret"
FOLLOWED = "Afløst af ny målgruppe"
MOVED = "Flyttet til en anden tid"
CARRIED_ON = frozenset({FILLED, ENDED, FOLLOWED, MOVED})
"""Reasons under which a row was replaced because life went on, not because it was wrong."""

Row = TypeVar("Row", bound=Fact)


def fresh(row: Row) -> Row:
    """The row as it is in the database now. Call it with the case locked."""
    return cast(Row, type(row)._default_manager.get(pk=row.pk))


def valid(row: Row) -> Row:
    """The row as it is now; refused when it has been voided meanwhile."""
    now = fresh(row)
    if now.voided_at is not None:
        raise Refused("Oplysningen er rettet i mellemtiden. Genindlæs siden.")
    return now


def voided(row: Row, *, reason: str, by: User, now: datetime) -> Row:
    """Take a valid row out of the facts. It stays visible with who, when and why."""
    row.void_reason = checking.reason(reason)
    row.voided_at, row.voided_by = now, by
    row.save(update_fields=["void_reason", "voided_at", "voided_by"])
    return row


def renewed(row: Row, *, by: User, now: datetime, form_key: UUID | None = None, **values: Any) -> Row:
    """A new valid row like `row`, with other values."""
    new = type(row)()
    for field in row._meta.concrete_fields:
        if not field.primary_key:
            setattr(new, field.attname, getattr(row, field.attname))
    new.recorded_at, new.recorded_by, new.form_key = now, by, form_key
    new.voided_at = new.voided_by = None
    new.void_reason = ""
    for name, value in values.items():
        setattr(new, name, value)
    new.save(force_insert=True)
    return new


def replaced(row: Row, *, reason: str, by: User, now: datetime, form_key: UUID | None = None, **values: Any) -> Row:
    """Void a valid row and record it anew with other values. Returns the new row."""
    voided(row, reason=reason, by=by, now=now)
    return renewed(row, by=by, now=now, form_key=form_key, **values)


def replaced_by(row: Row) -> Row | None:
    """The row that `row` replaced because life went on: voided at the moment `row` was recorded."""
    same_moment = type(row)._default_manager.filter(case_id=row.case_id, voided_at=row.recorded_at)
    return same_moment.filter(void_reason__in=CARRIED_ON).order_by("-pk").first()
