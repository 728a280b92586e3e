"""Beginning a new version, and deciding about a draft."""

from django import forms

from oversight.services.rule_page import PHASES
from staff.dates_field import DanishDateField, DatedForm


class NewVersionForm(DatedForm):
    """From which day, and for whom."""

    valid_from = DanishDateField(label="Gælder fra")
    phase_in = forms.ChoiceField(
        label="Hvem får den nye frist", choices=[(code.value, text) for code, text in PHASES.items()]
    )


class DecisionForm(forms.Form):
    """Approval or sending back, on the revision that was read."""

    reason = forms.CharField(
        label="Begrundelse", max_length=500, widget=forms.Textarea, error_messages={"required": "Skriv en begrundelse."}
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
