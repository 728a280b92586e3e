"""Create a citizen and the case by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.forms.create import CreateForm
from cases.models import Case
from cases.services import courses
from cases.views.answers import signed_in
from staff.access import log
from staff.models import Act, Role
from staff.permissions import needs_role
from staff.refusals import Refused

SCREEN = "Ny borger"


@needs_role(Role.CASEWORKER, Role.TEAM_LEADER, Role.ADMINISTRATION)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("cpr", "name")
def create(request: HttpRequest) -> HttpResponse:
    """Open a case for a new citizen; the page of the citizen follows."""
    user, today = signed_in(request), timezone.localdate()
    form = CreateForm(request.POST if request.method == "POST" else None, user=user, today=today)
    if not form.is_valid():
        return render(request, "cases/create.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        case = courses.open_case(**form.cleaned_data, by=user, today=today, now=timezone.now())
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return render(request, "cases/create.html", {"form": form}, status=422)
    public_id = case.citizen.public_id
    log(user=user, screen=SCREEN, act=Act.CHANGE, citizens=[public_id])
    messages.success(request, "Sagen er oprettet.")
    if Case.objects.visible_to(user).filter(pk=case.pk).exists():
        return redirect("citizen", public_id)
    return redirect("home")
