"""Forms of the job goals of a citizen."""

from typing import Any

from django import forms

from cases.forms.facts import FactForm
from cases.models.goals import Letter
from cases.services import job_goals
from staff.dates_field import DanishDateField


class SuggestingInput(forms.TextInput):
    """A text field that suggests words known already; any other may be typed."""

    template_name = "cases/widgets/suggesting.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.words: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        list_id = f"{(attrs or {}).get('id', name)}_list"
        context = super().get_context(name, value, {**(attrs or {}), "list": list_id, "autocomplete": "off"})
        return {**context, "list_id": list_id, "words": self.words}


class JobGoalForm(FactForm):
    letter = forms.ChoiceField(
        label="Jobmål",
        choices=Letter.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg A, B eller C."},
    )
    occupation = forms.CharField(
        label="Stilling",
        max_length=120,
        widget=SuggestingInput,
        error_messages={"required": "Skriv stillingen."},
        help_text="Brug samme ord som i jobordrerne, så findes de job, der passer.",
    )
    from_on = DanishDateField(label="Fra")
    to_on = DanishDateField(label="Til", required=False)

    def prepare(self) -> None:
        widget = self.fields["occupation"].widget
        if isinstance(widget, SuggestingInput):
            widget.words = job_goals.occupations()
        taken = set(job_goals.on(self.today).filter(case=self.case).values_list("letter", flat=True))
        self.initial.setdefault("letter", next((letter for letter in Letter.values if letter not in taken), ""))
        self.initial.setdefault("from_on", self.today)


class JobGoalEndForm(FactForm):
    to_on = DanishDateField(label="Sidste dag")

    def prepare(self) -> None:
        self.initial.setdefault("to_on", self.today)
