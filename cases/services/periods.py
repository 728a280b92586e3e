"""Writing a target-group period of a locked case; `cases.services.groups` and `courses` share it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from cases.models import Case, TargetGroupPeriod
from cases.services import checking, correcting
from rules.vocabulary import JobBrokerAnswer
from staff.models import User
from staff.refusals import Refused
from staff.wording import long_date

DAY = timedelta(days=1)
STARTS = {
    "first_absence_on": "Første fraværsdag",
    "first_unemployed_on": "Første ledighedsdag",
    "visited_on": "Visitationsdato",
}
"""Facts of a period that clocks start from, with their names on screen."""


def begin(
    locked: Case, values: dict[str, Any], *, by: User, today: date, now: datetime, form_key: UUID | None = None
) -> TargetGroupPeriod:
    """Write a new period of a locked case and end the running one. `values` are the fields of the period."""
    check(locked, values, today)
    running = running_on(locked, values["from_on"])
    if running is not None:
        if running.from_on == values["from_on"]:
            raise Refused("Borgeren er allerede i en målgruppe fra den dag. Ret den i stedet.", field="from_on")
        ended = values["from_on"] - DAY
        correcting.replaced(running, reason=correcting.FOLLOWED, by=by, now=now, to_on=ended)
    return TargetGroupPeriod.objects.create(case=locked, recorded_at=now, recorded_by=by, form_key=form_key, **values)


def running_on(case: Case, day: date) -> TargetGroupPeriod | None:
    """The valid period that covers `day`."""
    covering = TargetGroupPeriod.objects.valid().filter(case=case, from_on__lte=day).exclude(to_on__lt=day)
    found: TargetGroupPeriod | None = covering.select_related("group").first()
    return found


def check(case: Case, values: dict[str, Any], today: date) -> None:
    """The days of a period and its facts are plausible, and the group existed then."""
    from_on, to_on, group = values["from_on"], values.get("to_on"), values["group"]
    checking.day(from_on, field="from_on", name="Første dag i målgruppen", case=case, today=today)
    checking.in_course(from_on, field="from_on", name="Første dag i målgruppen", case=case)
    checking.in_order(from_on, to_on)
    if (group.valid_from and from_on < group.valid_from) or (group.valid_to and from_on > group.valid_to):
        raise Refused(f"Målgruppen {group.name} findes ikke {long_date(from_on)}.", field="group")
    for field, name in STARTS.items():
        if values.get(field) is not None:
            checking.day(values[field], field=field, name=name, case=case, today=today)
    broker = values.get("job_broker", "")
    checking.code(broker, JobBrokerAnswer, field="job_broker", name="Jobformidler", required=False)
