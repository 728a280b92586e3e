"""How a citizen stands: the rows read in Python and the SQL that sorts and counts give the same answer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.deadline_queries import Bucket
from cases.models import Case, Deadline, Gap
from cases.services import deadlines, standings
from cases.services.policies.in_force import one_policy
from rules.obligation import Stop
from rules.vocabulary import Status
from tests.cases import histories

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> histories.House:
    return histories.house()


@pytest.mark.parametrize("shift", [-600, -200, -30, 0, 1, 20, 200])
def test_sql_and_python_agree_on_every_case(house: histories.House, shift: int) -> None:
    day = TODAY + timedelta(days=shift)
    cases = histories.cases(150, house=house, seed=100 + shift, today=TODAY)
    deadlines.rebuild(now=NOW)
    read = standings.of_cases((case.pk for case in cases), today=day)
    found = {case.pk: case for case in standings.bucketed(Case.objects.all(), today=day)}
    for case_id, stands in read.items():
        assert found[case_id].bucket == stands.bucket, case_id
        worst = next((row for row in stands.rows if row.bucket), None)
        assert found[case_id].worst_due == (worst.row.due_on if worst else None)
    counted = standings.counts(Case.objects.all(), today=day)
    assert counted == {bucket: sum(row.bucket is bucket for row in read.values()) for bucket in Bucket}


@pytest.mark.parametrize("shift", [-300, 0, 30])
def test_overdue_in_sql_is_overdue_in_the_rules(house: histories.House, shift: int) -> None:
    day = TODAY + timedelta(days=shift)
    histories.cases(150, house=house, seed=200 + shift, today=TODAY)
    deadlines.rebuild(now=NOW)
    rows = [standings.of_deadline(row, today=day) for row in Deadline.objects.current()]
    overdue = {row.row.pk for row in rows if row.bucket is Bucket.OVERDUE}
    assert set(Deadline.objects.overdue(day).values_list("pk", flat=True)) == overdue
    due = {Status.OVERDUE, Status.DUE_SOON, Status.PENDING, Status.PAUSED}
    assert {row.row.pk for row in rows if row.standing.status in due} == set(
        Deadline.objects.unmet(day).values_list("pk", flat=True)
    )
    if shift == 0:
        assert {row.bucket for row in rows} >= {Bucket.OVERDUE, Bucket.PENDING, Bucket.PAUSED, Bucket.DUE_SOON}


def row(case: Case, **dates: object) -> Deadline:
    """One stored deadline with the dates that matter."""
    values = {
        "rule": "BRO18-10", "family": "conversation", "severity": "policy", "group": "insured_unemployed",
        "anchor_on": date(2026, 9, 1), "rule_version": 1, "rule_digest": "x", "computed_at": NOW,
    }  # fmt: skip
    return Deadline.objects.create(case=case, **(values | dates))


def stands(case: Case, day: date = TODAY) -> standings.CaseStanding:
    found = standings.of_cases([case.pk], today=day)[case.pk]
    assert standings.bucketed(Case.objects.filter(pk=case.pk), today=day).get().bucket == found.bucket
    return found


def test_the_worst_deadline_decides_and_the_oldest_comes_first(house: histories.House) -> None:
    case = histories.plain_case(house, course_start=date(2026, 9, 1))
    row(case, rule="A", due_on=TODAY + timedelta(days=3))
    row(case, rule="B", due_on=TODAY - timedelta(days=2))
    oldest = row(case, rule="C", due_on=TODAY - timedelta(days=9))
    found = stands(case)
    assert found.bucket is Bucket.OVERDUE
    assert found.worst is not None
    assert found.worst.row.pk == oldest.pk
    assert found.worst.standing.days == 9
    assert found.more == 2


def test_a_missing_fact_is_worse_than_what_is_due_soon_but_not_than_overdue(house: histories.House) -> None:
    case = histories.plain_case(house, course_start=date(2026, 9, 1))
    soon = row(case, due_on=TODAY)
    Gap.objects.create(case=case, rule="R", family="referral", fact="visited_on", since=TODAY, computed_at=NOW)
    found = stands(case)
    assert found.bucket is Bucket.MISSING
    assert found.worst is None
    assert stands(case, TODAY + timedelta(days=1)).bucket is Bucket.OVERDUE
    assert [found.row.pk for found in found.rows] == [soon.pk]


def test_a_recommendation_past_its_day_is_never_overdue(house: histories.House) -> None:
    case = histories.plain_case(house, course_start=date(2026, 9, 1))
    row(case, severity="recommendation", due_on=TODAY - timedelta(days=1))
    found = stands(case)
    assert found.bucket is Bucket.NONE
    assert found.rows[0].standing.status is Status.OVERDUE
    assert stands(case, TODAY - timedelta(days=1)).bucket is Bucket.DUE_SOON


def test_a_pause_holds_what_is_ahead_and_hides_nothing_overdue(house: histories.House) -> None:
    case = histories.plain_case(house, course_start=date(2026, 9, 1))
    stop = deadlines_stop(TODAY - timedelta(days=2), None)
    row(case, due_on=None, open_since=TODAY - timedelta(days=2), remaining_days=10, stops=stop)
    assert stands(case).bucket is Bucket.PAUSED
    row(case, rule="B", due_on=TODAY - timedelta(days=1), stops=stop)
    assert stands(case).bucket is Bucket.OVERDUE


def deadlines_stop(first: date, last: date | None) -> tuple[object, ...]:
    return (Stop(first, last, "leave"),)


def test_many_cases_cost_two_queries_beside_the_rules(house: histories.House, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    cases = histories.cases(80, house=house, seed=12, today=TODAY)
    deadlines.rebuild(now=NOW)
    with one_policy():
        with django_assert_num_queries(1 + 2):
            standings.of_cases([case.pk for case in cases], today=TODAY)
        with django_assert_num_queries(1):
            standings.counts(Case.objects.open(), today=TODAY)
