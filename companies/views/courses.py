"""Mentorkurser: the courses, who has a seat and who waits, and the acts on them."""

from functools import partial

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.access import READERS, WRITERS, may_write, signed_in
from companies.forms.courses import CourseForm, MentorForm
from companies.models import Mentor, MentorCourse
from companies.policy import practice_on
from companies.services import courses as service
from companies.views.acts import Actor, ActPage, answer
from rules.answers.terms import Practice
from rules.rule import Rule
from staff import paging
from staff.paging import page_url
from staff.permissions import needs_role

METHODS = ["GET", "POST"]
THERE = Q(mentors__left_at__isnull=True)


def offered() -> Rule:
    """The rule that offers courses to the employees of companies; without it there is no such page (HED21-61)."""
    found = practice_on(Practice.MENTOR_COURSES, timezone.localdate())
    if found is None:
        raise Http404
    return found


@needs_role(*READERS)
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """All courses, the latest first."""
    asked, rule = request.GET, offered()
    rows = MentorCourse.objects.annotate(
        taken=Count("mentors", THERE & Q(mentors__seat__isnull=False)),
        waiting=Count("mentors", THERE & Q(mentors__seat__isnull=True)),
    )
    page = paging.page(
        rows, everything=MentorCourse.objects.all(), order=("-starts_on",), after=asked.get("efter", ""),
        before=asked.get("foer", ""),
    )  # fmt: skip
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Mentorkurser", "")],
        "rows": page.rows,
        "sources": [rule],
        "today": timezone.localdate(),
        "may_write": may_write(signed_in(request)),
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    return render(request, "companies/courses.html", context)


@needs_role(*READERS)
@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """One course: its seats and its waiting list."""
    row, today = get_object_or_404(MentorCourse, pk=pk), timezone.localdate()
    there = list(row.mentors.there().select_related("company"))
    waiting = sorted((one for one in there if one.seat is None), key=lambda one: (one.joined_at, one.pk))
    seated = [one for one in there if one.seat is not None]
    context = {
        "crumbs": [
            ("Virksomheder", reverse("companies")),
            ("Mentorkurser", reverse("mentor_courses")),
            (row.title, ""),
        ],
        "course": row,
        "seated": seated,
        "waiting": waiting,
        "free": row.seats - len(seated),
        "ended": row.ends_on < today,
        "today": today,
        "may_write": may_write(signed_in(request)),
    }  # fmt: skip
    return render(request, "companies/course.html", context)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def arrange(request: HttpRequest) -> HttpResponse:
    offered()

    def act(form: CourseForm, actor: Actor) -> str:
        said = {name: form.cleaned_data[name] for name in ("title", "where", "starts_on", "ends_on", "seats")}
        made = service.arrange(**said, by=actor.by, now=actor.now, form_key=form.cleaned_data["form_key"])
        return reverse("mentor_course", args=[made.pk])

    page = ActPage(
        title="Nyt mentorkursus", button="Gem kurset", done="Kurset er oprettet.", form=CourseForm, act=act, wide=True
    )
    return answer(request, page)


@needs_role(*WRITERS)
@require_http_methods(METHODS)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(MentorCourse, pk=pk)

    def act(form: MentorForm, actor: Actor) -> str:
        said = form.cleaned_data
        made = service.join(
            course=row, company=said["firm"], name=said["name"], by=actor.by, today=actor.today, now=actor.now,
            form_key=said["form_key"],
        )  # fmt: skip
        if made.seat is None:
            messages.warning(request, "Alle pladser er taget. Medarbejderen står på ventelisten.")
        return reverse("mentor_course", args=[pk])

    page = ActPage(
        title="Tilmeld en medarbejder", button="Tilmeld", done="Tilmeldingen er gemt.", form=MentorForm, act=act,
        lead=f"{row.title}, {row.seats} pladser. Er alle taget, kommer medarbejderen på ventelisten.",
    )  # fmt: skip
    return answer(request, page)


@needs_role(*WRITERS)
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Mentor.objects.select_related("course"), pk=pk)
    act = partial(service.leave, mentor=row, by=signed_in(request), now=timezone.now())
    following = act()
    later = f" {following.name} har fået pladsen." if following else ""
    messages.success(request, f"{row.name} er afmeldt.{later}")
    return redirect("mentor_course", row.course_id)
