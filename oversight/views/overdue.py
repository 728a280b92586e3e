"""Overskredne frister: where are we late, who is overloaded, what comes in the next weeks (screen 5)."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cases.access import CaseQuerySet
from cases.services import notices
from cases.views.caseload_rows import Row
from oversight.filters import VIEW_WORDS, OverseenFilter
from oversight.scope import Scope, scope_of
from oversight.services import figures as counted
from oversight.services import overseen, rows
from oversight.services.figures import Figures, Load
from oversight.services.selection import View
from oversight.tables import OverseenTable, Presorted
from staff import access
from staff.models import Act, Role
from staff.paging import page_url
from staff.permissions import needs_role

DAYS_BACK = timedelta(days=13)


@needs_role(Role.TEAM_LEADER)
def overdue(request: HttpRequest) -> HttpResponse:
    """The whole page; htmx asks for the list alone and gets the same list."""
    scope, today = scope_of(request), timezone.localdate()
    cases = overseen.cases_of(scope.viewer, team=scope.team, today=today)
    figures = Figures(overseen.standings_of(cases), today, scope.team.pk if scope.team else None)
    loads = counted.loads(figures, teams=scope.shown)
    context = {"scope": scope, "today": today} | _list(request, scope, cases, figures, loads)
    if request.headers.get("HX-Target") == "liste-kort":
        return render(request, "oversight/_list.html", context)
    return render(request, "oversight/overdue.html", context | _head(scope, figures, loads, today))


def _head(scope: Scope, figures: Figures, loads: list[Load], today: date) -> dict[str, Any]:
    """Key figures, the table of caseworkers, new overdue by day."""
    week: dict[str, Any] = {"view": View.DUE, "week": figures.weeks[0]}
    told = notices.new_overdue_by_day(team_ids=[team.pk for team in scope.shown], first=today - DAYS_BACK, last=today)
    return {
        "overdue": figures.of(),
        "overdue_unbooked": figures.of(unbooked=True),
        "week": figures.of(**week),
        "week_unbooked": figures.of(**week, unbooked=True),
        "missing": figures.of(view=View.MISSING),
        "nobody": figures.of(view=View.NOBODY),
        "loads": loads,
        "total": figures.load(name=scope.name, responsible=None, norm=0),
        "weeks": figures.weeks,
        "days": counted.by_day(told, team=figures.team),
    }


def _list(
    request: HttpRequest, scope: Scope, cases: CaseQuerySet, figures: Figures, loads: list[Load]
) -> dict[str, Any]:
    """The chosen of `cases`: filter form, count, table and pages. Logs who is named."""
    today = figures.today
    people = [(load.cases.selection.responsible, load.name) for load in loads]
    chosen = OverseenFilter(
        request.GET, queryset=cases, caseworkers=[(pk, name) for pk, name in people if isinstance(pk, int)]
    )
    selection = chosen.selection(team=figures.team)
    sort = request.GET.get("sortering", rows.OLDEST_FIRST)
    page = rows.page_of(
        cases.filter(selection.condition(today=today)),
        everything=cases,
        viewer=scope.viewer,
        today=today,
        sort=sort,
        after=request.GET.get("efter", ""),
        before=request.GET.get("foer", ""),
    )
    shown = [{"row": Row(found.line, today), "case": found.case} for found in page.rows]
    access.log(user=scope.viewer, screen="Overskredne frister", act=Act.LIST, citizens=rows.public_ids(page.rows))
    return {
        "filter": chosen,
        "selection": selection,
        "shown": figures.counted(selection),
        "unbooked": figures.counted(selection.but(unbooked=True)),
        "heading": VIEW_WORDS[selection.view],
        "table": OverseenTable(Presorted(shown), order_by=sort),
        "next_url": page_url(request.GET, "efter", page.after),
        "previous_url": page_url(request.GET, "foer", page.before),
    }
