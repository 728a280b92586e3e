"""The tab Tilbud and the acts on a grant while it runs: start, follow-up, stop, end."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.change_log import dispensed
from cases.forms import grant_life as forms
from cases.grant_rows import STAGES, grant_rows, others
from cases.models import Activity, Case, Grant
from cases.services.grants import life
from cases.services.grants.life import Stage
from cases.views.citizen import page_of
from cases.views.fact_page import FactPage, answer
from cases.views.opening import citizen_page
from staff import wording

METHODS = ["GET", "POST"]


@require_safe
@citizen_page("Borger: tilbud")
def offers(request: HttpRequest, case: Case) -> HttpResponse:
    """Every grant and every other offer of the course, the newest first, with what is to be done."""
    page = page_of(case)
    rows = grant_rows(page.dossier, page.lines, page.today)
    context = {**page.context("offers"), "rows": rows, "others": others(page.dossier, page.today)}
    context["dispensations"] = [(row, dispensed(row)) for row in reversed(page.dossier.valid("dispensation"))]
    return render(request, "cases/citizen/offers.html", context)


@require_http_methods(METHODS)
@citizen_page("Bevilling: start")
def start(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The citizen has begun."""
    grant = in_stage(case, pk, Stage.PLANNED, Stage.LATE)
    form = partial(forms.StartForm, initial={"from_on": min(grant.from_on, timezone.localdate())})
    page = act_page(
        grant,
        title="Registrér start",
        button="Gem starten",
        form=form,
        act=life.start,
        done="Starten er gemt, og fristerne er regnet om.",
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Bevilling: stop")
def stop(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The offer stops before its time, or is called off before it begins."""
    grant = in_stage(case, pk, Stage.PLANNED, Stage.LATE, Stage.RUNNING)
    if _stage(grant, timezone.localdate()) is not Stage.RUNNING:
        page = act_page(
            grant,
            title="Aflys tilbuddet",
            button="Aflys tilbuddet",
            form=forms.CallOffForm,
            act=life.stop,
            danger=True,
            done="Tilbuddet er aflyst, og pladsen og pengene er givet tilbage.",
        )
        return answer(request, case, page)
    form = partial(forms.StopForm, initial={"to_on": timezone.localdate()})
    page = act_page(
        grant,
        title="Stop tilbuddet",
        button="Stop tilbuddet",
        form=form,
        act=life.stop,
        danger=True,
        done="Tilbuddet er stoppet, og fristerne er regnet om.",
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Bevilling: slut")
def end(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The offer has run its time."""
    grant = in_stage(case, pk, Stage.OVER)
    page = act_page(
        grant,
        title="Registrér slut",
        button="Tilbuddet er afsluttet",
        form=forms.EndForm,
        act=life.end,
        done="Tilbuddet er afsluttet, og fristerne er regnet om.",
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Bevilling: opfølgning")
def follow_up(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Is there progress? A no gives a task to stop the offer."""
    grant = in_stage(case, pk, Stage.RUNNING, Stage.OVER)
    page = act_page(
        grant, title="Registrér opfølgning", button="Gem opfølgningen", form=forms.FollowUpForm, act=life.follow_up,
        undo="follow_up", lead="Et nej giver en opgave om at stoppe tilbuddet. Se datoen, før du gemmer.",
        done="Opfølgningen er gemt, og fristerne er regnet om.",
    )  # fmt: skip
    return answer(request, case, page)


def in_stage(case: Case, pk: int, *stages: Stage) -> Grant:
    """The grant, where it is in one of these stages; else 404."""
    rows = Grant.objects.valid().filter(case=case).select_related("offer", "case__citizen")
    grant: Grant = get_object_or_404(rows, pk=pk)
    if case.closed_on is not None or _stage(grant, timezone.localdate()) not in stages:
        raise Http404
    return grant


def _stage(grant: Grant, today: date) -> Stage:
    activity = Activity.objects.valid().filter(grant=grant).first()
    return life.life_of(grant, activity, today=today).stage


def act_page(grant: Grant, *, act: Callable[..., object], **said: Any) -> FactPage:
    """The page of one act on the grant, which leads back to it."""
    today = timezone.localdate()
    days = wording.period(grant.from_on, grant.to_on, today)
    stage = STAGES[_stage(grant, today)][0].lower()
    return FactPage(
        act=partial(act, grant=grant),
        current_title="Bevillingen nu",
        current=[f"{grant.offer}, {days}, {stage}"],
        after="grant",
        after_of=grant.pk,
        **said,
    )
