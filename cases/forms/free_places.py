"""The filter of the free places."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cases.services import free_places
from companies.models import Area, PlaceKind
from rules.answers.terms import Practice

WEEK = timedelta(days=7)


class FreePlacesFilter(forms.Form):
    """Unknown values are left out, so an old address shows a list and not an error."""

    q = forms.CharField(
        label="Fag eller virksomhed", required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Fag, branche, virksomhed eller by"}),
    )  # fmt: skip
    omraade = forms.ModelChoiceField(Area.objects.all(), label="Område", required=False, empty_label="Alle områder")
    plads = forms.ChoiceField(label="Pladser", required=False, choices=[("", "Alle pladser"), *PlaceKind.choices])
    egen = forms.BooleanField(label="Kun kommunens egne", required=False)
    uge = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, ways: Any) -> None:
        """`ways` are those in which the municipality works with companies (RUD21-13)."""
        super().__init__(data)
        if Practice.OWN_EMPLOYER not in ways:
            del self.fields["egen"]
        self.is_valid()  # what does not fit is left out of cleaned_data

    def monday(self, today: date) -> date:
        """The Monday of the week asked for (2026-48), never before this week; in a weekend that of the coming one."""
        working_day = today + timedelta(days=2) if today.weekday() > 4 else today
        this = working_day - timedelta(days=working_day.weekday())
        year, _, number = self.cleaned_data.get("uge", "").partition("-")
        try:
            return max(this, date.fromisocalendar(int(year), int(number), 1))
        except ValueError:
            return this

    def chosen(self, monday: date, *, today: date) -> Any:
        """The agreements that the address asks for."""
        said = self.cleaned_data
        rows = free_places.found(free_places.running_in(monday, today=today), said.get("q", ""))
        if said.get("omraade"):
            rows = rows.filter(company__postal__area=said["omraade"])
        if said.get("plads"):
            rows = rows.filter(kind=said["plads"])
        return rows.filter(company__own_municipality=True) if said.get("egen") else rows


def week_of(monday: date) -> str:
    """2026-48"""
    year, number, _ = monday.isocalendar()
    return f"{year}-{number:02d}"
