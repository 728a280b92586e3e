"""The frame of every service that writes about a company: one transaction, the company locked, a form used once."""

from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, OperationalError, models, transaction

from companies.models import Company
from companies.services.errors import Refused, Stale

WAITED_TOO_LONG = ("55P03", "40P01")
"""SQLSTATE of a lock not granted in time, and of a deadlock."""
Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=models.Model)


def change(*, company: Company, version: int | None, write: Callable[[Company], Answer]) -> Answer:
    """Run `write` on the locked company and count its version up, all or nothing.

    Raises Refused in Danish where the database refuses a row, Stale where `version` is not the company's.
    """
    with guarded():
        locked = lock(company)
        if version is not None and version != locked.version:
            raise Stale
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


class guarded(transaction.Atomic):
    """A transaction in which what the database refuses becomes a Danish message."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        super().__exit__(exc_type, exc_value, traceback)
        if isinstance(exc_value, IntegrityError):
            raise refusal(exc_value) from None
        if isinstance(exc_value, OperationalError):
            raise busy(exc_value) from None


def refusal(error: IntegrityError) -> Refused:
    """The Danish message of the constraint that refused a row; an unexpected one is raised again."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    for model in apps.get_app_config("companies").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return Refused(str(constraint.violation_error_message))
    if "form_key" in name:
        return Refused("Formularen er allerede brugt. Genindlæs siden, og se, hvad der er gemt.")
    if "cvr" in name:
        return Refused("Der er allerede en virksomhed med det CVR-nummer. Søg den frem.", field="cvr")
    if "p_number" in name:
        return Refused("P-nummeret står allerede på en virksomhed. Søg den frem.", field="p_number")
    raise error


def busy(error: OperationalError) -> Refused:
    """The Danish message when another person's act held the company for too long."""
    if getattr(error.__cause__, "sqlstate", None) in WAITED_TOO_LONG:
        return Refused("En anden gemmer i virksomheden lige nu. Intet er gemt. Prøv igen.")
    raise error
