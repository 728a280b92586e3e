"""Acts on the agreements of a company about fixed places and company centres."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from companies.access import WRITERS
from companies.forms.agreements import AgreementEndForm, AgreementForm
from companies.forms.register import ReasonForm
from companies.models import PlaceAgreement
from companies.services import agreements
from companies.views.acts import Actor, ActPage, answer
from companies.views.record import the_company
from staff.permissions import needs_role
from staff.wording import period

METHODS = ["GET", "POST"]


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    company = the_company(pk)

    def act(form: AgreementForm, actor: Actor) -> str:
        said = form.cleaned_data
        agreements.agree(
            company=company, terms=form.terms(), by=actor.by, now=actor.now, version=said["version"],
            form_key=said["form_key"],
        )  # fmt: skip
        return _places(pk)

    page = ActPage(
        title="Aftale om pladser", button="Gem aftalen", done="Aftalen er gemt.", form=AgreementForm, act=act, wide=True
    )
    return answer(request, page, company=company)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def renew(request: HttpRequest, pk: int, agreement: int) -> HttpResponse:
    row = _agreement(pk, agreement)

    def act(form: AgreementForm, actor: Actor) -> str:
        said = form.cleaned_data
        agreements.renew(
            agreement=row, terms=form.terms(), by=actor.by, now=actor.now, version=said["version"],
            form_key=said["form_key"],
        )  # fmt: skip
        return _places(pk)

    page = ActPage(
        title="Forny aftalen", button="Gem den nye aftale", done="Aftalen er fornyet.",
        form=partial(AgreementForm, agreement=row), act=act, wide=True,
        lead=f"{_words(row)}. Den slutter dagen før, den nye begynder.",
    )  # fmt: skip
    return answer(request, page, company=row.company)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def end(request: HttpRequest, pk: int, agreement: int) -> HttpResponse:
    row = _agreement(pk, agreement)

    def act(form: AgreementEndForm, actor: Actor) -> str:
        agreements.end(agreement=row, to_on=form.cleaned_data["to_on"], version=form.cleaned_data["version"])
        return _places(pk)

    page = ActPage(
        title="Afslut aftalen", button="Gem sidste dag", done="Aftalens sidste dag er gemt.", form=AgreementEndForm,
        act=act, lead=f"{_words(row)}. Borgere, der er der længere, bliver der.",
    )  # fmt: skip
    return answer(request, page, company=row.company)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def void(request: HttpRequest, pk: int, agreement: int) -> HttpResponse:
    row = _agreement(pk, agreement)

    def act(form: ReasonForm, actor: Actor) -> str:
        agreements.void(agreement=row, reason=form.cleaned_data["reason"], by=actor.by, now=actor.now)
        return _places(pk)

    page = ActPage(
        title="Annullér aftalen", button="Annullér aftalen", done="Aftalen er annulleret.", form=ReasonForm, act=act,
        lead=_words(row), danger=True,
    )  # fmt: skip
    return answer(request, page, company=row.company)


def _agreement(pk: int, agreement: int) -> PlaceAgreement:
    rows = PlaceAgreement.objects.valid().select_related("company")
    found: PlaceAgreement = get_object_or_404(rows, pk=agreement, company=the_company(pk))
    return found


def _words(row: PlaceAgreement) -> str:
    """Faste pladser: 4, 5. jan. – 31. dec. 2026"""
    days = period(row.from_on, row.to_on) if row.from_on else ""
    return f"{row.get_kind_display()}: {row.places}, {days}"


def _places(pk: int) -> str:
    return reverse("company_places", args=[pk])
