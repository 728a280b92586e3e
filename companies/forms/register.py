"""Forms of the register: a company, whom we talk to, a place of work, what is marked, two that are one."""

import re
import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from companies.models import Branch, Company, PostalCode, validate_cvr, validate_p_number
from companies.services.register import Facts
from staff.dates_field import DatedForm
from staff.models import Role, User

PLACE = re.compile(r"(\d{4})(?:\s+(\S.*))?")
BOXES = ("growing", "short_of_people", "own_municipality", "active")


def consultants() -> Any:
    """Who can look after a company."""
    roles = (Role.JOB_CONSULTANT, Role.TEAM_LEADER)
    return User.objects.filter(is_active=True, role_assignments__role__in=roles).distinct()


class PlaceField(forms.CharField):
    """A postal code, with its town when the code is not known yet."""

    default_error_messages = {
        "place": "Skriv fire cifre, fx 9530, og byen, hvis postnummeret er nyt.",
        "town": "Postnummeret kendes ikke. Skriv også byen, fx 9530 Støvring.",
    }

    def clean(self, value: Any) -> PostalCode | None:
        words = str(super().clean(value))
        if not words:
            return None
        found = PLACE.fullmatch(words)
        if found is None:
            raise ValidationError(self.error_messages["place"], code="place")
        known = PostalCode.objects.filter(code=found[1]).first()
        if known is None and not found[2]:
            raise ValidationError(self.error_messages["town"], code="town")
        return known or PostalCode(code=found[1], town=found[2])

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PostalCode) else value


class ActForm(DatedForm):
    """A form about one company, used once, on the version that its page showed."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, company: Company | None, today: date, initial: Any = None) -> None:
        start = {"form_key": uuid.uuid4(), "version": company.version if company else None, **(initial or {})}
        super().__init__(data, today=today, initial=start)
        self.company = company

    def retype(self, **values: object) -> None:
        """Put other values into what was sent, such as the version that stands now."""
        self.data = {**self.data, **{name: str(value) for name, value in values.items()}}


class CompanyForm(ActForm):
    name = forms.CharField(label="Navn", max_length=120, error_messages={"required": "Skriv virksomhedens navn."})
    cvr = forms.CharField(
        label="CVR-nummer", max_length=12, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    branch = forms.ModelChoiceField(Branch.objects.all(), label="Branche", required=False, empty_label="Ukendt")
    employees = forms.IntegerField(label="Ansatte", required=False, min_value=0, max_value=200_000)
    address = forms.CharField(label="Adresse", max_length=160, required=False)
    postal = PlaceField(label="Postnummer og by", max_length=66, required=False)
    phone = forms.CharField(label="Telefon", max_length=20, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Ansvarlig konsulent", required=False, empty_label="Ingen endnu"
    )
    growth_source = forms.CharField(
        label="Kilde til væksten",
        max_length=120,
        required=False,
        help_text="Fx erhvervsrådet eller virksomheden selv",
    )
    growing = forms.BooleanField(label="Vækster eller mangler arbejdskraft", required=False)
    short_of_people = forms.BooleanField(label="Har svært ved at rekruttere", required=False)
    own_municipality = forms.BooleanField(label="Kommunen selv er arbejdsgiver", required=False)
    active = forms.BooleanField(label="Virksomheden findes stadig", required=False, initial=True)

    def __init__(self, data: Any = None, *, company: Company | None, today: date) -> None:
        super().__init__(data, company=company, today=today, initial=_standing(company, today))
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = consultants()

    def clean_cvr(self) -> str | None:
        number = re.sub(r"[\s.-]", "", str(self.cleaned_data["cvr"])).upper().removeprefix("DK")
        if not number:
            return None
        validate_cvr(number)
        return number

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("growing") and not typed.get("growth_source"):
            self.add_error("growth_source", "Skriv, hvor oplysningen om vækst kommer fra.")
        return typed

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            name=said["name"], cvr=said["cvr"], address=said["address"], postal=said["postal"], phone=said["phone"],
            email=said["email"], employees=said["employees"], growing=said["growing"],
            growth_source=said["growth_source"], short_of_people=said["short_of_people"],
            own_municipality=said["own_municipality"], active=said["active"],
        )  # fmt: skip


def _standing(company: Company | None, today: date) -> dict[str, Any]:
    """The company as it is, as the form's first values."""
    if company is None:
        return {"active": True}
    names = ("name", "cvr", "employees", "address", "postal", "phone", "email", "growth_source", *BOXES)
    found = {name: getattr(company, name) for name in names}
    branch, owner = company.branches.on(today).first(), company.owners.on(today).first()
    return found | {"branch": branch and branch.branch_id, "owner": owner and owner.user_id}


class PersonForm(ActForm):
    name = forms.CharField(label="Navn", max_length=120, error_messages={"required": "Skriv navnet."})
    title = forms.CharField(label="Stilling", max_length=80, required=False)
    phone = forms.CharField(label="Telefon", max_length=20, required=False)
    email = forms.EmailField(label="E-mail", required=False)


class UnitForm(ActForm):
    p_number = forms.CharField(
        label="P-nummer", max_length=14, error_messages={"required": "Skriv P-nummeret. Det har 10 cifre."},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    name = forms.CharField(label="Navn", max_length=120, required=False, help_text="Hvis stedet hedder noget andet")
    address = forms.CharField(label="Adresse", max_length=160, required=False)
    postal = PlaceField(label="Postnummer og by", max_length=66, required=False)

    def clean_p_number(self) -> str:
        number = re.sub(r"\s", "", str(self.cleaned_data["p_number"]))
        validate_p_number(number)
        return number


class ReasonForm(ActForm):
    reason = forms.CharField(label="Begrundelse", max_length=300, error_messages={"required": "Skriv en begrundelse."})


class MergeForm(ActForm):
    gone = forms.ModelChoiceField(
        Company.objects.none(), label="Den anden virksomhed", empty_label="Vælg virksomhed",
        error_messages={"required": "Vælg den virksomhed, der er den samme."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Begrundelse", max_length=300, error_messages={"required": "Skriv, hvordan du ved, at de er den samme."}
    )

    def __init__(self, data: Any = None, *, company: Company | None, today: date, others: list[Company]) -> None:
        super().__init__(data, company=company, today=today)
        chosen: Any = self.fields["gone"]
        chosen.queryset = Company.objects.shown().filter(pk__in=[other.pk for other in others])
        chosen.label_from_instance = described
        if len(others) == 1:
            self.initial["gone"] = others[0].pk


def described(company: Company) -> str:
    """Nordvang Byg ApS · CVR 99 41 20 03 · 9530 Støvring"""
    parts = (company.name, f"CVR {company.cvr}" if company.cvr else "", str(company.postal or ""))
    return " · ".join(part for part in parts if part)
