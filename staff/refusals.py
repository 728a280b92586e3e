"""What a service tells its caller when it will not act. The messages are Danish and name no citizen.

Nothing is saved then: `guarded` is the transaction of every act whose rows the database may refuse.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError, OperationalError, transaction

WAITED_TOO_LONG = ("55P03", "40P01")
"""SQLSTATE of a lock not granted in time, and of a deadlock."""
USED = "Formularen er allerede brugt. Genindlæs siden, og se, hvad der er gemt."


class Refused(Exception):
    """The act is not allowed or not possible; `message` is for the person, `field` names the form field it concerns."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Stale(Refused):
    """Somebody changed it after the page was made. `saved` says, where it is short, how it stands now."""

    def __init__(self, message: str, *, saved: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.saved = saved


def refusal(error: IntegrityError, *, app: str, fields: Mapping[str, str] | None = None) -> Refused:
    """The Danish message of the constraint of `app` that refused a row; an unexpected one is raised again.

    `fields` are the messages of unique columns by the name of the column.
    """
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    for model in apps.get_app_config(app).get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return Refused(str(constraint.violation_error_message))
    if "form_key" in name:
        return Refused(USED)
    for field, message in (fields or {}).items():
        if field in name:
            return Refused(message, field=field)
    raise error


def busy(error: OperationalError, *, where: str) -> Refused:
    """The Danish message when another person's act held the row for too long; any other failure is raised again."""
    if getattr(error.__cause__, "sqlstate", None) in WAITED_TOO_LONG:
        return Refused(f"En anden gemmer i {where} lige nu. Intet er gemt. Prøv igen.")
    raise error


class Guarded(transaction.Atomic):
    """A transaction in which what the database refuses becomes a Danish message."""

    def __init__(self, app: str, where: str, fields: Mapping[str, str] | None = None) -> None:
        """`where` is what others may hold: "sagen"."""
        super().__init__(using=None, savepoint=True, durable=False)
        self.app, self.where, self.fields = app, where, fields

    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        super().__exit__(exc_type, exc_value, traceback)
        if isinstance(exc_value, IntegrityError):
            raise refusal(exc_value, app=self.app, fields=self.fields) from None
        if isinstance(exc_value, OperationalError):
            raise busy(exc_value, where=self.where) from None
