"""Min sagsstamme (screen 1): the page, its fragments, and the answer to an act done from it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.filters.caseload import Address
from cases.models import Case
from cases.services.caseload import owners
from cases.services.notices import mark_seen, unseen_cases
from cases.views.answers import mark_changed, query_of, signed_in, stated_return
from cases.views.caseload_page import Page
from staff.access import log
from staff.models import Act, Role
from staff.permissions import needs_role

SCREEN = "Min sagsstamme"
MAY = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER)
FRAGMENTS = {"arbejde": "cases/caseload/_work_only.html", "panel": "cases/caseload/_panel_only.html"}


@needs_role(*MAY)
@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    """The whole page, or the part that htmx asks for."""
    page = _page(request, Address.of(request.GET))
    template = FRAGMENTS.get(request.headers.get("HX-Target", ""), "cases/caseload/page.html")
    return _shown(request, page, template)


@needs_role(*MAY)
@require_POST
def notices_seen(request: HttpRequest) -> HttpResponse:
    """The person has seen "Nye overskridelser"."""
    user = signed_in(request)
    mark_seen(user=user, cases=unseen_cases(user), now=timezone.now())
    if not request.headers.get("HX-Request"):
        return redirect(stated_return(request) or "caseload")
    page = _page(request, Address.of(query_of(stated_return(request))))
    return _shown(request, page, "cases/caseload/_notices_only.html")


def changed(request: HttpRequest, *, return_to: str, case: Case) -> HttpResponse:
    """The parts that an act about `case` changes; the row stays in its place, so that the next one follows it."""
    page = _page(request, _selecting(return_to, case))
    from_dialog = request.headers.get("HX-Target") == "dialog"
    template = "cases/caseload/_after_dialog.html" if from_dialog else "cases/caseload/_after_act.html"
    response = _shown(request, page, template, logged=False)
    mark_changed(response)
    _log(page, omit=case.citizen.public_id)
    return response


def panel_again(request: HttpRequest, *, return_to: str, case: Case, problem: str, status: int) -> HttpResponse:
    """The panel with new times and the reason why the one chosen could not be booked."""
    page = _page(request, _selecting(return_to, case))
    page.problem = problem
    return _shown(request, page, "cases/caseload/_panel_only.html", status=status, logged=False)


def _selecting(return_to: str, case: Case) -> Address:
    query = query_of(return_to).copy()
    query["valgt"] = case.citizen.public_id
    return Address.of(query)


def _page(request: HttpRequest, address: Address) -> Page:
    viewer = signed_in(request)
    found = owners(viewer) if viewer.has_role(Role.TEAM_LEADER) else []
    owner = next((person for person in [viewer, *found] if person.pk == int(address.owner or viewer.pk)), None)
    if owner is None:
        raise Http404
    return Page(
        owners=found, owner=owner, viewer=viewer, address=address, today=timezone.localdate(), now=timezone.now()
    )


def _shown(request: HttpRequest, page: Page, template: str, *, status: int = 200, logged: bool = True) -> HttpResponse:
    response = render(request, template, {"page": page, "today": page.today}, status=status)
    if logged:
        _log(page)
    return response


def _log(page: Page, omit: str = "") -> None:
    log(user=page.viewer, screen=SCREEN, act=Act.LIST, citizens=page.shown - {omit})
