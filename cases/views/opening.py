"""The one way into every page about one citizen: who may, who must say why, and one row in the access log."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db.models import Exists, F, OuterRef, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cases.models import Case
from cases.views.answers import is_changed
from staff.access import log, reason_given
from staff.models import Act, User

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Case, P], HttpResponse]
SAFE = ("GET", "HEAD")


def case_of(*, user: User, public_id: str) -> Case:
    """The citizen's open case, or the last one, if `user` may open it; else 404 as if it did not exist.

    `at_once` on the case says that no reason is needed.
    """
    latest = (
        Case.objects.filter(citizen__public_id=public_id)
        .order_by(F("closed_on").desc(nulls_first=True), "-opened_at", "-pk")
        .values("pk")[:1]
    )
    at_once = Exists(Case.objects.opened_at_once(user).filter(pk=OuterRef("pk")))
    case = (
        Case.objects.visible_to(user)
        .filter(pk__in=latest)
        .select_related("citizen", "team")
        .annotate(at_once=at_once)
        .first()
    )
    if not isinstance(case, Case):
        raise Http404
    return case


def case_to_dispense(*, user: User, public_id: str) -> Case:
    """The citizen's case for the page of a dispensation: as any page finds it, else as a specialist may."""
    try:
        return case_of(user=user, public_id=public_id)
    except Http404:
        found = Case.objects.dispensed_by(user).filter(citizen__public_id=public_id)
        case = found.select_related("citizen", "team").annotate(at_once=Value(True)).first()
    if not isinstance(case, Case):
        raise Http404
    return case


def citizen_page(
    screen: str, *, find: Callable[..., Case] = case_of
) -> Callable[[Page[P]], Callable[..., HttpResponse]]:
    """Decorate a page about one citizen: the view gets the case instead of the public id.

    `find` says whose case opens: other teams' citizens are 404; a colleague's citizen asks for a reason once a day.
    Every answer that shows the citizen leaves one row in the access log under `screen`: a change when a POST leads on,
    else a view.
    """

    def decorate(page: Page[P]) -> Callable[..., HttpResponse]:
        @wraps(page)
        def opened(request: HttpRequest, public_id: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            user = request.user
            if not isinstance(user, User):
                raise Http404
            case = find(user=user, public_id=public_id)
            if not may_open(case=case, user=user):
                return ask_why(request, public_id)
            response = page(request, case, *args, **kwargs)
            changed = request.method not in SAFE and 300 <= response.status_code < 400
            act = Act.CHANGE if changed or is_changed(response) else Act.VIEW
            log(user=user, screen=screen, act=act, citizens=[public_id])
            return response

        return opened

    return decorate


def may_open(*, case: Case, user: User) -> bool:
    """True when the page opens without asking: own, referred or led, or a reason was given today."""
    if getattr(case, "at_once", False):
        return True
    return reason_given(user=user, citizen=case.citizen.public_id, today=timezone.localdate())


def ask_why(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to the page that asks for a reason, and from there back to where the person was going."""
    going = request.get_full_path() if request.method in SAFE else reverse("citizen", args=[public_id])
    url = f"{reverse('open_reason', args=[public_id])}?{urlencode({'til': going})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
