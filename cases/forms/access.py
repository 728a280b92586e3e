"""Why a colleague's citizen is opened."""

from typing import Any

from django import forms

from staff.models import Reason


class ReasonForm(forms.Form):
    """One of five reasons; "Andet" needs words."""

    reason = forms.ChoiceField(
        label="Hvorfor åbner du sagen?",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg en af de fem grunde."},
    )
    reason_text = forms.CharField(
        label="Uddybning",
        required=False,
        max_length=200,
        help_text="Skal udfyldes ved Andet. Borgeren kan få at se, hvem der har set sagen, og hvorfor.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        words = str(data.get("reason_text", "")).strip()
        if data.get("reason") == Reason.OTHER and not words:
            self.add_error("reason_text", "Skriv, hvorfor du åbner sagen.")
        data["reason_text"] = words
        return data
