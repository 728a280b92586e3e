"""Forms of the contact log, the call list and the goals."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from companies.forms.register import ActForm, consultants
from companies.forms.search import MARKS
from companies.models import Area, Channel, Company, ContactPerson, Outcome
from companies.services.contacts import Said
from staff.dates_field import DanishDateField
from staff.models import User

QUICK = (Channel.PHONE, Channel.VISIT, Channel.PERSONAL_MAIL, Channel.INCOMING)


class ContactForm(ActForm):
    """Two acts: what kind it was is chosen already, the text, Gem."""

    kind = forms.ChoiceField(
        label="Type", choices=[(one.value, one.label) for one in QUICK], widget=forms.RadioSelect,
        initial=Channel.PHONE.value,
        error_messages={"required": "Vælg, hvordan I talte sammen.", "invalid_choice": "Vælg, hvordan I talte sammen."},
    )  # fmt: skip
    note = forms.CharField(
        label="Hvad aftalte I?", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv, hvad I aftalte."},
    )  # fmt: skip
    on_date = DanishDateField(label="Dato", error_messages={"required": "Skriv datoen."})
    person = forms.ModelChoiceField(
        ContactPerson.objects.none(), label="Med", required=False, empty_label="Ikke på listen",
        error_messages={"invalid_choice": "Vælg en kontaktperson på listen."},
    )  # fmt: skip
    with_whom = forms.CharField(label="Andet navn", max_length=120, required=False)
    outcome = forms.ChoiceField(label="Udfald", choices=Outcome.choices, required=False)

    def __init__(
        self, data: Any = None, *, company: Company, today: date, people: Sequence[ContactPerson] | None = None
    ) -> None:
        """`people` are those of the company where the page has read them already."""
        super().__init__(data, company=company, today=today, initial={"on_date": today})
        chosen: Any = self.fields["person"]
        chosen.queryset = company.people.filter(to_on__isnull=True)
        if people is not None:
            chosen.choices = [("", chosen.empty_label), *((one.pk, str(one)) for one in people)]

    def said(self) -> Said:
        typed = self.cleaned_data
        names = ("on_date", "kind", "note", "outcome", "person", "with_whom")
        return Said(**{name: typed[name] for name in names})


class CallFilter(forms.Form):
    """Unknown values are left out, so an old address shows a list and not an error."""

    omraade = forms.ModelChoiceField(Area.objects.all(), label="Område", required=False, empty_label="Alle områder")
    tildelt = forms.ChoiceField(label="Tildelt", required=False)
    vis = forms.ChoiceField(label="Vis", required=False, choices=[("", "Alle virksomheder"), *MARKS.items()])

    def __init__(self, data: Any, *, people: list[User], growth: bool) -> None:
        """`growth`: the municipality looks out for companies that grow (REBGEN-53)."""
        super().__init__(data)
        if not growth:
            del self.fields["vis"]
        who: Any = self.fields["tildelt"]
        names = [(str(one.pk), one.name) for one in people]
        who.choices = [("", "Tildelt eller ej"), ("mine", "Tildelt mig"), ("ingen", "Ikke tildelt"), *names]

    def said(self) -> dict[str, Any]:
        self.is_valid()  # what does not fit is left out of cleaned_data
        return self.cleaned_data


class AssignForm(forms.Form):
    """Companies of the page that are given to a consultant."""

    to = forms.ModelChoiceField(
        User.objects.none(), label="Konsulent", empty_label="Vælg konsulent",
        error_messages={"required": "Vælg, hvem der skal have virksomhederne."},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["to"]
        chosen.queryset = consultants()


class GoalForm(forms.Form):
    visits = forms.IntegerField(label="Besøg", min_value=0, max_value=999)
    contacts = forms.IntegerField(label="Kontakter", min_value=0, max_value=999)
