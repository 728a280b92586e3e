"""The form of a dispensation: on what ground, which paragraph or decision, of which day, and why."""

from django import forms

from cases.forms.facts import REASON_LENGTH, FactForm
from rules.gates.vocabulary import Ground
from staff.dates_field import DanishDateField

GROUND_CHOICES = [
    (Ground.SUPERIOR_AUTHORITY.value, "Højere myndighed"),
    (Ground.STATUTORY_RIGHT.value, "Lovbestemt ret"),
]
"""Short, so that both stand beside each other on the narrowest screen."""


class DispensationForm(FactForm):
    ground = forms.ChoiceField(
        label="Grundlag", choices=GROUND_CHOICES, widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvad dispensationen bygger på."},
    )  # fmt: skip
    reference = forms.CharField(
        label="Paragraf eller afgørelse", max_length=200,
        error_messages={"required": "Skriv paragraffen, eller hvilken myndighed der har afgjort det."},
        help_text="Fx »LAB § 57« eller »Ankestyrelsen, j.nr. 26-1234«. Uden CPR-nummer.",
    )  # fmt: skip
    decided_on = DanishDateField(
        label="Dato", error_messages={"required": "Skriv datoen."},
        help_text="Dagen for afgørelsen, eller da retten blev dokumenteret.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Begrundelse", max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Skriv, hvorfor tilbuddet skal kunne bevilges."},
        help_text="Skriv ikke om diagnosen.",
    )  # fmt: skip
    from_on = DanishDateField(label="Gælder tidligst fra", required=False, help_text="Kun når afgørelsen siger det.")
    to_on = DanishDateField(label="Gælder senest til", required=False, help_text="Kun når afgørelsen siger det.")
