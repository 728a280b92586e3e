"""The filter of the catalogue, and the change of one colour."""

import hashlib
import uuid
from datetime import date
from typing import Any

from django import forms

from offers.models import Column
from offers.services.catalogue import FAMILIES, NAMES, Chosen
from offers.services.colours import Wanted
from rules.gates.vocabulary import Colour
from rules.labels import ACTIVITY_FAMILIES
from staff.dates_field import DanishDateField, DatedForm

SHOWING = [
    ("", "Alle farver"),
    ("green", "Med grøn"),
    ("yellow", "Med gul"),
    ("red", "Med rød"),
    ("unknown", "Ikke kategoriseret"),
    ("planned", "Med planlagt ændring"),
    ("retired", "Udgåede tilbud"),
]


class CatalogueFilter(DatedForm):
    """Every field is optional; what cannot be read counts as not said."""

    q = forms.CharField(label="Find tilbud eller leverandør", required=False, max_length=60)
    familie = forms.ChoiceField(
        label="Indsats",
        required=False,
        choices=[("", "Alle indsatser"), *((family.value, ACTIVITY_FAMILIES[family]) for family in FAMILIES)],
    )
    vis = forms.ChoiceField(label="Vis", required=False, choices=SHOWING)
    maalgruppe = forms.ModelChoiceField(
        Column.objects.all(), label="Målgruppe", required=False, empty_label="Alle målgrupper"
    )
    dag = DanishDateField(label="Vis katalog pr.", required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, today=today)
        self.fields["q"].widget.attrs["placeholder"] = "Tilbud eller leverandør …"
        self.fields["dag"].widget.attrs["placeholder"] = "Anden dag"
        self.is_valid()

    @property
    def day(self) -> date:
        return self.cleaned_data.get("dag") or self.today

    @property
    def column(self) -> Column | None:
        return self.cleaned_data.get("maalgruppe")

    def chosen(self) -> Chosen:
        said = self.cleaned_data
        showing = said.get("vis", "")
        return Chosen(
            words=said.get("q", ""),
            family=said.get("familie", ""),
            showing="" if showing == "retired" else showing,
            retired=showing == "retired",
        )


class ColourForm(DatedForm):
    """One colour from a day on. `seen` names the cell as the page showed it, `shown` the impact that was read."""

    colour = forms.ChoiceField(
        label="Ny farve", widget=forms.RadioSelect, error_messages={"required": "Vælg en farve."}
    )
    from_on = DanishDateField(label="Gælder fra")
    to_on = DanishDateField(label="Til (kan være tom)", required=False)
    mends = forms.BooleanField(label="Ret en fejl tilbage i tiden", required=False)
    reason = forms.CharField(
        label="Begrundelse",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        error_messages={"required": "Skriv en begrundelse: hvilke erfaringer eller tal bygger farven på?"},
    )
    cite = forms.CharField(label="Kilde", required=False, max_length=200)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, choices: tuple[Colour, ...], seen: str, today: date) -> None:
        super().__init__(data, today=today, initial={"form_key": uuid.uuid4(), "seen": seen})
        field = self.fields["colour"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(colour.value, NAMES[colour.value]) for colour in choices]
        field.error_messages["invalid_choice"] = "Farven kan ikke vælges her."

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            colour=Colour(said["colour"]),
            from_on=said["from_on"],
            to_on=said["to_on"],
            reason=said["reason"],
            cite=said["cite"],
            mends=said["mends"],
        )

    def retype(self, **values: object) -> None:
        """Show what was typed with other technical values."""
        typed: Any = self.data
        data = typed.copy()
        data.update({name: str(value) for name, value in values.items()})
        self.data = data


class ImpactForm(DatedForm):
    """As much of a change as its impact needs."""

    colour = forms.ChoiceField(choices=[(colour.value, NAMES[colour.value]) for colour in Colour])
    from_on = DanishDateField()
    to_on = DanishDateField(required=False)

    def digest(self) -> str:
        """Names the change whose impact was shown."""
        said = repr([str(self.cleaned_data.get(name)) for name in ("colour", "from_on", "to_on")])
        return hashlib.sha256(said.encode()).hexdigest()[:12]
