"""Styringslister: one page for every control list (screen 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cases.forms.missing import FILLABLE, Groups, MissingForm, group_choices, missing_form
from cases.services import records
from cases.services.policies.in_force import current_policy
from oversight.scope import scope_of
from oversight.services import control_lists, overseen
from oversight.services.control_lists import ControlList
from rules.answers.steps import about_anybody
from rules.answers.terms import Ladder
from staff import access, paging
from staff.models import Act, Role
from staff.paging import page_url
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
    """One list; its number and its rows come from one definition."""
    lists = control_lists.shown_under(current_policy())
    chosen = next((found for found in lists if found.slug == slug), None)
    if chosen is None:
        raise Http404
    scope, today = scope_of(request), timezone.localdate()
    cases = overseen.cases_of(scope.viewer, team=scope.team, today=today)
    everybody = overseen.open_cases(scope.viewer, team=scope.team)
    numbers = control_lists.counts(lists, everybody, today=today)
    counts = [Counted(each, numbers[each.slug], each is chosen) for each in lists]
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
    back = request.get_full_path()
    context = {
        "scope": scope,
        "today": today,
        "chosen": chosen,
        "counts": counts,
        "ladder": about_anybody(Ladder, records.rules_today(today)),
        "rows": _with_forms(page.rows, chosen, back=back, today=today),
        "next_url": page_url(request.GET, "efter", page.after),
        "previous_url": page_url(request.GET, "foer", page.before),
    }
    return render(request, "oversight/control_list.html", context)


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case on a list and, where a fact is missing that can be filled here, its form."""

    case: Any
    form: MissingForm | None


def _with_forms(found: Iterable[Any], chosen: ControlList, *, back: str, today: date) -> list[ListedCase]:
    if not chosen.fills:
        return [ListedCase(case, None) for case in found]
    groups = group_choices()
    return [ListedCase(case, _form(case, groups, back, today)) for case in found]


def _form(case: Any, groups: Groups, back: str, today: date) -> MissingForm | None:
    if not case.named or case.reason not in FILLABLE:
        return None
    return missing_form(
        fact=case.reason,
        version=case.version,
        today=today,
        return_to=back,
        groups=groups,
        prefix_id=f"borger-{case.citizen.public_id}",
    )
