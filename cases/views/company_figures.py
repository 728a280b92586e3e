"""Tal for virksomhedsindsatsen: what the municipality wants more of, this month beside the month before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import TEAM_ROLES
from cases.company_panel import Row, at_own_employer, row_of
from cases.services import offer_shares
from cases.views.answers import signed_in
from companies.access import WRITERS
from companies.models import JobOrder
from companies.policy import practice_on, rules_on
from companies.services import goals, orders
from rules.answers.practice import practices
from rules.answers.terms import Practice
from rules.rule import Rule
from staff.access import log
from staff.models import Act, User
from staff.permissions import needs_role


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a month beside that of the month before; each leads to its list. `share` goes with both."""

    title: str
    now: int
    now_url: str
    before: int
    before_url: str
    rule: Rule
    share: str = ""

    @property
    def trend(self) -> str:
        """op fra 3; ned fra 7; som måneden før"""
        if self.now == self.before:
            return "som måneden før"
        return f"{'op' if self.now > self.before else 'ned'} fra {self.before}"


@needs_role(*WRITERS)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """One month of the whole house: visits, job orders, and who works at the municipality itself."""
    user, today = signed_in(request), timezone.localdate()
    month, rules = goals.month_of(request.GET.get("maaned", ""), today), rules_on(today)
    ways = practices(rules)
    own = ways.get(Practice.OWN_EMPLOYER)
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Tal", "")],
        "month": month,
        "earlier": goals.before(month),
        "later": goals.following(month),
        "figures": list(_figures(month, ways)),
        "own": own,
        "own_number": at_own_employer(user=user, today=today).count() if own else 0,
        "has_shares": bool(offer_shares.asked(rules).sources),
        "today": today,
    }
    return render(request, "cases/company/figures.html", context)


def _figures(month: date, ways: dict[Practice, Rule]) -> Iterator[Figure]:
    earlier = goals.before(month)
    if rule := ways.get(Practice.MORE_VISITS):
        numbers = [goals.contacts_of(month=one, visits=True).count() for one in (month, earlier)]
        urls = [f"{reverse('contacts_done')}?maaned={one:%Y-%m}&type=besoeg&hvem=alle" for one in (month, earlier)]
        yield Figure("Virksomhedsbesøg", numbers[0], urls[0], numbers[1], urls[1], rule)
    if rule := ways.get(Practice.MORE_ORDERS):
        yield _orders("Nye jobordrer", "oprettet", month, rule)
        filled = _orders("Besatte jobordrer", "besat", month, rule)
        yield replace(filled, share=_share(filled.now, month))


def _share(filled: int, month: date) -> str:
    """67 % af 3 afsluttede"""
    closed = orders.of_month(JobOrder.objects.all(), month, "lukket").count()
    return f"{round(100 * filled / closed)}\u00a0% af {closed} afsluttede" if closed else "Ingen afsluttede"


def _orders(title: str, what: str, month: date, rule: Rule) -> Figure:
    earlier = goals.before(month)
    numbers = [orders.of_month(JobOrder.objects.all(), one, what).count() for one in (month, earlier)]
    urls = [f"{reverse('job_orders')}?maaned={one:%Y-%m}&hvad={what}" for one in (month, earlier)]
    return Figure(title, numbers[0], urls[0], numbers[1], urls[1], rule)


@needs_role(*TEAM_ROLES)
@require_safe
def own_employer(request: HttpRequest) -> HttpResponse:
    """The citizens who are at a workplace of the municipality itself today (RUD21-13)."""
    user, today = signed_in(request), timezone.localdate()
    rule = practice_on(Practice.OWN_EMPLOYER, today)
    if rule is None:
        raise Http404
    rows = _rows(user, today)
    named = [one.row.case.citizen.public_id for one in rows if one.row.named]
    log(user=user, screen="Egne arbejdspladser", act=Act.LIST, citizens=named)
    context = {
        "crumbs": [("Virksomheder", reverse("companies")), ("Kommunens egne arbejdspladser", "")],
        "rows": rows,
        "today": today,
        "sources": [rule],
    }
    return render(request, "cases/company/own_employer.html", context)


def _rows(user: User, today: date) -> list[Row]:
    return [row_of(row, today) for row in at_own_employer(user=user, today=today)]
