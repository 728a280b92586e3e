"""Regler: what the deadlines of this installation follow from, with source; and whom a rule concerns (screen 13)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cases.services.policies.in_force import current_policy
from oversight.forms.rule_list import RuleFilter
from oversight.services import rule_book, rule_cases
from staff import access, paging
from staff.models import Act, Role, User
from staff.paging import page_url
from staff.permissions import needs_role

READERS = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.SPECIALIST)


@needs_role(*READERS)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule by document and heading; htmx asks for the list alone."""
    policy, chosen = current_policy(), RuleFilter(request.GET)
    numbers = rule_cases.numbers(policy.current, today=timezone.localdate())
    lines = rule_book.lines(policy, numbers, rule_book.pending_versions())
    documents = rule_book.documents(lines, chosen.chosen())
    context = {
        "policy": policy,
        "filter": chosen,
        "documents": documents,
        "number": sum(document.number for document in documents),
    }
    part = request.headers.get("HX-Target") == "liste"
    return render(request, "rules/_list.html" if part else "rules/list.html", context)


@needs_role(*READERS)
def cases(request: HttpRequest, slug: str) -> HttpResponse:
    """The open cases that the rule concerns; whom the reader may not see stands there without a name."""
    policy, today = current_policy(), timezone.localdate()
    rule = policy.rule(slug.upper())
    if rule is None or not isinstance(request.user, User):
        raise Http404
    found = rule_cases.cases_of(rule, viewer=request.user, today=today)
    asked = request.GET
    page = paging.page(
        found, everything=found, order=("rule_day",), after=asked.get("efter", ""), before=asked.get("foer", "")
    )
    named = [case.citizen.public_id for case in page.rows if case.named]
    access.log(user=request.user, screen=f"Regel {rule.id}: sager", act=Act.LIST, citizens=named)
    line = next(line for line in rule_book.lines(policy, {}) if line.id == rule.id)
    context = {
        "line": line,
        "crumbs": [("Regler", reverse("rules")), (line.id, "")],
        "today": today,
        "number": found.count(),
        "rows": rule_cases.rows_of(page.rows, rule, today=today),
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    return render(request, "rules/cases.html", context)
