"""Vis CPR: the number for once, by POST, with a row of its own in the access log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.models import CitizenNumber
from cases.views.answers import signed_in
from cases.views.opening import ask_why, case_of, may_open
from staff.access import log
from staff.models import Act

SCREEN = "Vis CPR"


@require_POST
def reveal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the CPR number in place of the mask; without JavaScript on a page of its own."""
    user = signed_in(request)
    case = case_of(user=user, public_id=public_id)
    if not may_open(case=case, user=user):
        return ask_why(request, public_id)
    number = get_object_or_404(CitizenNumber, citizen=case.citizen)
    log(user=user, screen=SCREEN, act=Act.REVEAL, citizens=[public_id])
    cpr = f"{number.cpr[:6]}-{number.cpr[6:]}"
    if request.headers.get("HX-Request"):
        return render(request, "cases/citizen/_cpr.html", {"cpr": cpr})
    context = {"cpr": cpr, "citizen": case.citizen, "back": reverse("citizen", args=[public_id])}
    return render(request, "cases/citizen/cpr.html", context)
