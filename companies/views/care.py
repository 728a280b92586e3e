"""Code of Care: who is a member on a day, beside the goal; join, leave, void. And the branches hit by a crisis."""

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from companies.access import READERS, WRITERS, may_write, signed_in
from companies.forms.care import DayForm, HitForm, JoinForm, LeaveForm
from companies.forms.register import ReasonForm
from companies.models import Branch, CareMembership
from companies.policy import practice_on
from companies.services import branches, care
from companies.views.acts import Actor, ActPage, answer
from companies.views.record import the_company
from rules.answers.terms import Practice
from staff import paging
from staff.paging import page_url
from staff.permissions import needs_role

METHODS = ["GET", "POST"]


@needs_role(*READERS)
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """The members on the day of the address, today without one."""
    today, asked = timezone.localdate(), request.GET
    day = DayForm({"dag": asked.get("dag", "")}, today=today).day()
    rows = care.members_on(day)
    number = rows.count()
    page = paging.page(
        rows.select_related("company__postal__area"), everything=CareMembership.objects.all(),
        order=("company__sort_name",), after=asked.get("efter", ""), before=asked.get("foer", ""),
    )  # fmt: skip
    found = care.goal_on(day, number)
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Code of Care", "")],
        "rows": page.rows,
        "number": number,
        "day": day,
        "day_form": DayForm(initial={"dag": day}, today=today),
        "today": today,
        "rule": found[0] if found else None,
        "goal": found[1] if found else None,
        "share": _share(number, found[1].goal) if found else 0,
        "courses": practice_on(Practice.MENTOR_COURSES, today),
        "may_write": may_write(signed_in(request)),
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    return render(request, "companies/care.html", context)


def _share(number: int, goal: int) -> int:
    """Width of the bar, of 240."""
    return min(240, 240 * number // goal) if goal else 0


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    company = the_company(pk)

    def act(form: JoinForm, actor: Actor) -> object:
        said = form.cleaned_data
        return care.join(
            company=company, from_on=said["from_on"], note=said["note"], by=actor.by, today=actor.today, now=actor.now,
            form_key=said["form_key"],
        )  # fmt: skip

    page = ActPage(title="Medlem af Code of Care", button="Gem", done="Virksomheden er medlem.", form=JoinForm, act=act)
    return answer(request, page, company=company)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    row = _membership(pk)

    def act(form: LeaveForm, actor: Actor) -> str:
        care.leave(membership=row, to_on=form.cleaned_data["to_on"])
        return reverse("care_members")

    page = ActPage(
        title="Ikke længere medlem", button="Gem sidste dag", done="Sidste dag er gemt.", form=LeaveForm, act=act
    )
    return answer(request, page, company=row.company)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def void(request: HttpRequest, pk: int) -> HttpResponse:
    row = _membership(pk)

    def act(form: ReasonForm, actor: Actor) -> str:
        care.void(membership=row, reason=form.cleaned_data["reason"], by=actor.by, now=actor.now)
        return reverse("care_members")

    page = ActPage(
        title="Annullér medlemskabet", button="Annullér", done="Medlemskabet er annulleret.", form=ReasonForm, act=act,
        danger=True,
    )  # fmt: skip
    return answer(request, page, company=row.company)


def _membership(pk: int) -> CareMembership:
    found: CareMembership = get_object_or_404(CareMembership.objects.valid().select_related("company"), pk=pk)
    return found


@needs_role(*READERS)
@require_safe
def hit_branches(request: HttpRequest) -> HttpResponse:
    """The branches that companies have, the ones hit by a crisis said."""
    today, asked = timezone.localdate(), request.GET
    page = paging.page(
        Branch.objects.used(), everything=Branch.objects.all(), order=("name",), after=asked.get("efter", ""),
        before=asked.get("foer", ""),
    )  # fmt: skip
    rows = [(row, _is_hit(row, today)) for row in page.rows]
    context: dict[str, Any] = {
        "crumbs": [
            ("Virksomheder", reverse("companies")), ("Ringeliste", reverse("call_list")), ("Kriseramte brancher", "")
        ],
        "rows": rows,
        "today": today,
        "may_write": may_write(signed_in(request)),
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }  # fmt: skip
    return render(request, "companies/branches.html", context)


def _is_hit(row: Branch, today: date) -> bool:
    return row.hit_from is not None and row.hit_from <= today and (row.hit_to is None or today <= row.hit_to)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def hit_branch(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Branch, pk=pk)

    def act(form: HitForm, actor: Actor) -> str:
        said = form.cleaned_data
        branches.say_hit(branch=row, hit_from=said["hit_from"], hit_to=said["hit_to"])
        return reverse("hit_branches")

    page = ActPage(
        title=f"Krise: {row.name}", button="Gem", done="Branchens dage er gemt. Ringelisterne følger med.",
        form=partial(HitForm, branch=row), act=act,
        lead="En branche, der selv er ramt, udelades af ringelisterne på de dage.",
    )  # fmt: skip
    return answer(request, page)
