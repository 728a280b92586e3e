"""What each consultant is to reach in a month, and what has been reached: the logged contacts (RUD21-15, REBGEN-49)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from companies.models import Channel, Contact, ContactGoal
from companies.models.contacts import OUTGOING
from staff.models import User


@dataclass(frozen=True, slots=True)
class Reached:
    """One consultant in one month."""

    user: User
    visits: int
    contacts: int
    goal: ContactGoal | None


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
    """Each of `people` with visits, contacts and goals."""
    rows = contacts_of(month=month).filter(by__in=people).order_by().values("by")
    done = {row["by"]: row for row in rows.annotate(all=Count("pk"), visits=Count("pk", Q(kind=Channel.VISIT)))}
    goals = {goal.user_id: goal for goal in ContactGoal.objects.filter(month=month, user__in=people)}
    none = {"all": 0, "visits": 0}
    return [
        Reached(user, (row := done.get(user.pk, none))["visits"], row["all"], goals.get(user.pk)) for user in people
    ]


def set_goal(*, user: User, month: date, visits: int, contacts: int) -> ContactGoal:
    """The goal of a consultant for a month; what stood before is in the history."""
    goal, _ = ContactGoal.objects.update_or_create(
        user=user, month=month.replace(day=1), defaults={"visits": visits, "contacts": contacts}
    )
    return goal
