"""Prøv selv: the facts of an invented citizen by simple fields, or a scenario pasted as text; both become a question
in the shape of `manage.py explain`, `decide` and `ask`.

No field is called like the key of a rule, because the tokens of a draft are sent with the form.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from rules.asked import Faults
from rules.explain import Json
from rules.gates.gate import Gate
from rules.labels import ACTIVITY_TYPES, PAUSE_REASONS, PLACES, TARGET_GROUPS
from rules.questions import as_json
from rules.rule import Rule
from rules.sentence import Row
from rules.terms import ANSWERED_BY_ASK
from rules.vocabulary import Anchor, ConversationKind, ReferredTo, TargetGroup
from staff.dates_field import DanishDateField, DatedForm, NotADate, parse_date

START_FACTS = {
    Anchor.FIRST_UNEMPLOYED_ON: "Første ledighedsdag",
    Anchor.FIRST_ABSENCE_ON: "Første fraværsdag",
    Anchor.VISITED_ON: "Visitationsdag",
    Anchor.RESIDENCE_PERMIT_ON: "Opholdstilladelse modtaget",
}
"""Anchors that are a fact of their own, and what the field is called; the others are the first day in the group."""
BETWEEN = re.compile(r"[,;\n]+")


def options(words: Mapping[Any, str], first: str = "", of: Iterable[StrEnum] | None = None) -> list[tuple[str, str]]:
    """Choices of a vocabulary in its order, with an empty first one where it is named."""
    chosen = list(words) if of is None else [code for code in words if code in set(of)]
    named = [(str(code.value), words[code][:1].upper() + words[code][1:]) for code in chosen]
    return [("", first), *named] if first else named


class DaysField(forms.CharField):
    """Several days in one field, parted by commas."""

    def read(self, text: str, today: date) -> list[date]:
        try:
            return [parse_date(part, today=today) for part in BETWEEN.split(text) if part.strip()]
        except NotADate as error:
            raise ValidationError(str(error)) from error


class PastedForm(DatedForm):
    """A question pasted as text. Rules about records of the municipality have no other form."""

    pasted = forms.CharField(
        label="Scenarie",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )

    def __init__(self, data: Any = None, *, row: Row, profile: str, today: date, **kwargs: Any) -> None:
        super().__init__(data, today=today, **kwargs)
        self.row, self.profile = row, profile
        self.faults: list[str] = []

    def questions(self) -> list[Json]:
        """The questions of the form. Raises Faults where the pasted text is none."""
        found = as_json(self.cleaned_data["pasted"] or "{}")
        asked = found["ask"] if isinstance(found, dict) and isinstance(found.get("ask"), dict | list) else found
        questions = asked if isinstance(asked, list) else [asked]
        if not all(isinstance(question, dict) for question in questions):
            raise Faults(["$: er ikke et objekt; tilladt: et scenarie eller dets spørgsmål"])
        return cast(list[Json], questions)


class RuleForm(PastedForm):
    """A citizen as the rules on deadlines know one."""

    group = forms.ChoiceField(label="Målgruppe")
    group_from = DanishDateField(label="I målgruppen fra", required=False)
    start = DanishDateField(label="Regnet fra", required=False)
    pause = forms.ChoiceField(label="Pause", required=False, choices=options(PAUSE_REASONS, "Ingen pause"))
    pause_from = DanishDateField(label="Pause fra", required=False)
    pause_to = DanishDateField(label="Pause til", required=False)
    talks = DaysField(label="Afholdte samtaler", required=False, help_text="Datoer med komma imellem")
    referred = DanishDateField(label="Visiteret til jobkonsulent", required=False)
    activity = forms.ChoiceField(label="Tilbud", required=False, choices=options(ACTIVITY_TYPES, "Intet tilbud"))
    activity_from = DanishDateField(label="Tilbud fra", required=False)
    activity_to = DanishDateField(label="Tilbud til", required=False)
    seen_on = DanishDateField(label="Set på dagen", required=False)

    def __init__(self, data: Any = None, *, row: Rule, profile: str, today: date, **kwargs: Any) -> None:
        super().__init__(data, row=row, profile=profile, today=today, **kwargs)
        group: Any = self.fields["group"]
        group.choices = options(TARGET_GROUPS, of=row.groups or TargetGroup)
        self.anchor = getattr(row.terms, "anchor", None)
        if self.anchor in START_FACTS:
            self.fields["start"].label = START_FACTS[self.anchor]
        else:
            del self.fields["start"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("pasted"):
            self._need(said, "group_from", "Skriv den første dag i målgruppen.")
            if said.get("pause"):
                self._need(said, "pause_from", "Skriv, hvornår pausen begynder.")
            if said.get("activity"):
                self._need(said, "activity_from", "Skriv, hvornår tilbuddet begynder.")
        return said

    def clean_talks(self) -> list[date]:
        field = self.fields["talks"]
        assert isinstance(field, DaysField)
        return field.read(self.cleaned_data["talks"], self.today)

    def _need(self, said: Mapping[str, Any], name: str, text: str) -> None:
        if not said.get(name) and name not in self.errors:
            self.add_error(name, text)

    def questions(self) -> list[Json]:
        return super().questions() if self.cleaned_data["pasted"] else [self._question()]

    def _question(self) -> Json:
        said = self.cleaned_data
        since, start = said["group_from"], said.get("start") or said["group_from"]
        stay: Json = {"group": said["group"], "from": _iso(since)}
        asked: Json = {"profile": self.profile, "today": _iso(said["seen_on"] or self.today), "rules": [self.row.id]}
        if self.anchor is Anchor.RESIDENCE_PERMIT_ON:
            asked["citizen"] = {str(self.anchor): _iso(start)}
        elif self.anchor in START_FACTS:
            stay[str(self.anchor)] = _iso(start)
        asked |= {"target_groups": [stay], "course_start": _iso(since)}
        return asked | {name: items for name, items in self._events().items() if items}

    def _events(self) -> dict[str, list[Json]]:
        said = self.cleaned_data
        counting = getattr(getattr(self.row.terms, "counting", None), "kinds", ())
        kind = next((kind for kind in ConversationKind if kind in counting), ConversationKind.JOBSAMTALE)
        pause = _period(said, "pause") | {"reason": said["pause"]} if said["pause"] else None
        activity = _period(said, "activity") | {"type": said["activity"]} if said["activity"] else None
        referral: Json | None = (
            {"on": _iso(said["referred"]), "to": ReferredTo.JOB_CONSULTANT} if said["referred"] else None
        )
        return {
            "pauses": [pause] if pause else [],
            "conversations": [{"on": _iso(day), "kind": kind, "status": "held"} for day in said["talks"]],
            "referrals": [referral] if referral else [],
            "activities": [activity] if activity else [],
        }


class GateForm(PastedForm):
    """An offer as the rules on offers know one."""

    group = forms.ChoiceField(label="Målgruppe")
    type = forms.ChoiceField(label="Tilbud", choices=options(ACTIVITY_TYPES))
    first_on = DanishDateField(label="Fra", required=False)
    last_on = DanishDateField(label="Til", required=False)
    price = forms.DecimalField(label="Pris pr. uge", required=False, min_value=0, localize=True)
    hours_per_week = forms.DecimalField(label="Timer om ugen", required=False, min_value=0, localize=True)
    place = forms.ChoiceField(label="Plads", required=False, choices=options(PLACES, "Ikke oplyst"))

    def __init__(self, data: Any = None, *, row: Gate, profile: str, today: date, **kwargs: Any) -> None:
        super().__init__(data, row=row, profile=profile, today=today, **kwargs)
        group, kind = self.fields["group"], self.fields["type"]
        assert isinstance(group, forms.ChoiceField) and isinstance(kind, forms.ChoiceField)
        group.choices = options(TARGET_GROUPS, of=row.groups)
        kind.choices = options(ACTIVITY_TYPES, of=getattr(row.terms, "activities", None))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("pasted") and not said.get("first_on") and "first_on" not in self.errors:
            self.add_error("first_on", "Skriv tilbuddets første dag.")
        return said

    def questions(self) -> list[Json]:
        return super().questions() if self.cleaned_data["pasted"] else [self._question()]

    def _question(self) -> Json:
        said = self.cleaned_data
        offer: Json = {"type": said["type"], "from": _iso(said["first_on"])}
        if said["last_on"]:
            offer["to"] = _iso(said["last_on"])
        if said["price"] is not None:
            offer |= {"price_per_week": f"{said['price']:.2f}", "bought": True}
        if said["hours_per_week"] is not None:
            offer["hours_per_week"] = str(said["hours_per_week"])
        if said["place"]:
            offer["place"] = said["place"]
        about: Json = {"profile": self.profile, "today": _iso(self.today), "rules": [self.row.id]}
        return about | {"citizen": {"group": said["group"]}, "offer": offer}


def try_form(row: Row, *, profile: str, today: date, data: Any = None) -> PastedForm:
    """The form that fits the kind of the row."""
    if isinstance(row, Gate):
        return GateForm(data, row=row, profile=profile, today=today)
    if row.kind in ANSWERED_BY_ASK:
        return PastedForm(data, row=row, profile=profile, today=today)
    return RuleForm(data, row=row, profile=profile, today=today)


def _iso(day: date) -> str:
    return day.isoformat()


def _period(said: Mapping[str, Any], name: str) -> Json:
    found: Json = {"from": _iso(said[f"{name}_from"])}
    return found | {"to": _iso(said[f"{name}_to"])} if said[f"{name}_to"] else found
