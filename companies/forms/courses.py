"""Forms of mentor courses."""

from typing import Any

from django import forms

from companies.forms.enquiries import CompanyField
from companies.forms.register import ActForm
from companies.models.seated import MOST_SEATS
from staff.dates_field import DanishDateField


class CourseForm(ActForm):
    title = forms.CharField(label="Titel", max_length=120, error_messages={"required": "Skriv kursets titel."})
    starts_on = DanishDateField(label="Første dag", error_messages={"required": "Skriv første dag."})
    ends_on = DanishDateField(label="Sidste dag", error_messages={"required": "Skriv sidste dag."})
    seats = forms.IntegerField(
        label="Pladser", min_value=1, max_value=MOST_SEATS, error_messages={"required": "Skriv antallet af pladser."}
    )
    where = forms.CharField(label="Sted", max_length=120, required=False)


class MentorForm(ActForm):
    firm = CompanyField(
        label="Virksomhed", help_text="Navn, CVR- eller P-nummer",
        error_messages={"required": "Skriv, hvilken virksomhed medarbejderen kommer fra."},
    )  # fmt: skip
    name = forms.CharField(
        label="Medarbejderens navn", max_length=120, error_messages={"required": "Skriv medarbejderens navn."}
    )

    def clean_name(self) -> Any:
        return " ".join(str(self.cleaned_data["name"]).split())
