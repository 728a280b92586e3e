"""A citizen's pages: overview, conversations, deadlines, history with access log."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import change_log
from cases.course_track import course_track
from cases.dossier import Dossier, read
from cases.duties import Duty, Missing, duties, missing
from cases.forms.missing import FILLABLE, MissingForm, missing_form
from cases.identity import identity, tabs
from cases.models import Case
from cases.next_steps import FreeTime, next_steps, wants_slot
from cases.services import slots, steps
from cases.talk_rows import talk_rows
from cases.timeline import FIRST, MORE, TYPES, timeline
from cases.views.answers import signed_in
from cases.views.opening import citizen_page
from rules.answers.terms import Clarification, Ladder
from staff.access import views_of
from staff.models import User

LOG_ROWS = 50


@dataclass(frozen=True)
class Page:
    """What every tab needs: the records, and the lines as read today."""

    case: Case
    dossier: Dossier
    lines: list[Duty]
    gaps: list[Missing]
    today: date

    def context(self, current: str) -> dict[str, Any]:
        return {
            "case": self.case,
            "public_id": self.case.citizen.public_id,
            "today": self.today,
            "identity": identity(self.dossier, self.lines, self.gaps, self.today),
            "tabs": tabs(self.dossier, self.lines, self.gaps, current, today=self.today),
            "is_open": self.case.closed_on is None,
        }


def page_of(case: Case) -> Page:
    """Read the case for a page."""
    today = timezone.localdate()
    dossier = read(case)
    return Page(case, dossier, duties(dossier, today), missing(dossier, today), today)


@require_safe
@citizen_page("Borger: overblik")
def overview(request: HttpRequest, case: Case) -> HttpResponse:
    """Where the case is, what is due and why, and what happened. The timeline alone when htmx asks for it."""
    page = page_of(case)
    chosen = next((code for code, _ in TYPES if code == request.GET.get("type")), "")
    count = _whole(request.GET.get("antal", ""), FIRST)
    story = timeline(page.dossier, page.lines, page.today, type=chosen, count=count)
    context = {
        **page.context("overview"),
        "story": story,
        "story_types": [(code, label, code == chosen) for code, label in TYPES],
        "story_url": f"?type={chosen}&antal={count + MORE}",
    }
    if request.headers.get("HX-Target") == "tidslinje":
        return render(request, "cases/citizen/_timeline.html", context)
    shown = [line for line in page.lines if line.is_open or line.code in ("fulfilled_late", "missed")]
    free = _free_time(request, page) if wants_slot(page.lines) else None
    context |= {
        "track": course_track(page.dossier, page.lines, page.today),
        "lines": shown,
        "opened_key": next((line.key for line in shown if line.code == "overdue"), ""),
        "first_key": shown[0].key if shown else "",
        "hidden_lines": len(page.lines) - len(shown),
        "gaps": [(gap, gap_form(gap, page)) for gap in page.gaps],
        "goals": page.dossier.goals_on(page.today),
        "ladder": steps.shown(Ladder, page.dossier, page.today),
        "clarification": steps.shown(Clarification, page.dossier, page.today),
        "grants": page.dossier.current_grants(page.today),
        "steps": next_steps(page.dossier, page.lines, page.gaps, page.today, free=free),
    }
    return render(request, "cases/citizen/overview.html", context)


@require_safe
@citizen_page("Borger: frister")
def deadlines(request: HttpRequest, case: Case) -> HttpResponse:
    """Every deadline of the course, also those met, missed and superseded."""
    page = page_of(case)
    context = {
        **page.context("deadlines"),
        "lines": page.lines,
        "first_key": page.lines[0].key if page.lines else "",
        "gaps": [(gap, gap_form(gap, page)) for gap in page.gaps],
    }
    return render(request, "cases/citizen/deadlines.html", context)


@require_safe
@citizen_page("Borger: samtaler")
def conversations(request: HttpRequest, case: Case) -> HttpResponse:
    """The conversations of the course, newest first, voided ones struck out."""
    page = page_of(case)
    dated = (line for line in page.lines if line.is_conversation and line.is_open and line.standing.due_on)
    context = {
        **page.context("conversations"),
        "talks": talk_rows(page.dossier, page.lines),
        "first_due": next(dated, None),
    }
    return render(request, "cases/citizen/conversations.html", context)


@require_safe
@citizen_page("Borger: historik og adgangslog")
def history(request: HttpRequest, case: Case) -> HttpResponse:
    """Who recorded and voided what, and who has looked."""
    page = page_of(case)
    count = _whole(request.GET.get("antal", ""), change_log.PAGE)
    found = change_log.changes(page.dossier, page.today)
    before = _whole(request.GET.get("foer", ""), 0)
    views = views_of(citizen=case.citizen.public_id, before=before or None, count=LOG_ROWS + 1)
    context = {
        **page.context("history"),
        "changes": found[:count],
        "changes_next": count + change_log.PAGE if len(found) > count else 0,
        "views": views[:LOG_ROWS],
        "views_before": views[LOG_ROWS - 1].pk if len(views) > LOG_ROWS else 0,
        "older": before > 0,
    }
    return render(request, "cases/citizen/history.html", context)


def gap_form(gap: Missing, page: Page) -> MissingForm | None:
    """The field for a missing fact; None where another screen owns the fact."""
    if gap.fact not in FILLABLE:
        return None
    return missing_form(fact=gap.fact, version=page.case.version, today=page.today)


def _free_time(request: HttpRequest, page: Page) -> FreeTime | None:
    """The first free time for the next conversation in the calendar that the booking page suggests."""
    calendar = _calendar(signed_in(request), page.dossier)
    unmet = [row for line in page.lines if line.is_open for row in line.rows]
    offer = slots.suggestions(case=page.case, user=calendar, now=timezone.now(), today=page.today, count=1, unmet=unmet)
    return FreeTime(offer.choices[0].slot, calendar.pk) if offer.choices else None


def _calendar(user: User, dossier: Dossier) -> User:
    """As `cases.views.calendars`, from what the page has read already."""
    owner, consultant = dossier.responsible, dossier.consultant
    own = consultant is not None and consultant.person_id == user.pk
    if owner is None or owner.person_id is None or owner.person_id == user.pk or own:
        return user
    return User.objects.get(pk=owner.person_id)


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else default
