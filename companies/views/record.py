"""Acts on the record of a company: create, change, people, places of work, marked, merged."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import WRITERS, signed_in
from companies.forms.register import CompanyForm, MergeForm, PersonForm, ReasonForm, UnitForm
from companies.models import Company, ContactPerson, Merge
from companies.models.numbers import p_number_fits
from companies.services import bans, merging, register
from companies.views.acts import Actor, ActPage, answer
from staff.models import Role
from staff.permissions import needs_role
from staff.refusals import Refused

MOST_FOUND = 20


def the_company(pk: int) -> Company:
    """The company, unless it has been merged into another: then there is nothing to change here."""
    found: Company = get_object_or_404(Company.objects.shown(), pk=pk)
    return found


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    def act(form: CompanyForm, actor: Actor) -> Company:
        said = form.cleaned_data
        return register.create(
            facts=form.facts(), branch=said["branch"], owner=said["owner"], today=actor.today, form_key=said["form_key"]
        )

    page = ActPage(
        title="Ny virksomhed", button="Opret", done="Virksomheden er oprettet.", form=CompanyForm, act=act, wide=True
    )
    return answer(request, page)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    company = the_company(pk)

    def act(form: CompanyForm, actor: Actor) -> Company:
        said = form.cleaned_data
        return register.edit(
            company=company, facts=form.facts(), branch=said["branch"], owner=said["owner"], today=actor.today,
            version=said["version"] or 0,
        )  # fmt: skip

    page = ActPage(
        title="Ret oplysninger", button="Gem", done="Virksomheden er gemt.", form=CompanyForm, act=act, wide=True
    )
    return answer(request, page, company=company)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, pk: int) -> HttpResponse:
    company = the_company(pk)

    def act(form: PersonForm, actor: Actor) -> object:
        said = {name: form.cleaned_data[name] for name in ("name", "title", "phone", "email", "form_key")}
        return register.add_person(company=company, today=actor.today, **said)

    page = ActPage(title="Ny kontaktperson", button="Gem", done="Kontaktpersonen er gemt.", form=PersonForm, act=act)
    return answer(request, page, company=company)


@needs_role(*WRITERS)
@require_POST
def end_person(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = get_object_or_404(ContactPerson, pk=person, company=the_company(pk))
    register.end_person(person=row, today=timezone.localdate())
    messages.success(request, f"{row.name} er ikke længere kontaktperson.")
    return redirect("company", pk)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def add_unit(request: HttpRequest, pk: int) -> HttpResponse:
    company = the_company(pk)

    def act(form: UnitForm, actor: Actor) -> object:
        said = form.cleaned_data
        made = register.add_unit(
            company=company, p_number=said["p_number"], name=said["name"], address=said["address"],
            postal=said["postal"], today=actor.today,
        )  # fmt: skip
        if not p_number_fits(made.p_number):
            messages.warning(request, "P-nummerets kontrolciffer passer ikke. Ældre numre kan være rigtige alligevel.")
        return made

    page = ActPage(title="Nyt arbejdssted", button="Gem", done="Arbejdsstedet er gemt.", form=UnitForm, act=act)
    return answer(request, page, company=company)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def ban(request: HttpRequest, pk: int) -> HttpResponse:
    company = the_company(pk)

    def act(form: ReasonForm, actor: Actor) -> object:
        said = form.cleaned_data
        return bans.forbid(
            company=company, reason=said["reason"], by=actor.by, today=actor.today, now=actor.now,
            version=said["version"],
        )  # fmt: skip

    page = ActPage(
        title="Må ikke kontaktes", button="Gem", done="Virksomheden er markeret.", form=ReasonForm, act=act,
        lead="Virksomheden forlader ringelisterne. Kun en funktionsleder kan ophæve det igen.",
    )  # fmt: skip
    return answer(request, page, company=company)


@needs_role(Role.TEAM_LEADER)
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    company = the_company(pk)

    def act(form: ReasonForm, actor: Actor) -> object:
        said = form.cleaned_data
        bans.lift(company=company, reason=said["reason"], by=actor.by, today=actor.today, version=said["version"])
        return company

    page = ActPage(
        title="Må kontaktes igen", button="Gem", done="Virksomheden må kontaktes igen.", form=ReasonForm, act=act
    )
    return answer(request, page, company=company)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the record that is the same company and lay it into this one."""
    company = the_company(pk)
    words = request.GET.get("q", "").strip()
    others = _candidates(company, words)

    def act(form: MergeForm, actor: Actor) -> object:
        said = form.cleaned_data
        done = merging.merge(
            kept=company, gone=said["gone"], reason=said["reason"], by=actor.by, now=actor.now,
            version=said["version"], form_key=said["form_key"],
        )  # fmt: skip
        return reverse("company_merge_undo", args=[done.pk]), company

    def form(data: Any, **kwargs: Any) -> MergeForm:
        return MergeForm(data, others=others, **kwargs)

    page = ActPage(
        title="Læg sammen", button="Læg sammen", done="Virksomhederne er lagt sammen.", form=form, act=act,
        lead="Den anden virksomheds arbejdssteder, kontaktpersoner og historik flytter hertil. Det kan fortrydes.",
        extra=lambda: {"searchable": True, "q": words, "found": len(others)},
    )  # fmt: skip
    return answer(request, page, company=company)


def _candidates(company: Company, words: str) -> list[Company]:
    found = Company.objects.shown().exclude(pk=company.pk).select_related("postal")
    if words:
        return list(found.found(words)[:MOST_FOUND])
    return register.possible_doubles(company)


@needs_role(*WRITERS)
@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(Merge, pk=pk)
    try:
        back = merging.undo(done=done, by=signed_in(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("company", done.kept_id)
    messages.success(request, f"{back.name} står igen for sig selv.")
    return redirect("company", back.pk)
