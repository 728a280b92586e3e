"""The frame of every service that writes about a company: one transaction, the company locked, a form used once."""

from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import models

from companies.models import Company
from companies.models.courses import FULL, TARGETED_FULL
from staff.refusals import Guarded, Stale

CHANGED = "Virksomheden er ændret af en anden, siden du åbnede siden."
UNIQUE = {
    "cvr": "Der er allerede en virksomhed med det CVR-nummer. Søg den frem.",
    "p_number": "P-nummeret står allerede på en virksomhed. Søg den frem.",
    FULL: "Alle pladser er lige blevet taget. Prøv igen.",
    TARGETED_FULL: "Alle pladser er lige blevet taget. Prøv igen.",
}
Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=models.Model)


def change(*, company: Company, version: int | None, write: Callable[[Company], Answer]) -> Answer:
    """Run `write` on the locked company and count its version up, all or nothing.

    Raises Refused in Danish where the database refuses a row, Stale where `version` is not the company's.
    """
    with guarded():
        locked = lock(company)
        if version is not None and version != locked.version:
            raise Stale(CHANGED)
        answer = write(locked)
        locked.version += 1
        locked.save()
    company.version = locked.version
    return answer


def change_once(
    *, company: Company, model: type[Row], form_key: UUID | None, version: int | None, write: Callable[[Company], Row]
) -> Row:
    """As `change`, for a form that makes one row of `model`: a second sending gets the row of the first."""

    def wanted(locked: Company) -> Row:
        return sent_already(model, form_key) or write(locked)

    sent = sent_already(model, form_key)
    return sent if sent is not None else change(company=company, version=version, write=wanted)


def sent_already(model: type[Row], form_key: UUID | None) -> Row | None:
    """The row that this form has made."""
    if form_key is None:
        return None
    rows: Any = model._default_manager
    return cast("Row | None", rows.filter(form_key=form_key).first())


def lock(company: Company) -> Company:
    """The company as it is now, locked until the transaction ends."""
    locked: Company = Company.objects.select_for_update(of=("self",), no_key=True).get(pk=company.pk)
    return locked


def guarded() -> Guarded:
    """A transaction in which what the database refuses becomes a Danish message."""
    return Guarded("companies", "virksomheden", UNIQUE)
