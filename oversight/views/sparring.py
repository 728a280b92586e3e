"""Sparringsmøde: the agenda of a day, as it gathers by itself, with the outcome of each case (REB23-26, 29, 30)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.models.sparring import Outcome
from cases.services.grants.sparring import conclude
from oversight.forms.sparring import DayForm, OutcomeForm
from oversight.scope import Scope, scope_of
from oversight.services import sparring
from staff import access, paging
from staff.models import Act, Role
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused

SCREEN = "Sparringsmøde"


@require_safe
@needs_role(Role.TEAM_LEADER)
def agenda(request: HttpRequest) -> HttpResponse:
    """The agenda of today, or of the day that the address names."""
    today = timezone.localdate()
    form = DayForm({"dag": request.GET["dag"]}, today=today) if request.GET.get("dag") else None
    if form is None or not form.is_valid():
        return _shown(request, scope_of(request), today, day_form=form)
    return _shown(request, scope_of(request), form.cleaned_data["dag"])


@require_POST
@needs_role(Role.TEAM_LEADER)
def outcome(request: HttpRequest, pk: int, day: date) -> HttpResponse:
    """Write what came of one case; a grant of another team does not exist."""
    scope, today = scope_of(request), timezone.localdate()
    grant = get_object_or_404(sparring.described(_rows(scope, day, today)), pk=pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _shown(request, scope, day, faulty=pk, form=form, status=422)
    why = "; ".join(sparring.reasons(grant, today=today))
    try:
        conclude(
            grant=grant, on_date=day, why=why, by=scope.viewer, today=today, now=timezone.now(), **form.cleaned_data
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, scope, day, faulty=pk, form=form, status=422)
    access.log(user=scope.viewer, screen=SCREEN, act=Act.CHANGE, citizens=_named([grant]))
    messages.success(request, f"Udfaldet for {grant.offer} er skrevet.")
    return redirect(f"{_address(request, day, vis=request.GET.get('vis', ''))}#sag-{pk}")


def _rows(scope: Scope, day: date, today: date) -> sparring.Grants:
    return sparring.agenda(scope.viewer, team=scope.team, day=day, today=today)


def _shown(
    request: HttpRequest, scope: Scope, day: date, *, day_form: DayForm | None = None, faulty: int = 0,
    form: OutcomeForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    today, where = timezone.localdate(), request.GET
    chosen = next((view for view in sparring.VIEWS if view.slug == where.get("vis", "")), None)
    if chosen is None:
        raise Http404
    everything = _rows(scope, day, today)
    rows = sparring.described(everything.filter(chosen.condition))
    page = paging.page(
        rows, everything=rows, order=("sort_on",), after=where.get("efter", ""), before=where.get("foer", "")
    )
    access.log(user=scope.viewer, screen=SCREEN, act=Act.LIST, citizens=_named(page.rows))
    context = {
        "scope": scope, "today": today, "day": day, "view": chosen, "outcomes": Outcome.choices,
        "day_form": day_form or DayForm(None, today=today, initial={"dag": day}), "form": form, "faulty": faulty,
        "cases": _counted(sparring.rows_of(list(page.rows), day=day, today=today)),
        "counts": [
            (each, _address(request, day, vis=each.view.slug), each.view == chosen)
            for each in sparring.counts(everything)
        ],
        "meetings": [(on, _address(request, on)) for on in _earlier(scope, day)],
        "query": _query(request, vis=where.get("vis", "")),
        "next_url": page_url(where, "efter", page.after), "previous_url": page_url(where, "foer", page.before),
    }  # fmt: skip
    return render(request, "sparring/page.html", context, status=status)


def _earlier(scope: Scope, day: date) -> list[date]:
    return sparring.meetings(scope.viewer, team=scope.team, before=day)


def _counted(found: Sequence[sparring.AgendaRow]) -> list[tuple[sparring.AgendaRow, str]]:
    """Each case and, on the first of a citizen, whom the list counts."""
    told: set[int] = set()
    listed = []
    for row in found:
        first = row.grant.case_id not in told
        told.add(row.grant.case_id)
        who = (row.grant.case.citizen.public_id if row.grant.named else "protected") if first else ""
        listed.append((row, who))
    return listed


def _named(rows: Sequence[Any]) -> list[str]:
    return [row.case.citizen.public_id for row in rows if row.named]


def _query(request: HttpRequest, **values: str) -> str:
    kept = {"team": request.GET.get("team", "")} | values
    found = {name: value for name, value in kept.items() if value}
    return f"?{urlencode(found)}" if found else ""


def _address(request: HttpRequest, day: date, **values: str) -> str:
    return f"{reverse('sparring')}{_query(request, dag=day.isoformat(), **values)}"
