"""Forms of the enquiries of companies and of the roster."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from companies.forms.register import ActForm, consultants
from companies.models import Company, Result, Subject
from staff.dates_field import DanishDateField, DanishTimeField
from staff.wording import COPENHAGEN

MOST_NAMED = 5


class CompanyField(forms.CharField):
    """A company by CVR number, P-number or name; empty when it is not in the register."""

    def clean(self, value: Any) -> Company | None:
        words = str(super().clean(value))
        if not words:
            return None
        found = list(Company.objects.shown().filter(active=True).found(words)[: MOST_NAMED + 1])
        exact = [one for one in found if one.name.casefold() == words.casefold()] or found
        if len(exact) == 1:
            one: Company = exact[0]
            return one
        if not found:
            raise ValidationError("Ingen virksomhed passer. Lad feltet stå tomt, eller opret virksomheden først.")
        names = ", ".join(f"{one.name} (CVR {one.cvr})" if one.cvr else one.name for one in found[:MOST_NAMED])
        raise ValidationError(f"Flere passer: {names}. Skriv CVR-nummeret.")


class MomentForm(ActForm):
    """A form with a day and a time of day in Denmark, first the present."""

    on = DanishDateField(label="Dato", error_messages={"required": "Skriv datoen."})
    at = DanishTimeField(label="Klokken", error_messages={"required": "Skriv klokkeslættet."})

    def __init__(
        self, data: Any = None, *, company: Company | None, today: date, now: datetime, initial: Any = None
    ) -> None:
        local = now.astimezone(COPENHAGEN)
        start = {"on": today, "at": time(local.hour, local.minute), **(initial or {})}
        super().__init__(data, company=company, today=today, initial=start)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("on") and typed.get("at") and self.moment() is None:
            self.add_error("at", "Klokkeslættet findes ikke den dag, eller det findes to gange, fordi uret stilles.")
        return typed

    def moment(self) -> datetime | None:
        """The moment in Denmark; None where the clock shows it never or twice."""
        wall = datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"])
        early, late = (wall.replace(tzinfo=COPENHAGEN, fold=fold) for fold in (0, 1))
        return early if early.utcoffset() == late.utcoffset() else None


class EnquiryForm(MomentForm):
    firm = CompanyField(label="Virksomhed", required=False, help_text="Navn, CVR- eller P-nummer")
    caller = forms.CharField(
        label="Hvem spurgte?", max_length=120, error_messages={"required": "Skriv, hvem der spurgte."}
    )
    phone = forms.CharField(label="Telefon eller e-mail", max_length=120, required=False)
    subject = forms.ChoiceField(label="Emne", choices=Subject.choices, error_messages={"required": "Vælg et emne."})
    text = forms.CharField(
        label="Hvad ønsker de?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvad de ønsker."},
    )  # fmt: skip
    field_order = ("firm", "subject", "caller", "phone", "on", "at", "text")

    def __init__(self, *args: Any, fast_track: bool, **kwargs: Any) -> None:
        """`fast_track`: a company may ask for a talk before anybody reports sick (HED21-31)."""
        super().__init__(*args, **kwargs)
        subject: Any = self.fields["subject"]
        subject.choices = [one for one in Subject.choices if fast_track or one[0] != Subject.RETENTION]


class ContactedForm(MomentForm):
    note = forms.CharField(
        label="Hvad aftalte I?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class OutcomeForm(ActForm):
    outcome = forms.ChoiceField(
        label="Udfald", choices=Result.choices, widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvad henvendelsen førte til."},
    )  # fmt: skip
    note = forms.CharField(label="Bemærkning", max_length=300, required=False)

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        """`named`: the municipality has said what an enquiry leads to (HED21-58)."""
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = [one for one in Result.choices if named or one[0] == Result.OTHER]


class RosterForm(forms.Form):
    """One select a day."""

    def __init__(self, data: Any = None, *, days: list[tuple[date, int | None]]) -> None:
        super().__init__(data)
        self.days = [day for day, _ in days]
        for day, user in days:
            self.fields[f"d{day:%Y%m%d}"] = forms.ModelChoiceField(
                consultants(), label=f"Vagt {day.isoformat()}", required=False, empty_label="Ingen", initial=user
            )

    def users(self) -> list[Any]:
        return [self.cleaned_data[f"d{day:%Y%m%d}"] for day in self.days]

    @property
    def rows(self) -> list[tuple[date, Any]]:
        return [(day, self[f"d{day:%Y%m%d}"]) for day in self.days]
