"""Prøv selv: the form of `explain`, `decide` and `ask` on a rule's page. Nothing is stored.

Of a draft the tokens on the page are sent with the form: the answer is that of the rule as it stands there, unsaved.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cases.models import RuleVersion
from cases.models.rule_versions import State
from cases.services.policies.in_force import current_policy
from oversight.forms.try_rule import PastedForm, try_form
from oversight.services import rule_try
from oversight.services.rule_page import rows_of
from oversight.views.rule_access import READERS, asked_version
from oversight.views.rule_draft import tried
from rules.asked import Faults
from rules.sentence import Row
from staff.permissions import needs_role


@needs_role(*READERS)
def try_rule(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The form and, once sent, its answer; htmx gets the card alone, others a page of it."""
    versions, version = asked_version(slug, number)
    shown, earlier = _rows(request, slug, version, versions)
    form = try_form(shown, profile=settings.RULE_PROFILE, today=timezone.localdate(), data=request.POST or None)
    context: dict[str, Any] = try_context(form, slug, number) | {"version": version}
    status = 200
    if form.is_bound and form.is_valid():
        context["tried"] = _answered(form, shown, earlier)
    elif form.is_bound:
        status = 422
    part = request.headers.get("HX-Target") == "proev"
    return render(request, "rules/_try.html" if part else "rules/try.html", context, status=status)


def _rows(request: HttpRequest, slug: str, version: RuleVersion, versions: list[RuleVersion]) -> tuple[Row, Row | None]:
    """The row that answers and, of a draft, the one before it."""
    if version.state is State.DRAFT:
        trial = tried(request, slug, version, timezone.localdate(), request.POST).trial
        return trial.after, trial.before
    return rows_of(versions, current_policy())[version.version], None


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
