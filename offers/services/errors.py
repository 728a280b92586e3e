"""What a service of the catalogue says when it will not act, in Danish, and the messages of the database."""

from django.apps import apps
from django.db import IntegrityError


class Refused(Exception):
    """The act is not allowed or not possible; `field` names the form field it concerns."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Stale(Refused):
    """Somebody changed it after the page was made: nothing was saved. `saved` says how it stands now."""

    def __init__(self, message: str, *, saved: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.saved = saved


def refusal(error: IntegrityError) -> Refused:
    """The Danish message of the constraint that refused a row; an unexpected one is raised again."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_app_config("offers").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return Refused(str(constraint.violation_error_message))
    if name and "form_key" in name:
        return Refused("Formularen er allerede brugt. Genindlæs siden, og se, hvad der er gemt.")
    raise error
