"""The sparringsmøde: which day, and what came of one case."""

from django import forms

from cases.models.sparring import Outcome
from staff.dates_field import DanishDateField, DatedForm


class DayForm(DatedForm):
    dag = DanishDateField(label="Mødedag")


class OutcomeForm(forms.Form):
    """What came of one case, and why."""

    outcome = forms.ChoiceField(label="Udfald", choices=Outcome.choices, error_messages={"required": "Vælg et udfald."})
    text = forms.CharField(
        label="Begrundelse", max_length=500, error_messages={"required": "Skriv, hvorfor det blev udfaldet."}
    )
