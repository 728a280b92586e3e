"""Search for a citizen, and why another team's citizen is looked up."""

import re
from typing import Any

from django import forms

from cases.forms.access import ReasonForm
from cases.models.citizens import ALPHABET, LENGTH

MOST_DIGITS = 5
"""More digits than this may be part of a CPR number and never go into an address."""
CASE_NUMBER = re.compile(rf"(?=.*[A-Z])[{ALPHABET}]{{{LENGTH}}}")
"""A case number has no 0 and no 1, and every CPR number has one of them in its month: neither is the other."""


def looks_like_number(words: str) -> bool:
    """True when the words hold so many digits that they may be a CPR number, and are no case number."""
    digits = re.sub(r"\D", "", words)
    return len(digits) > MOST_DIGITS and not CASE_NUMBER.fullmatch(words.strip().upper())


class SearchForm(forms.Form):
    use_required_attribute = False

    q = forms.CharField(
        label="Navn, sagsnummer eller CPR-nummer",
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        help_text="Dine og dit teams borgere findes på navn. Et helt CPR-nummer finder alle, du må slå op.",
    )

    def clean_q(self) -> str:
        return " ".join(str(self.cleaned_data["q"]).split())


class OtherTeamForm(ReasonForm):
    """The reason for looking up another team's citizen; the number is typed once more, so that no page keeps it."""

    q = forms.CharField(
        label="CPR-nummer",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": "Skriv CPR-nummeret igen."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Hvorfor slår du borgeren op?"
        self.fields["reason"].error_messages["required"] = "Vælg en af de fem grunde."
