"""The filter of the list of rules."""

from django import forms

from oversight.services.rule_book import Chosen, View
from rules import rulebook

VIEWS = {
    View.ALL: "Alle regler",
    View.COMPUTED: "Beregnes her",
    View.WAITING: "Beregnes ikke",
    View.UNVERIFIED: "Ikke bekræftede",
}


def _sources() -> list[tuple[str, str]]:
    return [(source.title, source.title) for source in rulebook.sources()]


class RuleFilter(forms.Form):
    """Unknown values are left out, so an old address shows a list and not an error."""

    q = forms.CharField(
        label="Søg regel",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Søg navn, nummer eller ord"}),
    )
    kilde = forms.ChoiceField(label="Kilde", required=False, choices=lambda: [("", "Alle kilder"), *_sources()])
    vis = forms.ChoiceField(label="Vis", required=False, choices=list(VIEWS.items()))

    def chosen(self) -> Chosen:
        """The choice that the address makes."""
        self.is_valid()  # what does not fit is left out of cleaned_data
        said = self.cleaned_data
        return Chosen(said.get("q", ""), said.get("kilde", ""), View(said.get("vis") or View.ALL))
