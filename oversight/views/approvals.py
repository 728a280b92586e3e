"""Godkendelser (screen 7): what waits, the whole decision on one page, and the decision in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.models import Grant
from cases.models.grant_decided import UNDO_UNTIL
from cases.services.grants import claims, decisions, undoing_decisions
from cases.services.policies.in_force import current_policy
from cases.views.grants import facts_of, lines_of
from oversight.forms.approvals import APPROVE, REFUSE, DecisionForm
from oversight.scope import Scope, scope_of
from oversight.services import approvals, overseen
from oversight.services.approvals import View
from staff import access, paging
from staff.models import Act, Role
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused, Stale

SCREEN = "Godkendelser"


@require_safe
@needs_role(Role.TEAM_LEADER)
def inbox(request: HttpRequest) -> HttpResponse:
    """The grants that wait and one of them in full; htmx asks for the one alone."""
    scope = scope_of(request)
    return _shown(request, scope, DecisionForm())


@require_POST
@needs_role(Role.TEAM_LEADER)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, refuse or ask. A grant of another team does not exist."""
    scope = scope_of(request)
    grant = _grant(scope, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _shown(request, scope, form, grant=grant, status=422)
    try:
        words = _act(grant, form, scope)
    except Stale as stale:
        form.add_error(None, stale.message)
        return _shown(request, scope, form, grant=grant, status=409)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, scope, form, grant=grant, status=422)
    messages.success(request, words, extra_tags=_undo_url(request, grant))
    access.log(user=scope.viewer, screen=SCREEN, act=Act.CHANGE, citizens=_named([grant]))
    return redirect(_address(request, vis=request.GET.get("vis", "")))


@require_POST
@needs_role(Role.TEAM_LEADER)
def undo(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Take one's own decision of today back; the grant waits again and is the one shown."""
    scope = scope_of(request)
    grant = _grant(scope, pk)
    access.log(user=scope.viewer, screen=SCREEN, act=Act.CHANGE, citizens=_named([grant]))
    try:
        undoing_decisions.undo(grant=grant, version=version, by=scope.viewer, now=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"Afgørelsen er fortrudt. {grant.offer} afventer igen.")
    return redirect(_address(request, valgt=str(pk)))


def _grant(scope: Scope, pk: int) -> Any:
    """A grant of the leader's teams; another does not exist."""
    cases = overseen.open_cases(scope.viewer, team=scope.team).values("pk")
    rows = Grant.objects.valid().filter(case__in=cases).select_related("case__citizen", "offer")
    return get_object_or_404(approvals.described(rows, viewer=scope.viewer), pk=pk)


def _undo_url(request: HttpRequest, grant: Grant) -> str:
    """Where the decision just made is undone; nothing for a question, and none late in the day."""
    made: Grant = Grant.objects.get(pk=grant.pk)
    if made.decided_at is None or not undoing_decisions.in_time(made.decided_at, timezone.now()):
        return ""
    return f"{reverse('undo_decision', args=[made.pk, made.version])}{_query(request, vis='')}"


def _act(grant: Grant, form: DecisionForm, scope: Scope) -> str:
    """Do what the button says; returns the receipt."""
    typed, now = form.cleaned_data, timezone.now()
    said = {"grant": grant, "text": typed["text"], "by": scope.viewer, "now": now, "version": typed["version"]}
    if typed["act"] == APPROVE:
        decisions.approve(**said, code=typed["code"], today=timezone.localdate())
        return f"{grant.offer} er godkendt, og fristerne er regnet om."
    if typed["act"] == REFUSE:
        decisions.refuse(**said)
        return f"{grant.offer} er afvist. Rådgiveren ser begrundelsen."
    decisions.ask(**said)
    return "Spørgsmålet er sendt til rådgiveren."


def _shown(
    request: HttpRequest, scope: Scope, form: DecisionForm, *, grant: Grant | None = None, status: int = 200
) -> HttpResponse:
    today, where = timezone.localdate(), request.GET
    views = approvals.views(today=today, soon_days=current_policy().due_soon_days)
    chosen = next((view for view in views if view.slug == where.get("vis", "")), None)
    if chosen is None:
        raise Http404
    everything = approvals.waiting_for(scope.viewer, team=scope.team)
    rows = approvals.described(everything.filter(chosen.condition), viewer=scope.viewer)
    found = paging.page(
        rows, everything=rows, order=("recorded_at",), after=where.get("efter", ""), before=where.get("foer", "")
    )
    shown = grant or _chosen(where.get("valgt", ""), found.rows, rows)
    alone = request.headers.get("HX-Target") == "panel"
    decided = None if alone else approvals.decided_by(scope.viewer, team=scope.team, now=timezone.now())
    context = _context(request, scope, chosen, shown, form) | {
        "decided": decided,
        "undo_query": _query(request, vis=""),
        "undo_until": UNDO_UNTIL,
        "rows": _rows(request, found.rows),
        "counts": [
            (counted, _address(request, vis=counted.view.slug), counted.view == chosen)
            for counted in approvals.counts(everything, views)
        ],
        "next_url": page_url(where, "efter", found.after),
        "previous_url": page_url(where, "foer", found.before),
    }
    listed = [*found.rows, *([shown] if shown is not None else [])]
    listed += [row for row, _ in decided.today] if decided else []
    access.log(user=scope.viewer, screen=SCREEN, act=Act.LIST, citizens=_named(listed))
    return render(request, "approvals/_decision.html" if alone else "approvals/page.html", context, status=status)


def _chosen(wanted: str, shown: Sequence[Any], rows: approvals.Grants) -> Grant | None:
    """The grant that the address names, else the oldest."""
    if wanted.isdigit() and len(wanted) < 12:
        found = next((row for row in shown if row.pk == int(wanted)), None) or rows.filter(pk=int(wanted)).first()
        if isinstance(found, Grant):
            return found
    return next(iter(shown), None)


def _context(request: HttpRequest, scope: Scope, view: View, grant: Grant | None, form: DecisionForm) -> dict[str, Any]:
    today = timezone.localdate()
    context: dict[str, Any] = {"scope": scope, "today": today, "view": view, "grant": grant, "form": form}
    if grant is None:
        return context
    questions = approvals.questions_of(grant)
    return context | {
        "told": grant.snapshot,
        "lines": lines_of(grant.snapshot),
        "facts": [pair for pair in facts_of(grant) if pair[1]],
        "quotes": list(grant.quotes.all()),
        "questions": questions,
        "has_papers": any(paper["quote"] is None for paper in getattr(grant, "attached", ())),
        "latest": date.fromisoformat(grant.snapshot["latest_to"]) if grant.snapshot.get("latest_to") else None,
        "decide_by": _decide_by(grant),
        "asks": any(question.answered_at is None for question in questions),
        "earlier": approvals.earlier_offers(grant, today=today),
        "room": claims.room(offer=grant.offer, first_on=grant.from_on, last_on=grant.to_on),
        "past": approvals.decisions_on(grant),
        "decide_url": f"{reverse('decide_grant', args=[grant.pk])}{_query(request)}",
    }


def _decide_by(grant: Grant) -> date:
    """The first day; of an extension the day by which it must be decided, where a rule says one."""
    due = grant.snapshot.get("decision_due") if grant.extends_id else None
    return date.fromisoformat(due) if due else grant.from_on


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the inbox; `who` is whom the list counts, on the first row of a citizen."""

    grant: Any
    url: str
    who: str
    why: str
    waited: str


def _rows(request: HttpRequest, found: Sequence[Any]) -> list[Listed]:
    told: set[int] = set()
    listed, today, policy = [], timezone.localdate(), current_policy()
    for row in found:
        first = row.case_id not in told
        told.add(row.case_id)
        who = (row.case.citizen.public_id if row.named else "protected") if first else ""
        url = _address(request, vis=request.GET.get("vis", ""), valgt=str(row.pk))
        sent_on = timezone.localdate(row.recorded_at)
        waited = approvals.waited(sent_on, today=today, closing_days=policy.closing_days)
        listed.append(Listed(row, url, who, approvals.why_yellow(row.verdict, policy), waited))
    return listed


def _named(rows: Sequence[Any]) -> list[str]:
    return [row.case.citizen.public_id for row in rows if row.named]


def _query(request: HttpRequest, **values: str) -> str:
    kept = {"team": request.GET.get("team", ""), "vis": request.GET.get("vis", "")} | values
    found = {name: value for name, value in kept.items() if value}
    return f"?{urlencode(found)}" if found else ""


def _address(request: HttpRequest, **values: str) -> str:
    return f"{reverse('approvals')}{_query(request, **values)}"
