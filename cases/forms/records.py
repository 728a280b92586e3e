"""Forms of what the rules want written down: a plan for partial return, the need of a training track."""

from typing import Any

from django import forms

from cases.forms.facts import REASON_LENGTH, FactForm
from staff.dates_field import DanishDateField


class PartialReturnForm(FactForm):
    on_date = DanishDateField(label="Dato")
    wanted = forms.TypedChoiceField(
        label="Delvis raskmelding", choices=[("ja", "Plan"), ("nej", "Ikke mulig")],
        coerce=lambda answer: answer == "ja", widget=forms.RadioSelect,
        error_messages={"required": "Vælg plan eller ikke mulig."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Plan eller begrundelse", max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Skriv planen, eller hvorfor den ikke er mulig."},
        help_text="Timer og opgaver på arbejdspladsen. Skriv ikke om diagnosen.",
    )  # fmt: skip

    def prepare(self) -> None:
        self.initial.setdefault("on_date", self.today)


class TrainingNeedForm(FactForm):
    """The three things that the consultants look for; they are kept as one text."""

    on_date = DanishDateField(label="Dato")
    wanted = forms.TypedChoiceField(
        label="Er der behov?", choices=[("ja", "Ja"), ("nej", "Nej")], coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect, initial="ja", error_messages={"required": "Vælg ja eller nej."},
    )  # fmt: skip
    track = forms.CharField(
        label="Hvilken slags træning?", max_length=120, help_text="Fx lager, køkken eller rengøring",
        error_messages={"required": "Skriv, hvilken slags træning borgeren har brug for."},
    )  # fmt: skip
    hours = forms.IntegerField(label="Timer om ugen", min_value=1, max_value=37, required=False)
    area = forms.CharField(label="Område", max_length=60, required=False)

    def prepare(self) -> None:
        self.initial.setdefault("on_date", self.today)

    def facts(self) -> dict[str, Any]:
        said = super().facts()
        hours, area, track = said.pop("hours"), said.pop("area"), said.pop("track")
        parts = [track, f"{hours} timer om ugen" if hours else "", area]
        return said | {"reason": " · ".join(part for part in parts if part)}
