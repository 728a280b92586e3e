"""The missing fact of a gap, as one field where it is missing."""

import uuid
from datetime import date
from typing import Any

from django import forms

from cases.models import TargetGroup
from rules.labels import JOB_BROKER_ANSWERS, MISSING_FACTS
from staff.dates_field import DanishDateField, DatedForm

Groups = list[tuple[str, str]]
DATES = frozenset(
    {
        "course_start",
        "first_unemployed_on",
        "first_absence_on",
        "visited_on",
        "residence_permit_on",
        "next_conversation_on",
        "to",
    }
)
FILLABLE = (DATES - {"course_start", "to"}) | {"target_group", "job_broker"}
"""Facts that the form can fill; an offer's last day belongs to the offer."""


class MissingForm(DatedForm):
    """`value` is a date, an answer or a target group's code, as the fact demands."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    return_to = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    def __init__(
        self, *args: Any, fact: str, groups: Groups | None = None, prefix_id: str = "id", **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id=f"{prefix_id}_{fact}_%s", **kwargs)
        self.fact = fact
        self.fields["value"] = _field(fact, groups)
        field = self.fields["value"]
        if isinstance(field, DanishDateField):
            field.today = self.today

    def retype(self, **values: object) -> None:
        """Show what was typed with other technical values."""
        typed: Any = self.data
        data = typed.copy()
        data.update({name: str(value) for name, value in values.items()})
        self.data = data


def _field(fact: str, groups: Groups | None) -> forms.Field:
    label = MISSING_FACTS.get(fact, "Udfyld oplysningen")
    if fact in DATES:
        return DanishDateField(label=label)
    if fact == "job_broker":
        answers = [(answer.value, words) for answer, words in JOB_BROKER_ANSWERS.items()]
        return forms.ChoiceField(label=label, choices=[("", "Vælg svar"), *answers])
    return forms.ChoiceField(
        label=label,
        choices=[("", "Vælg målgruppe"), *(groups or group_choices())],
        error_messages={"required": "Vælg en målgruppe."},
    )


def group_choices() -> Groups:
    """Codes and names of the target groups; a page with many forms reads them once."""
    return list(TargetGroup.objects.values_list("code", "name"))


def missing_form(
    *,
    fact: str,
    version: int,
    today: date,
    data: Any = None,
    return_to: str = "",
    groups: Groups | None = None,
    prefix_id: str = "id",
) -> MissingForm:
    """The form for `fact`, empty or with what was typed. `prefix_id` tells the forms of a list apart."""
    start = {"form_key": uuid.uuid4(), "version": version, "return_to": return_to}
    return MissingForm(data, fact=fact, today=today, initial=start, groups=groups, prefix_id=prefix_id)
