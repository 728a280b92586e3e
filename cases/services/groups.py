"""Target groups of a case, and the facts that the clocks of a group start from."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, TargetGroup, TargetGroupPeriod
from cases.models.fact import Fact
from staff.models import User


def start(
    *,
    case: Case,
    group: TargetGroup,
    from_on: date,
    by: User,
    today: date,
    now: datetime,
    to_on: date | None = None,
    first_absence_on: date | None = None,
    first_unemployed_on: date | None = None,
    visited_on: date | None = None,
    job_broker: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> TargetGroupPeriod:
    """Put the citizen in `group` from `from_on`; the running period ends the day before."""
    raise NotImplementedError


def correct(
    *,
    period: TargetGroupPeriod,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    group: TargetGroup | None = None,
    from_on: date | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> TargetGroupPeriod:
    """Correct the group or first day of a period: void it with `reason`, record it anew."""
    raise NotImplementedError


def void(
    *, period: TargetGroupPeriod, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> TargetGroupPeriod | None:
    """Take a period out of the facts; the period that it ended runs again and is returned."""
    raise NotImplementedError


def fill_missing(
    *,
    case: Case,
    fact: str,
    value: date | str,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Fact:
    """Fill the missing fact of a gap, named as `Gap.fact` names it; `value` is a date, a code or a target group's code.

    Facts of a period replace its row with the reason "Manglende oplysning udfyldt"; a residence permit is a detail of
    the case; the next conversation is a date set by hand; a target group starts today.
    """
    raise NotImplementedError
