"""Forms of job orders and recruitment requests."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from companies.forms.enquiries import MomentForm
from companies.forms.register import ActForm
from companies.models import Area, Company, Ending, JobOrder, Kind, Mode
from companies.services import orders
from companies.services.goals import month_of
from companies.services.orders import Job
from staff.wording import COPENHAGEN

NOON = time(12)


class JobForm(MomentForm):
    """One job; a recruitment request moreover has a deadline and says who puts candidates on it."""

    kind = forms.ChoiceField(label="Art", choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.ORDER.value)
    occupation = forms.CharField(label="Stilling", max_length=120, error_messages={"required": "Skriv stillingen."})
    positions = forms.IntegerField(label="Antal stillinger", min_value=1, max_value=999, initial=1)
    hours_per_week = forms.DecimalField(
        label="Timer om ugen", required=False, min_value=0, max_value=168, max_digits=4, decimal_places=1, localize=True
    )
    external = forms.CharField(
        label="Kilde",
        max_length=80,
        required=False,
        help_text="Fx rekrutteringsservice. Tomt, når virksomheden selv har fortalt det.",
    )
    text = forms.CharField(
        label="Krav og vilkår", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    mode = forms.ChoiceField(
        label="Kandidater", choices=[("", "Vælg, hvis det er en rekrutteringsanmodning"), *Mode.choices], required=False
    )
    field_order = ("kind", "occupation", "positions", "hours_per_week", "on", "at", "mode", "external", "text")

    def __init__(
        self, data: Any = None, *, company: Company, today: date, now: datetime, order: JobOrder | None = None
    ) -> None:
        start: dict[str, Any] = {"on": None, "at": NOON}
        if order is not None:
            names = ("kind", "occupation", "positions", "hours_per_week", "text", "external", "mode", "version")
            start |= {name: getattr(order, name) for name in names}
            if order.deadline is not None:
                local = order.deadline.astimezone(COPENHAGEN)
                start |= {"on": local.date(), "at": time(local.hour, local.minute)}
        super().__init__(data, company=company, today=today, now=now, initial=start)
        for name, label in (("on", "Frist, dato"), ("at", "Frist, klokken")):
            self.fields[name].required, self.fields[name].label = False, label

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("kind") == Kind.REQUEST:
            if not typed.get("on") and "on" not in self.errors:
                self.add_error("on", "En rekrutteringsanmodning skal have en frist.")
            if not typed.get("mode"):
                self.add_error("mode", "Vælg, hvem der sætter kandidater på.")
        return typed

    def job(self) -> Job:
        said = self.cleaned_data
        said["at"] = said.get("at") or NOON
        request = said["kind"] == Kind.REQUEST
        return Job(
            kind=said["kind"], occupation=said["occupation"], positions=said["positions"],
            hours_per_week=said["hours_per_week"], text=said["text"], external=said["external"],
            deadline=self.moment() if said.get("on") else None, mode=said["mode"] if request else "",
        )  # fmt: skip


class EndingForm(ActForm):
    ending = forms.ChoiceField(
        label="Hvordan sluttede det?", choices=Ending.choices, widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan det sluttede."},
    )  # fmt: skip


SHOWN = {
    "": "Alle åbne",
    "ordre": "Jobordrer",
    "rekruttering": "Rekruttering",
    "opdater": "Skal opdateres",
    "lukkede": "Afsluttede",
}
SHARED = {"faelles": "Fra fælles rekrutteringsservice"}
MONTHLY = ("oprettet", "besat", "lukket")
"""Jobs of a month, which a figure leads to: told, filled or closed then (REBGEN-54)."""


class OrderFilter(forms.Form):
    """Unknown values are left out, so an old address shows a list and not an error."""

    q = forms.CharField(
        label="Søg job", required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Stilling, virksomhed eller by"}),
    )  # fmt: skip
    omraade = forms.ModelChoiceField(Area.objects.all(), label="Område", required=False, empty_label="Alle områder")
    vis = forms.ChoiceField(label="Vis", required=False)
    maaned = forms.CharField(required=False, widget=forms.HiddenInput)
    hvad = forms.ChoiceField(required=False, choices=[(one, one) for one in MONTHLY], widget=forms.HiddenInput)

    def __init__(self, data: Any, *, shared: bool) -> None:
        """`shared`: jobs of a recruitment service that several municipalities share are told apart (RUD21-16)."""
        super().__init__(data)
        what: Any = self.fields["vis"]
        what.choices = [*SHOWN.items(), *(SHARED if shared else {}).items()]

    def chosen(self, *, today: date, now: datetime) -> Any:
        """The jobs that the address asks for. What is past its deadline is off the list."""
        self.is_valid()  # what does not fit is left out of cleaned_data
        said = self.cleaned_data
        what = said.get("vis", "")
        found = JobOrder.objects.found(said.get("q", ""))
        if said.get("hvad"):
            return orders.of_month(found, month_of(said.get("maaned", ""), today), said["hvad"])
        found = found.exclude(pk__in=JobOrder.objects.open(now).values("pk")) if what == "lukkede" else found.open(now)
        if said.get("omraade"):
            found = found.filter(company__postal__area=said["omraade"])
        if what in ("ordre", "rekruttering"):
            found = found.filter(kind=Kind.ORDER if what == "ordre" else Kind.REQUEST)
        if what == "faelles":
            found = found.exclude(external="")
        return orders.to_update(found, today=today) if what == "opdater" else found
