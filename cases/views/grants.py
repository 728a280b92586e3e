"""Ny bevilling (screen 9): choose an offer, see the verdict while one types, grant it or send it to a leader."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms.grants import GrantForm
from cases.forms.weighing import PREFIX
from cases.grant_rows import grant_rows
from cases.models import Case, Draft, Grant, GrantQuestion, GrantStatus
from cases.services.grants import choosing, decisions, granting, judging
from cases.services.grants.papers import takes_papers
from cases.services.grants.sparring import may_put_on
from cases.services.policies.in_force import current_policy
from cases.views.answers import signed_in
from cases.views.citizen import page_of
from cases.views.grant_page import DRAFT, MARKS, GrantPage
from cases.views.opening import citizen_page
from offers.models import Offer
from offers.services.asking import KINDS
from rules.answers.picker import Listed
from rules.gates.labels import GOALS
from rules.gates.vocabulary import Decision, Goal, Result
from rules.labels import ACTIVITY_TYPES
from rules.vocabulary import ActivityFamily, ActivityType
from staff.refusals import Refused, Stale

SCREEN = "Ny bevilling"
BUSINESS = frozenset(kind for kind in ActivityType if kind.family is ActivityFamily.BUSINESS)
KEPT_OUT_OF_DRAFTS = ("csrfmiddlewaretoken", "form_key", "version", "seen", "shown", "act", "previewed")


@require_http_methods(["GET", "POST"])
@citizen_page(SCREEN)
def new(request: HttpRequest, case: Case) -> HttpResponse:
    """Choose an offer; with one chosen the form, and the act."""
    if case.closed_on is not None:
        messages.warning(request, "Sagen er lukket. Genåbn den først.")
        return redirect("citizen", case.citizen.public_id)
    act = request.POST.get("act", "")
    if act == "discard":
        Draft.objects.filter(user=signed_in(request), case=case, form=DRAFT).delete()
        return redirect("grant_new", case.citizen.public_id)
    try:
        page = _page(request, case)
    except Refused as refused:
        return _choose(request, case, problem=refused.message)
    if page is None:
        return _choose(request, case)
    if request.method == "GET" or act == "check":
        return _shown(request, page)
    if act == "draft":
        _keep(request, page)
        messages.success(request, "Kladden er gemt.")
        return redirect(page.action)
    return _send(request, page)


@require_POST
@citizen_page(SCREEN)
def judge(request: HttpRequest, case: Case) -> HttpResponse:
    """htmx: the verdict and the checks of the form as it stands."""
    page = _needed(request, case)
    return render(request, "cases/grants/_judged.html", {"page": page, "oob": True, "citizen": case.citizen})


@require_POST
@citizen_page(SCREEN)
def draft(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep what is typed; nothing is checked."""
    _keep(request, _needed(request, case))
    return HttpResponse(status=204)


@require_safe
@citizen_page("Bevilling")
def show(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """One grant with what the rules said of it and how it was decided."""
    page = page_of(case)
    rows = grant_rows(page.dossier, page.lines, page.today)
    row = next((row for row in rows if row.grant.pk == pk), None)
    if row is None:
        raise Http404
    grant, waits = row.grant, row.grant.status == GrantStatus.PENDING
    context = {
        "grant": grant,
        "row": row,
        "citizen": case.citizen,
        "today": page.today,
        "told": grant.snapshot,
        "lines": lines_of(grant.snapshot),
        "facts": facts_of(grant),
        "weighed": getattr(grant, "answered", ()),
        "quotes": list(grant.quotes.all()),
        "questions": list(grant.questions.select_related("asked_by", "answered_by")),
        "takes_papers": case.closed_on is None and takes_papers(grant),
        "may_put": not row.agenda and (row.life.is_open or waits) and may_put_on(case, grant, signed_in(request)),
        "may_withdraw": waits and grant.recorded_by_id == signed_in(request).pk,
    }
    return render(request, "cases/grants/show.html", context)


@require_POST
@citizen_page("Bevilling")
def withdraw(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Take back what waits for a leader."""
    grant = get_object_or_404(Grant.objects.valid().filter(case=case), pk=pk)
    try:
        granting.withdraw(grant=grant, by=signed_in(request), now=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, "Bevillingen er trukket tilbage.")
    return redirect("grant", case.citizen.public_id, grant.pk)


@require_POST
@citizen_page("Bevilling")
def answer(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Answer what a leader has asked."""
    open_ones = GrantQuestion.objects.filter(grant__case=case, grant=pk, answered_at__isnull=True)
    question = get_object_or_404(open_ones.select_related("grant__case"))
    try:
        decisions.answer(
            question=question, text=request.POST.get("text", ""), by=signed_in(request), now=timezone.now()
        )
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, "Svaret er sendt til funktionslederen.")
    return redirect("grant", case.citizen.public_id, pk)


def lines_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The checks of a snapshot with the marks of their results."""
    lines = []
    for check in told.get("checks", ()):
        icon, tone, name = MARKS[Result(check["result"])]
        lines.append(check | {"icon": icon, "tone": tone, "name": name, "slug": check["rule"].lower()})
    return lines


def facts_of(grant: Grant) -> list[tuple[str, str]]:
    """What was asked for, in words."""
    leads_to = ACTIVITY_TYPES[KINDS[grant.leads_to]] if grant.leads_to in KINDS else ""
    goal = GOALS[Goal(grant.goal)].capitalize() if grant.goal in set(Goal) else ""
    return [
        ("Mål", f"{goal}: {grant.goal_text}"),
        ("Hvorfor dette tilbud", grant.why),
        ("Hvorfor ikke uddannelse eller virksomhed", grant.not_now),
        ("Herefter", leads_to),
    ]


def _page(request: HttpRequest, case: Case) -> GrantPage | None:
    """The page of the offer that the address or the draft names; None where none is chosen. Raises Refused."""
    user, today = signed_in(request), timezone.localdate()
    named = request.GET.get("tilbud", "")
    if not named and not request.GET.get("vaelg"):
        kept = Draft.objects.filter(user=user, case=case, form=DRAFT).first()
        named = str(kept.data.get("offer", "")) if kept else ""
    if not named:
        return None
    found = choosing.offers().filter(pk=int(named)).first() if named.isdigit() and len(named) < 10 else None
    if not isinstance(found, Offer):
        raise Http404
    known = judging.read(case=case, offer=found, today=today)
    return GrantPage(
        case=case,
        user=user,
        offer=found,
        policy=current_policy(),
        known=known,
        group=choosing.group_of(known.facts, today=today),
        today=today,
        now=timezone.now(),
        data=request.POST if request.method == "POST" else None,
    )


def _needed(request: HttpRequest, case: Case) -> GrantPage:
    try:
        page = _page(request, case)
    except Refused:
        page = None
    if page is None:
        raise Http404
    return page


def _choose(request: HttpRequest, case: Case, problem: str = "") -> HttpResponse:
    today = timezone.localdate()
    shelves: list[choosing.Shelf] = []
    first: tuple[Listed, ...] = ()
    try:
        group, policy = choosing.group_today(case, today=today), current_policy()
        shelves = choosing.shelves(group, policy=policy, today=today)
        first = choosing.listed_first(group, policy=policy, today=today)
    except Refused as refused:
        problem = refused.message
    kept = Draft.objects.filter(user=signed_in(request), case=case, form=DRAFT).first()
    context = {
        "case": case, "citizen": case.citizen, "shelves": shelves, "problem": problem, "draft": kept,
        "first": [(one.rule, one.rule.id.lower()) for one in first],
        "business_first": any(one.activities >= BUSINESS for one in first),
    }  # fmt: skip
    return render(request, "cases/grants/choose.html", context)


def _keep(request: HttpRequest, page: GrantPage) -> None:
    known = GrantForm.base_fields
    named = {name for name in request.POST if name in known or name.startswith(PREFIX)} - {*KEPT_OUT_OF_DRAFTS}
    sent = {name: request.POST.getlist(name) for name in named}
    typed = {name: values if len(values) > 1 else values[0] for name, values in sent.items()}
    data = typed | {"offer": str(page.offer.pk)}
    Draft.objects.update_or_create(user=page.user, case=page.case, form=DRAFT, defaults={"data": data})


def _send(request: HttpRequest, page: GrantPage) -> HttpResponse:
    form = page.form
    if not form.is_valid():
        return _shown(request, page, status=422)
    shown = request.POST.get("shown", "")
    try:
        grant = granting.send(
            case=page.case,
            wish=form.wish(),
            shown=Decision(shown) if shown in set(Decision) else Decision.REFUSED,
            seen=form.cleaned_data["seen"],
            by=page.user,
            today=page.today,
            now=page.now,
            form_key=form.cleaned_data["form_key"],
            version=form.cleaned_data["version"],
        )
    except Stale as stale:
        return _conflict(request, page, stale)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, page, status=422)
    Draft.objects.filter(user=page.user, case=page.case, form=DRAFT).delete()
    return _done(request, page, grant)


def _done(request: HttpRequest, page: GrantPage, grant: Grant) -> HttpResponse:
    public_id = page.case.citizen.public_id
    undo = reverse("citizen_undo", args=[public_id, "grant", grant.pk])
    if grant.status == GrantStatus.GRANTED:
        words = f"{page.offer} er bevilget, og fristerne er regnet om."
    else:
        words = f"{page.offer} er sendt til godkendelse."
    messages.success(request, words, extra_tags=undo)
    return redirect("citizen", public_id)


def _conflict(request: HttpRequest, page: GrantPage, stale: Stale) -> HttpResponse:
    """The case or the catalogue has changed: both are shown, and sending again builds on what is saved now."""
    case = Case.objects.select_related("citizen", "team").get(pk=page.case.pk)
    fresh = replace(
        page,
        case=case,
        policy=current_policy(),
        known=judging.read(case=case, offer=page.offer, today=page.today),
        conflict=stale.message,
        conflict_lines=stale.saved,
    )
    fresh.form.retype(version=case.version, seen=fresh.start["seen"])
    return _shown(request, fresh, status=409)


def _shown(request: HttpRequest, page: GrantPage, status: int = 200) -> HttpResponse:
    context = {"page": page, "form": page.form, "citizen": page.case.citizen, "case": page.case, "today": page.today}
    return render(request, "cases/grants/new.html", context, status=status)
