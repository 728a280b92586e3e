"""Målrettede forløb: courses for the unemployed with companies that are short of people, and who is on them."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import TEAM_ROLES
from cases.models import Case
from cases.services import targeted
from cases.views.answers import signed_in
from cases.views.opening import citizen_page
from companies.access import WRITERS, may_write
from companies.forms.targeted import TargetedCourseForm
from companies.models import Company, TargetedCourse
from companies.policy import practices_on
from companies.services import targeted as arranging
from companies.views.acts import Actor, ActPage, answer
from companies.views.record import the_company
from rules.answers.terms import Practice
from rules.rule import Rule
from staff import paging
from staff.access import log
from staff.models import Act
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused

MOST_SHORT = 20
METHODS = ["GET", "POST"]


def _decided() -> dict[Practice, Rule]:
    """What the municipality has decided; without courses for companies short of people there is no such page."""
    ways = practices_on(timezone.localdate())
    if Practice.COURSES_FOR_SHORTAGE not in ways:
        raise Http404
    return ways


@needs_role(*TEAM_ROLES)
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """All courses, the latest first, and the companies for which none is ahead."""
    ways, asked, today = _decided(), request.GET, timezone.localdate()
    page = paging.page(
        targeted.counted(TargetedCourse.objects.all()), everything=TargetedCourse.objects.all(), order=("-starts_on",),
        after=asked.get("efter", ""), before=asked.get("foer", ""),
    )  # fmt: skip
    short = Company.objects.shown().filter(active=True, short_of_people=True)
    ahead = TargetedCourse.objects.ahead(today).values("company")
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Målrettede forløb", "")],
        "rows": page.rows,
        "short": list(short.exclude(pk__in=ahead).order_by("sort_name", "pk")[:MOST_SHORT]),
        "today": today,
        "may_write": may_write(signed_in(request)),
        "sources": [ways[way] for way in (Practice.COURSES_FOR_SHORTAGE, Practice.ROTATION) if way in ways],
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    return render(request, "cases/company/courses.html", context)


@needs_role(*TEAM_ROLES)
@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """One course: who has a seat, or with `vis=venter` who waits."""
    _decided()
    row = get_object_or_404(targeted.counted(TargetedCourse.objects.all()), pk=pk)
    user, today, waits = signed_in(request), timezone.localdate(), request.GET.get("vis") == "venter"
    rows = targeted.rows(row.holders.waiting() if waits else row.holders.seated(), user=user)
    named = [one.case.citizen.public_id for one in rows if one.case and one.case.named]
    log(user=user, screen="Målrettet forløb", act=Act.LIST, citizens=named)
    context = {
        "crumbs": [
            ("Virksomheder", reverse("companies")), ("Målrettede forløb", reverse("targeted_courses")), (row.title, "")
        ],
        "course": row,
        "rows": rows,
        "waits": waits,
        "ended": row.ends_on < today,
        "today": today,
    }  # fmt: skip
    return render(request, "cases/company/course.html", context)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """A new course with a company."""
    company, ways = the_company(pk), _decided()

    def act(form: TargetedCourseForm, actor: Actor) -> str:
        key = form.cleaned_data["form_key"]
        made = arranging.arrange(company=company, plan=form.plan(), by=actor.by, now=actor.now, form_key=key)
        return reverse("targeted_course", args=[made.pk])

    page = ActPage(
        title="Nyt målrettet forløb", button="Gem forløbet", done="Forløbet er oprettet.",
        form=partial(TargetedCourseForm, rotation=Practice.ROTATION in ways), act=act, wide=True,
        lead="Borgere sættes på fra deres egen side under Job.",
    )  # fmt: skip
    return answer(request, page, company=company)


@require_POST
@citizen_page("Borger: på målrettet forløb")
def join(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The citizen gets a seat, or waits for one."""
    _decided()
    row = get_object_or_404(TargetedCourse, pk=pk)
    try:
        holder = targeted.join(
            case=case, course=row, by=signed_in(request), today=timezone.localdate(), now=timezone.now()
        )
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        said = f"har fået plads på {row.title}." if holder.seat else f"er sat på venteliste til {row.title}."
        messages.success(request, f"{case.citizen.name} {said}")
    return redirect("citizen_jobs", case.citizen.public_id)


@require_POST
@citizen_page("Borger: af målrettet forløb")
def leave(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The citizen leaves; who has waited longest gets the seat."""
    _decided()
    row = get_object_or_404(TargetedCourse, pk=pk)
    passed_on = targeted.leave(case=case, course=row, by=signed_in(request), now=timezone.now())
    later = " Den næste på ventelisten har fået pladsen." if passed_on else ""
    messages.success(request, f"{case.citizen.name} er afmeldt {row.title}.{later}")
    return redirect("citizen_jobs", case.citizen.public_id)
