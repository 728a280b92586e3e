"""Candidates for the jobs of companies: who has been put forward, put a citizen on a job, write down the result."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.access import TEAM_ROLES
from cases.change_log import entry_words
from cases.cpr import InvalidCpr
from cases.dossier import read
from cases.forms.candidates import CandidateForm, CandidateResultForm, FindCitizenForm
from cases.forms.search import looks_like_number
from cases.models import Candidate, Case
from cases.services import candidates, lookup
from cases.services.lookup import Answer
from cases.views.answers import signed_in
from cases.views.fact_page import FactPage, answer
from cases.views.opening import citizen_page
from companies.models import JobOrder
from companies.services.orders import refusal_of_candidate
from staff import paging
from staff.access import log
from staff.models import Act, User
from staff.paging import Page, page_url
from staff.permissions import needs_role

SCREEN = "Jobordre: kandidater"
METHODS = ["GET", "POST"]
MOST_FOUND = 8


@needs_role(*TEAM_ROLES)
@require_http_methods(METHODS)
@sensitive_post_parameters("q")
def of_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody put forward for a job; those whom the reader may not see stand without a name.

    A citizen is looked up as on the page Søg: by name in the address, by CPR number in a POST that is answered at once.
    """
    order = get_object_or_404(JobOrder.objects.select_related("company"), pk=pk)
    form = FindCitizenForm(request.POST if request.method == "POST" else request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    if request.method == "POST" and not looks_like_number(words):
        here = reverse("order_candidates", args=[pk])
        return redirect(f"{here}?{urlencode({'q': words})}" if words else here)
    user, now = signed_in(request), timezone.now()
    refusal = refusal_of_candidate(order, by=user, now=now)
    found = [] if refusal else _found(user, words, by_number=request.method == "POST")
    page = _page(request, order, user)
    named = [row.case.citizen.public_id for row in page.rows if row.named]
    act = Act.SEARCH if found else Act.LIST
    log(user=user, screen=SCREEN, act=act, citizens=[*named, *(case.citizen.public_id for case in found)])
    shown = form if words and request.method == "GET" else FindCitizenForm()
    context = _context(request, order, page) | {"refusal": refusal, "form": shown, "words": words, "found": found}
    return render(request, "cases/candidates.html", context)


def _found(user: User, words: str, *, by_number: bool) -> list[Case]:
    """Citizens with an open case whom the reader may open."""
    if by_number:
        try:
            case = lookup.by_number(user=user, number=words, today=timezone.localdate())
        except InvalidCpr:
            return []
        return [case.case] if case.case and case.answer is Answer.OPEN and case.case.closed_on is None else []
    found = [] if looks_like_number(words) else lookup.by_name(user=user, words=words)
    return [case for case in found if case.closed_on is None][:MOST_FOUND]


def _page(request: HttpRequest, order: JobOrder, user: User) -> Page:
    asked = request.GET
    return paging.page(
        candidates.of_order(order, user=user),
        everything=Candidate.objects.all(),
        order=("recorded_at",),
        after=asked.get("efter", ""),
        before=asked.get("foer", ""),
    )


def _context(request: HttpRequest, order: JobOrder, page: Page) -> dict[str, Any]:
    return {
        "crumbs": [
            ("Jobordrer", reverse("job_orders")),
            (order.occupation, reverse("job_order", args=[order.pk])),
            ("Kandidater", ""),
        ],
        "order": order,
        "rows": page.rows,
        "number": candidates.numbers([order.pk]).get(order.pk, 0),
        "list_url": reverse("order_candidates", args=[order.pk]),
        "today": timezone.localdate(),
        "next_url": page_url(request.GET, "efter", page.after),
        "previous_url": page_url(request.GET, "foer", page.before),
    }


@require_http_methods(METHODS)
@citizen_page("Borger: sæt på et job")
def put_forward(request: HttpRequest, case: Case) -> HttpResponse:
    """Put the citizen forward for a job."""
    page = FactPage(
        title="Sæt på et job",
        button="Sæt på jobbet",
        done="Borgeren er sat på jobbet.",
        form=partial(CandidateForm, now=timezone.now(), job=request.GET.get("job", "")),
        act=partial(candidates.put_forward, case=case),
        previews=False,
        undo="candidate",
        current_title="Sat på nu",
        current=_now(case),
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: resultat af kandidat")
def result(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """What came of it."""
    row = get_object_or_404(Candidate.objects.valid().filter(case=case), pk=pk)

    def act(*, form_key: object, **arguments: Any) -> object:
        return candidates.settle(candidate=row, **arguments)

    page = FactPage(
        title="Registrér resultat",
        button="Gem resultatet",
        done="Resultatet er gemt.",
        form=CandidateResultForm,
        act=act,
        previews=False,
        current_title="Sat på nu",
        current=_now(case),
    )
    return answer(request, case, page)


def _now(case: Case) -> list[str]:
    today = timezone.localdate()
    return [entry_words(entry, today) for entry in read(case).valid("candidate")]
