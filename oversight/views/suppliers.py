"""Leverandører: who sells offers to the municipality, under which contracts; specialists keep both."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from offers.models import Supplier, SupplierContract
from offers.services import suppliers as acts
from offers.services.asking import KINDS
from offers.services.rights import READERS, may_edit
from oversight.forms.suppliers import ContractForm, EndForm, NewSupplierForm, SupplierForm, standing
from oversight.services.shelf_history import history
from oversight.views.shelf_act import Done, ShelfPage, answer, posted, signed_in
from rules.labels import ACTIVITY_TYPES
from rules.wording import long_date
from staff import paging
from staff.models import Role
from staff.paging import page_url
from staff.permissions import needs_role

LIST = "Leverandører"


def _listed() -> QuerySet[Any]:
    contracts = Prefetch("contracts", SupplierContract.objects.order_by("-from_on"))
    active = Count("offers", filter=Q(offers__active=True))
    return Supplier.objects.annotate(number=active).prefetch_related(contracts)


def _told(row: SupplierContract, today: date) -> dict[str, Any]:
    """One contract as the pages say it."""
    state = "Gælder" if row.holds(today) else "Ikke begyndt" if row.from_on > today else "Udløbet"
    return {"row": row, "state": state, "types": [ACTIVITY_TYPES[KINDS[code]] for code in row.types]}


@require_safe
@needs_role(*READERS)
def suppliers(request: HttpRequest) -> HttpResponse:
    """All of them, with their contracts and how many offers they have."""
    today, where = timezone.localdate(), request.GET
    rows = _listed()
    found = paging.page(
        rows, everything=rows, order=("name",), after=where.get("efter", ""), before=where.get("foer", "")
    )
    context = {
        "rows": [(row, [_told(contract, today) for contract in row.contracts.all()]) for row in found.rows],
        "may_edit": may_edit(signed_in(request)),
        "crumbs": [("Tilbudskatalog", reverse("catalogue")), (LIST, "")],
        "next_url": page_url(where, "efter", found.after),
        "previous_url": page_url(where, "foer", found.before),
        "today": today,
    }
    return render(request, "catalogue/suppliers.html", context)


@require_safe
@needs_role(*READERS)
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """One supplier: contracts, offers, history."""
    found, today = get_object_or_404(_listed(), pk=pk), timezone.localdate()
    context = {
        "supplier": found,
        "contracts": [_told(row, today) for row in found.contracts.all()],
        "offers": [(row, ACTIVITY_TYPES[KINDS[row.type]]) for row in found.offers.order_by("-active", "name")],
        "history": history(found),
        "may_edit": may_edit(signed_in(request)),
        "crumbs": [("Tilbudskatalog", reverse("catalogue")), (LIST, reverse("suppliers")), (found.name, "")],
        "today": today,
    }
    return render(request, "catalogue/supplier.html", context)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def create(request: HttpRequest) -> HttpResponse:
    """A new supplier."""
    form = NewSupplierForm(posted(request), supplier=None, today=timezone.localdate())

    def act() -> Done:
        said = form.cleaned_data
        made = acts.create(name=said["name"], by=signed_in(request), form_key=said["form_key"])
        return Done(f"{made} er oprettet.", reverse("supplier", args=[made.pk]))

    crumbs = [(LIST, reverse("suppliers"))]
    page = ShelfPage(
        title="Ny leverandør", button="Opret leverandøren", form=form, act=act, crumbs=crumbs,
        back=reverse("suppliers"),
    )  # fmt: skip
    return answer(request, page)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or out of use."""
    found = get_object_or_404(Supplier, pk=pk)
    now = {"name": found.name, "active": found.active}
    form = SupplierForm(posted(request), supplier=found, today=timezone.localdate(), **now)

    def act() -> str:
        said = form.cleaned_data
        acts.edit(supplier=found, name=said["name"], active=said["active"], version=form.version, by=signed_in(request))
        return f"{said['name']} er rettet."

    def saved() -> dict[str, Any]:
        fresh = Supplier.objects.get(pk=pk)
        return {"name": fresh.name, "active": fresh.active}

    return _about(request, found, form, act, saved, title="Ret leverandør", button="Gem leverandøren")


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def add_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """A contract with a supplier."""
    found = get_object_or_404(Supplier, pk=pk)
    form = ContractForm(posted(request), supplier=found, today=timezone.localdate())

    def act() -> str:
        made = acts.add_contract(
            supplier=found, terms=form.terms(), version=form.version, by=signed_in(request),
            form_key=form.cleaned_data["form_key"],
        )  # fmt: skip
        return f"Kontrakten med {found} fra {long_date(made.from_on)} er gemt."

    return _about(request, found, form, act, dict, title="Ny kontrakt", button="Gem kontrakten")


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def edit_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what a contract says."""
    row = get_object_or_404(SupplierContract.objects.select_related("supplier"), pk=pk)
    form = ContractForm(posted(request), supplier=row.supplier, today=timezone.localdate(), **standing(row))

    def act() -> str:
        acts.edit_contract(contract=row, terms=form.terms(), version=form.version, by=signed_in(request))
        return f"Kontrakten med {row.supplier} er rettet."

    def saved() -> dict[str, Any]:
        return standing(SupplierContract.objects.get(pk=pk))

    return _about(request, row.supplier, form, act, saved, title="Ret kontrakt", button="Gem kontrakten")


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def end_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a contract its last day."""
    row = get_object_or_404(SupplierContract.objects.select_related("supplier"), pk=pk)
    form = EndForm(posted(request), supplier=row.supplier, today=timezone.localdate(), last_on=row.to_on)

    def act() -> str:
        last = form.cleaned_data["last_on"]
        acts.end_contract(contract=row, last_on=last, version=form.version, by=signed_in(request))
        return f"Kontrakten med {row.supplier} slutter {long_date(last)}."

    def saved() -> dict[str, Any]:
        return {"last_on": SupplierContract.objects.get(pk=pk).to_on}

    return _about(
        request, row.supplier, form, act, saved, title="Afslut kontrakt", button="Afslut kontrakten",
        lead="Tilbuddene bliver i kataloget, til de sættes til udgået. Det, der er bevilget, ændres ikke.",
    )  # fmt: skip


def _about(
    request: HttpRequest,
    found: Supplier,
    form: Any,
    act: Callable[[], str],
    saved: Callable[[], dict[str, Any]],
    *,
    title: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    """An act about one supplier, which ends on its page."""
    url = reverse("supplier", args=[found.pk])
    page = ShelfPage(
        title=title, button=button, lead=lead, form=form, back=url, act=lambda: Done(act(), url),
        crumbs=[(LIST, reverse("suppliers")), (found.name, url)], both=lambda stale: form.both(saved()),
        fresh=lambda: str(Supplier.objects.get(pk=found.pk).version),
    )  # fmt: skip
    return answer(request, page)
