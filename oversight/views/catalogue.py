"""Tilbudskatalog (screen 8): what may be used for whom, on a day; one cell with its reasons in the panel."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cases.services.policies.in_force import current_policy
from offers.models import Column, Offer
from offers.services import catalogue as reading
from offers.services.catalogue import Catalogue, Shown
from offers.services.rights import READERS, may_edit
from oversight.forms.catalogue import CatalogueFilter, ColourForm
from rules.answers.sheet import sheet
from rules.gates.terms import PriceColour
from rules.gates.words import kroner
from rules.rule import Policy
from staff.models import Role, User
from staff.permissions import needs_role

NEXT_CHANGES = 2
KEPT = ("q", "familie", "vis", "maalgruppe", "dag")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of the catalogue."""

    filter: CatalogueFilter
    policy: Policy
    today: date
    query: str
    sees_lists: bool

    def read(self) -> Catalogue:
        return reading.catalogue(policy=self.policy, day=self.filter.day, chosen=self.filter.chosen())


def asked(request: HttpRequest) -> Asked:
    today = timezone.localdate()
    leads = isinstance(request.user, User) and request.user.has_role(Role.TEAM_LEADER)
    return Asked(CatalogueFilter(request.GET, today=today), current_policy(), today, kept(request.GET), leads)


def kept(said: QueryDict) -> str:
    """The filter as a query, so that a cell leads back to the same catalogue."""
    found = QueryDict(mutable=True)
    for name in KEPT:
        if said.get(name):
            found[name] = str(said[name])
    return found.urlencode()


@needs_role(*READERS)
def catalogue(request: HttpRequest) -> HttpResponse:
    """The matrix; htmx asks for it alone when the filter changes."""
    context = page(request, asked(request), None)
    part = request.headers.get("HX-Target") == "katalog"
    return render(request, "catalogue/_catalogue.html" if part else "catalogue/page.html", context)


@needs_role(*READERS)
def cell(request: HttpRequest, offer: int, column: int) -> HttpResponse:
    """One cell: htmx gets the panel, others the whole page with it."""
    said = asked(request)
    found = None if _wants_panel(request) else said.read()
    shown = (found.cell(offer, column) if found else None) or cell_of(said, offer, column)
    assert isinstance(request.user, User)
    form = None if not (may_edit(request.user) and shown.found.choices) else blank(shown, said.today)
    if found is None:
        return answer(request, said, shown, form)
    context = page(request, said, shown, found) | panel(request, said, shown, form)
    return render(request, "catalogue/page.html", context)


def _wants_panel(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == "panel"


def cell_of(said: Asked, offer: int, column: int) -> Shown:
    """The cell of an address. An offer without colours has none, and is 404."""
    found = Offer.objects.whole().filter(pk=offer).first()
    where = Column.objects.prefetch_related("groups").filter(pk=column).first()
    if found is None or where is None:
        raise Http404
    shown = reading.one_cell(offer=found, column=where, policy=said.policy, day=said.filter.day)
    if shown.found.colour is None:
        raise Http404
    return shown


def blank(shown: Shown, today: date) -> ColourForm:
    return ColourForm(choices=shown.found.choices, seen=shown.state, today=today)


def answer(
    request: HttpRequest, said: Asked, shown: Shown, form: ColourForm | None, status: int = 200, **more: Any
) -> HttpResponse:
    """The panel to htmx, to others the page that it stands on."""
    if _wants_panel(request):
        return render(request, "catalogue/_panel.html", panel(request, said, shown, form) | more, status=status)
    context = page(request, said, shown) | panel(request, said, shown, form) | more
    return render(request, "catalogue/page.html", context, status=status)


def panel(request: HttpRequest, said: Asked, shown: Shown, form: ColourForm | None) -> dict[str, Any]:
    """What the panel of one cell shows."""
    assert isinstance(request.user, User)
    return {
        "cell": shown,
        "line": reading.line_of(shown.offer, policy=said.policy, day=said.filter.day),
        "form": form,
        "may_edit": may_edit(request.user),
        "today": said.today,
        "day": said.filter.day,
        "query": said.query,
        "history": reading.history(offer=shown.offer, column=shown.column),
        "close_url": f"{reverse('catalogue')}?{said.query}" if said.query else reverse("catalogue"),
    }


def page(request: HttpRequest, said: Asked, shown: Shown | None, read: Catalogue | None = None) -> dict[str, Any]:
    """What the page shows around the panel; `read` is the catalogue where it has been read already."""
    assert isinstance(request.user, User)
    found = read or said.read()
    column = said.filter.column
    first = column or (shown.column if shown else next(iter(found.columns), None))
    return {
        "catalogue": found,
        "filter": said.filter,
        "today": said.today,
        "day": found.day,
        "query": said.query,
        "limit": limit(said.policy, found.day),
        "column": column,
        "listed": first,
        "by_colour": found.by_colour(first) if first is not None else [],
        "next_days": found.changes[:NEXT_CHANGES],
        "chosen": shown.key if shown else "",
        "may_edit": may_edit(request.user),
        "has_sheets": sheet(said.policy.on(said.today).current) is not None,
    }


def limit(policy: Policy, day: date) -> str:
    """The price above which a colour is asked for, as the rule in force says it."""
    terms = (gate.terms for gate in policy.deciding_on(day).gates)
    return next((kroner(found.limit) for found in terms if isinstance(found, PriceColour)), "")
