"""Beskæftigelsestrappen: how many citizens moved up or down in a month, and who they are."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.services import records
from companies.services.goals import before, following, last_of, month_of
from oversight.scope import Scope, scope_of
from oversight.services import ladder, overseen
from oversight.services.ladder import Way
from rules.answers.steps import about_anybody
from rules.answers.terms import Ladder
from staff import access, paging
from staff.models import Act, Role
from staff.paging import page_url
from staff.permissions import needs_role

TITLES = {Way.UP: "Rykket op", Way.DOWN: "Rykket ned"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The list below the figures, as the rows of control lists are written."""

    way: Way
    title: str
    fills: bool = False
    tells: bool = True


@dataclass(frozen=True, slots=True)
class Month:
    """The figures of one month, each with the address of its list."""

    first: date
    up: int
    up_url: str
    down: int
    down_url: str


@needs_role(Role.TEAM_LEADER)
@require_safe
def moves(request: HttpRequest) -> HttpResponse:
    """The month that the address names beside the month before, and the list of one way."""
    scope, today = scope_of(request), timezone.localdate()
    rule = about_anybody(Ladder, records.rules_today(today))
    if rule is None:
        raise Http404
    month = month_of(request.GET.get("maaned", ""), today)
    way = Way.DOWN if request.GET.get("vej") == Way.DOWN else Way.UP
    cases = overseen.described(ladder.cases_of(scope.viewer, team=scope.team), viewer=scope.viewer, today=today)
    found = ladder.moved(cases, first=month, last=last_of(month), way=way).select_related("citizen")
    page = paging.page(
        found, everything=found, order=("since",), after=request.GET.get("efter", ""),
        before=request.GET.get("foer", ""),
    )  # fmt: skip
    named = [case.citizen.public_id for case in page.rows if case.named]
    access.log(user=scope.viewer, screen="Beskæftigelsestrappen", act=Act.LIST, citizens=named)
    context = {
        "scope": scope, "today": today, "rule": rule, "month": month, "chosen": Chosen(way, TITLES[way]),
        "months": [_month(scope, one) for one in (month, before(month))],
        "earlier": before(month), "later": following(month), "cases": page.rows,
        "next_url": page_url(request.GET, "efter", page.after),
        "previous_url": page_url(request.GET, "foer", page.before),
    }  # fmt: skip
    return render(request, "oversight/ladder.html", context)


def _month(scope: Scope, month: date) -> Month:
    numbers, urls = [], []
    for way in Way:
        found = ladder.moved(ladder.cases_of(scope.viewer, team=scope.team), first=month, last=last_of(month), way=way)
        team = {"team": scope.team.pk} if scope.team else {}
        numbers.append(found.count())
        urls.append(
            f"{reverse('ladder_moves')}?{urlencode({'maaned': f'{month:%Y-%m}', 'vej': way.value, **team})}#liste"
        )
    return Month(month, numbers[0], urls[0], numbers[1], urls[1])
