"""Pages about the case as a whole: close, reopen, who is responsible, take a wrong fact out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases import change_log
from cases.dossier import read
from cases.forms import facts as forms
from cases.models import (
    Activity,
    AgendaCase,
    Candidate,
    Case,
    ClarifiedStep,
    Consideration,
    Conversation,
    Dispensation,
    Document,
    Grant,
    GrantDiscussion,
    GrantFollowUp,
    GrantNotExtended,
    JobGoal,
    LadderStep,
    Pause,
    Referral,
    TargetGroupPeriod,
)
from cases.services import (
    activities,
    candidates,
    considerations,
    conversations,
    courses,
    documents,
    groups,
    job_goals,
    pauses,
    referrals,
    steps,
)
from cases.services.correcting import UNDONE
from cases.services.grants import dispensing, extending, granting, life, sparring
from cases.views.answers import signed_in
from cases.views.fact_page import FactPage, answer
from cases.views.opening import citizen_page
from staff import wording
from staff.refusals import Refused

METHODS = ["GET", "POST"]
VOIDS: dict[str, tuple[Any, str, Callable[..., object]]] = {
    "conversation": (Conversation, "conversation", conversations.void),
    "pause": (Pause, "pause", pauses.void),
    "group": (TargetGroupPeriod, "period", groups.void),
    "referral": (Referral, "referral", referrals.void),
    "consideration": (Consideration, "consideration", considerations.void),
    "activity": (Activity, "activity", activities.void),
    "goal": (JobGoal, "goal", job_goals.void),
    "document": (Document, "document", documents.void),
    "grant": (Grant, "grant", granting.void),
    "dispensation": (Dispensation, "dispensation", dispensing.void),
    "follow_up": (GrantFollowUp, "follow_up", life.void_follow_up),
    "discussion": (GrantDiscussion, "discussion", extending.void_discussion),
    "not_extended": (GrantNotExtended, "decision", extending.void_decision),
    "ladder": (LadderStep, "row", steps.void_step),
    "clarified": (ClarifiedStep, "row", steps.void_assessed),
    "agenda": (AgendaCase, "agenda_case", sparring.take_off),
    "candidate": (Candidate, "candidate", candidates.void),
}


def _unkeyed(act: Callable[..., object]) -> Callable[..., object]:
    """A service that makes no row of its own has no use for the form's key."""

    def call(*, form_key: object = None, **arguments: Any) -> object:
        return act(**arguments)

    return call


@require_http_methods(METHODS)
@citizen_page("Borger: luk sagen")
def close(request: HttpRequest, case: Case) -> HttpResponse:
    """Close the case; what is open then lapses or is missed."""
    today = timezone.localdate()
    booked = read(case).booked
    page = FactPage(
        title="Luk sagen",
        button="Luk sagen",
        done="Sagen er lukket.",
        form=forms.CloseForm,
        act=_unkeyed(partial(courses.close, case=case)),
        undo="case",
        current_title="Booket nu" if booked else "",
        current=[change_log.conversation_words(talk, today) for talk in booked],
        danger=True,
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: genåbn sagen")
def reopen(request: HttpRequest, case: Case) -> HttpResponse:
    """Open a closed case again: the same course when it was closed today, else a new one."""
    if case.closed_on is None:
        raise Http404
    today = timezone.localdate()
    day = wording.day_in_words(case.closed_on, today)
    same = case.closed_on >= today
    lead = f"Sagen blev lukket {day}. " + (
        "Forløbet fortsætter med de frister, det havde."
        if same
        else "Der begynder et nyt forløb i dag. Fristerne regnes forfra, når målgruppen er valgt."
    )

    def act(*, form_key: object, version: object, **arguments: Any) -> object:
        return courses.reopen(case=case, **arguments)

    page = FactPage(
        title="Genåbn sagen",
        button="Genåbn sagen",
        done="Sagen er åben igen.",
        lead=lead,
        form=forms.ReopenForm,
        act=act,
        previews=False,
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: ansvarlig rådgiver")
def responsible(request: HttpRequest, case: Case) -> HttpResponse:
    """Say who is responsible; the former's time ends."""
    today = timezone.localdate()
    page = FactPage(
        title="Vælg ansvarlig rådgiver",
        button="Gem ansvarlig",
        done="Den ansvarlige rådgiver er gemt.",
        form=forms.ResponsibleForm,
        act=_unkeyed(partial(courses.assign_responsible, case=case)),
        previews=False,
        current_title="Ansvarlige",
        current=[change_log.entry_words(entry, today) for entry in read(case).valid("responsibility")],
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: annullér oplysning")
def void(request: HttpRequest, case: Case, kind: str, pk: int) -> HttpResponse:
    """Take a fact recorded by mistake out of the facts; it stays visible with the reason."""
    if kind not in VOIDS:
        raise Http404
    model, name, act = VOIDS[kind]
    row = get_object_or_404(model.objects.valid().filter(case=case), pk=pk)
    page = FactPage(
        title="Annullér oplysning",
        button="Annullér oplysningen",
        done="Oplysningen er annulleret, og fristerne er regnet om.",
        form=forms.VoidForm,
        act=_unkeyed(partial(act, **{name: row})),
        current_title="Det annulleres",
        current=[_words(case, kind, row)],
        danger=True,
        after="citizen_history",
    )
    return answer(request, case, page)


@require_POST
@citizen_page("Borger: fortryd")
def undo(request: HttpRequest, case: Case, kind: str, pk: int) -> HttpResponse:
    """Take back what was just done, from its receipt. The row stays in the history as undone."""
    arguments: dict[str, Any] = {"by": signed_in(request), "today": timezone.localdate(), "now": timezone.now()}
    try:
        if kind == "case":
            courses.reopen(case=case, undo=True, **arguments)
        elif kind in VOIDS:
            model, name, act = VOIDS[kind]
            row = get_object_or_404(model.objects.valid().filter(case=case, recorded_by=arguments["by"]), pk=pk)
            act(**{name: row}, reason=UNDONE, **arguments)
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, "Det er fortrudt. Sagen er, som den var før.")
    return redirect("citizen", case.citizen.public_id)


def _words(case: Case, kind: str, row: Any) -> str:
    today = timezone.localdate()
    if kind == "conversation":
        return change_log.conversation_words(row, today)
    if kind == "activity":
        return change_log.activity_words(row, today)
    found = next(entry for entry in read(case).entries if entry.kind == kind and entry.pk == row.pk)
    return change_log.entry_words(found, today)
