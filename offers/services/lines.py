"""Budget lines that offers are paid from: made, renamed, bound or not. Their years are set in `budgets`."""

from uuid import UUID

from offers.models import BudgetLine
from offers.services.rights import need_editor
from staff.models import User
from staff.refusals import Guarded, Refused, Stale

CHANGED = "Budgetlinjen er ændret af en anden, siden du åbnede siden. Intet er gemt."
UNIQUE = {"budgetline_name": "Der er allerede en budgetlinje med det navn."}


def create(*, name: str, bound: bool, by: User, form_key: UUID | None = None) -> BudgetLine:
    """A new line without a budget. A form sent twice makes one."""
    need_editor(by)
    with Guarded("offers", "kataloget", UNIQUE):
        sent: BudgetLine | None = BudgetLine.objects.filter(form_key=form_key).first() if form_key else None
        return sent or BudgetLine.objects.create(name=_named(name), bound=bound, form_key=form_key)


def edit(*, line: BudgetLine, name: str, bound: bool, version: int | None, by: User) -> BudgetLine:
    """Another name, or bound or not any more; what is committed stays on the line.

    Raises Stale where the line is no longer the version that the page showed.
    """
    need_editor(by)
    with Guarded("offers", "kataloget", UNIQUE):
        locked: BudgetLine = BudgetLine.objects.select_for_update(no_key=True).get(pk=line.pk)
        if version != locked.version:
            raise Stale(CHANGED)
        locked.name, locked.bound, locked.version = _named(name), bound, locked.version + 1
        locked.save()
        return locked


def _named(name: str) -> str:
    if not name.strip():
        raise Refused("Skriv budgetlinjens navn.", field="name")
    return name.strip()
