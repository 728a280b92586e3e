"""Form of who coordinates the work with companies."""

from datetime import date
from typing import Any

from django import forms

from companies.forms.register import ActForm, consultants
from companies.models import Company
from staff.dates_field import DanishDateField
from staff.models import User


class CoordinatorForm(ActForm):
    user = forms.ModelChoiceField(
        User.objects.none(), label="Koordinator", empty_label="Vælg medarbejder",
        error_messages={"required": "Vælg, hvem der koordinerer."},
    )  # fmt: skip
    unit = forms.CharField(label="Enhed", max_length=80, error_messages={"required": "Skriv, hvor ansvaret ligger."})
    from_on = DanishDateField(label="Fra", error_messages={"required": "Skriv den første dag."})

    def __init__(self, data: Any = None, *, company: Company | None, today: date) -> None:
        super().__init__(data, company=company, today=today, initial={"from_on": today})
        chosen: Any = self.fields["user"]
        chosen.queryset = consultants()
