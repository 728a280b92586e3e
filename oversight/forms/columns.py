"""Forms of the columns of the catalogue."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from offers.models import Column
from oversight.forms.shelf import ShelfForm

NOWHERE = "ingen"


class ColumnForm(ShelfForm):
    name = forms.CharField(label="Navn", max_length=60, error_messages={"required": "Skriv kolonnens navn."})
    short_name = forms.CharField(
        label="Kort navn", max_length=30, required=False, help_text="Står over kolonnen i matrixen"
    )


class GroupForm(ShelfForm):
    """Where a target group is to stand. `shown` names the column whose impact was read."""

    column = forms.ChoiceField(
        label="Flyt til", error_messages={"required": "Vælg en kolonne.", "invalid_choice": "Vælg en kolonne."}
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(
        self, data: Any = None, *, columns: Iterable[Column], before: Column | None, today: date, seen: str
    ) -> None:
        super().__init__(data, today=today, seen=seen)
        self.columns = {str(row.pk): row for row in columns if row != before}
        field = self.fields["column"]
        assert isinstance(field, forms.ChoiceField)
        nowhere = [(NOWHERE, "Ingen kolonne (ikke kategoriseret)")] if before is not None else []
        field.choices = [("", "Vælg kolonne"), *((pk, row.name) for pk, row in self.columns.items()), *nowhere]

    @property
    def into(self) -> Column | None:
        return self.columns.get(str(self.cleaned_data["column"]))

    @property
    def was_shown(self) -> bool:
        """Whether the impact of this very move was on the page."""
        said = self.cleaned_data
        return str(said["shown"]) == f"{said['column']}-{said['seen']}"

    def show(self, seen: str) -> None:
        """The impact of what is chosen stands on the page now."""
        self.retype(seen=seen, shown=f"{self.cleaned_data['column']}-{seen}")
