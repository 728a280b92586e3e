"""The form of a budget line."""

from datetime import date
from typing import Any

from django import forms

from offers.models import BudgetLine
from oversight.forms.shelf import ShelfForm


class LineForm(ShelfForm):
    name = forms.CharField(label="Navn", max_length=80, error_messages={"required": "Skriv budgetlinjens navn."})
    bound = forms.BooleanField(
        label="Bundet", required=False, help_text="Udgifter på en bundet linje kan ikke skæres og står for sig."
    )

    def __init__(self, data: Any = None, *, line: BudgetLine | None, today: date) -> None:
        seen = str(line.version) if line is not None else ""
        super().__init__(data, today=today, seen=seen, initial=standing(line))

    @property
    def version(self) -> int | None:
        said = str(self.cleaned_data["seen"])
        return int(said) if said.isdigit() else None


def standing(line: BudgetLine | None) -> dict[str, Any]:
    """The line as it is."""
    return {} if line is None else {"name": line.name, "bound": line.bound}
