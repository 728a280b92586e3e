"""Forms of suppliers and their contracts."""

from datetime import date
from typing import Any

from django import forms

from offers.models import Supplier, SupplierContract
from offers.services.suppliers import Terms
from oversight.forms.shelf import ShelfForm, kinds
from rules.labels import ACTIVITY_FAMILIES
from rules.vocabulary import ActivityFamily
from staff.dates_field import DanishDateField

UNBOUGHT = ACTIVITY_FAMILIES[ActivityFamily.BUSINESS]
"""Company offers begin with a company, not with a supplier."""


class OfSupplier(ShelfForm):
    """A form about one supplier, on the version that its page showed."""

    def __init__(self, data: Any = None, *, supplier: Supplier | None, today: date, **initial: Any) -> None:
        super().__init__(data, today=today, seen=str(supplier.version) if supplier else "", initial=initial)

    @property
    def version(self) -> int | None:
        said = str(self.cleaned_data["seen"])
        return int(said) if said.isdigit() else None


class NewSupplierForm(OfSupplier):
    name = forms.CharField(label="Navn", max_length=120, error_messages={"required": "Skriv leverandørens navn."})


class SupplierForm(NewSupplierForm):
    active = forms.BooleanField(label="I brug: kan vælges på tilbud", required=False)


class ContractForm(OfSupplier):
    from_on = DanishDateField(label="Fra")
    to_on = DanishDateField(label="Til", required=False, help_text="Tom, når kontrakten løber videre")
    types = forms.MultipleChoiceField(
        label="Omfattede arter", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg mindst én art, som kontrakten omfatter."},
    )  # fmt: skip
    note = forms.CharField(label="Bemærkning", required=False, max_length=300)
    field_order = ("from_on", "to_on", "note", "types")

    def __init__(self, data: Any = None, *, supplier: Supplier, today: date, **initial: Any) -> None:
        super().__init__(data, supplier=supplier, today=today, **initial)
        field = self.fields["types"]
        assert isinstance(field, forms.MultipleChoiceField)
        had = set(initial.get("types", ()))
        field.choices = [two for family, found in kinds() for two in found if family != UNBOUGHT or two[0] in had]

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(from_on=said["from_on"], to_on=said["to_on"], types=said["types"], note=said["note"])


class EndForm(OfSupplier):
    last_on = DanishDateField(label="Sidste dag")


def standing(contract: SupplierContract) -> dict[str, Any]:
    """The contract as it is."""
    return {name: getattr(contract, name) for name in ("from_on", "to_on", "types", "note")}
