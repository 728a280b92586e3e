"""A placement at a company, on an individual place: what the rules say of its length, and recording it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from cases.models import Activity, Case
from cases.services import periods, registering
from cases.services.changing import lock
from cases.services.policies.in_force import current_policy, policy_for_writing
from cases.services.weighing import NOTHING, Answers
from companies.models import Company
from rules.decide import Check, decide
from rules.gates import question as asked
from rules.gates.terms import GateKind
from rules.gates.vocabulary import Result
from rules.rule import Policy
from rules.vocabulary import ActivityStatus, ActivityType, Place, TargetGroup
from staff.models import User
from staff.refusals import Refused

ASKED = (GateKind.LENGTH_BETWEEN, GateKind.PLACE_STATED, GateKind.HOURS_AT_MOST)
"""What a placement is asked for here; goal, price and quotes belong to a grant."""


def place(
    *,
    case: Case,
    company: Company,
    from_on: date,
    to_on: date,
    hours_per_week: Decimal,
    by: User,
    today: date,
    now: datetime,
    answers: Answers = NOTHING,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Activity:
    """Record the placement; what a rule forbids is refused in its words. What it is today follows from its days."""
    with transaction.atomic():
        lock(case)
        found = checks(
            case, from_on=from_on, to_on=to_on, hours=hours_per_week, today=today, policy=policy_for_writing()
        )
        stopped = [check for check in found if check.result is Result.BLOCKS]
        if stopped and from_on <= to_on:
            raise Refused(". ".join(f"{check.text} ({check.rule})" for check in stopped) + ".", field="to_on")
        return registering.register(
            case=case, type=ActivityType.VIRKSOMHEDSPRAKTIK, status=_status(from_on, to_on, today), from_on=from_on,
            to_on=to_on, company=company, place=Place.INDIVIDUAL, agreed_on=min(today, from_on),
            hours_per_week=hours_per_week, answers=answers, by=by, today=today, now=now, form_key=form_key,
            version=version,
        )  # fmt: skip


def checks(
    case: Case, *, from_on: date, to_on: date, hours: Decimal | None, today: date, policy: Policy | None = None
) -> tuple[Check, ...]:
    """What the rules say of a placement of these days; nothing where the citizen has no target group then."""
    period = periods.running_on(case, from_on)
    if period is None or period.group_id not in set(TargetGroup):
        return ()
    rules = policy or current_policy()
    offer: dict[str, Any] = {"first_on": from_on, "last_on": to_on, "hours_per_week": hours}
    question = asked.Question(
        today=today,
        citizen=asked.OfferCitizen(group=TargetGroup(period.group_id)),
        offer=asked.Offer(type=ActivityType.VIRKSOMHEDSPRAKTIK, place=Place.INDIVIDUAL, **offer),
        rules=frozenset(gate.id for gate in rules.gates if gate.kind in ASKED),
    )
    return decide(question, rules).checks


def _status(from_on: date, to_on: date, today: date) -> str:
    if from_on > today:
        return ActivityStatus.PLANNED
    return ActivityStatus.ENDED if to_on < today else ActivityStatus.RUNNING
