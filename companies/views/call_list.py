"""Ringeliste: whom nobody has been in touch with for long, by area; give them to a consultant; take them along."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from companies.access import READERS, WRITERS, may_write, signed_in
from companies.forms.contacts import AssignForm, CallFilter
from companies.forms.register import consultants
from companies.models import Company
from companies.policy import current_policy, practices_on
from companies.services import call_lists
from companies.services.call_lists import CallRule
from rules.answers.terms import Practice
from staff import paging
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused

MINE, NOBODY = "mine", "ingen"
WAYS = (Practice.CALLS_BY_AREA, Practice.CRISIS_LEFT_OUT, Practice.GROWTH_MARKED)
"""The ways of working that change the list."""


@needs_role(*READERS)
def call_list(request: HttpRequest) -> HttpResponse:
    """The list that the address names; without one the list with the shortest time."""
    today, user, asked = timezone.localdate(), signed_in(request), request.GET
    rules = call_lists.call_rules(current_policy(), today)
    if not rules:
        return render(request, "companies/call_list_none.html", {"crumbs": _crumbs()})
    ways, rule = practices_on(today), chosen_rule(rules, asked.get("regel", ""))
    by_area = Practice.CALLS_BY_AREA in ways
    filter_ = CallFilter(asked, people=list(consultants()), growth=Practice.GROWTH_MARKED in ways)
    found = chosen(request, rule, filter_)
    page = paging.page(
        call_lists.with_assignment(found.with_standing(today)),
        everything=call_lists.keyed(Company.objects.all(), rule, today),
        order=call_lists.order_on(today),
        after=asked.get("efter", ""),
        before=asked.get("foer", ""),
    )
    context = {
        "crumbs": _crumbs(),
        "rule": rule,
        "rules": rules,
        "before": rule.before(today),
        "today": today,
        "filter": filter_,
        "groups": _groups(page.rows, by_area=by_area),
        "by_area": by_area,
        "number": found.count(),
        "hit": call_lists.hit_branches(today) if Practice.CRISIS_LEFT_OUT in ways else [],
        "leaves_out": Practice.CRISIS_LEFT_OUT in ways,
        "sources": [ways[way] for way in WAYS if way in ways],
        "assign": AssignForm() if may_write(user) else None,
        "here": request.get_full_path(),
        "query": asked.urlencode(),
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    return render(request, "companies/call_list.html", context)


def chosen_rule(rules: list[CallRule], wanted: str) -> CallRule:
    return next((one for one in rules if one.rule.id == wanted), rules[0])


def chosen(request: HttpRequest, rule: CallRule, filter_: CallFilter) -> Any:
    """The companies of the list as filtered: the page, the count and the file are this selection."""
    said = filter_.said()
    found = call_lists.to_call(rule, today=timezone.localdate())
    if said.get("omraade"):
        found = found.filter(postal__area=said["omraade"])
    if said.get("vis"):
        found = found.marked(said["vis"])
    who = said.get("tildelt")
    if who == NOBODY:
        return call_lists.given_to(found, None)
    if who:
        return call_lists.given_to(found, signed_in(request).pk if who == MINE else int(who))
    return found


def _groups(rows: Any, *, by_area: bool) -> list[tuple[str, list[Any]]]:
    """The rows of a page by area, in the order in which they come; all in one where the list is not made by area."""
    if not by_area:
        return [("Alle områder", list(rows))] if rows else []
    found: list[tuple[str, list[Any]]] = []
    for row in rows:
        area = row.postal.area.name if row.postal and row.postal.area else "Uden område"
        if not found or found[-1][0] != area:
            found.append((area, []))
        found[-1][1].append(row)
    return found


def _crumbs() -> list[tuple[str, str]]:
    return [("Virksomheder", reverse("companies")), ("Ringeliste", "")]


@needs_role(*WRITERS)
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the ticked companies to a consultant."""
    form, user = AssignForm(request.POST), signed_in(request)
    back = reverse("call_list") + (f"?{query}" if (query := request.POST.get("query", "")) else "")
    ticked = [int(key) for key in request.POST.getlist("firma") if key.isdigit()]
    if not form.is_valid():
        messages.error(request, "Vælg, hvem der skal have virksomhederne.")
        return redirect(back)
    to = form.cleaned_data["to"]
    try:
        number = call_lists.assign(companies=ticked, to=to, by=user, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(back)
    who = "1 virksomhed" if number == 1 else f"{number} virksomheder"
    messages.success(request, f"{to.name} har fået {who}.")
    return redirect(back)


@needs_role(*READERS)
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a CSV file for a spreadsheet."""
    today = timezone.localdate()
    rules = call_lists.call_rules(current_policy(), today)
    if not rules:
        raise Http404
    rule = chosen_rule(rules, request.GET.get("regel", ""))
    growth = Practice.GROWTH_MARKED in practices_on(today)
    found = chosen(request, rule, CallFilter(request.GET, people=list(consultants()), growth=growth))
    text = io.StringIO()
    rows = call_lists.exported(call_lists.with_assignment(found.with_standing(today)), order=call_lists.order_on(today))
    csv.writer(text, delimiter=";").writerows(rows)
    name = f"ringeliste-{rule.rule.id}-{today.isoformat()}.csv".lower()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)
