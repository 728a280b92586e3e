"""Jobordrer: every job that companies have told us about, seen by everybody who works with citizens (HED21-53)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.access import READERS, WRITERS, may_write, signed_in
from companies.citizens import candidate_numbers
from companies.forms.orders import EndingForm, JobForm, OrderFilter
from companies.models import JobOrder
from companies.policy import practice_on, practices_on
from companies.services import orders
from companies.views.acts import Actor, ActPage, answer
from companies.views.record import the_company
from rules.answers.terms import Practice
from staff import paging
from staff.models import User
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused

MOST_PRINTED = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One job as shown: for how long it has not been updated (0: it need not be), why this person may put nobody on
    it (empty: may), and how many candidates it has."""

    order: JobOrder
    stale_days: int
    refusal: str
    candidates: int


def lines(rows: Any, *, by: User, today: date, now: datetime) -> list[Line]:
    """Jobs with what the reader needs to know about each."""
    shown: list[JobOrder] = list(rows)
    numbers = candidate_numbers([order.pk for order in shown]) if shown else {}
    found, rule = [], orders.fresh_rule(today)
    for order in shown:
        stale = 0
        if rule is not None and order.closed_at is None:
            answered = orders.freshness_of(order, terms=rule[1], today=today)
            stale = 0 if answered.fresh else answered.days
        refusal = orders.refusal_of_candidate(order, by=by, now=now)
        found.append(Line(order, stale, refusal, numbers.get(order.pk, 0)))
    return found


@needs_role(*READERS)
def job_orders(request: HttpRequest) -> HttpResponse:
    """The list; htmx asks for it alone."""
    user, today, now, asked = signed_in(request), timezone.localdate(), timezone.now(), request.GET
    ways = practices_on(today)
    chosen = OrderFilter(asked, shared=Practice.SHARED_RECRUITING in ways)
    rows = chosen.chosen(today=today, now=now)
    page = paging.page(
        rows.select_related("company__postal__area"),
        everything=JobOrder.objects.all(),
        order=("-created_at",),
        after=asked.get("efter", ""),
        before=asked.get("foer", ""),
    )
    context = {
        "filter": chosen,
        "lines": lines(page.rows, by=user, today=today, now=now),
        "number": rows.count(),
        "today": today,
        "fresh_rule": orders.fresh_rule(today),
        "visible": Practice.JOBS_VISIBLE in ways,
        "sources": [ways[way] for way in (Practice.JOBS_VISIBLE, Practice.SHARED_RECRUITING) if way in ways],
        "may_write": may_write(user),
        "narrowed": any(chosen.cleaned_data.values()),
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    part = request.headers.get("HX-Target") == "liste"
    return render(request, "companies/_orders.html" if part else "companies/orders.html", context)


@needs_role(*READERS)
@require_safe
def for_citizens(request: HttpRequest) -> HttpResponse:
    """The open jobs as citizens may see and take them along: no employee, contact person or candidate (HED21-53)."""
    today, rule = timezone.localdate(), practice_on(Practice.JOBS_VISIBLE, timezone.localdate())
    if rule is None:
        raise Http404
    chosen = OrderFilter({"q": request.GET.get("q", ""), "omraade": request.GET.get("omraade", "")}, shared=False)
    rows = chosen.chosen(today=today, now=timezone.now()).select_related("company__postal__area")
    found = list(rows.order_by("occupation", "-created_at", "pk")[: MOST_PRINTED + 1])
    context = {
        "crumbs": [("Jobordrer", reverse("job_orders")), ("Til ledige", "")],
        "filter": chosen,
        "rows": found[:MOST_PRINTED],
        "more": len(found) > MOST_PRINTED,
        "most": MOST_PRINTED,
        "today": today,
        "sources": [rule],
    }
    return render(request, "companies/orders_for_citizens.html", context)


@needs_role(*READERS)
def job_order(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(JobOrder.objects.select_related("company__postal", "created_by", "closed_by"), pk=pk)
    user, today = signed_in(request), timezone.localdate()
    (line,) = lines([row], by=user, today=today, now=timezone.now())
    crumbs = [("Jobordrer", reverse("job_orders")), (row.company.name, reverse("company", args=[row.company_id]))]
    context = {
        "crumbs": [*crumbs, (row.occupation, "")],
        "line": line,
        "order": row,
        "fresh_rule": orders.fresh_rule(today),
        "today": today,
        "may_write": may_write(user),
    }
    return render(request, "companies/order.html", context)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    company = the_company(pk)

    def act(form: JobForm, actor: Actor) -> str:
        key = form.cleaned_data["form_key"]
        made = orders.tell(company=company, job=form.job(), by=actor.by, today=actor.today, now=actor.now, form_key=key)
        return reverse("job_order", args=[made.pk])

    form = partial(JobForm, now=timezone.now())
    page = ActPage(
        title="Ny jobordre", button="Gem", done="Jobbet vises nu for alle rådgivere.", form=form, act=act, wide=True
    )
    return answer(request, page, company=company)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(JobOrder.objects.select_related("company"), pk=pk)

    def act(form: JobForm, actor: Actor) -> str:
        orders.edit(
            order=order, job=form.job(), today=actor.today, now=actor.now, version=form.cleaned_data["version"] or 0
        )
        return reverse("job_order", args=[order.pk])

    form = partial(JobForm, now=timezone.now(), order=order)
    page = ActPage(title="Ret jobordre", button="Gem", done="Jobbet er opdateret.", form=form, act=act, wide=True)
    return answer(request, page, company=order.company)


@needs_role(*WRITERS)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: the job is still there."""
    order = get_object_or_404(JobOrder, pk=pk)
    try:
        orders.confirm(order=order, today=timezone.localdate())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Jobbet står som opdateret i dag.")
    return redirect("job_order", pk)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(JobOrder.objects.select_related("company"), pk=pk)

    def act(form: EndingForm, actor: Actor) -> str:
        orders.close(order=order, ending=form.cleaned_data["ending"], by=actor.by, now=actor.now)
        return reverse("job_order", args=[order.pk])

    page = ActPage(title="Afslut jobordre", button="Afslut", done="Jobbet er afsluttet.", form=EndingForm, act=act)
    return answer(request, page, company=order.company)
