"""Virksomhedsvagt: who waits for an answer and for how long, who is on duty, what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import READERS, WRITERS, may_write, signed_in
from companies.forms.enquiries import ContactedForm, EnquiryForm, OutcomeForm, RosterForm
from companies.forms.register import ReasonForm
from companies.models import Company, Duty, Enquiry, Result, Subject
from companies.policy import current_policy, practice_on
from companies.services import enquiries
from companies.services.enquiries import Clock
from companies.views.acts import Actor, ActPage, answer
from companies.waiting import Wait, wait_of
from rules.answers.terms import Practice
from rules.dates import is_working_day
from rules.rule import Rule
from staff import paging
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused

LOOK_BACK = timedelta(days=30)
ROSTER_DAYS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One enquiry with its clock in words; `wait` is None where the municipality has no rule about it."""

    row: Enquiry
    clock: Clock | None
    wait: Wait | None


@needs_role(*READERS)
def duty(request: HttpRequest) -> HttpResponse:
    """Those who wait first, the longest on top; closed ones on their own page."""
    today, now, user = timezone.localdate(), timezone.now(), signed_in(request)
    closed = request.GET.get("vis") == "afsluttede"
    rows = Enquiry.objects.valid().select_related("company", "taken_by", "contacted_by", "closed_by")
    rows = rows.filter(closed_at__isnull=False) if closed else rows.open()
    order = ("-received_at",) if closed else ("received_at",)
    asked = request.GET
    page = paging.page(
        rows, everything=Enquiry.objects.all(), order=order, after=asked.get("efter", ""), before=asked.get("foer", "")
    )
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Virksomhedsvagt", "")],
        "lines": _lines(page.rows, now),
        "closed": closed,
        "today": today,
        "on_duty": enquiries.on_duty(today),
        "rate": _rate(now),
        "rule": enquiries.clock_rule(current_policy()),
        "may_write": may_write(user),
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    return render(request, "companies/duty.html", context)


def _lines(rows: Any, now: datetime) -> list[Line]:
    policy = current_policy()
    rule = enquiries.clock_rule(policy)
    found = []
    for row in rows:
        clock = enquiries.clock(row, rule=rule, policy=policy, now=now)
        found.append(Line(row, clock, wait_of(clock, timezone.localdate(now)) if clock else None))
    return found


def _rate(now: datetime) -> tuple[int, int]:
    """(answered in time, all) of the enquiries that were answered or became late in the last 30 days."""
    rows = Enquiry.objects.valid().filter(received_at__gt=now - LOOK_BACK)
    clocks = [line.clock for line in _lines(rows, now) if line.clock is not None]
    settled = [clock for clock in clocks if clock.late or clock.decides.minutes is None]
    return sum(not clock.late for clock in settled), len(settled)


@needs_role(*READERS)
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """One enquiry, its clock explained, and the next act."""
    row = get_object_or_404(_whole(), pk=pk)
    (line,) = _lines([row], timezone.now())
    context = {
        "crumbs": [
            ("Virksomheder", reverse("companies")), ("Virksomhedsvagt", reverse("duty")), (_name(row), "")
        ],
        "line": line,
        "row": row,
        "name": _name(row),
        "sources": _fast_track(row),
        "today": timezone.localdate(),
        "may_write": may_write(signed_in(request)),
    }  # fmt: skip
    return render(request, "companies/enquiry.html", context)


def _fast_track(row: Enquiry) -> list[Rule]:
    """The rule about a quick talk with somebody who may soon report sick, where the enquiry is about that."""
    rule = practice_on(Practice.FAST_TRACK, timezone.localdate()) if row.subject == Subject.RETENTION else None
    return [rule] if rule else []


def _whole() -> Any:
    return Enquiry.objects.select_related(
        "company", "taken_by", "contacted_by", "closed_by", "recorded_by", "voided_by"
    )


def _name(row: Enquiry) -> str:
    return row.company.name if row.company else row.caller


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    firm = Company.objects.shown().filter(pk=_number(request.GET.get("virksomhed"))).first()
    start = {"firm": firm.cvr or firm.name} if firm else {}

    def act(form: EnquiryForm, actor: Actor) -> str:
        said = form.cleaned_data
        made = enquiries.receive(
            company=said["firm"], caller=said["caller"], phone=said["phone"], subject=said["subject"],
            text=said["text"], received_at=form.moment() or now, by=actor.by, now=actor.now, form_key=said["form_key"],
        )  # fmt: skip
        return reverse("enquiry", args=[made.pk])

    fast_track = practice_on(Practice.FAST_TRACK, timezone.localdate(now)) is not None
    form = partial(EnquiryForm, now=now, initial=start, fast_track=fast_track)
    page = ActPage(
        title="Ny henvendelse", button="Gem", done="Henvendelsen er registreret.", form=form, act=act, wide=True
    )
    return answer(request, page)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 18 else 0


@needs_role(*WRITERS)
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Enquiry, pk=pk)
    return _done(request, row, "Du har taget henvendelsen.", lambda: enquiries.take(row=row, by=signed_in(request)))


@needs_role(*WRITERS)
@require_POST
def contacted_now(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: we have just talked."""
    row, now = get_object_or_404(Enquiry, pk=pk), timezone.now()
    act = partial(enquiries.contacted, row=row, at=now, note="", by=signed_in(request), now=now)
    return _done(request, row, "Kontakten er registreret.", act, undo=reverse("enquiry_undo", args=[pk]))


@needs_role(*WRITERS)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """From the receipt: we had not talked after all."""
    row = get_object_or_404(Enquiry, pk=pk)
    act = partial(enquiries.take_back, row=row, by=signed_in(request), now=timezone.now())
    return _done(request, row, "Kontakten er fortrudt. Fristen løber igen.", act)


def _done(request: HttpRequest, row: Enquiry, said: str, act: Callable[[], object], *, undo: str = "") -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said, extra_tags=undo)
    return redirect("enquiry", row.pk)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def contacted(request: HttpRequest, pk: int) -> HttpResponse:
    """We have talked earlier today or before."""
    row, now = get_object_or_404(Enquiry, pk=pk), timezone.now()

    def act(form: ContactedForm, actor: Actor) -> tuple[str, str]:
        at, note = form.moment() or now, form.cleaned_data["note"]
        enquiries.contacted(row=row, at=at, note=note, by=actor.by, now=actor.now)
        return reverse("enquiry_undo", args=[pk]), reverse("enquiry", args=[pk])

    form = partial(ContactedForm, now=now)
    page = ActPage(title="Talt med virksomheden", button="Gem", done="Kontakten er registreret.", form=form, act=act)
    return answer(request, page, company=row.company)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Enquiry, pk=pk)

    def act(form: OutcomeForm, actor: Actor) -> str:
        said = form.cleaned_data
        enquiries.close(row=row, outcome=said["outcome"], note=said["note"], by=actor.by, now=actor.now)
        return _after(row, said["outcome"])

    rule = practice_on(Practice.ENQUIRY_OUTCOME, timezone.localdate())
    page = ActPage(
        title="Afslut henvendelsen", button="Afslut", done="Henvendelsen er afsluttet.",
        form=partial(OutcomeForm, named=rule is not None), act=act,
        lead=f"{rule.id} {rule.title}. {rule.cite}: »{rule.quote}«" if rule else "",
    )  # fmt: skip
    return answer(request, page, company=row.company)


def _after(row: Enquiry, outcome: str) -> str:
    """Where an outcome leads: to the candidates of the company, to its new job, else back to those who wait."""
    if row.company_id is None or outcome == Result.OTHER:
        return reverse("duty")
    return reverse("company" if outcome == Result.CANDIDATES else "job_order_new", args=[row.company_id])


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Enquiry, pk=pk)

    def act(form: ReasonForm, actor: Actor) -> str:
        enquiries.void(row=row, reason=form.cleaned_data["reason"], by=actor.by, now=actor.now)
        return reverse("duty")

    page = ActPage(
        title="Annullér henvendelsen", button="Annullér", done="Henvendelsen er annulleret.", form=ReasonForm,
        act=act, danger=True,
    )  # fmt: skip
    return answer(request, page, company=row.company)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """Who answers on the next two weeks of working days."""
    days = _working_days(timezone.localdate())
    there = dict(Duty.objects.filter(on__in=days).values_list("on", "user_id"))
    form = RosterForm(request.POST or None, days=[(day, there.get(day)) for day in days])
    if request.method == "POST" and form.is_valid():
        enquiries.put_on_duty(days=days, users=form.users())
        messages.success(request, "Vagtplanen er gemt.")
        return redirect("duty")
    context = {
        "crumbs": [
            ("Virksomheder", reverse("companies")), ("Virksomhedsvagt", reverse("duty")), ("Vagtplan", "")
        ],
        "form": form,
        "today": days[0],
    }  # fmt: skip
    return render(request, "companies/roster.html", context, status=422 if form.is_bound else 200)


def _working_days(today: date) -> list[date]:
    closing = current_policy().closing_days
    found: list[date] = []
    day = today
    while len(found) < ROSTER_DAYS:
        if is_working_day(day, closing):
            found.append(day)
        day += timedelta(days=1)
    return found
