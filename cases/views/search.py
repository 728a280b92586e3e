"""Søg: by name or case number (GET), by exact CPR number (POST only, so that no address ever holds one)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.access import TEAM_ROLES
from cases.cpr import InvalidCpr
from cases.forms.search import OtherTeamForm, SearchForm, looks_like_number
from cases.models import Case, Responsibility
from cases.services import lookup
from cases.services.lookup import Answer, Found
from cases.views.answers import signed_in
from staff.access import log
from staff.models import Act, User
from staff.permissions import needs_role

SCREEN = "Søg"
NOTHING = "Ingen borger fundet på nummeret. Kontrollér cifrene."


@needs_role(*TEAM_ROLES)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("q")
def search(request: HttpRequest) -> HttpResponse:
    """A POST with a name leads on to its own address; a POST with a number is answered at once."""
    user = signed_in(request)
    form = SearchForm(request.POST if request.method == "POST" else request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    if request.method == "POST":
        if "reason" in request.POST:
            return _with_reason(request, user)
        if looks_like_number(words):
            return _by_number(request, user, words)
        return redirect(f"{reverse('search')}?{urlencode({'q': words})}" if words else reverse("search"))
    if looks_like_number(words):
        return _shown(request, problem="Skriv CPR-nummeret i feltet her. Det må ikke stå i en adresse.", status=422)
    found = lookup.by_name(user=user, words=words)
    log(user=user, screen=SCREEN, act=Act.SEARCH, citizens=[case.citizen.public_id for case in found[: lookup.MOST]])
    return _shown(request, words=words, found=found)


def _by_number(request: HttpRequest, user: User, number: str) -> HttpResponse:
    found = _found(user, number)
    if isinstance(found, str):
        return _shown(request, problem=found, status=422)
    if found.case is None:
        return _shown(request, problem=NOTHING)
    public_id = found.case.citizen.public_id
    if found.answer is Answer.OPEN:
        log(user=user, screen=SCREEN, act=Act.SEARCH, citizens=[public_id])
        return redirect("citizen", public_id)
    told = found.answer is Answer.OTHER_TEAM
    log(user=user, screen=SCREEN, act=Act.SEARCH if told else Act.REFUSE, citizens=[public_id])
    return _shown(request, other=OtherTeamForm()) if told else _shown(request, problem=NOTHING)


def _with_reason(request: HttpRequest, user: User) -> HttpResponse:
    """Another team's citizen: with a reason it is told who has the case, never what is in it."""
    form = OtherTeamForm(request.POST)
    if not form.is_valid():
        return _shown(request, other=form, status=422)
    typed = form.cleaned_data
    found = _found(user, typed["q"])
    if isinstance(found, str) or found.case is None or found.answer is Answer.NONE:
        form.add_error("q", found if isinstance(found, str) else NOTHING)
        if not isinstance(found, str) and found.case:
            log(user=user, screen=SCREEN, act=Act.REFUSE, citizens=[found.case.citizen.public_id])
        return _shown(request, other=form, status=422)
    log(
        user=user,
        screen=SCREEN,
        act=Act.SEARCH,
        citizens=[found.case.citizen.public_id],
        reason=typed["reason"],
        reason_text=typed["reason_text"],
    )
    if found.answer is Answer.OPEN:
        return redirect("citizen", found.case.citizen.public_id)
    owner = Responsibility.objects.filter(case=found.case, to_on__isnull=True).select_related("user").first()
    return _shown(request, elsewhere=found.case, owner=owner.user if owner else None)


def _found(user: User, number: str) -> Found | str:
    """What the number leads to, or what is wrong with it."""
    try:
        return lookup.by_number(user=user, number=number, today=timezone.localdate())
    except InvalidCpr as fault:
        return f"{fault.reason}."


def _shown(
    request: HttpRequest,
    *,
    words: str = "",
    found: list[Case] | None = None,
    problem: str = "",
    other: OtherTeamForm | None = None,
    elsewhere: Case | None = None,
    owner: User | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": SearchForm(initial={"q": words}),
        "q": words,
        "found": (found or [])[: lookup.MOST],
        "more": len(found or []) > lookup.MOST,
        "searched": bool(words),
        "problem": problem,
        "other": other,
        "elsewhere": elsewhere,
        "owner": owner,
        "today": timezone.localdate(),
    }
    return render(request, "cases/search.html", context, status=status)
