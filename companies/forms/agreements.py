"""Forms of agreements about places."""

from datetime import date
from typing import Any

from django import forms

from companies.forms.register import ActForm
from companies.models import Company, PlaceAgreement, PlaceKind
from companies.models.agreements import MOST_PLACES
from companies.services.agreements import Terms
from staff.dates_field import DanishDateField


class AgreementForm(ActForm):
    """With `agreement` it goes on: the kind stays, and the rest is filled in."""

    kind = forms.ChoiceField(
        label="Pladser", choices=PlaceKind.choices, widget=forms.RadioSelect, initial=PlaceKind.FIXED.value
    )
    places = forms.IntegerField(
        label="Antal pladser", min_value=1, max_value=MOST_PLACES,
        error_messages={"required": "Skriv, hvor mange pladser der er aftalt."},
    )  # fmt: skip
    from_on = DanishDateField(label="Første dag", error_messages={"required": "Skriv første dag."})
    to_on = DanishDateField(label="Sidste dag", required=False, help_text="Tomt, når aftalen er uden slutdato.")
    purpose = forms.CharField(
        label="Formål", max_length=300, help_text="Fx fremmødestabilitet eller afklaring af jobmål",
        error_messages={"required": "Skriv, hvad pladserne skal bruges til."},
    )  # fmt: skip

    occupation = forms.CharField(
        label="Fag", max_length=120, required=False, help_text="Så foreslås borgere med det jobmål, fx lagermedarbejder"
    )

    def __init__(
        self, data: Any = None, *, company: Company, today: date, agreement: PlaceAgreement | None = None
    ) -> None:
        start: dict[str, Any] = {"from_on": today}
        if agreement is not None:
            start = {"places": agreement.places, "purpose": agreement.purpose, "occupation": agreement.occupation}
        super().__init__(data, company=company, today=today, initial=start)
        if agreement is not None:
            del self.fields["kind"]
        self.agreed_kind = agreement.kind if agreement is not None else ""

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(
            kind=said.get("kind") or self.agreed_kind, places=said["places"], from_on=said["from_on"],
            to_on=said["to_on"], purpose=said["purpose"],
            occupation=" ".join(said["occupation"].split()),
        )  # fmt: skip


class AgreementEndForm(ActForm):
    to_on = DanishDateField(label="Sidste dag", error_messages={"required": "Skriv sidste dag."})
