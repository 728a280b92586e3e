"""Pages of what the rules want written down: partial return, training tracks, and who needs a training track."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import TEAM_ROLES
from cases.change_log import entry_words
from cases.dossier import read
from cases.forms.facts import FactForm
from cases.forms.records import PartialReturnForm, TrainingNeedForm
from cases.models import Case, Consideration
from cases.services import considerations, records
from cases.views.answers import signed_in
from cases.views.fact_page import FactPage, answer
from cases.views.opening import citizen_page
from rules.answers.record import rules_about
from rules.answers.terms import Record
from rules.rule import Rule
from staff import paging
from staff.access import log
from staff.models import Act
from staff.paging import page_url
from staff.permissions import needs_role

METHODS = ["GET", "POST"]


@require_http_methods(METHODS)
@citizen_page("Borger: delvis raskmelding")
def partial_return(request: HttpRequest, case: Case) -> HttpResponse:
    """A plan for partial return, or why it is not possible (REB23-56)."""
    done = "Planen for delvis raskmelding er gemt."
    page = _page(case, Record.PARTIAL_RETURN, title="Delvis raskmelding", form=PartialReturnForm, done=done)
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: behov for træningsbane")
def training_need(request: HttpRequest, case: Case) -> HttpResponse:
    """Which training at a company the citizen needs (REBGEN-51)."""
    done = "Behovet er gemt. Jobkonsulenterne kan se det."
    page = _page(case, Record.TRAINING_TRACK, title="Behov for træningsbane", form=TrainingNeedForm, done=done)
    return answer(request, case, page)


def _page(case: Case, record: Record, *, title: str, form: Callable[..., FactForm], done: str) -> FactPage:
    """The page on which a record is written, with what was written before."""
    return FactPage(
        title=title,
        button="Gem",
        done=done,
        form=form,
        act=partial(considerations.record, case=case, of=record.value),
        previews=False,
        lead=_lead(case, record),
        undo="consideration",
        current_title="Skrevet før",
        current=_before(case, record),
        after="citizen_jobs",
    )


def _lead(case: Case, record: Record) -> str:
    """The rule in words; where none wants the record of the group, there is no page."""
    today = timezone.localdate()
    for one in records.wanted(read(case), today):
        if one.standing.record is record:
            return _words(one.rule)
    raise Http404


def _before(case: Case, record: Record) -> list[str]:
    today = timezone.localdate()
    return [
        f"{entry_words(entry, today)}: {entry.text}"
        for entry in read(case).valid("consideration")
        if entry.code == record.value
    ]


def _words(rule: Rule) -> str:
    return f"{rule.id} {rule.title}. {rule.cite}: »{rule.quote}«"


@needs_role(*TEAM_ROLES)
@require_safe
def training_needs(request: HttpRequest) -> HttpResponse:
    """Everybody who needs a training track, for those who talk with companies."""
    user, today, asked = signed_in(request), timezone.localdate(), request.GET
    found = rules_about(Record.TRAINING_TRACK, records.rules_today(today))
    if not found:
        raise Http404
    rows = records.training_needs(user, today)
    page = paging.page(
        rows, everything=Consideration.objects.all(), order=("on_date",), after=asked.get("efter", ""),
        before=asked.get("foer", ""),
    )  # fmt: skip
    named = [row.case.citizen.public_id for row in page.rows]
    log(user=user, screen="Behov for træningsbaner", act=Act.LIST, citizens=named)
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Ledige pladser", reverse("free_places")), ("Behov", "")],
        "rows": page.rows,
        "number": rows.count(),
        "today": today,
        "sources": found,
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
    return render(request, "cases/company/training_needs.html", context)
