"""Kontaktmål: what each consultant is to reach in a month and what has been reached. A consultant sees own figures."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from companies.access import WRITERS, signed_in
from companies.forms.contacts import GoalForm
from companies.forms.register import consultants
from companies.services import goals
from companies.services.goals import last_of
from staff.models import Role
from staff.permissions import needs_role


@needs_role(*WRITERS)
def contact_goals(request: HttpRequest) -> HttpResponse:
    """One month; each figure leads to the contacts behind it."""
    user, today = signed_in(request), timezone.localdate()
    month = goals.month_of(request.GET.get("maaned", ""), today)
    leads = user.has_role(Role.TEAM_LEADER)
    people = list(consultants()) if leads else [user]
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Kontaktmål", "")],
        "month": month,
        "today": today,
        "earlier": (month.replace(day=1) - (month.replace(day=2) - month)).replace(day=1),
        "later": last_of(month) + (month.replace(day=2) - month),
        "rows": goals.reached(month=month, people=people),
        "leads": leads,
    }
    return render(request, "companies/goals.html", context)


@needs_role(Role.TEAM_LEADER)
@require_POST
def set_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """A leader sets the goal of one consultant for a month."""
    person: Any = get_object_or_404(consultants(), pk=pk)
    month = goals.month_of(request.POST.get("maaned", ""), timezone.localdate())
    form = GoalForm(request.POST)
    if form.is_valid():
        goals.set_goal(user=person, month=month, **form.cleaned_data)
        messages.success(request, f"Målet for {person.name} er gemt.")
    else:
        messages.error(request, "Skriv hele tal fra 0 til 999.")
    return redirect(f"{reverse('contact_goals')}?maaned={month:%Y-%m}")
