"""The page that asks why a colleague's citizen is opened: one of five reasons, once a day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from cases.forms.access import ReasonForm
from cases.views.opening import case_of, may_open
from staff.access import log
from staff.models import Act, User

SCREEN = "Begrundelse for adgang"


@require_http_methods(["GET", "POST"])
def open_reason(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask; the answer is a row in the access log, and the page asked for opens."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    case = case_of(user=user, public_id=public_id)
    going = _safe(request, public_id)
    if may_open(case=case, user=user):
        return redirect(going)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        log(
            user=user,
            screen=SCREEN,
            act=Act.VIEW,
            citizens=[public_id],
            reason=form.cleaned_data["reason"],
            reason_text=form.cleaned_data["reason_text"],
        )
        return redirect(going)
    log(user=user, screen=SCREEN, act=Act.LIST, citizens=[public_id])
    context = {"case": case, "citizen": case.citizen, "form": form, "going": going}
    return render(request, "cases/open_reason.html", context, status=422 if form.is_bound else 200)


def _safe(request: HttpRequest, public_id: str) -> str:
    """The address the person was going to, if it is one of ours; else the citizen's page."""
    wanted = request.POST.get("til") or request.GET.get("til") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and wanted.startswith("/") else reverse("citizen", args=[public_id])
