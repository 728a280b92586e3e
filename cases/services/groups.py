"""Target groups of a case, and the facts that the clocks of a group start from."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypedDict, TypeVar, cast
from uuid import UUID

from cases.models import Activity, Case, Gap, TargetGroup, TargetGroupPeriod
from cases.models.fact import Fact
from cases.services import checking, correcting, courses, details
from cases.services.changing import Done, change, change_once
from cases.services.periods import DAY, STARTS, begin, check
from rules.vocabulary import JobBrokerAnswer
from staff.models import User
from staff.refusals import Refused

SET_BY_HAND = "Aftalt med borgeren"
Row = TypeVar("Row", bound=Fact)


class Frame(TypedDict):
    """What every service takes besides the facts themselves."""

    case: Case
    by: User
    today: date
    now: datetime
    form_key: UUID | None
    version: int | None


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
    starts = {
        "first_absence_on": first_absence_on,
        "first_unemployed_on": first_unemployed_on,
        "visited_on": visited_on,
    }

    def write(locked: Case) -> TargetGroupPeriod:
        checking.is_open(locked)
        values = starts | {"group": group, "from_on": from_on, "to_on": to_on, "job_broker": job_broker}
        return begin(locked, values, by=by, today=today, now=now, form_key=form_key)

    return change_once(case=case, model=TargetGroupPeriod, form_key=form_key, version=version, now=now, write=write)


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

    def write(locked: Case) -> TargetGroupPeriod:
        old = correcting.valid(period)
        values = {"group": group or old.group, "from_on": from_on or old.from_on, "to_on": old.to_on}
        check(locked, values, today)
        return correcting.replaced(old, reason=reason, by=by, now=now, form_key=form_key, **values)

    return change_once(
        case=period.case, model=TargetGroupPeriod, form_key=form_key, version=version, now=now, write=write
    )


def void(
    *, period: TargetGroupPeriod, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> TargetGroupPeriod | None:
    """Take a period out of the facts; the period that it ended runs again and is returned."""

    def write(locked: Case) -> TargetGroupPeriod | None:
        row = correcting.voided(correcting.valid(period), reason=reason, by=by, now=now)
        before = correcting.replaced_by(row)
        ended = TargetGroupPeriod.objects.valid().filter(case=locked, recorded_at=row.recorded_at).first()
        if before is None or ended is None or ended.to_on != row.from_on - DAY:
            return None
        return cast(TargetGroupPeriod, correcting.replaced(ended, reason=reason, by=by, now=now, to_on=before.to_on))

    def done(locked: Case) -> Done[TargetGroupPeriod | None] | None:
        row = correcting.fresh(period)
        if row.voided_at is None or (row.voided_by_id, row.void_reason) != (by.pk, reason.strip()):
            return None
        return Done(TargetGroupPeriod.objects.valid().filter(case=locked, recorded_at=row.voided_at).first())

    return change(case=period.case, version=version, now=now, write=write, done=done)


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
    the case; the next conversation is a date set by hand; a target group starts today; "to" is the last day of the
    running offer that has none.
    """
    frame: Frame = {
        "case": case, "by": by, "today": today, "now": now, "form_key": form_key, "version": version,
    }  # fmt: skip
    if fact == "next_conversation_on":
        return courses.set_next_conversation(due_on=_date(value, fact), reason=SET_BY_HAND, **frame)
    if fact == "residence_permit_on":
        return details.set(key=fact, value=_date(value, fact), **frame)
    if fact == "target_group":
        return start(group=_group(value), from_on=_group_since(case, today), **frame)
    if fact == "to":
        return _replace(Activity, _running_activity, {"to_on": _date(value, fact)}, "Sidste dag", frame)
    name, values = _period_fact(fact, value)
    return _replace(TargetGroupPeriod, _period_lacking(fact), values, name, frame)


def _replace(
    model: type[Row], find: Callable[[Case], Row], values: dict[str, date | str], name: str, frame: Frame
) -> Row:
    """Replace the row that `find` names by one that has the fact."""
    by, now, key = frame["by"], frame["now"], frame["form_key"]

    def write(locked: Case) -> Row:
        checking.is_open(locked)
        for field, value in values.items():
            if isinstance(value, date):
                checking.day(value, field=field, name=name, case=locked, today=frame["today"])
        row = find(locked)
        return correcting.replaced(row, reason=correcting.FILLED, by=by, now=now, form_key=key, **values)

    return change_once(case=frame["case"], model=model, form_key=key, version=frame["version"], now=now, write=write)


def _period_fact(fact: str, value: date | str) -> tuple[str, dict[str, date | str]]:
    """Name and value of a fact of a target-group period."""
    if fact in STARTS:
        return STARTS[fact], {fact: _date(value, fact)}
    if fact == "job_broker":
        return "Jobformidler", {fact: checking.code(str(value), JobBrokerAnswer, field=fact, name="Jobformidler")}
    raise Refused("Oplysningen kan ikke udfyldes her.")


def _period_lacking(fact: str) -> Callable[[Case], TargetGroupPeriod]:
    """The latest period without the fact, of the group whose gap asks for it."""

    def find(case: Case) -> TargetGroupPeriod:
        asked = Gap.objects.current().filter(case=case, fact=fact).values_list("group", flat=True)
        empty = {fact: ""} if fact == "job_broker" else {f"{fact}__isnull": True}
        lacking = TargetGroupPeriod.objects.valid().filter(case=case, **empty).order_by("-from_on")
        period = lacking.filter(group__in=[code for code in asked if code]).first() or lacking.first()
        if period is None:
            raise Refused("Oplysningen er allerede udfyldt. Genindlæs siden.", field=fact)
        found: TargetGroupPeriod = period
        return found

    return find


def _running_activity(case: Case) -> Activity:
    found: Activity | None = (
        Activity.objects.valid().filter(case=case, status="running", to_on__isnull=True).order_by("-from_on").first()
    )
    if found is None:
        raise Refused("Oplysningen er allerede udfyldt. Genindlæs siden.", field="to")
    return found


def _group(value: date | str) -> TargetGroup:
    found = TargetGroup.objects.filter(code=str(value)).first()
    if found is None:
        raise Refused("Vælg en målgruppe.", field="target_group")
    return found


def _group_since(case: Case, today: date) -> date:
    """A case that never had a target group has it from the beginning of its course."""
    known = TargetGroupPeriod.objects.valid().filter(case=case).exists()
    return today if known else case.course_start


def _date(value: date | str, field: str) -> date:
    if not isinstance(value, date):
        raise Refused("Skriv en dato.", field=field)
    return value
