"""The job consultant's start page (screen 10a): whom to place, whom to follow up, and which company waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import TEAM_ROLES
from cases.forms.company_search import Typed, suggestions
from cases.services import consultant_day, job_goal_file
from cases.services.caseload import owners as owners_of
from cases.services.consultant_day import Day
from cases.services.policies.in_force import current_policy
from cases.views.answers import signed_in
from cases.views.consultant_rows import HEADS, Section, lines_of, section, start_sections
from companies.models import Company, Enquiry
from companies.services import call_lists, enquiries, goals
from companies.services.call_lists import CallRule
from companies.waiting import Wait, wait_of
from offers.services import exchange
from staff.access import log
from staff.models import Act, Role, User
from staff.permissions import needs_role

SCREEN = "Visitation"
WAITING, CALLS = 4, 4
LONGEST = 100
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Counter:
    """One figure over the lists."""

    label: str
    icon: str
    tone: str
    number: int
    url: str
    current: bool
    key: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A company that has asked, with its clock."""

    row: Enquiry
    wait: Wait | None

    @property
    def name(self) -> str:
        return self.row.company.name if self.row.company else self.row.caller


@dataclass(frozen=True, slots=True)
class CallArea:
    """An area with so many companies to call."""

    pk: int
    name: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Calls:
    """Companies without contact: the areas with their numbers, and the first of the chosen area."""

    rule: CallRule
    areas: list[CallArea]
    area: int
    rows: list[Company]
    number: int


COUNTERS = (
    ("alle", "Alle", "list", ""),
    ("overskredet", "Overskredet", "over", "over"),
    ("snart", "Forfalder snart", "soon", "soon"),
    ("nye", "Nye visitationer", "flag", ""),
    ("slutter", "Praktik slutter", "work", ""),
    ("opfoelgning", "9 måneder", "cal", ""),
)


@needs_role(Role.JOB_CONSULTANT, Role.TEAM_LEADER)
@require_safe
def consultant_day_page(request: HttpRequest) -> HttpResponse:
    """The whole page, one list of it in full, or the clocks alone, which the page asks for each minute.

    A team leader looks at that of any consultant of the own teams.
    """
    viewer, today, now = signed_in(request), timezone.localdate(), timezone.now()
    if request.headers.get("HX-Target") == "henvendelser":
        return render(request, "cases/consultant/_waiting.html", {"waiting": _waiting(now, today)[:WAITING]})
    owners = consultants_of(viewer)
    owner = _owner(viewer, owners, request.GET.get("konsulent", ""))
    chosen = request.GET.get("vis", "") if request.GET.get("vis") in HEADS else ""
    url_of = partial(_url, owner=0 if owner == viewer else owner.pk)
    day = consultant_day.read(owner=owner, viewer=viewer, today=today)
    if chosen:
        sections = [section(day, chosen, today, whole=True, url=url_of(chosen))]
    else:
        sections = start_sections(day, today, url_of)
    waiting, standing = _waiting(now, today), goals.standing(owner, today=today, now=now)
    context = {
        "today": today,
        "owner": owner,
        "owners": owners,
        "own": owner == viewer,
        "sections": sections,
        "chosen": chosen,
        "back_url": url_of(""),
        "total": len(day.lines),
        "total_url": url_of("alle"),
        "counters": _counters(day, chosen, url_of),
        "waiting": waiting[:WAITING],
        "waiting_number": len(waiting),
        "calls": _calls(today, request.GET.get("omraade", ""), partial(url_of, chosen)),
        "order_number": standing.open_orders,
        "on_duty": standing.on_duty,
        "reached": standing.reached if owner == viewer else None,
    }
    response = render(request, "cases/consultant/page.html", context)
    log(user=viewer, screen=SCREEN, act=Act.LIST, citizens=_named(sections))
    return response


def consultants_of(viewer: User) -> list[User]:
    """The job consultants whose day a team leader may look at; nobody for a consultant."""
    if not viewer.has_role(Role.TEAM_LEADER):
        return []
    return [person for person in owners_of(viewer) if person.has_role(Role.JOB_CONSULTANT)]


def _owner(viewer: User, owners: list[User], asked: str) -> User:
    """Whose day: the one asked for, else one's own, else the first of those one leads. Somebody else's is 404."""
    own = [viewer] if viewer.has_role(Role.JOB_CONSULTANT) or not owners else []
    found = [person for person in (*own, *owners) if not asked or str(person.pk) == asked]
    if not found:
        raise Http404
    return found[0]


def _url(slug: str, *, owner: int, **more: object) -> str:
    """The address of a list of this page; `owner` 0 is one's own."""
    query = {"vis": slug, "konsulent": owner or "", **more}
    return f"?{urlencode({name: value for name, value in query.items() if value})}"


@needs_role(Role.JOB_CONSULTANT, Role.TEAM_LEADER)
@require_safe
def goals_file(request: HttpRequest, form: str) -> HttpResponse:
    """The job goals as a file for those who talk with companies: no CPR number, no benefit, nothing of health."""
    if form not in FORMATS:
        raise Http404
    user, today = signed_in(request), timezone.localdate()
    rows = job_goal_file.rows(user=user, today=today)
    answer = HttpResponse(exchange.written(job_goal_file.dataset(rows), form=form), content_type=FORMATS[form])
    answer["Content-Disposition"] = f'attachment; filename="jobmaal-{today}.{form}"'
    log(user=user, screen="Jobmål som fil", act=Act.LIST, citizens=[row.public_id for row in rows])
    return answer


@needs_role(*TEAM_ROLES)
@require_safe
def company_suggestions(request: HttpRequest) -> HttpResponse:
    """The companies that fit what is typed in a search field for companies, for htmx."""
    typed = Typed(request.GET.get("company", "")[:LONGEST], "")
    return render(request, "cases/widgets/_companies.html", suggestions("company", typed))


def _counters(day: Day, chosen: str, url_of: Callable[[str], str]) -> list[Counter]:
    return [
        Counter(label, icon, tone, len(lines_of(day, slug)), url_of(slug), slug == chosen, str(place))
        for place, (slug, label, icon, tone) in enumerate(COUNTERS, start=1)
    ]


def _named(sections: list[Section]) -> list[str]:
    return [row.public_id for one in sections for row in one.rows]


def _waiting(now: datetime, today: date) -> list[Asking]:
    """The companies that nobody has been in touch with yet, the longest waiting on top."""
    policy = current_policy()
    rule = enquiries.clock_rule(policy)
    found = []
    for row in Enquiry.objects.waiting().select_related("company").order_by("received_at", "pk"):
        clock = enquiries.clock(row, rule=rule, policy=policy, now=now)
        found.append(Asking(row, wait_of(clock, today) if clock else None))
    return found


def _calls(today: date, asked: str, url_of: Callable[..., str]) -> Calls | None:
    """Where the municipality has a call list: its areas, and the first companies of one of them."""
    rules = call_lists.call_rules(current_policy(), today)
    if not rules:
        return None
    found = call_lists.to_call(rules[0], today=today)
    counted = found.order_by().values("postal__area", "postal__area__name").annotate(number=Count("pk"))
    places = [(row["postal__area"], row["postal__area__name"], row["number"]) for row in counted]
    areas = [
        CallArea(pk, name, number, f"{url_of(omraade=pk)}#ringeliste")
        for pk, name, number in sorted((place for place in places if place[0]), key=lambda place: (-place[2], place[1]))
    ]
    area = next((one.pk for one in areas if str(one.pk) == asked), areas[0].pk if areas else 0)
    rows = found.filter(postal__area=area) if area else found
    first: Any = rows.with_standing(today).order_by("last_key", "sort_name", "pk")[:CALLS]
    return Calls(rules[0], areas, area, list(first), sum(number for _, _, number in places))
