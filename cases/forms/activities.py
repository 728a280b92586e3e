"""Forms of granted offers, as far as they give deadlines: what it is, when, and whether it has begun."""

from collections.abc import Collection

from django import forms

from cases.facts import facts_of
from cases.forms.company_search import CompanySearchField
from cases.forms.facts import REASON_LENGTH, FactForm
from cases.forms.weighing import WeighedForm
from cases.models.places import PlaceReason
from cases.services.grants.choosing import listed_first
from cases.services.grants.judging import group_on
from cases.services.policies.in_force import current_policy
from offers.services.catalogue import COLOURED
from rules.answers import picker
from rules.answers.picker import Listed
from rules.gates.terms import GateKind
from rules.labels import ACTIVITY_FAMILIES, ACTIVITY_STATUSES, ACTIVITY_TYPES, PLACES
from rules.vocabulary import ActivityFamily, ActivityStatus, ActivityType, Place
from staff.dates_field import DanishDateField

STATUSES = [(status.value, ACTIVITY_STATUSES[status]) for status in ActivityStatus]
BEGUN = [pair for pair in STATUSES if pair[0] != ActivityStatus.CANCELLED]


TO_BE_GRANTED = "Vejledning og mentor bevilges under »Ny bevilling«, hvor farven kontrolleres."


def _types(
    *, without: Collection[ActivityFamily] = (), first: Collection[Listed] = ()
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of offers by family, what the rules put first on top."""
    found = [
        (
            name,
            sorted(
                (kind for kind in ActivityType if kind.family is family), key=lambda kind: picker.place(kind, first)
            ),
        )
        for family, name in ACTIVITY_FAMILIES.items()
        if family not in without
    ]
    found.sort(key=lambda named: picker.place(named[1][0], first))
    return [(name, [(kind.value, ACTIVITY_TYPES[kind]) for kind in kinds]) for name, kinds in found]


class ActivityForm(WeighedForm):
    """An offer that needs no colour. What the rules give one is granted, so that no red or unapproved one slips in."""

    type = forms.ChoiceField(
        label="Art",
        choices=[("", "Vælg art"), *_types()],
        error_messages={"required": "Vælg, hvad tilbuddet er.", "invalid_choice": TO_BE_GRANTED},
    )
    status = forms.ChoiceField(label="Status", choices=BEGUN, initial=ActivityStatus.PLANNED.value)
    from_on = DanishDateField(label="Første dag")
    to_on = DanishDateField(label="Sidste dag", required=False)
    company = CompanySearchField(
        label="Virksomhed", required=False, help_text="Navn, CVR- eller P-nummer. Virksomhedsrettede tilbud."
    )
    place = forms.ChoiceField(
        label="Plads",
        required=False,
        choices=[
            ("", "Ikke relevant"),
            *((kind.value, words[0].upper() + words[1:]) for kind, words in PLACES.items()),
        ],
        help_text="Praktik",
    )
    place_reason = forms.ChoiceField(
        label="Grund til fast plads",
        required=False,
        choices=[("", "Ikke relevant"), *((one.value, one.label.capitalize()) for one in PlaceReason)],
        help_text="Fast plads og virksomhedscenter",
    )
    place_note = forms.CharField(label="Anden grund", required=False, max_length=120)
    agreed_on = DanishDateField(
        label="Aftalt med virksomheden",
        required=False,
        help_text="En aftale kan opfylde visitationen, til praktikken starter.",
    )
    hours_per_week = forms.DecimalField(
        label="Timer om ugen",
        required=False,
        min_value=0,
        max_value=37,
        decimal_places=1,
        localize=True,
        error_messages={"invalid": "Skriv et antal timer, fx 30 eller 7,5."},
    )

    def prepare(self) -> None:
        if any(gate.kind == GateKind.CATALOGUE_COLOUR for gate in current_policy().gates):
            kind = self.fields["type"]
            assert isinstance(kind, forms.ChoiceField)
            kind.choices = [("", "Vælg art"), *_types(without=COLOURED, first=self._first())]
            kind.help_text = TO_BE_GRANTED
        self.ask(type=self.typed("type"), place=self.typed("place"))

    def _first(self) -> Collection[Listed]:
        """What the rules put first for the citizen as the target group is today."""
        group = group_on(facts_of(self.case), self.today)
        return listed_first(group, policy=current_policy(), today=self.today) if group is not None else ()


class PlacementForm(WeighedForm):
    """A placement at a company, on an individual place."""

    company = CompanySearchField(label="Virksomhed", help_text="Navn, CVR- eller P-nummer")
    from_on = DanishDateField(label="Første dag")
    to_on = DanishDateField(label="Sidste dag")
    hours_per_week = forms.DecimalField(
        label="Timer om ugen",
        min_value=0,
        max_value=37,
        decimal_places=1,
        localize=True,
        error_messages={"invalid": "Skriv et antal timer, fx 30 eller 7,5.", "required": "Skriv timerne om ugen."},
    )

    def prepare(self) -> None:
        if not self.is_bound:
            self.fields["company"].widget.attrs["autofocus"] = True
        self.ask(type=ActivityType.VIRKSOMHEDSPRAKTIK, place=Place.INDIVIDUAL)


class ActivityChangeForm(FactForm):
    status = forms.ChoiceField(label="Status", choices=STATUSES)
    from_on = DanishDateField(label="Første dag")
    to_on = DanishDateField(label="Sidste dag", required=False)
    reason = forms.CharField(
        label="Begrundelse", max_length=REASON_LENGTH, error_messages={"required": "Skriv, hvorfor det ændres."}
    )
