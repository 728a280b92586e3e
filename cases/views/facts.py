"""Pages that record facts about a case: pause, target group, referral, consideration, next conversation, details."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.change_log import activity_words, entry_words
from cases.dossier import read
from cases.facts import CITIZEN_DATES
from cases.forms import facts as forms
from cases.forms.activities import ActivityChangeForm, ActivityForm, PlacementForm
from cases.forms.company_search import Typed
from cases.forms.missing import FILLABLE, missing_form
from cases.models import Activity, Case, Pause, Referral
from cases.models.course import DetailKey
from cases.services import (
    considerations,
    courses,
    details,
    groups,
    pauses,
    placing,
    referrals,
    registering,
    weighing,
)
from cases.views.answers import finished, is_caseload, signed_in, stated_return
from cases.views.caseload import panel_again
from cases.views.citizen import gap_form, page_of
from cases.views.fact_page import FactPage, answer
from cases.views.opening import citizen_page
from companies.models import Company
from rules.gates.vocabulary import Result
from staff.refusals import Refused, Stale

METHODS = ["GET", "POST"]


@require_http_methods(METHODS)
@citizen_page("Borger: pause")
def pause(request: HttpRequest, case: Case) -> HttpResponse:
    """Pause some clocks of the case."""
    page = FactPage(
        title="Sæt pause",
        button="Gem pausen",
        done="Pausen er gemt, og fristerne er regnet om.",
        lead="Ikke alle ure står stille for enhver pause. Se de flyttede datoer, før du gemmer.",
        form=forms.PauseForm,
        act=partial(pauses.add, case=case),
        undo="pause",
        current_title="Pauser nu",
        current=_entries(case, "pause"),
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: afslut pause")
def pause_end(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Give a pause its last day, or another one."""
    row = get_object_or_404(Pause.objects.valid().filter(case=case), pk=pk)
    page = FactPage(
        title="Sæt pausens sidste dag",
        button="Gem sidste dag",
        done="Pausens sidste dag er gemt, og fristerne er regnet om.",
        form=forms.PauseEndForm,
        act=partial(pauses.end, pause=row),
        current_title="Pauser nu",
        current=_entries(case, "pause"),
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: målgruppe")
def group(request: HttpRequest, case: Case) -> HttpResponse:
    """Put the citizen in another target group from a day."""
    page = FactPage(
        title="Skift målgruppe",
        button="Gem målgruppen",
        done="Målgruppen er gemt, og fristerne er regnet om.",
        lead="Målgruppen før slutter dagen inden. Udfyld den dag, målgruppens frister regnes fra.",
        form=forms.GroupForm,
        act=partial(groups.start, case=case),
        undo="group",
        current_title="Målgrupper nu",
        current=_entries(case, "group"),
        wide=True,
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: visitation")
def refer(request: HttpRequest, case: Case) -> HttpResponse:
    """Refer the citizen to a job consultant or job broker."""
    page = FactPage(
        title="Visitér til jobkonsulent",
        button="Gem visitationen",
        done="Visitationen er gemt.",
        form=forms.ReferralForm,
        act=partial(referrals.refer, case=case),
        undo="referral",
        current_title="Jobmål og visitationer nu",
        current=_goals_and_referrals(case),
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: afslut visitation")
def referral_end(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """End a referral: the consultant no longer has the case."""
    row = get_object_or_404(Referral.objects.valid().filter(case=case), pk=pk)
    page = FactPage(
        title="Afslut visitationen",
        button="Gem sidste dag",
        done="Visitationen er afsluttet.",
        form=forms.ReferralEndForm,
        act=partial(referrals.end, referral=row),
        current_title="Visitationer nu",
        current=_entries(case, "referral"),
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: overvejelse")
def consider(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that a placement was considered."""
    page = FactPage(
        title="Registrér overvejelse om praktik",
        button="Gem overvejelsen",
        done="Overvejelsen er gemt.",
        form=forms.ConsiderationForm,
        act=partial(considerations.record, case=case),
        undo="consideration",
        current_title="Overvejelser nu",
        current=_entries(case, "consideration"),
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: tilbud")
def activity(request: HttpRequest, case: Case) -> HttpResponse:
    """Record an offer the citizen is or will be in."""
    today = timezone.localdate()
    page = FactPage(
        title="Registrér tilbud",
        button="Gem tilbuddet",
        done="Tilbuddet er gemt, og fristerne er regnet om.",
        form=ActivityForm,
        act=partial(registering.register, case=case),
        current_title="Tilbud nu",
        current=[activity_words(row, today) for row in read(case).given],
        wide=True,
        undo="activity",
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: praktik")
def placement(request: HttpRequest, case: Case) -> HttpResponse:
    """Record a placement at a company that has been agreed; after a grant it begins with the days of that."""
    today, dossier = timezone.localdate(), read(case)
    goals = [entry_words(goal, today) for goal in dossier.goals_on(today)]
    page = FactPage(
        title="Registrér praktik",
        button="Gem praktikken",
        done="Praktikken er gemt, og fristerne er regnet om.",
        lead="En individuel plads, der er aftalt med virksomheden. Andre tilbud står under Registrér tilbud.",
        form=partial(PlacementForm, initial=_after_grant(request, case) | _suggested(request)),
        act=partial(placing.place, case=case),
        remarks=partial(_about_placement, case),
        current_title="Jobmål og tilbud nu",
        current=[*goals, *(activity_words(row, today) for row in dossier.given)],
        undo="activity",
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: ændr tilbud")
def activity_change(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """An offer began, ended, was cancelled or has other dates; the former row stays in the history."""
    row = get_object_or_404(Activity.objects.valid().filter(case=case), pk=pk)
    start = {"status": row.status, "from_on": row.from_on, "to_on": row.to_on}
    page = FactPage(
        title="Ændr tilbud",
        button="Gem ændringen",
        done="Tilbuddet er ændret, og fristerne er regnet om.",
        form=partial(ActivityChangeForm, initial=start),
        act=partial(registering.change, activity=row),
        current_title="Tilbuddet nu",
        current=[activity_words(row, timezone.localdate()), *weighing.kept(row)],
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: næste samtale")
def next_conversation(request: HttpRequest, case: Case) -> HttpResponse:
    """Set by hand when the next conversation is due."""
    page = FactPage(
        title="Aftal næste samtale",
        button="Gem datoen",
        done="Datoen for næste samtale er gemt.",
        lead="Bruges, hvor målgruppen ikke har en fast samtalerytme.",
        form=forms.NextConversationForm,
        act=partial(courses.set_next_conversation, case=case),
        current_title="Aftalt nu",
        current=_entries(case, "next"),
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: oplysning")
def detail(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Record one single fact of the case."""
    if key not in set(DetailKey):
        raise Http404
    wanted = DetailKey(key)

    def act(*, value: Any, reason: str, **arguments: Any) -> object:
        typed = str(value) if isinstance(value, int) else value
        return details.set(case=case, key=key, value=typed, reason=reason or "Ny oplysning", **arguments)

    page = FactPage(
        title=wanted.label,
        button="Gem oplysningen",
        done="Oplysningen er gemt.",
        form=partial(forms.DetailForm, key=wanted),
        act=act,
        previews=key in CITIZEN_DATES,
        current_title="Oplysninger nu",
        current=_entries(case, "detail"),
    )
    return answer(request, case, page)


@require_POST
@citizen_page("Borger: manglende oplysning")
def fill_missing(request: HttpRequest, case: Case, fact: str) -> HttpResponse:
    """Fill a missing fact where it is missing; the dates appear on the page it came from."""
    if fact not in FILLABLE:
        raise Http404
    today = timezone.localdate()
    form = missing_form(fact=fact, version=case.version, today=today, data=request.POST)
    if not form.is_valid():
        return _missing_again(request, case, form, status=422)
    typed = form.cleaned_data
    try:
        groups.fill_missing(
            case=case,
            fact=fact,
            value=typed["value"],
            by=signed_in(request),
            today=today,
            now=timezone.now(),
            form_key=typed["form_key"],
            version=typed["version"],
        )
    except Refused as refused:
        stale = isinstance(refused, Stale)
        if stale:
            form.retype(version=Case.objects.values_list("version", flat=True).get(pk=case.pk))
        form.add_error(None if stale else "value", refused.message)
        return _missing_again(request, case, form, status=409 if stale else 422)
    messages.success(request, "Oplysningen er gemt, og fristerne er regnet ud.")
    return_to = stated_return(request) or reverse("citizen_deadlines", args=[case.citizen.public_id])
    if is_caseload(return_to):
        return finished(request, return_to=return_to, case=case)
    return redirect(return_to)


def _missing_again(request: HttpRequest, case: Case, form: Any, *, status: int) -> HttpResponse:
    """The deadlines again with what was typed and what is wrong with it; on Min sagsstamme the panel says it."""
    if request.headers.get("HX-Target") == "panel":
        problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return panel_again(request, return_to=stated_return(request), case=case, problem=problem, status=status)
    page = page_of(case)
    forms_of = [(gap, form if gap.fact == form.fact else gap_form(gap, page)) for gap in page.gaps]
    context = {**page.context("deadlines"), "lines": page.lines, "gaps": forms_of, "faulty": form}
    return render(request, "cases/citizen/deadlines.html", context, status=status)


def _after_grant(request: HttpRequest, case: Case) -> dict[str, Any]:
    """The placement that follows a grant begins the day after it (REB23-27)."""
    named = request.GET.get("efter", "")
    if not named.isdigit() or len(named) > 9:
        return {}
    row = Activity.objects.valid().filter(case=case, grant=int(named), to_on__isnull=False).first()
    if row is None:
        raise Http404
    return {"from_on": max(row.to_on + timedelta(days=1), timezone.localdate()), "hours_per_week": row.hours_per_week}


def _suggested(request: HttpRequest) -> dict[str, Any]:
    """The company that the placement is suggested at: one comes from its page."""
    named = request.GET.get("virksomhed", "")
    firm = Company.objects.shown().filter(pk=int(named)).first() if named.isdecimal() and len(named) < 10 else None
    return {"company": Typed(firm.name, str(firm.pk))} if firm else {}


def _about_placement(case: Case, form: forms.FactForm) -> list[str]:
    """What the rules remark on a placement of these days, with the numbers compared and the rule."""
    said = form.facts()
    found = placing.checks(
        case, from_on=said["from_on"], to_on=said["to_on"], hours=said["hours_per_week"], today=form.today
    )
    return [f"{check.text} ({check.rule})" for check in found if check.result is not Result.OK]


def _goals_and_referrals(case: Case) -> list[str]:
    """What the consultant is to know: the job goals of today, and who has the citizen already."""
    today, dossier = timezone.localdate(), read(case)
    goals = dossier.goals_on(today)
    words = [entry_words(entry, today) for entry in (*goals, *dossier.valid("referral"))]
    return words if goals else ["Ingen jobmål endnu. De tilføjes på fanen Job.", *words]


def _entries(case: Case, kind: str) -> list[str]:
    today = timezone.localdate()
    return [entry_words(entry, today) for entry in read(case).valid(kind)]
