"""Forms of a grant while it runs: start, follow-up, stop."""

from typing import Any

from django import forms

from cases.forms.facts import REASON_LENGTH, FactForm
from staff.dates_field import DanishDateField

YES_NO = [("ja", "Ja"), ("nej", "Nej")]


def yes_or_no(label: str) -> forms.TypedChoiceField:
    """A question that must be answered."""
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg ja eller nej."},
    )


class StartForm(FactForm):
    from_on = DanishDateField(label="Første dag")


class StopForm(FactForm):
    to_on = DanishDateField(label="Sidste dag")
    reason = forms.CharField(
        label="Begrundelse", max_length=REASON_LENGTH, error_messages={"required": "Skriv, hvorfor det stoppes."}
    )


class CallOffForm(FactForm):
    """The offer has not begun and never will."""

    reason = forms.CharField(
        label="Begrundelse", max_length=REASON_LENGTH, error_messages={"required": "Skriv, hvorfor det aflyses."}
    )

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "to_on": self.today}


class EndForm(FactForm):
    """Nothing to fill in: the offer has run its time."""


class FollowUpForm(FactForm):
    on_date = DanishDateField(label="Dato")
    progress = yes_or_no("Er der progression mod målet?")
    keeps_agreement = yes_or_no("Lever tilbuddet op til aftalen?")
    text = forms.CharField(
        label="Hvad viste opfølgningen?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Skriv, hvad opfølgningen viste."},
        help_text="Skriv om målet og arbejdet, ikke om sygdom.",
    )

    def prepare(self) -> None:
        self.initial.setdefault("on_date", self.today)
