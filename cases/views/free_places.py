"""Ledige pladser: the places agreed with companies and how many are free on each day of a week."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import TEAM_ROLES
from cases.forms.free_places import WEEK, FreePlacesFilter, week_of
from cases.services import free_places
from cases.services.records import rules_today
from companies.models import PlaceAgreement
from companies.policy import practices_on
from rules.answers.record import rules_about
from rules.answers.terms import Practice, Record
from staff import paging
from staff.paging import page_url
from staff.permissions import needs_role


@needs_role(*TEAM_ROLES)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """One week; every number of citizens leads to those citizens. It names nobody."""
    today, asked = timezone.localdate(), request.GET
    ways = practices_on(today)
    chosen = FreePlacesFilter(asked, ways=ways)
    monday = chosen.monday(today)
    rows = chosen.chosen(monday, today=today)
    page = paging.page(
        rows.select_related("company__postal__area"), everything=PlaceAgreement.objects.all(),
        order=("company__sort_name",), after=asked.get("efter", ""), before=asked.get("foer", ""),
    )  # fmt: skip
    lines = free_places.lines(page.rows, monday, today=today)
    earlier = monday - WEEK
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Ledige pladser", "")],
        "filter": chosen,
        "lines": lines,
        "days": [one.day for one in lines[0].days] if lines else [],
        "number": rows.count(),
        "monday": monday,
        "today": today,
        "earlier": _week(asked, earlier) if monday > today else "",
        "later": _week(asked, monday + WEEK),
        "narrowed": any(chosen.cleaned_data.get(name) for name in ("q", "omraade", "plads", "egen")),
        "sources": [ways[way] for way in (Practice.GROWTH_MARKED, Practice.OWN_EMPLOYER) if way in ways],
        "needs": rules_about(Record.TRAINING_TRACK, rules_today(today)),
        "growth": Practice.GROWTH_MARKED in ways,
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    return render(request, "cases/company/free_places.html", context)


def _week(asked: Any, monday: date) -> str:
    """The same filters in another week."""
    kept = [(name, value) for name, value in asked.items() if name not in ("uge", "efter", "foer")]
    return f"?{urlencode([*kept, ('uge', week_of(monday))])}"
