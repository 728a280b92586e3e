"""The decision of a leader: a reason for a yes, words for a no or a question."""

from django import forms

from cases.services.grants.decisions import WHYS, Why

APPROVE, REFUSE, ASK = "godkend", "afvis", "spoerg"


class DecisionForm(forms.Form):
    """`act` is the button; which fields are needed follows it."""

    act = forms.ChoiceField(choices=[(APPROVE, "Godkend"), (REFUSE, "Afvis"), (ASK, "Spørg")])
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.ChoiceField(
        label="Årsag til godkendelse",
        required=False,
        choices=[(why.value, words) for why, words in WHYS.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="Begrundelse", required=False, max_length=500)

    def clean(self) -> dict[str, object]:
        found = super().clean() or {}
        act, code = found.get("act"), found.get("code")
        text = str(found.get("text", "")).strip()
        if act == APPROVE and not code and "code" not in self.errors:
            self.add_error("code", "Vælg en årsag.")
        if act == APPROVE and code == Why.OTHER and not text:
            self.add_error("text", "Skriv årsagen.")
        if act == REFUSE and not text:
            self.add_error("text", "Skriv, hvorfor det afvises.")
        if act == ASK and not text:
            self.add_error("text", "Skriv spørgsmålet.")
        return found
