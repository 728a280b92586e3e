"""Forms of conversations: book a time, record an outcome together with the next booking."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rules import labels
from rules.vocabulary import ConversationKind, ConversationStatus, Form, Party
from staff.dates_field import DanishDateField, DanishTimeField, DatedForm

FORM_CHOICES = [(form.value, labels.FORMS[form]) for form in Form]
OUTCOMES = (ConversationStatus.HELD, ConversationStatus.NO_SHOW, ConversationStatus.CANCELLED)
OUTCOME_CHOICES = [(status.value, labels.CONVERSATION_STATUSES[status]) for status in OUTCOMES]
PARTY_CHOICES = [
    (party.value, words[0].upper() + words[1:]) for party, words in labels.PARTIES.items() if party != Party.JOBCENTER
]
GROUP_KINDS = (
    ConversationKind.INFORMATION_MEETING,
    ConversationKind.GROUP_MEETING,
    ConversationKind.JOB_CLUB_MEETING,
)
"""Meetings with several citizens at once; they are never a jobsamtale (A-07)."""
INDIVIDUAL_KINDS = tuple(kind for kind in ConversationKind if kind not in (*GROUP_KINDS, ConversationKind.JOBSAMTALE))
NO_TIME = "none"
Choices = list[tuple[str, str | list[tuple[str, str]]]]


class SlotField(forms.Field):
    """A chosen time: the ISO form of a moment with its zone, `NO_TIME` or nothing."""

    def to_python(self, value: object) -> datetime | None:
        if not value or value == NO_TIME:
            return None
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError as error:
            raise ValidationError("Vælg en af tiderne på listen.", code="invalid") from error
        if moment.tzinfo is None:
            raise ValidationError("Vælg en af tiderne på listen.", code="invalid")
        return moment


class KeyedForm(forms.Form):
    """A form that is sent once: `form_key` is its own number, `version` the case as the page knew it."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    return_to = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)


class BookingForm(KeyedForm):
    """A time in a caseworker's calendar and the form of the conversation.

    The field is called `mode`: an input named "form" would hide the property of that name from scripts.
    """

    starts_at = SlotField(label="Tid", error_messages={"required": "Vælg en tid."})
    mode = forms.ChoiceField(label="Form", choices=FORM_CHOICES, widget=forms.RadioSelect, initial=Form.PERSONAL.value)


class RecordForm(DatedForm, KeyedForm):
    """The outcome of a conversation and the next booking. `subject` is kind and number in one ("jobsamtale:3")."""

    outcome = forms.ChoiceField(label="Udfald", choices=OUTCOME_CHOICES, widget=forms.RadioSelect)
    on_date = DanishDateField(label="Dato")
    at = DanishTimeField(label="Kl.")
    mode = forms.ChoiceField(label="Form", choices=FORM_CHOICES, widget=forms.RadioSelect)
    subject = forms.ChoiceField(label="Nummer")
    parties = forms.MultipleChoiceField(
        label="Deltog også", choices=PARTY_CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    note = forms.CharField(
        label="Note",
        widget=forms.Textarea(attrs={"rows": "2", "data-write": True}),
        required=False,
        max_length=4000,
        strip=True,
    )
    jobs_discussed = forms.BooleanField(label="Vi har talt om jobbene", required=False)
    next_at = SlotField(label="Næste samtale", required=False)

    def __init__(self, *args: Any, numbers: Sequence[int] = (), booked: bool = False, **kwargs: Any) -> None:
        """`numbers` are those the case owes; a `booked` conversation keeps the time it was booked for."""
        super().__init__(*args, **kwargs)
        subject = self.fields["subject"]
        assert isinstance(subject, forms.ChoiceField)
        subject.choices = subject_choices(numbers)
        self.fields["at"].disabled = booked

    def clean_on_date(self) -> date:
        on_date: date = self.cleaned_data["on_date"]
        if on_date > self.today:
            raise ValidationError("Datoen kan ikke ligge efter i dag. Book i stedet samtalen.", code="future")
        return on_date

    @property
    def kind_and_number(self) -> tuple[str, int | None]:
        """Kind and number of a valid form."""
        return split_subject(self.cleaned_data["subject"])


def split_subject(subject: str) -> tuple[str, int | None]:
    """("jobsamtale", 3) of "jobsamtale:3"; the number is None where none is set by hand."""
    kind, _, number = subject.partition(":")
    return kind, int(number) if number else None


def subject_choices(numbers: Iterable[int]) -> Choices:
    """Jobsamtale 1 to k where numbers are owed, then the kinds of individual talks, then meetings that never count."""
    owed = list(numbers)
    plain = labels.CONVERSATION_KINDS[ConversationKind.JOBSAMTALE]
    counted = [(f"jobsamtale:{number}", f"{plain} {number} af {owed[-1]}") for number in owed]
    choices: Choices = [*counted, (ConversationKind.JOBSAMTALE.value, f"{plain} uden nummer" if owed else plain)]
    talks = [(kind.value, labels.CONVERSATION_KINDS[kind]) for kind in INDIVIDUAL_KINDS]
    meetings = [(kind.value, f"{labels.CONVERSATION_KINDS[kind]} – tæller ikke som jobsamtale") for kind in GROUP_KINDS]
    return [*choices, ("Andre samtaler", talks), ("Møder", meetings)]


def new_key() -> str:
    """The number of one form, so that sending it twice acts once."""
    return str(uuid.uuid4())
