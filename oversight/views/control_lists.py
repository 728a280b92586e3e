"""Styringslister: one page for every control list (screen 6)."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from oversight import paging
from oversight.paging import page_url
from oversight.scope import scope_of
from oversight.services import control_lists, overseen
from oversight.services.control_lists import ControlList
from staff import access
from staff.models import Act, Role
from staff.permissions import needs_role


@dataclass(frozen=True, slots=True)
class Counted:
    """A list with the number of citizens on it."""

    list: ControlList
    number: int
    is_chosen: bool


@needs_role(Role.TEAM_LEADER)
def index(request: HttpRequest) -> HttpResponse:
    """All control lists with their counts."""
    return control_list(request, control_lists.LISTS[0].slug)


@needs_role(Role.TEAM_LEADER)
def control_list(request: HttpRequest, slug: str) -> HttpResponse:
    """One list; its count and its rows come from one query."""
    chosen = control_lists.BY_SLUG.get(slug)
    if chosen is None:
        raise Http404
    scope, today = scope_of(request), timezone.localdate()
    cases = overseen.cases_of(scope.viewer, team=scope.team, today=today)
    counts = [Counted(each, each.cases(cases, today=today).count(), each is chosen) for each in control_lists.LISTS]
    found = chosen.cases(cases, today=today).select_related("citizen")
    page = paging.page(
        found,
        everything=found,
        order=("since",),
        after=request.GET.get("efter", ""),
        before=request.GET.get("foer", ""),
    )
    named = [case.citizen.public_id for case in page.rows if case.named]
    access.log(user=scope.viewer, screen=f"Styringsliste: {chosen.title}", act=Act.LIST, citizens=named)
    context = {
        "scope": scope,
        "today": today,
        "chosen": chosen,
        "counts": counts,
        "rows": page.rows,
        "next_url": page_url(request.GET, "efter", page.after),
        "previous_url": page_url(request.GET, "foer", page.before),
    }
    return render(request, "oversight/control_list.html", context)
