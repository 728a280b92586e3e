"""A citizen gets another target group: the old period ends the day before, the dates of the new one appear."""

from datetime import date, timedelta
from typing import Any

import pytest

from cases.models import Case, TargetGroup, TargetGroupPeriod
from cases.services import groups
from cases.services.preview import Change, moved_by
from staff.models import User
from staff.refusals import Refused
from tests import people
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


@pytest.fixture
def peter(anne: User) -> Case:
    return people.job_ready_cash(since=date(2026, 9, 1), by=anne)


def start(case: Case, code: str, by: User, **changes: Any) -> TargetGroupPeriod:
    values: dict[str, Any] = {"from_on": TODAY, "today": TODAY, "now": NOW}
    return groups.start(case=case, group=TargetGroup.objects.get(code=code), by=by, **values | changes)


def days(case: Case) -> list[tuple[str, date, date | None]]:
    rows = TargetGroupPeriod.objects.valid().filter(case=case).order_by("from_on")
    return list(rows.values_list("group_id", "from_on", "to_on"))


def test_the_running_period_ends_the_day_before(peter: Case, anne: User) -> None:
    start(peter, "cash_activity_ready", anne)
    assert days(peter) == [
        ("cash_job_ready", date(2026, 9, 1), date(2026, 11, 22)), ("cash_activity_ready", TODAY, None),
    ]  # fmt: skip
    replaced = peter.targetgroupperiods.get(voided_at__isnull=False)
    assert (replaced.to_on, replaced.void_reason) == (None, "Afløst af ny målgruppe")


def test_the_moved_dates_are_shown_before_saving(peter: Case, anne: User) -> None:
    moves = moved_by(peter, lambda: start(peter, "cash_activity_ready", anne))
    found = {(move.rule, move.change): (move.before, move.after) for move in moves}
    assert found["REB23-47", Change.ENDED] == (date(2026, 12, 1), None)
    assert found["REB23-48", Change.NEW] == (None, date(2027, 5, 23))
    assert days(peter) == [("cash_job_ready", date(2026, 9, 1), None)]


def test_a_change_is_undone_and_the_old_period_runs_again(peter: Case, anne: User) -> None:
    row = start(peter, "cash_activity_ready", anne)
    running = groups.void(period=row, reason="Fortrudt", by=anne, today=TODAY, now=NOW + timedelta(minutes=1))
    assert days(peter) == [("cash_job_ready", date(2026, 9, 1), None)]
    assert running == TargetGroupPeriod.objects.valid().get(case=peter)
    again = groups.void(period=row, reason="Fortrudt", by=anne, today=TODAY, now=NOW + timedelta(minutes=2))
    assert again == running
    assert peter.deadlines.current().get(rule="REB23-47").closed_on is None


def test_a_period_that_ended_by_itself_does_not_run_again(anne: User) -> None:
    case = people.case_of(people.citizen("Mette Sund"), since=date(2026, 9, 1), responsible=anne)
    people.in_group(case, "cash_job_ready", since=date(2026, 9, 1), until=date(2026, 11, 22))
    row = start(case, "cash_activity_ready", anne)
    assert groups.void(period=row, reason="Fortrudt", by=anne, today=TODAY, now=NOW) is None
    assert days(case) == [("cash_job_ready", date(2026, 9, 1), date(2026, 11, 22))]


def test_a_wrong_group_is_corrected_with_a_reason(peter: Case, anne: User) -> None:
    period = peter.targetgroupperiods.get()
    new = groups.correct(
        period=period, group=TargetGroup.objects.get(code="cash_activity_ready"), from_on=date(2026, 9, 15),
        reason="Tastet forkert", by=anne, today=TODAY, now=NOW,
    )  # fmt: skip
    period.refresh_from_db()
    assert (period.void_reason, new.from_on) == ("Tastet forkert", date(2026, 9, 15))
    assert peter.deadlines.current().get(rule="REB23-48", closed_on=None).due_on == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"from_on": date(2026, 9, 1)}, "from_on", "allerede i en målgruppe fra den dag"),
        ({"from_on": date(2026, 8, 31)}, "from_on", "ligger før forløbet"),
        ({"from_on": date(2028, 1, 1)}, "from_on", "højst ligge et år frem"),
        ({"to_on": date(2026, 11, 1)}, "to_on", "Slutdatoen kan ikke ligge før startdatoen"),
        ({"first_absence_on": date(1970, 1, 1)}, "first_absence_on", "Første fraværsdag kan ikke ligge før"),
        ({"job_broker": "måske"}, "job_broker", "vælg en af mulighederne"),
    ],
)
def test_days_that_cannot_be_are_refused(
    peter: Case, anne: User, changes: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(Refused, match=message) as told:
        start(peter, "sick_with_employer", anne, **changes)
    assert told.value.field == field
    assert days(peter) == [("cash_job_ready", date(2026, 9, 1), None)]


def test_a_group_that_did_not_exist_that_day_is_refused(peter: Case, anne: User) -> None:
    TargetGroup.objects.filter(code="resource_course").update(valid_to=date(2025, 12, 31))
    with pytest.raises(Refused, match="findes ikke") as told:
        start(peter, "resource_course", anne)
    assert told.value.field == "group"


def test_a_period_inside_a_later_one_is_refused_by_the_database(peter: Case, anne: User) -> None:
    start(peter, "cash_activity_ready", anne, from_on=date(2026, 11, 30))
    with pytest.raises(Refused, match="allerede i en målgruppe i perioden"):
        start(peter, "cash_education_ready", anne, from_on=date(2026, 11, 25))
