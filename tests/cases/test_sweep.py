"""The sweep tells each deadline that passed unmet once, whatever runs were skipped, doubled or broken off."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from cases import tasks
from cases.models import Case, Conversation, Deadline, Notice, Responsibility, SweepFailure, SweepRun
from cases.models.runs import RunStatus
from cases.services import deadlines, notices, sweep
from tests.cases import histories

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> histories.House:
    return histories.house()


def swept(day: date = TODAY, **more: object) -> SweepRun:
    done = sweep.run(today=day, now=at(day), **more)  # type: ignore[arg-type]
    assert done.run is not None
    done.run.refresh_from_db()
    return done.run


def at(day: date, hour: int = 6) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def told() -> set[tuple[object, ...]]:
    return set(Notice.objects.values_list("case", "rule", "ordinal", "anchor_on", "due_on"))


def insured(house: histories.House, first_day: date, **more: object) -> Case:
    """An insured unemployed citizen: jobsamtale 1 is due after 28 days, and so on."""
    case = histories.plain_case(house, course_start=first_day, **more)  # type: ignore[arg-type]
    case.targetgroupperiods.create(group_id="insured_unemployed", from_on=first_day, first_unemployed_on=first_day)
    deadlines.refresh(case, now=at(first_day))
    return case


def hold(case: Case, day: date) -> None:
    Conversation.objects.create(case=case, kind="jobsamtale", status="held", on_date=day)
    deadlines.refresh(case, now=at(day, 10))


def test_a_deadline_that_passes_unmet_is_told_once_to_the_responsible(house: histories.House) -> None:
    caseworker = house.caseworkers[0]
    case = insured(house, TODAY - timedelta(days=28), responsible=caseworker)
    assert swept(TODAY).notices_made == 0
    tomorrow = TODAY + timedelta(days=1)
    run = swept(tomorrow)
    assert run.status == RunStatus.OK
    rules = set(Notice.objects.values_list("rule", flat=True))
    assert rules == {"BRO18-02", "BRO18-10"}
    notice = Notice.objects.get(rule="BRO18-10")
    assert (notice.case, notice.caseworker, notice.due_on, notice.noticed_on) == (case, caseworker, TODAY, tomorrow)
    for day in range(2, 6):
        assert swept(TODAY + timedelta(days=day)).notices_made == 0
    assert Notice.objects.count() == 2


def test_an_old_date_recorded_late_is_told_by_the_next_hourly_run(house: histories.House) -> None:
    swept(TODAY - timedelta(days=1))
    late = insured(house, TODAY - timedelta(days=100))
    Deadline.objects.update(computed_at=at(TODAY, 5))
    assert swept().notices_made > 0
    assert {case for case, *_ in told()} == {late.pk}


def test_the_nightly_run_looks_at_everything_again(house: histories.House) -> None:
    """The hourly one trusts that an earlier good run told what was there to tell."""
    swept(TODAY - timedelta(days=1))
    insured(house, TODAY - timedelta(days=100))
    Deadline.objects.update(computed_at=at(TODAY - timedelta(days=5)))
    assert swept().notices_made == 0
    assert swept(kind="verification").notices_made > 0


def test_without_a_responsible_the_notice_still_stands(house: histories.House) -> None:
    insured(house, TODAY - timedelta(days=29))
    assert swept().notices_made == 2
    assert list(Notice.objects.values_list("caseworker", flat=True)) == [None, None]


def test_an_unseen_notice_follows_the_case_to_the_new_caseworker(house: histories.House) -> None:
    first, second = house.caseworkers[:2]
    case = insured(house, TODAY - timedelta(days=29), responsible=first)
    swept()
    assert notices.unseen_notices(first).count() == 2
    case.responsibilities.update(to_on=TODAY)
    assert notices.unseen_notices(first).count() == 0
    case.responsibilities.create(user=second, from_on=TODAY + timedelta(days=1))
    assert notices.unseen_notices(second).count() == 2
    assert notices.mark_seen(user=first, now=at(TODAY)) == 0
    assert notices.mark_seen(user=second, now=at(TODAY)) == 2
    assert notices.unseen_notices(second).count() == 0


def test_three_days_off_then_on_gives_the_same_notices(house: histories.House) -> None:
    days = [TODAY + timedelta(days=number) for number in range(5)]
    every_day = told_after(house, days, days)
    Notice.objects.all().delete()
    assert told_after(house, days, [days[0], days[4]]) == every_day
    assert {rule for _, rule, *_ in every_day} >= {"BRO18-10", "BRO18-12", "REB23-47"}


def told_after(house: histories.House, days: list[date], runs: list[date]) -> set[tuple[object, ...]]:
    """What is told when things happen on each of `days` and the sweep runs on `runs`. Cases by their place."""
    SweepRun.objects.update(status=RunStatus.FAILED)
    late, ended, done, two = (insured(house, days[0] - timedelta(days=back)) for back in (28, 27, 27, 56))
    ready = histories.plain_case(house, course_start=date(2026, 8, 23))
    ready.targetgroupperiods.create(group_id="cash_job_ready", from_on=date(2026, 8, 23))
    deadlines.refresh(ready, now=at(days[0]))
    place = {case.pk: number for number, case in enumerate((late, ended, done, two, ready))}
    for day in days:
        if day == days[2]:
            hold(late, day)  # two days late, done before the sweep comes back
            hold(done, days[1])  # in time, recorded the day after
        if day == days[3]:
            ended.closed_on = day
            ended.save()
            deadlines.refresh(ended, now=at(day, 10))  # closed unmet while nobody swept
        if day in runs:
            swept(day)
    return {(place[case], *rest) for case, *rest in told() if case in place}


def test_the_first_run_tells_what_is_overdue_now_and_no_history(house: histories.House) -> None:
    old = insured(house, TODAY - timedelta(days=400))
    for number in range(1, 7):
        hold(old, TODAY - timedelta(days=400 - 28 * number - 3))
    histories.cases(60, house=house, seed=1, today=TODAY)
    deadlines.rebuild(now=at(TODAY))
    swept()
    overdue = Deadline.objects.overdue(TODAY)
    assert set(overdue.values_list("case", "rule", "ordinal", "anchor_on", "due_on")) == told()
    assert Deadline.objects.filter(case=old, met_on__gt=TODAY - timedelta(days=500)).exists()


def test_the_same_deadline_with_another_date_is_told_anew(house: histories.House) -> None:
    case = insured(house, TODAY - timedelta(days=29))
    swept()
    case.pauses.create(reason="employment", from_on=TODAY - timedelta(days=20), to_on=TODAY - timedelta(days=14))
    deadlines.refresh(case, now=at(TODAY, 10))
    assert swept(TODAY + timedelta(days=3)).notices_made == 0
    assert swept(TODAY + timedelta(days=7)).notices_made == 2
    assert Notice.objects.filter(rule="BRO18-10").count() == 2


def test_the_database_refuses_a_second_notice(house: histories.House) -> None:
    insured(house, TODAY - timedelta(days=29))
    swept()
    notice = Notice.objects.get(rule="BRO18-10")
    notice.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()


def test_recommendations_are_never_told(house: histories.House) -> None:
    sick = histories.plain_case(house, course_start=date(2026, 1, 1))
    sick.targetgroupperiods.create(
        group_id="sick_with_employer", from_on=date(2026, 1, 1), first_absence_on=date(2026, 1, 1)
    )
    deadlines.refresh(sick, now=at(TODAY))
    swept()
    assert Deadline.objects.filter(rule="REB23-58", due_on__lt=TODAY, met_on=None).exists()
    assert not Notice.objects.filter(rule="REB23-58").exists()
    assert Notice.objects.filter(rule="REB23-59").exists()


def test_a_new_policy_makes_the_sweep_compute_everything(house: histories.House) -> None:
    histories.cases(30, house=house, seed=2, today=TODAY)
    first = swept()
    assert (first.cases, first.rows_changed > 0) == (30, True)
    assert swept().cases == 0
    SweepRun.objects.update(fingerprint="an older policy")
    again = swept()
    assert (again.cases, again.rows_changed, again.status) == (30, 0, RunStatus.OK)


def test_the_nightly_control_finds_what_was_written_past_the_services(house: histories.House) -> None:
    case = insured(house, TODAY)
    swept()
    assert swept(kind="verification").status == RunStatus.OK
    Deadline.objects.filter(case=case, rule="BRO18-10").update(due_on=TODAY + timedelta(days=99))
    control = swept(kind="verification")
    assert (control.status, control.incident, control.rows_changed) == (RunStatus.WITH_ERRORS, True, 1)
    assert swept(kind="verification").status == RunStatus.OK


def test_a_failing_case_ends_the_run_with_errors_and_holds_up_no_other(house: histories.House) -> None:
    poison, other = insured(house, TODAY - timedelta(days=29)), insured(house, TODAY - timedelta(days=29))
    Conversation.objects.create(case=poison, kind="Anna Hansen 010190-1234", status="held", on_date=TODAY)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_deadline SET stops = %s WHERE case_id = %s", ['[["no date", null, "x"]]', poison.pk]
        )
    run = swept()
    assert run.status == RunStatus.WITH_ERRORS
    failure = SweepFailure.objects.get()
    assert (failure.run, failure.case) == (run, poison)
    assert "Anna" not in failure.reason
    assert Notice.objects.filter(case=other).count() == 2
    assert sweep.last_good_run() is None


def test_an_interrupted_run_is_marked_by_the_next(house: histories.House) -> None:
    dead = SweepRun.objects.create(kind="hourly", today=TODAY, started_at=at(TODAY))
    run = swept()
    dead.refresh_from_db()
    assert dead.status == RunStatus.FAILED
    assert sweep.last_good_run() == run
    assert run.finished_at is not None


def test_what_is_told_is_seen_by_the_caseworker_and_the_leader(house: histories.House) -> None:
    mine, other = house.caseworkers[0], house.caseworkers[1]
    case = insured(house, TODAY - timedelta(days=29), responsible=mine)
    insured(house, TODAY - timedelta(days=29), responsible=other)
    swept()
    assert [notice.rule for notice in notices.unseen_notices(mine)] == ["BRO18-02", "BRO18-10"]
    assert list(notices.unseen_cases(mine)) == [case]
    teams = [house.team.pk]
    days = notices.new_overdue_by_day(team_ids=teams, first=TODAY - timedelta(days=1), last=TODAY)
    assert [(day.day, day.citizens) for day in days] == [(TODAY - timedelta(days=1), 0), (TODAY, 2)]
    assert notices.noticed_cases(team_ids=teams, day=TODAY).count() == 2
    assert notices.mark_seen(user=mine, cases=[case], now=at(TODAY)) == 2
    assert not notices.unseen_notices(mine).exists()
    assert notices.unseen_notices(other).count() == 2


def test_a_case_handed_over_is_no_longer_among_ones_own_new_ones(house: histories.House) -> None:
    mine = house.caseworkers[0]
    case = insured(house, TODAY - timedelta(days=29), responsible=mine)
    swept()
    mine.role_assignments.all().delete()
    Responsibility.objects.filter(case=case).update(to_on=TODAY)
    assert not notices.unseen_notices(type(mine).objects.get(pk=mine.pk)).exists()


def test_the_commands_say_what_was_done(house: histories.House) -> None:
    insured(house, TODAY - timedelta(days=29))
    said = StringIO()
    call_command("sweep", "--today", TODAY.isoformat(), stdout=said)
    assert said.getvalue() == "Gennemgang pr. 22.11.2026: 1 sager beregnet, 0 frister ændret, 2 nye overskridelser.\n"
    said = StringIO()
    call_command("rebuild_deadlines", "--progress", stdout=said)
    assert said.getvalue().splitlines()[-1] == "1 sager beregnet, 0 rækker ændret."
    Conversation.objects.create(case=Case.objects.get(), kind="ukendt", status="held", on_date=TODAY)
    with pytest.raises(CommandError, match="1 sager kunne ikke beregnes"):
        call_command("rebuild_deadlines", stderr=StringIO())
    with pytest.raises(CommandError, match="1 sager kunne ikke beregnes"):
        call_command("sweep", "--verify", "--today", TODAY.isoformat(), stdout=StringIO())


def test_the_tasks_take_no_arguments_and_run_the_sweep(house: histories.House) -> None:
    insured(house, date(2020, 1, 1))
    tasks.sweep.run()
    tasks.verify.run()
    assert list(SweepRun.objects.order_by("pk").values_list("kind", "status")) == [
        ("hourly", "ok"),
        ("verification", "ok"),
    ]
