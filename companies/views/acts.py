"""The page of one act about a company: a form, saved in one go, with what was typed kept when it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from companies.access import signed_in
from companies.forms.register import ActForm
from companies.models import Company
from staff.models import User
from staff.refusals import Refused, Stale


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and when."""

    by: User
    today: date
    now: datetime


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """What one act's page needs. `act` does it with the valid form and answers the address to go to (and its undo)."""

    title: str
    button: str
    done: str
    form: Callable[..., ActForm]
    act: Callable[[Any, Actor], object]
    lead: str = ""
    wide: bool = False
    danger: bool = False
    extra: Callable[[], dict[str, Any]] = dict


def answer(request: HttpRequest, page: ActPage, *, company: Company | None = None) -> HttpResponse:
    """Show the form, or do the act and go back to the company."""
    actor = Actor(by=signed_in(request), today=timezone.localdate(), now=timezone.now())
    form = page.form(request.POST if request.method == "POST" else None, company=company, today=actor.today)
    if not form.is_bound:
        return _shown(request, page, form, company)
    if not form.is_valid():
        return _shown(request, page, form, company, status=422)
    try:
        made = page.act(form, actor)
    except Stale as stale:
        return _stale(request, page, form, company, stale)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, page, form, company, status=422)
    undo, target = made if isinstance(made, tuple) else ("", made)
    messages.success(request, page.done, extra_tags=undo)
    return redirect(target if isinstance(target, str) else reverse("company", args=[_company_of(target, company)]))


def _company_of(made: object, company: Company | None) -> int:
    if isinstance(made, Company):
        return made.pk
    assert company is not None
    return company.pk


def _stale(request: HttpRequest, page: ActPage, form: ActForm, company: Company | None, stale: Stale) -> HttpResponse:
    """Somebody saved meanwhile: what is typed stays, on the version that stands now."""
    if company is not None:
        company.refresh_from_db()
        form.retype(version=company.version)
    return _shown(request, page, form, company, status=409, extra={"conflict": stale.message})


def _shown(
    request: HttpRequest,
    page: ActPage,
    form: ActForm,
    company: Company | None,
    *,
    status: int = 200,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    back = reverse("company", args=[company.pk]) if company else reverse("companies")
    crumbs = [("Virksomheder", reverse("companies"))] + ([(company.name, back)] if company else [])
    context = {
        "page": page,
        "form": form,
        "company": company,
        "back": back,
        "crumbs": [*crumbs, (page.title, "")],
        **page.extra(),
        **(extra or {}),
    }
    return render(request, "companies/act.html", context, status=status)
