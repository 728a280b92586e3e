"""Prøv selv: the form of `explain`, `decide` and `ask` on a rule's page. Nothing is stored."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cases.services.policies.in_force import current_policy
from oversight.forms.try_rule import PastedForm, try_form
from oversight.services import rule_try
from oversight.services.rule_page import before, rows_of
from oversight.views.rule_access import READERS, asked_version
from rules.asked import Faults
from rules.sentence import Row
from staff.permissions import needs_role


@needs_role(*READERS)
def try_rule(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The form and, once sent, its answer; htmx gets the card alone, others a page of it."""
    versions, version = asked_version(slug, number)
    earlier = before(version, versions) if version.approved_at is None else None
    rows = rows_of([version, *([earlier] if earlier is not None else [])], current_policy())
    shown = rows[version.version]
    form = try_form(shown, profile=settings.RULE_PROFILE, today=timezone.localdate(), data=request.POST or None)
    context: dict[str, Any] = try_context(form, slug, number) | {"version": version}
    status = 200
    if form.is_bound and form.is_valid():
        context["tried"] = _answered(form, shown, rows[earlier.version] if earlier is not None else None)
    elif form.is_bound:
        status = 422
    part = request.headers.get("HX-Target") == "proev"
    return render(request, "rules/_try.html" if part else "rules/try.html", context, status=status)


def try_context(form: PastedForm, slug: str, number: int) -> dict[str, Any]:
    """What the card needs beside its answer."""
    return {"try_form": form, "try_url": reverse("try_rule", args=[slug, number]), "slug": slug, "number": number}


def _answered(form: PastedForm, shown: Row, earlier: Row | None) -> rule_try.Tried:
    try:
        questions = form.questions()
    except Faults as faults:
        return rule_try.Tried(faults=faults.lines)
    if earlier is None:
        return rule_try.answered(questions, shown)
    return rule_try.answered(questions, earlier, shown)
