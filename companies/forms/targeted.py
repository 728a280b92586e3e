"""Form of a course for the unemployed with a company."""

from datetime import date
from typing import Any

from django import forms

from companies.forms.courses import CourseForm
from companies.models import Company, CourseKind
from companies.services.targeted import Plan


class TargetedCourseForm(CourseForm):
    kind = forms.ChoiceField(label="Art", choices=CourseKind.choices, initial=CourseKind.TARGETED.value)
    occupation = forms.CharField(
        label="Stilling", max_length=120, help_text="Det fag, virksomheden mangler folk til",
        error_messages={"required": "Skriv stillingen."},
    )  # fmt: skip
    field_order = ("title", "kind", "occupation", "seats", "starts_on", "ends_on", "where")

    def __init__(self, data: Any = None, *, company: Company, today: date, rotation: bool) -> None:
        """`rotation`: job rotation, adult apprentices and double upskilling are arranged too (HED21-59)."""
        super().__init__(data, company=company, today=today)
        kind: Any = self.fields["kind"]
        kind.choices = CourseKind.choices if rotation else CourseKind.choices[:1]

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            title=said["title"], kind=said["kind"], occupation=" ".join(said["occupation"].split()),
            where=said["where"], starts_on=said["starts_on"], ends_on=said["ends_on"], seats=said["seats"],
        )  # fmt: skip
