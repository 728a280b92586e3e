"""Forms of the catalogue's rows: offers and prices; suppliers, columns and lines stand beside."""

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q

from offers.models import BudgetLine, Offer, PricePer, Supplier
from offers.services.asking import KINDS
from offers.services.catalogue import FAMILIES
from offers.services.prices import Wanted
from offers.services.shelf import Facts
from rules.labels import ACTIVITY_FAMILIES, ACTIVITY_TYPES
from rules.vocabulary import ActivityType
from staff.amount_field import KronerField
from staff.dates_field import DanishDateField, DatedForm
from staff.refusals import Refused
from staff.wording import decimal, long_date

HOURS = "Skriv et antal timer, fx 18 eller 7,5."
WHOLE = "Skriv et helt tal."
PER = [("", "Ingen pris"), *PricePer.choices]


def kinds() -> list[tuple[str, Any]]:
    """Every closed identifier, by family."""
    of = {family: [kind for kind in ActivityType if kind.family is family] for family in FAMILIES}
    return [
        (
            ACTIVITY_FAMILIES[family],
            sorted(((kind.value, ACTIVITY_TYPES[kind]) for kind in found), key=lambda two: two[1]),
        )
        for family, found in of.items()
    ]


class ReadFirst(Refused):
    """What an act means is to be read before it is done."""


class ShelfForm(DatedForm):
    """A form used once, on what its page showed: `seen` names that."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(
        self, data: Any = None, *, today: date, seen: str = "", initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, today=today, initial={"form_key": uuid.uuid4(), "seen": seen, **(initial or {})})

    def retype(self, **values: str) -> None:
        """Show what was typed, on what stands now."""
        typed: Any = self.data
        data = typed.copy()
        data.update(values)
        self.data = data

    def both(self, saved: Mapping[str, Any]) -> tuple[list[str], list[str]]:
        """What is saved and what was typed, of the fields where they differ."""
        pairs = [
            (f"{self.fields[name].label}: {_words(self.fields[name], standing)}",
             f"{self.fields[name].label}: {_words(self.fields[name], self.cleaned_data[name])}")
            for name, standing in saved.items()
            if name in self.cleaned_data
        ]  # fmt: skip
        return [saved for saved, typed in pairs if saved != typed], [typed for saved, typed in pairs if saved != typed]


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if value is None or value == "" or value == []:
        return "tom"
    if isinstance(value, Decimal):
        return decimal(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return ", ".join(ACTIVITY_TYPES[KINDS[code]] for code in value)
    return ACTIVITY_TYPES[KINDS[value]] if field.label == "Art" else str(value)


class OfferForm(ShelfForm):
    name = forms.CharField(label="Navn", max_length=120, error_messages={"required": "Skriv tilbuddets navn."})
    type = forms.ChoiceField(
        label="Art", help_text="Reglerne ser på arten. Den kan ikke ændres, når tilbuddet er bevilget.",
        error_messages={"required": "Vælg tilbuddets art.", "invalid_choice": "Vælg en art fra listen."},
    )  # fmt: skip
    supplier = forms.ModelChoiceField(
        Supplier.objects.none(), label="Leverandør", required=False, empty_label="Kommunens eget tilbud"
    )
    budget_line = forms.ModelChoiceField(
        BudgetLine.objects.all(), label="Budgetlinje", required=False, empty_label="Ingen budgetlinje"
    )
    hours_per_week = forms.DecimalField(
        label="Timer pr. uge", required=False, min_value=0, max_value=168, decimal_places=1, localize=True,
        error_messages={"invalid": HOURS, "max_value": "En uge har 168 timer.", "min_value": HOURS},
    )  # fmt: skip
    capacity = forms.IntegerField(
        label="Pladser", required=False, min_value=0, max_value=9999, help_text="Tom, når der ikke er et loft",
        error_messages={"invalid": WHOLE, "min_value": WHOLE, "max_value": "Højst 9.999 pladser."},
    )  # fmt: skip
    vat = forms.CharField(label="Moms", required=False, max_length=60, help_text="Fx momsfrit eller inkl. moms")
    active = forms.BooleanField(label="Aktivt: kan bevilges", required=False, initial=True)

    def __init__(self, data: Any = None, *, offer: Offer | None, today: date, **initial: Any) -> None:
        seen = str(offer.version) if offer is not None else ""
        super().__init__(data, today=today, seen=seen, initial=standing(offer) | initial)
        kind, supplier = self.fields["type"], self.fields["supplier"]
        assert isinstance(kind, forms.ChoiceField) and isinstance(supplier, forms.ModelChoiceField)
        kind.choices = [("", "Vælg art"), *kinds()]
        own = offer.supplier_id if offer is not None else None
        supplier.queryset = Supplier.objects.filter(Q(active=True) | Q(pk=own))

    @property
    def version(self) -> int | None:
        said = str(self.cleaned_data["seen"])
        return int(said) if said.isdigit() else None

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            name=said["name"], type=said["type"], supplier=said["supplier"], vat=said["vat"],
            hours_per_week=said["hours_per_week"], capacity=said["capacity"], budget_line=said["budget_line"],
            active=said["active"],
        )  # fmt: skip


def standing(offer: Offer | None) -> dict[str, Any]:
    """The offer as it is, as the form's first values."""
    if offer is None:
        return {"active": True}
    names = ("name", "type", "supplier", "budget_line", "hours_per_week", "capacity", "vat", "active")
    return {name: getattr(offer, name) for name in names}


class PricedForm(DatedForm):
    """The fields of a price."""

    price = KronerField(label="Pris, kr.", required=False)
    price_per = forms.ChoiceField(label="Prisen er", required=False, choices=PER)
    weeks = forms.IntegerField(
        label="Forløbets længde i uger", required=False, min_value=1, max_value=520,
        error_messages={"invalid": WHOLE, "min_value": "Mindst 1 uge.", "max_value": "Højst 520 uger."},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "price" in said and "price_per" in said:
            if said["price"] is not None and not said["price_per"]:
                self.add_error("price_per", "Skriv både prisen, og om den er pr. uge eller i alt.")
            if said["price"] is None and said["price_per"]:
                self.add_error("price", "Skriv prisen, eller vælg »Ingen pris«.")
        if said.get("price_per") == PricePer.TOTAL and "weeks" in said and said["weeks"] is None:
            self.add_error("weeks", "En pris i alt kræver forløbets længde i uger.")
        return said

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            price=said["price"], price_per=said["price_per"], weeks=said["weeks"], from_on=said["from_on"],
            note=said.get("note", ""), mends=said.get("mends", False),
        )  # fmt: skip


class NewOfferForm(PricedForm, OfferForm):
    """A new offer with its first price."""

    from_on = DanishDateField(label="Prisen gælder fra")
    field_order = ("name", "type", "supplier", "budget_line", "price", "price_per", "weeks", "from_on")

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, offer=None, today=today, from_on=today)


class PriceForm(PricedForm, ShelfForm):
    """Another price from a day on. `read` names the price whose meaning for the colour was on the page."""

    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    from_on = DanishDateField(label="Gælder fra")
    note = forms.CharField(label="Bemærkning", required=False, max_length=300, help_text="Fx hvor den er aftalt")
    mends = forms.BooleanField(
        label="Ret en fejl tilbage i tiden", required=False, help_text="Det, der er bevilget, beholder sin pris."
    )
    field_order = ("from_on", "price", "price_per", "weeks", "note", "mends")

    def read_first(self, meaning: str) -> None:
        """Refuse once, so that what the price means for the colour is read before it is saved."""
        said = "|".join(str(self.cleaned_data[name]) for name in ("from_on", "price", "price_per", "weeks"))
        if meaning and self.cleaned_data["read"] != said:
            self.retype(read=said)
            raise ReadFirst(f"{meaning} Tryk igen for at gemme.")
