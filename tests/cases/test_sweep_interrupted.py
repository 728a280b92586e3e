"""Sweeps that meet each other, break off, or meet a caseworker who saves: real transactions, real locks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from cases.models import Case, Conversation, Deadline, Notice, SweepRun
from cases.models.runs import RunStatus
from cases.services import deadlines, notices, sweep
from tests.cases import histories

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def many() -> list[Case]:
    """Thirty insured citizens whose first conversation was due yesterday; nothing is computed yet."""
    house, first_day = histories.house(), TODAY - timedelta(days=29)
    made = [histories.plain_case(house, course_start=first_day) for _ in range(30)]
    for case in made:
        case.targetgroupperiods.create(group_id="insured_unemployed", from_on=first_day, first_unemployed_on=first_day)
    return made


def test_one_sweep_at_a_time(many: list[Case]) -> None:
    gate = Barrier(4)

    def start(_: int) -> bool:
        try:
            gate.wait(10)
            return sweep.run(today=TODAY, now=NOW, chunk=5).busy
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        busy = list(pool.map(start, range(4)))
    assert not all(busy)
    assert SweepRun.objects.filter(status=RunStatus.OK).count() == busy.count(False)
    assert Notice.objects.count() == 60
    assert Notice.objects.values("case", "rule", "ordinal", "due_on").distinct().count() == 60


def test_a_second_sweep_returns_at_once_while_one_is_at_work(many: list[Case]) -> None:
    seen = []

    def meanwhile(run: SweepRun) -> None:
        with ThreadPoolExecutor(1) as pool:
            seen.append(pool.submit(other).result(20))

    def other() -> bool:
        try:
            return sweep.run(today=TODAY, now=NOW).busy
        finally:
            connection.close()

    assert not sweep.run(today=TODAY, now=NOW, progress=meanwhile).busy
    assert seen
    assert all(seen)
    assert SweepRun.objects.count() == 1


def test_a_run_that_breaks_off_is_failed_and_the_next_makes_it_good(
    many: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell, calls = notices.tell, []

    def breaking(*args: object, **more: object) -> object:
        calls.append(args)
        if len(calls) == 3:
            raise SystemExit("stopped")
        return tell(*args, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(notices, "tell", breaking)
        with pytest.raises(SystemExit):
            sweep.run(today=TODAY, now=NOW, chunk=10)
    assert SweepRun.objects.get().status == RunStatus.FAILED
    assert 0 < Notice.objects.count() < 60
    done = sweep.run(today=TODAY, now=NOW)
    assert done.run is not None
    assert done.run.status == RunStatus.OK
    assert Notice.objects.count() == 60


def test_a_fact_saved_during_a_rebuild_is_never_overwritten(many: list[Case]) -> None:
    case = many[0]
    deadlines.rebuild(now=NOW)
    gate = Barrier(2)

    def caseworker() -> None:
        try:
            for number in range(6):
                with transaction.atomic():
                    Case.objects.select_for_update().get(pk=case.pk)
                    Conversation.objects.create(
                        case=case, kind="jobsamtale", status="held", on_date=TODAY - timedelta(days=number)
                    )
                    deadlines.refresh(case, now=NOW)
        finally:
            gate.wait(60)
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(caseworker)
        for _ in range(6):
            deadlines.rebuild(chunk=7, now=NOW)
        gate.wait(60)
        saving.result(60)
    assert deadlines.rebuild(now=NOW).rows_changed == 0
    assert Deadline.objects.current().get(case=case, rule="BRO18-01").met_on is not None
