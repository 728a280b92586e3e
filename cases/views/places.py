"""The tabs of a company that show citizens: its places, and who is there."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import TEAM_ROLES
from cases.company_panel import on_places, panel
from cases.models.places import AGREED_KINDS
from cases.services import matching
from cases.views.answers import signed_in
from companies.models import Company, PlaceKind
from companies.views.company import page_of
from staff.access import log
from staff.models import Act
from staff.permissions import needs_role

SHOWN = {PlaceKind.FIXED.value: "Faste i dag", PlaceKind.COMPANY_CENTRE.value: "Center i dag"}


@needs_role(*TEAM_ROLES)
@require_safe
def places(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreements with their places, drawn and day by day."""
    return _tab(request, pk, "company_places", "Virksomhed: pladser", "cases/company/places.html")


@needs_role(*TEAM_ROLES)
@require_safe
def citizens(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is there now or will be; with `plads` only those on a place of the kind today or on the day `dag`."""
    return _tab(request, pk, "company_citizens", "Virksomhed: borgere", "cases/company/citizens.html")


@needs_role(*TEAM_ROLES)
@require_safe
def suggestions(request: HttpRequest, pk: int) -> HttpResponse:
    """The citizens whose job goals fit the open jobs and the agreed places of the company."""
    user, today = signed_in(request), timezone.localdate()
    shown = get_object_or_404(Company.objects.for_page(today), pk=pk)
    if shown.merged_into_id:
        return redirect("company_suggested", shown.merged_into_id)
    found = matching.of_company(shown, user=user, today=today, now=timezone.now())
    named = [row.goal.case.citizen.public_id for row in found.rows]
    log(user=user, screen="Virksomhed: forslag", act=Act.LIST, citizens=named)
    context = page_of(request, shown, "company_suggested") | {"found": found}
    return render(request, "cases/company/suggestions.html", context)


def _tab(request: HttpRequest, pk: int, tab: str, screen: str, template: str) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    shown = get_object_or_404(Company.objects.for_page(today), pk=pk)
    if shown.merged_into_id:
        return redirect(tab, shown.merged_into_id)
    found = panel(shown, user=user, today=today)
    kind = request.GET.get("plads", "")
    day = _day(request.GET.get("dag", ""), today)
    rows = on_places(found.rows, kind, day) if kind in AGREED_KINDS else list(found.rows)
    later = f"&dag={day.isoformat()}" if day != today else ""
    context = page_of(request, shown, tab) | {
        "panel": found,
        "rows": rows,
        "day": day,
        "here": f"{found.list_url}?plads={kind}{later}" if kind in AGREED_KINDS else found.list_url,
        "kind": PlaceKind(kind) if kind in AGREED_KINDS else "",
        "kinds": [(code, label, code == kind) for code, label in SHOWN.items()],
    }
    log(user=user, screen=screen, act=Act.LIST, citizens=found.named if tab == "company_places" else _named(rows))
    return render(request, template, context)


def _day(text: str, today: date) -> date:
    """The day of an address; never before today, because who has left is no longer on the list."""
    try:
        return max(today, date.fromisoformat(text))
    except ValueError:
        return today


def _named(rows: list[Any]) -> list[str]:
    return [one.row.case.citizen.public_id for one in rows if one.row.named]
