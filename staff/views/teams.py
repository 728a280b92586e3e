"""Teams: create and change. System administrators only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from staff.forms import TeamForm
from staff.models import Role, Team
from staff.permissions import needs_role


@needs_role(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    return _save(request, TeamForm(request.POST or None))


@needs_role(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _save(request, TeamForm(request.POST or None, instance=get_object_or_404(Team, pk=pk)))


def _save(request: HttpRequest, form: TeamForm) -> HttpResponse:
    if form.is_valid():
        team = form.save()
        messages.success(request, f"{team.name} er gemt.")
        return redirect("users")
    return render(request, "staff/team.html", {"form": form}, status=422 if form.is_bound else 200)
