"""Drift: the last sweeps, what they could not compute, and "Kør igen" (system administrator; no citizens)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from cases.tasks import sweep
from oversight.services import operations as runs
from staff.models import Role
from staff.permissions import needs_role


@needs_role(Role.SYSTEM_ADMIN)
def operations(request: HttpRequest) -> HttpResponse:
    """The page."""
    context = {"runs": runs.runs(), "failures": runs.failures(), "today": timezone.localdate()}
    return render(request, "oversight/operations.html", context)


@needs_role(Role.SYSTEM_ADMIN)
@require_POST
def sweep_now(request: HttpRequest) -> HttpResponse:
    """Ask the worker for a sweep; says so when no message can be sent."""
    try:
        sweep.delay()
    except OperationalError:
        messages.error(request, "Køen svarer ikke. Kontrollér Redis, eller kør manage.py sweep på serveren.")
    else:
        messages.success(request, "Fristberegningen er sat i gang. Genindlæs siden om lidt.")
    return redirect("operations")
