"""The tab "Job" of a citizen: job goals, wishes, and the open jobs that fit. Goals are added and ended from it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.change_log import entry_words
from cases.dossier import Dossier, Entry, read
from cases.forms.job_goals import JobGoalEndForm, JobGoalForm
from cases.models import Case, JobGoal
from cases.services import job_goals, matching, records, targeted
from cases.views.citizen import page_of
from cases.views.fact_page import FactPage, answer
from cases.views.opening import citizen_page
from companies.models import JobOrder
from companies.policy import practices_on
from rules.answers.possibility import named, possible
from rules.answers.terms import Practice
from rules.labels import ACTIVITY_TYPES
from rules.rule import Rule
from rules.vocabulary import TargetGroup

METHODS = ["GET", "POST"]
MOST = 30
"""So many jobs are shown; the rest is found among all job orders."""
MOST_ELSEWHERE = 8


@require_safe
@citizen_page("Borger: job")
def jobs(request: HttpRequest, case: Case) -> HttpResponse:
    """What the citizen looks for, and which open jobs are of those occupations."""
    page = page_of(case)
    goals = page.dossier.goals_on(page.today)
    now, ways = timezone.now(), practices_on(page.today)
    found = list(job_goals.fitting((goal.text for goal in goals), now=now)[: MOST + 1]) if goals else []
    shortage = ways.get(Practice.COURSES_FOR_SHORTAGE)
    elsewhere = ways.get(Practice.OTHER_TRADES) if goals and not found else None
    letters = {job_goals.folded(goal.text): goal.code for goal in reversed(goals)}
    context = {
        **page.context("jobs"),
        "goals": goals,
        "possible": _possible(page.dossier, page.today),
        "records": records.wanted(page.dossier, page.today),
        "earlier": page.dossier.goals_not_on(page.today),
        "consultant": page.dossier.consultant,
        "jobs": [(letters.get(order.word, ""), order) for order in found[:MOST]],
        "places": list(matching.free_for([goal.text for goal in goals], today=page.today)[:MOST]) if goals else [],
        "courses": list(targeted.for_citizen(case, today=page.today)[:MOST]) if shortage else [],
        "demand": _demand(goals, found) if Practice.DEMAND_LED in ways else {},
        "elsewhere": list(job_goals.elsewhere(now=now)[:MOST_ELSEWHERE]) if elsewhere else [],
        "sources": [rule for rule in (ways.get(Practice.DEMAND_LED) if goals else None, elsewhere) if rule],
        "more": len(found) > MOST,
        "most": MOST,
    }
    return render(request, "cases/citizen/jobs.html", context)


def _possible(dossier: Dossier, today: date) -> list[tuple[Rule, str, list[tuple[str, bool]]]]:
    """The rules that name offers to consider for the group: when, and each offer with whether it has been given."""
    group = dossier.group_on(today)
    if group is None or group.code not in set(TargetGroup):
        return []
    given = {row.type for row in dossier.given}
    return [
        (rule, terms.text, [(ACTIVITY_TYPES[kind], kind.value in given) for kind in named(terms)])
        for rule, terms in possible(TargetGroup(group.code), records.rules_today(today))
    ]


def _demand(goals: Sequence[Entry], jobs: Sequence[JobOrder]) -> dict[str, int]:
    """How many positions companies want filled now, by the letter of the job goal (REB23-09)."""
    return {
        goal.code: sum(job.positions for job in jobs if job_goals.folded(job.occupation) == job_goals.folded(goal.text))
        for goal in goals
    }


@require_http_methods(METHODS)
@citizen_page("Borger: jobmål")
def add(request: HttpRequest, case: Case) -> HttpResponse:
    """A job goal from a day on."""
    page = FactPage(
        title="Tilføj jobmål",
        button="Gem jobmålet",
        done="Jobmålet er gemt.",
        form=JobGoalForm,
        act=partial(job_goals.add, case=case),
        previews=False,
        undo="goal",
        current_title="Jobmål nu",
        current=goal_words(read(case)),
        after="citizen_jobs",
    )
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: afslut jobmål")
def end(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Give a job goal its last day."""
    row = get_object_or_404(JobGoal.objects.valid().filter(case=case), pk=pk)
    page = FactPage(
        title="Afslut jobmålet",
        button="Gem sidste dag",
        done="Jobmålet er afsluttet.",
        form=JobGoalEndForm,
        act=partial(job_goals.end, goal=row),
        previews=False,
        current_title="Jobmål nu",
        current=goal_words(read(case)),
        after="citizen_jobs",
    )
    return answer(request, case, page)


def goal_words(dossier: Dossier) -> list[str]:
    """The job goals that hold today or later, in words."""
    today = timezone.localdate()
    return [entry_words(goal, today) for goal in dossier.valid("goal") if goal.until is None or goal.until >= today]
