"""An offer is registered from a form: what the rules want weighed is asked under the lock and kept with it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from cases.facts import facts_of
from cases.models import Activity, Case
from cases.services import activities, weighing
from cases.services.changing import lock
from cases.services.grants.judging import attendable_hours
from cases.services.policies.in_force import policy_for_writing
from cases.services.weighing import Answers
from offers.services.asking import KINDS
from staff.models import User


def register(
    *,
    case: Case,
    type: str,
    from_on: date,
    answers: Answers,
    by: User,
    today: date,
    now: datetime,
    place: str = "",
    hours_per_week: Decimal | None = None,
    **values: Any,
) -> Activity:
    """Record the activity (the other `values` are those of `activities.record`) with the answers to the rules.

    Raises Refused where an answer that must be given is missing. Sent twice it is one activity with its answers once.
    """
    with transaction.atomic():
        lock(case)
        asked = weighing.asked(
            facts_of(case), type=KINDS[type], place=weighing.place_of(place), first_on=from_on, hours=hours_per_week,
            attendable_hours=attendable_hours(case), answers=answers, policy=policy_for_writing(), today=today,
        )  # fmt: skip
        weighing.check(asked)
        row = activities.record(
            case=case, type=type, from_on=from_on, place=place, hours_per_week=hours_per_week, by=by, today=today,
            now=now, **values,
        )  # fmt: skip
        if not row.weighed.exists():
            weighing.record(asked, answers, activity=row, by=by, now=now)
        return row


def change(*, activity: Activity, by: User, today: date, now: datetime, **values: Any) -> Activity:
    """Change the activity as `activities.change` does; its answers stand also with the row that replaces it."""
    with transaction.atomic():
        new = activities.change(activity=activity, by=by, today=today, now=now, **values)
        weighing.follow(activity, new)
        return new
