"""Code of Care: a company becomes a member, leaves, or was entered by mistake; how many are members on a day."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from companies.models import CareMembership, Company
from companies.policy import rule_about
from companies.services.changing import change, change_once
from rules.answers.membership import Members, against
from rules.answers.terms import MembershipGoal
from rules.rule import Rule
from staff.models import User
from staff.refusals import Refused

ORDER = "Slutdatoen kan ikke ligge før startdatoen."


def join(
    *, company: Company, from_on: date, note: str, by: User, today: date, now: datetime, form_key: UUID | None
) -> CareMembership:
    """A member from a day on; a form sent twice makes one."""
    if from_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv medlemskabet, når det er begyndt.", field="from_on")

    def write(locked: Company) -> CareMembership:
        made: CareMembership = CareMembership.objects.create(
            company=locked, from_on=from_on, note=note, recorded_at=now, recorded_by=by, form_key=form_key
        )
        return made

    return change_once(company=company, model=CareMembership, form_key=form_key, version=None, write=write)


def leave(*, membership: CareMembership, to_on: date) -> CareMembership:
    """Give it its last day."""

    def write(locked: Company) -> CareMembership:
        fresh = _fresh(membership)
        if fresh.voided_at is not None:
            raise Refused("Medlemskabet er annulleret. Genindlæs siden.")
        if fresh.from_on is not None and to_on < fresh.from_on:
            raise Refused(ORDER, field="to_on")
        fresh.to_on = to_on
        fresh.save(update_fields=["to_on"])
        return fresh

    return change(company=membership.company, version=None, write=write)


def void(*, membership: CareMembership, reason: str, by: User, now: datetime) -> CareMembership:
    """Entered by mistake; it stays on record with the reason. A second time changes nothing."""

    def write(locked: Company) -> CareMembership:
        fresh = _fresh(membership)
        if fresh.voided_at is None:
            fresh.voided_at, fresh.voided_by, fresh.void_reason = now, by, reason
            fresh.save(update_fields=["voided_at", "voided_by", "void_reason"])
        return fresh

    return change(company=membership.company, version=None, write=write)


def members_on(day: date) -> Any:
    """The memberships that hold on a day: the figure and the list behind it are this selection."""
    return CareMembership.objects.valid().on(day)


def goal_on(day: date, number: int) -> tuple[Rule, Members] | None:
    """So many members beside the goal of the municipality, where it has one (HED21-60)."""
    found = rule_about(MembershipGoal, day)
    return (found[0], against(number, found[1])) if found is not None else None


def _fresh(membership: CareMembership) -> CareMembership:
    found: CareMembership = CareMembership.objects.select_for_update().get(pk=membership.pk)
    return found
