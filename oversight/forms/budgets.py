"""The budget of a line for a year."""

from django import forms

from staff.amount_field import KronerField


class BudgetForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    amount = KronerField(label="Budget, kr.")
    reduction = KronerField(
        label="Reduktion, kr.", required=False, help_text="Det, en senere beslutning har taget fra budgettet."
    )
    reason = forms.CharField(
        label="Hvor er det besluttet?", max_length=300, error_messages={"required": "Skriv, hvor det er besluttet."}
    )
