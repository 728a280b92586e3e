"""The page of one version of a rule: sentence, source, examples, cases, versions, Prøv selv (screen 13)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cases.models import RuleVersion
from cases.models.rule_versions import State, Table
from cases.services.policies.drafts import may_draft
from cases.services.policies.in_force import current_policy
from oversight.forms.rule_tokens import pieces
from oversight.forms.rule_version import NewVersionForm
from oversight.forms.try_rule import try_form
from oversight.services import rule_cases, rule_draft, rule_page
from oversight.views.rule_access import READERS, asked_version
from oversight.views.rule_draft import Tried, draft_context, tried
from oversight.views.try_rule import try_context
from rules.rule import Rule
from rules.sentence import Row, sentence
from staff import access
from staff.models import Act, User
from staff.permissions import needs_role

ON_PAGE = 3
"""So many cases stand on the page; the others behind their number."""


@needs_role(*READERS)
def rule(request: HttpRequest, slug: str) -> HttpResponse:
    """The version in force."""
    versions = rule_page.versions_of(slug)
    if not versions:
        raise Http404
    return redirect("rule", slug, rule_page.shown_version(versions).version)


@needs_role(*READERS)
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version: in force with its cases, or a draft with what it changes."""
    return show(request, slug, number)


def show(
    request: HttpRequest, slug: str, number: int, *, status: int = 200, found: Tried | None = None, **more: Any
) -> HttpResponse:
    """The page. `found` are the tokens of a sent form, `more` what an act that was refused has to say."""
    versions, shown = asked_version(slug, number)
    today = timezone.localdate()
    if shown.state is State.DRAFT:
        of_draft = found or tried(request, slug, shown, today)
        rows, own = rule_page.rows_with(shown, of_draft.saved.policy), draft_context(request, of_draft, today)
    else:
        rows = rule_page.rows_of(versions, current_policy())
        own = _settled(request, slug, shown, rows, today)
    context = {"today": today} | page_context(request, slug, versions, shown, rows) | own
    return render(request, "rules/page.html", context | more, status=status)


def _settled(
    request: HttpRequest, slug: str, shown: RuleVersion, rows: Mapping[int, Row], today: date
) -> dict[str, Any]:
    """A version that is approved: no fields; whoever may draft can begin another."""
    row, policy, user = rows[shown.version], current_policy(), request.user
    everything = "eksempler" in request.GET
    run = rule_draft.progress_of(shown, today=today, now=timezone.now())
    return {
        "pieces": pieces(sentence(row, policy.activity_sets), {}, None),
        "table": rule_page.table_of(row, None, all_url="?eksempler=alle", everything=everything),
        "touched": _touched(request, row, slug, today) if shown.state is State.IN_FORCE else None,
        "may_draft": isinstance(user, User) and may_draft(user),
        "new_form": NewVersionForm(today=today),
        "begin_url": reverse("begin_draft", args=[slug, shown.version]),
        "run": run,
        "progress_url": reverse("rule_progress", args=[slug, shown.version]),
        "again_url": reverse("rule_again", args=[slug, shown.version]),
    }


def page_context(
    request: HttpRequest, slug: str, versions: list[RuleVersion], shown: RuleVersion, rows: Mapping[int, Row]
) -> dict[str, Any]:
    """What every version's page has around its sentence."""
    row = rows[shown.version]
    lines = rule_page.numbered(versions, slug, rows)
    head = rule_page.heading(row)
    form = try_form(row, profile=settings.RULE_PROFILE, today=timezone.localdate())
    return {
        "heading": head,
        "row": row,
        "crumbs": [("Regler", reverse("rules")), (head.chapter, f"{reverse('rules')}#{head.id}"), (head.id, "")],
        "version": shown,
        "versions": lines,
        "switch": lines[::-1],
        "facts": lines[::-1],
        "open_draft": next((line for line in lines if line.version.state is State.DRAFT), None),
        "here": request.path,
        "file_url": reverse("rule_file", args=[slug, shown.version]),
    } | try_context(form, slug, shown.version)


def _touched(request: HttpRequest, row: Row, slug: str, today: date) -> rule_cases.Touched | None:
    """The first cases of a deadline in force. A requirement to offers concerns no case before there is an offer."""
    if not isinstance(row, Rule) or not isinstance(request.user, User):
        return None
    found = rule_cases.cases_of(row, viewer=request.user, today=today)
    shown = list(found.order_by("rule_day", "pk")[:ON_PAGE])
    named = [case.citizen.public_id for case in shown if case.named]
    access.log(user=request.user, screen=f"Regel {row.id}", act=Act.LIST, citizens=named)
    rows = tuple(rule_cases.rows_of(shown, row, today=today))
    return rule_cases.Touched(found.count(), reverse("rule_cases", args=[slug]), rows)


@needs_role(*READERS)
def file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The version as the row of a policy file."""
    _, shown = asked_version(slug, number)
    answer = HttpResponse(shown.row, content_type="application/toml; charset=utf-8")
    kind = "" if shown.table == Table.RULE else "-krav"
    answer["Content-Disposition"] = f'attachment; filename="{shown.rule}{kind}-v{shown.version}.toml"'
    return answer
