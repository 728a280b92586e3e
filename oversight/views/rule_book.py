"""Regler: what the deadlines of this installation follow from, with source (screen 13, for reading)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.services.deadlines import current_policy
from oversight.services import rule_book
from staff.models import Role
from staff.permissions import needs_role


@needs_role(Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.SPECIALIST)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of the profile by document and heading."""
    policy = current_policy()
    context = {"policy": policy, "documents": rule_book.documents(policy)}
    return render(request, "oversight/rules.html", context)
