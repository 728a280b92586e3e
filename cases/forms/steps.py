"""Forms of a citizen's step on the employment ladder, and of what is tried for the sick."""

from typing import Any

from django import forms

from cases.forms.facts import REASON_LENGTH, FactForm
from cases.services.steps import names, rule_on
from rules.answers.terms import Clarification, Ladder, NamedSteps
from staff.dates_field import DanishDateField

CHOOSE = {"required": "Vælg et trin.", "invalid_choice": "Vælg et af trinene."}


def _steps_in(form: FactForm, kind: type[NamedSteps]) -> None:
    """Offer the steps that the rule in force has for the citizen, by number and words."""
    rule = rule_on(kind, form.case, form.today)
    field = form.fields["number"]
    assert isinstance(field, forms.ChoiceField)
    found = enumerate(names(rule) if rule else (), start=1)
    field.choices = [("", "Vælg trin"), *((str(place), f"{place}. {name}") for place, name in found)]
    form.initial.setdefault("on_date", form.today)


class LadderForm(FactForm):
    number = forms.ChoiceField(label="Trin", error_messages=CHOOSE)
    on_date = DanishDateField(label="Fra")
    reason = forms.CharField(
        label="Begrundelse", required=False, max_length=REASON_LENGTH,
        help_text="Skal udfyldes, når et trin fra samme dag rettes.",
    )  # fmt: skip

    def prepare(self) -> None:
        _steps_in(self, Ladder)


class ClarificationForm(FactForm):
    number = forms.ChoiceField(label="Trin", error_messages=CHOOSE)
    possible = forms.TypedChoiceField(
        label="Vurdering", choices=[("nej", "Ikke mulig"), ("ja", "Er målet")],
        coerce=lambda answer: answer == "ja", widget=forms.RadioSelect,
        error_messages={"required": "Vælg ikke mulig eller er målet."},
    )  # fmt: skip
    on_date = DanishDateField(label="Dato")
    reason = forms.CharField(
        label="Begrundelse", required=False, max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Skal udfyldes ved ikke mulig. Skriv ikke om diagnosen.",
    )  # fmt: skip

    def prepare(self) -> None:
        _steps_in(self, Clarification)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("possible") is False and not found.get("reason"):
            self.add_error("reason", "Skriv, hvorfor trinnet ikke er muligt.")
        return found
