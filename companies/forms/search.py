"""The filter of the list of companies."""

from collections.abc import Container
from datetime import date
from typing import Any

from django import forms

from companies.forms.register import consultants
from companies.models import Area, Branch, Company
from rules.answers.terms import Practice
from staff.models import User

SHOWN = {"": "Aktive virksomheder", "maa-ikke": "Må ikke kontaktes"}
MARKS = {"vaekster": "Vækster", "rekruttering": "Har svært ved at rekruttere"}
OWN = {"egen": "Kommunens egne"}
CLOSED = {"lukkede": "Lukkede"}
MINE, NOBODY = "mine", "ingen"


class CompanyFilter(forms.Form):
    """Unknown values are left out, so an old address shows a list and not an error."""

    q = forms.CharField(
        label="Søg virksomhed", required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Navn, CVR, P-nummer, branche eller by"}),
    )  # fmt: skip
    omraade = forms.ModelChoiceField(Area.objects.all(), label="Område", required=False, empty_label="Alle områder")
    branche = forms.ModelChoiceField(
        Branch.objects.used(), label="Branche", required=False, empty_label="Alle brancher"
    )
    ansvarlig = forms.ChoiceField(label="Ansvarlig", required=False)
    vis = forms.ChoiceField(label="Vis", required=False)

    def __init__(self, data: Any, *, user: User, ways: Container[Practice]) -> None:
        """`ways` are those in which the municipality works with companies (REBGEN-53, RUD21-13)."""
        super().__init__(data)
        growth = MARKS if Practice.GROWTH_MARKED in ways else {}
        own = OWN if Practice.OWN_EMPLOYER in ways else {}
        what: Any = self.fields["vis"]
        what.choices = [*SHOWN.items(), *growth.items(), *own.items(), *CLOSED.items()]
        people = [(str(one.pk), one.name) for one in consultants()]
        who: Any = self.fields["ansvarlig"]
        who.choices = [("", "Alle ansvarlige"), (MINE, "Mine"), (NOBODY, "Uden ansvarlig"), *people]
        self.user = user

    def chosen(self, today: date) -> Any:
        """The companies that the address asks for."""
        self.is_valid()  # what does not fit is left out of cleaned_data
        said = self.cleaned_data
        found = Company.objects.shown().filter(active=said.get("vis") != "lukkede").found(said.get("q", ""))
        if said.get("omraade"):
            found = found.filter(postal__area=said["omraade"])
        if said.get("branche"):
            found = found.in_branch(said["branche"].pk, today)
        return _shown(self._owned(found, said.get("ansvarlig", ""), today), said.get("vis", ""))

    def _owned(self, found: Any, who: str, today: date) -> Any:
        if who == NOBODY:
            return found.without_owner(today)
        if who:
            return found.of_owner(self.user.pk if who == MINE else int(who), today)
        return found

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.cleaned_data.get(name) for name in self.fields)


def _shown(found: Any, what: str) -> Any:
    if what == "maa-ikke":
        return found.banned()
    return found.filter(own_municipality=True) if what == "egen" else found.marked(what)
