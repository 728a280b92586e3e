"""A new citizen, or a new case of one we know."""

import uuid
from datetime import date
from typing import Any

from django import forms

from cases.forms.facts import choose_from, people
from cases.models import TargetGroup
from staff.dates_field import DanishDateField, DatedForm
from staff.models import Role, Team, User

NO_CHOICE = "Vælg målgruppe"


class CreateForm(DatedForm):
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    cpr = forms.CharField(
        label="CPR-nummer",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": "Skriv CPR-nummeret."},
        help_text="Kendes borgeren, begynder et nyt forløb på samme borger.",
    )
    name = forms.CharField(label="Navn", max_length=120, error_messages={"required": "Skriv borgerens navn."})
    team = forms.ModelChoiceField(
        Team.objects.none(), label="Team", empty_label="Vælg team", error_messages={"required": "Vælg et team."}
    )
    responsible = forms.ModelChoiceField(
        User.objects.none(), label="Ansvarlig rådgiver", required=False, empty_label="Ingen endnu"
    )
    course_start = DanishDateField(label="Forløbet begyndte")
    group = forms.ModelChoiceField(
        TargetGroup.objects.all(), label="Målgruppe", required=False, empty_label=NO_CHOICE,
        help_text="Uden målgruppe står sagen på listen over dem, der mangler frist.",
    )  # fmt: skip
    first_unemployed_on = DanishDateField(label="Første ledighedsdag", required=False, help_text="A-dagpenge")
    first_absence_on = DanishDateField(label="Første fraværsdag", required=False, help_text="Sygdom")
    visited_on = DanishDateField(label="Visitationsdag", required=False, help_text="Ressourceforløb, ledighedsydelse")
    protected = forms.BooleanField(label="Beskyttet navn og adresse: kun den ansvarlige kan se sagen", required=False)

    def __init__(self, data: Any = None, *, user: User, today: date) -> None:
        start: dict[str, Any] = {"form_key": uuid.uuid4(), "course_start": today}
        teams = Team.objects.filter(active=True)
        if not user.has_role(Role.ADMINISTRATION):
            teams = teams.filter(pk__in=user.team_ids(Role.CASEWORKER, Role.TEAM_LEADER))
        if user.has_role(Role.CASEWORKER):
            start["responsible"] = user.pk
        super().__init__(data, today=today, initial=start)
        choose_from(self, "team", teams)
        choose_from(self, "responsible", people(Role.CASEWORKER))
        if len(teams) == 1:
            self.initial["team"] = teams[0].pk

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("protected") and not typed.get("responsible"):
            self.add_error("responsible", "En beskyttet borger skal have en ansvarlig, ellers kan ingen åbne sagen.")
        return typed
