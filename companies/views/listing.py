"""Virksomheder: find a company by name, number, branch, area or who looks after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from companies.access import READERS, may_write, signed_in
from companies.forms.search import CompanyFilter
from companies.models import Company
from companies.policy import practices_on
from companies.services.coordination import coordinator_on
from rules.answers.terms import Practice
from staff import paging
from staff.models import Role
from staff.paging import page_url
from staff.permissions import needs_role


@needs_role(*READERS)
def companies(request: HttpRequest) -> HttpResponse:
    """The whole page; htmx asks for the list alone."""
    user, today = signed_in(request), timezone.localdate()
    asked = request.GET
    ways = practices_on(today)
    chosen = CompanyFilter(asked, user=user, ways=ways)
    found = chosen.chosen(today)
    page = paging.page(
        found.with_standing(today),
        everything=Company.objects.all(),
        order=("sort_name",),
        after=asked.get("efter", ""),
        before=asked.get("foer", ""),
    )
    context = {
        "filter": chosen,
        "rows": page.rows,
        "number": found.count(),
        "today": today,
        "may_write": may_write(user),
        "courses": Practice.COURSES_FOR_SHORTAGE in ways,
        "coordinator": coordinator_on(today) if Practice.COORDINATED in ways else None,
        "coordinated": ways.get(Practice.COORDINATED),
        "leads": user.has_role(Role.TEAM_LEADER),
        "sources": [ways[way] for way in (Practice.GROWTH_MARKED, Practice.OWN_EMPLOYER) if way in ways],
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    part = request.headers.get("HX-Target") == "liste"
    return render(request, "companies/_list.html" if part else "companies/list.html", context)
