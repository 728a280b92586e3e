"""What each consultant is to reach in a month, and what has been reached: the logged contacts (RUD21-15, REBGEN-49)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from companies.models import Channel, Contact, ContactGoal, Duty, JobOrder
from companies.models.contacts import OUTGOING
from staff.models import User


@dataclass(frozen=True, slots=True)
class Goal:
    visits: int
    contacts: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A consultant today: what the month has brought, whether they answer companies, and how many jobs are open."""

    reached: "Reached"
    on_duty: bool
    open_orders: int


@dataclass(frozen=True, slots=True)
class Reached:
    """One consultant in one month."""

    user: User
    visits: int
    contacts: int
    goal: Goal | None


def month_of(text: str, today: date) -> date:
    """The first day of the month that an address names (2026-11), else of today's."""
    try:
        year, month = map(int, text.split("-"))
        return date(year, month, 1) if 2000 <= year < 2200 else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def following(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def before(month: date) -> date:
    """The first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def last_of(month: date) -> date:
    return following(month) - timedelta(days=1)


def contacts_of(*, month: date, user: int | None = None, visits: bool = False) -> Any:
    """The contacts that count in a month: the figure and the list behind it are this selection."""
    found = Contact.objects.valid().filter(kind__in=OUTGOING, on_date__range=(month, last_of(month)))
    if user is not None:
        found = found.filter(by=user)
    return found.filter(kind=Channel.VISIT) if visits else found


def reached(*, month: date, people: list[User]) -> list[Reached]:
    """Each of `people` with visits, contacts and goals, in one statement."""
    rows = {row.pk: row for row in _with_month(User.objects.filter(pk__in=[user.pk for user in people]), month)}
    return [_reached(user, rows[user.pk]) for user in people]


def standing(user: User, *, today: date, now: datetime) -> Standing:
    """What the start page of a consultant says of companies, in one statement."""
    duty = Duty.objects.filter(on=today, user=OuterRef("pk"))
    jobs = JobOrder.objects.open(now).order_by().values(one=Value(1)).annotate(number=Count("pk")).values("number")
    rows = _with_month(User.objects.filter(pk=user.pk), today.replace(day=1))
    row = rows.annotate(has_duty=Exists(duty), jobs=Coalesce(Subquery(jobs), 0)).get()
    return Standing(_reached(user, row), row.has_duty, row.jobs)


def _with_month(people: Any, month: date) -> Any:
    goal = ContactGoal.objects.filter(month=month, user=OuterRef("pk"))
    return people.annotate(
        all_done=Coalesce(Subquery(_number(month, visits=False)), 0),
        visits_done=Coalesce(Subquery(_number(month, visits=True)), 0),
        visits_wanted=Subquery(goal.values("visits")[:1]),
        contacts_wanted=Subquery(goal.values("contacts")[:1]),
    )


def _number(month: date, *, visits: bool) -> Any:
    """How many contacts count for the person of the outer query."""
    rows = contacts_of(month=month, visits=visits).filter(by=OuterRef("pk")).order_by()
    return rows.values("by").annotate(number=Count("pk")).values("number")


def _reached(user: User, row: Any) -> Reached:
    wanted = Goal(row.visits_wanted, row.contacts_wanted) if row.visits_wanted is not None else None
    return Reached(user, row.visits_done, row.all_done, wanted)


def set_goal(*, user: User, month: date, visits: int, contacts: int) -> ContactGoal:
    """The goal of a consultant for a month; what stood before is in the history."""
    goal, _ = ContactGoal.objects.update_or_create(
        user=user, month=month.replace(day=1), defaults={"visits": visits, "contacts": contacts}
    )
    return goal
