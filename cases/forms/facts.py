"""Forms of facts about a case: pause, target group, referral, consideration, single facts, close, responsible."""

import hashlib
import uuid
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.models import Case, TargetGroup
from cases.models.course import DetailKey
from cases.services.records import rule_on
from rules.answers.terms import Record
from rules.labels import JOB_BROKER_ANSWERS, PAUSE_REASONS, REFERRED_TO
from rules.vocabulary import ReferredTo
from staff.dates_field import DanishDateField, DatedForm
from staff.models import Role, User

TECHNICAL = frozenset({"form_key", "version", "previewed"})
REASON_LENGTH = 300
DATE_DETAILS = frozenset({DetailKey.RESIDENCE_PERMIT_ON, DetailKey.REGISTERED_ON, DetailKey.EXPECTED_STUDY_ON})


class FactForm(DatedForm):
    """A form about one case, sent once, on the version the page showed. `previewed` names what was shown first."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, case: Case, today: date, initial: dict[str, Any] | None = None) -> None:
        self.case = case
        start = {"form_key": uuid.uuid4(), "version": case.version, **(initial or {})}
        super().__init__(data, today=today, initial=start)
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the case."""

    @property
    def plain_fields(self) -> list[Any]:
        """The visible fields in their order."""
        return list(self.visible_fields())

    def retype(self, **values: object) -> None:
        """Show what was typed with other technical values."""
        typed: Any = self.data
        data = typed.copy()
        data.update({name: str(value) for name, value in values.items()})
        self.data = data

    def facts(self) -> dict[str, Any]:
        """The cleaned values without the technical fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in TECHNICAL}

    def digest(self) -> str:
        """Names the values, so that what is saved is what was previewed."""
        values = repr(sorted((name, str(getattr(value, "pk", value))) for name, value in self.facts().items()))
        return hashlib.sha256(values.encode()).hexdigest()[:16]


def _choices(words: dict[Any, str], empty: str = "") -> list[tuple[str, str]]:
    named = [(str(code.value), text[0].upper() + text[1:]) for code, text in words.items()]
    return [("", empty), *named] if empty else named


def people(*roles: Role, case: Case | None = None) -> Any:
    """Active employees with one of the roles, in the team of `case` or in the whole house."""
    found = User.objects.filter(is_active=True, role_assignments__role__in=roles)
    return (found if case is None else found.filter(role_assignments__team=case.team)).distinct()


def choose_from(form: forms.BaseForm, name: str, found: QuerySet[Any]) -> None:
    """Offer the rows of `found` in the field `name`."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = found


class PauseForm(FactForm):
    reason = forms.ChoiceField(
        label="Årsag", choices=_choices(PAUSE_REASONS, "Vælg årsag"), error_messages={"required": "Vælg en årsag."}
    )
    from_on = DanishDateField(label="Første dag")
    to_on = DanishDateField(
        label="Sidste dag", required=False, help_text="Uden sidste dag står uret stille, til pausen slutter."
    )


class PauseEndForm(FactForm):
    to_on = DanishDateField(label="Sidste dag")
    reason = forms.CharField(
        label="Begrundelse",
        required=False,
        max_length=REASON_LENGTH,
        help_text="Skal udfyldes, når en sidste dag allerede er sat og skal ændres.",
    )


class GroupForm(FactForm):
    group = forms.ModelChoiceField(
        TargetGroup.objects.all(),
        label="Ny målgruppe",
        empty_label="Vælg målgruppe",
        error_messages={"required": "Vælg en målgruppe."},
    )
    from_on = DanishDateField(label="Gælder fra")
    first_unemployed_on = DanishDateField(label="Første ledighedsdag", required=False, help_text="A-dagpenge")
    first_absence_on = DanishDateField(label="Første fraværsdag", required=False, help_text="Sygdom")
    visited_on = DanishDateField(label="Visitationsdag", required=False, help_text="Ressourceforløb, ledighedsydelse")
    job_broker = forms.ChoiceField(
        label="Svar om jobformidler",
        choices=_choices(JOB_BROKER_ANSWERS, "Intet svar"),
        required=False,
        help_text="Ressourceforløb",
    )

    def clean(self) -> dict[str, Any]:
        """Whether a job broker was offered is answered where a rule wants it (REB23-50)."""
        typed = super().clean() or {}
        group = typed.get("group")
        found = rule_on(Record.JOB_BROKER, group.pk, self.today) if group and not typed.get("job_broker") else None
        if found is not None:
            self.add_error(
                "job_broker", f"Skriv svaret på tilbuddet om jobformidler ({found[0].id}: {found[0].title})."
            )
        return typed


class ReferralForm(FactForm):
    to = forms.ChoiceField(label="Visiteres til", choices=_choices(REFERRED_TO), widget=forms.RadioSelect)
    on_date = DanishDateField(label="Dato")
    consultant = forms.ModelChoiceField(
        User.objects.none(), label="Hvem", required=False, empty_label="Ikke valgt endnu",
        help_text="Den, der vælges, kan åbne sagen.",
    )  # fmt: skip
    wishes = forms.CharField(
        label="Borgerens ønsker", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Fx branche, arbejdstid og transport. Skriv om arbejdet, ikke om sygdom.",
    )  # fmt: skip

    def prepare(self) -> None:
        choose_from(self, "consultant", people(Role.JOB_CONSULTANT))
        self.initial.setdefault("to", ReferredTo.JOB_CONSULTANT.value)
        self.initial.setdefault("on_date", self.today)


class ReferralEndForm(FactForm):
    ended_on = DanishDateField(label="Sidste dag")


class ConsiderationForm(FactForm):
    on_date = DanishDateField(label="Dato")
    wanted = forms.TypedChoiceField(
        label="Skal der i gang med en praktik?",
        choices=[("ja", "Ja"), ("nej", "Nej")],
        coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg ja eller nej."},
    )
    reason = forms.CharField(
        label="Begrundelse",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Skriv, hvad overvejelsen førte til."},
        help_text="Skriv om arbejdsevnen, ikke diagnosen.",
    )

    def prepare(self) -> None:
        self.initial.setdefault("on_date", self.today)


class NextConversationForm(FactForm):
    due_on = DanishDateField(label="Næste samtale senest")
    reason = forms.CharField(
        label="Begrundelse", max_length=REASON_LENGTH, error_messages={"required": "Skriv, hvorfor datoen passer."}
    )


class DetailForm(FactForm):
    """One single fact; `key` is set by the page."""

    reason = forms.CharField(
        label="Hvorfor ændres den?",
        required=False,
        max_length=REASON_LENGTH,
        help_text="Kun når en tidligere oplysning skal rettes.",
    )

    def __init__(self, *args: Any, key: DetailKey, **kwargs: Any) -> None:
        self.key = key
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        field: forms.Field
        if self.key in DATE_DETAILS:
            field = DanishDateField(label=self.key.label)
            field.today = self.today
        elif self.key == DetailKey.ATTENDABLE_HOURS:
            field = forms.IntegerField(
                label=self.key.label,
                min_value=0,
                max_value=37,
                error_messages={"invalid": "Skriv et helt antal timer.", "required": "Skriv et antal timer."},
            )
        else:
            field = forms.CharField(
                label=self.key.label, max_length=80, error_messages={"required": "Skriv a-kassens navn."}
            )
        self.fields = {"value": field, **self.fields}


class CloseForm(FactForm):
    on_date = DanishDateField(label="Lukket fra")
    reason = forms.CharField(label="Årsag", max_length=200, error_messages={"required": "Skriv, hvorfor sagen lukkes."})
    cancel_bookings = forms.BooleanField(label="Aflys de aftaler, der er booket", required=False)

    def prepare(self) -> None:
        self.initial.setdefault("on_date", self.today)


class ReopenForm(FactForm):
    """Nothing to fill in: the page says what happens."""


class ResponsibleForm(FactForm):
    user = forms.ModelChoiceField(User.objects.none(), label="Ansvarlig rådgiver", empty_label="Ingen", required=False)
    from_on = DanishDateField(label="Fra")

    def prepare(self) -> None:
        choose_from(self, "user", people(Role.CASEWORKER, case=self.case))
        now = self.case.responsibilities.filter(to_on__isnull=True).first()
        self.initial.setdefault("user", now.user_id if now else None)
        self.initial.setdefault("from_on", self.today)


class VoidForm(FactForm):
    reason = forms.CharField(
        label="Begrundelse",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": "Skriv, hvorfor oplysningen er forkert."},
        help_text="Oplysningen bliver stående i historikken, streget ud, med navn, tid og begrundelse.",
    )
