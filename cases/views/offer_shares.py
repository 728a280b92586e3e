"""Shares of the offers that began, by month: business-oriented, and at private workplaces; each opens its list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.duties import activity_name
from cases.services import offer_shares
from cases.services.offer_shares import Asked, Month, Part
from cases.views.answers import signed_in
from companies.access import WRITERS
from companies.policy import rules_on
from companies.services.goals import month_of
from rules.labels import SECTORS
from rules.vocabulary import Sector
from staff import paging
from staff.access import log
from staff.models import Act
from staff.paging import page_url
from staff.permissions import needs_role

TITLES = {
    Part.ALL: "Påbegyndte tilbud",
    Part.BUSINESS: "Virksomhedsrettede tilbud",
    Part.PLACED: "Tilbud på arbejdspladser",
    Part.IN_SECTOR: "Tilbud på private arbejdspladser",
    Part.UNKNOWN: "Tilbud på arbejdspladser uden sektor",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a month with the address of its list."""

    title: str
    number: int
    url: str
    share: Any = None
    has_share: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    month: date
    cells: tuple[Cell, ...]


@require_safe
@needs_role(*WRITERS)
def shares(request: HttpRequest) -> HttpResponse:
    """The last months of the whole house."""
    today = timezone.localdate()
    asked = _asked(today)
    lines = [_line(month, asked) for month in offer_shares.months(asked, today=today)]
    context = {
        "crumbs": [*_crumbs(), ("Andele", "")],
        "lines": lines,
        "heads": [cell.title for cell in lines[0].cells],
        "sources": asked.sources,
    }
    return render(request, "cases/company/shares.html", context)


@require_safe
@needs_role(*WRITERS)
def started(request: HttpRequest) -> HttpResponse:
    """The offers behind one number."""
    user, today = signed_in(request), timezone.localdate()
    asked, where = _asked(today), request.GET
    part = next((each for each in asked.conditions() if each == where.get("hvad")), None)
    if part is None:
        raise Http404
    month = month_of(where.get("maaned", ""), today)
    rows = offer_shares.started(asked, part, month=month, user=user, today=today)
    found = paging.page(
        rows, everything=rows, order=("from_on",), after=where.get("efter", ""), before=where.get("foer", "")
    )
    log(user=user, screen=TITLES[part], act=Act.LIST, citizens=[_id(row) for row in found.rows if row.named])
    context = {
        "crumbs": [*_crumbs(), ("Andele", reverse("offer_shares")), (TITLES[part], "")],
        "title": TITLES[part],
        "month": month,
        "rows": [
            (row, activity_name(row), SECTORS[Sector(row.sector)].capitalize() if row.sector else "")
            for row in found.rows
        ],
        "number": rows.count(),
        "today": today,
        "next_url": page_url(where, "efter", found.after),
        "previous_url": page_url(where, "foer", found.before),
    }
    return render(request, "cases/company/started.html", context)


def _asked(today: date) -> Asked:
    """Without a rule that asks for a share there is no such page."""
    asked = offer_shares.asked(rules_on(today))
    if not asked.sources:
        raise Http404
    return asked


def _crumbs() -> list[tuple[str, str]]:
    return [("Virksomheder", reverse("companies")), ("Tal", reverse("company_figures"))]


def _id(row: Any) -> str:
    return str(row.case.citizen.public_id)


def _line(month: Month, asked: Asked) -> Line:
    percents = {Part.BUSINESS: month.business_share, Part.IN_SECTOR: month.shared.percent}
    list_url = f"{reverse('offer_starts')}?maaned={month.first:%Y-%m}&hvad="
    cells = (
        Cell(TITLES[part], month.number(part), f"{list_url}{part.value}", percents.get(part), part in percents)
        for part in asked.conditions()
    )
    return Line(month.first, tuple(cells))
