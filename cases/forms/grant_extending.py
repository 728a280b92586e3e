"""Forms of an extension: the wish, the discussion before it, the decision not to."""

from django import forms

from cases.forms.facts import REASON_LENGTH, FactForm, choose_from, people
from cases.forms.grant_life import yes_or_no
from cases.forms.grants import NEEDS
from rules.gates.labels import FORUMS
from staff.amount_field import KronerField
from staff.dates_field import DanishDateField
from staff.models import Role, User


class ExtendForm(FactForm):
    """`seen` names what the page showed of the catalogue."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    to_on = DanishDateField(label="Ny sidste dag")
    likely = yes_or_no("Fører forlængelsen overvejende sandsynligt til job eller uddannelse?")
    why = forms.CharField(
        label="Begrundelse",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Skriv, hvorfor tilbuddet forlænges."},
    )
    price = KronerField(
        label="Leverandørens pris for forlængelsen, kr.",
        required=False,
        help_text="Uden pris fortsætter prisen pr. uge.",
    )
    special_need = forms.ChoiceField(
        label="Særligt behov",
        required=False,
        choices=[("", "Nej"), *((need.value, words) for need, words in NEEDS.items())],
        help_text="Op til 6 måneder efter aftale med funktionsleder.",
    )


class DiscussForm(FactForm):
    on_date = DanishDateField(label="Dato")
    forum = forms.ChoiceField(
        label="Hvor", choices=[(forum.value, words[0].upper() + words[1:]) for forum, words in FORUMS.items()]
    )
    present = forms.ModelChoiceField(
        User.objects.none(),
        label="Funktionsleder eller fagkonsulent, som deltog",
        empty_label="Vælg, hvem der deltog",
        error_messages={"required": "Vælg den leder eller fagkonsulent, som deltog."},
    )
    agreed = yes_or_no("Anbefales forlængelsen?")
    text = forms.CharField(label="Hvad blev sagt", required=False, max_length=500)

    def prepare(self) -> None:
        found = people(Role.TEAM_LEADER, case=self.case) | people(Role.SPECIALIST)
        choose_from(self, "present", found.distinct())
        self.initial.setdefault("on_date", self.today)


class AgendaForm(FactForm):
    why = forms.CharField(
        label="Hvad skal drøftes", max_length=500, widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Skriv, hvad der skal drøftes."},
    )  # fmt: skip


class NotExtendForm(FactForm):
    reason = forms.CharField(
        label="Begrundelse", max_length=REASON_LENGTH,
        error_messages={"required": "Skriv, hvorfor tilbuddet ikke forlænges."},
    )  # fmt: skip
