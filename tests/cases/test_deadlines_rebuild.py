"""A fact refreshes its case, a rebuild does all: both write the same rows, and only what differs."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from cases.facts import assemble, facts_of, stream_facts
from cases.models import Case, Conversation, Deadline, Gap, Listing, Pause, SweepRun
from cases.services import deadlines
from cases.services.policies.in_force import current_policy
from rules.asked import Asked
from rules.explain import explain
from rules.standing import Standing, standing
from tests.cases import histories

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
TECHNICAL = ("id", "computed_at", "superseded_at")
pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> histories.House:
    return histories.house()


def current_rows() -> dict[str, Counter[tuple[str, ...]]]:
    """What holds now in the derived tables, without row ids and times."""
    return {
        model.__name__: Counter(
            tuple(str(getattr(row, field.attname)) for field in model._meta.fields if field.name not in TECHNICAL)
            for row in model._default_manager.filter(superseded_at=None)
        )
        for model in (Deadline, Gap, Listing)
    }


def written() -> tuple[int, int]:
    """Rows ever written, and rows ever closed."""
    counts = [(model.objects.count(), model.objects.exclude(superseded_at=None).count()) for model in (Deadline, Gap)]
    return sum(count for count, _ in counts), sum(closed for _, closed in counts)


def test_both_shapes_of_the_facts_agree(house: histories.House) -> None:
    cases = {case.pk: case for case in histories.cases(150, house=house, seed=1, today=TODAY)}
    streamed = {case_id: assemble(records) for case_id, records in stream_facts(min(cases), max(cases))}
    assert list(streamed) == sorted(cases)
    for case_id, case in cases.items():
        assert facts_of(case) == streamed[case_id]


def test_voided_facts_are_not_read(house: histories.House) -> None:
    for case in histories.cases(80, house=house, seed=2, today=TODAY):
        facts = facts_of(case)
        assert len(facts.conversations) == case.conversations.valid().count()
        assert len(facts.pauses) == case.pauses.valid().count()
        assert len(facts.activities) == case.activitys.valid().count()


def test_a_closed_case_ends_its_last_period(house: histories.House) -> None:
    closed = [case for case in histories.cases(200, house=house, seed=3, today=TODAY) if case.closed_on]
    periods = [(case, period) for case in closed for period in facts_of(case).target_groups]
    assert len(periods) > 20
    for case, period in periods:
        assert case.closed_on is not None
        assert period.first_on <= case.closed_on
        assert period.last_on is not None
        assert period.last_on <= case.closed_on


def test_a_rebuild_is_what_each_case_refreshed_gives(house: histories.House) -> None:
    cases = histories.cases(150, house=house, seed=4, today=TODAY)
    for case in cases:
        deadlines.refresh(case, now=NOW)
    one_by_one = current_rows()
    Deadline.objects.all().delete()
    Gap.objects.all().delete()
    Listing.objects.all().delete()
    done = deadlines.rebuild(chunk=40, now=NOW)
    assert done.cases == 150
    assert done.failures == []
    assert current_rows() == one_by_one
    assert sum(one_by_one["Deadline"].values()) > 300


def test_a_second_run_writes_nothing(house: histories.House) -> None:
    histories.cases(60, house=house, seed=5, today=TODAY)
    assert deadlines.rebuild(now=NOW).rows_changed > 0
    before = written()
    assert deadlines.rebuild(now=LATER).rows_changed == 0
    assert [deadlines.refresh(case, now=LATER).rows_changed for case in Case.objects.all()] == [0] * 60
    assert written() == before


def test_after_random_changes_a_rebuild_finds_nothing_that_refresh_missed(house: histories.House) -> None:
    cases = histories.cases(60, house=house, seed=6, today=TODAY)
    deadlines.rebuild(now=NOW)
    draw = Random(7)
    for case in draw.sample(cases, 30):
        change(case, draw)
        deadlines.refresh(case, now=LATER)
    assert written()[1] > 0
    assert deadlines.rebuild(now=LATER).rows_changed == 0


def change(case: Case, draw: Random) -> None:
    """A new fact, a voided one, or the case closed."""
    held = Conversation(case=case, kind="jobsamtale", status="held", on_date=TODAY)
    stopped = Pause(case=case, reason="leave", from_on=TODAY + timedelta(days=400))
    act = draw.choice(("hold", "stop", "void", "close"))
    if act == "hold":
        held.save()
    elif act == "stop":
        stopped.save()
    elif act == "void":
        case.conversations.valid().update(voided_at=NOW, void_reason="Fejl")
    else:
        case.closed_on = case.closed_on or TODAY
        case.save()


def test_a_new_fact_makes_a_new_row_and_closes_the_old_one(house: histories.House) -> None:
    case = insured(house)
    deadlines.refresh(case, now=NOW)
    before = Deadline.objects.get(case=case, rule="BRO18-12", superseded_at=None)
    untouched = Deadline.objects.get(case=case, rule="BRO18-10", superseded_at=None)
    Pause.objects.create(case=case, reason="employment", from_on=date(2026, 10, 5), to_on=date(2026, 10, 11))
    deadlines.refresh(case, now=LATER)
    before.refresh_from_db()
    after = Deadline.objects.get(case=case, rule="BRO18-12", superseded_at=None)
    assert before.superseded_at == after.computed_at == LATER
    assert before.due_on is not None
    assert after.due_on == before.due_on + timedelta(days=7)
    assert Deadline.objects.get(case=case, rule="BRO18-10", superseded_at=None).pk == untouched.pk


def insured(house: histories.House) -> Case:
    case = histories.plain_case(house, course_start=date(2026, 9, 1))
    case.targetgroupperiods.create(
        group_id="insured_unemployed", from_on=date(2026, 9, 1), first_unemployed_on=date(2026, 9, 1)
    )
    return case


def test_a_refresh_costs_few_statements(house: histories.House) -> None:
    case = insured(house)
    deadlines.refresh(case, now=NOW)
    Conversation.objects.create(case=case, kind="jobsamtale", status="held", on_date=date(2026, 9, 20))
    with CaptureQueriesContext(connection) as queries:
        assert deadlines.refresh(case, now=LATER).rows_changed > 0
    assert len(queries) <= 8


@pytest.mark.parametrize("shift", [-400, 0, 45])
def test_a_stored_row_reads_like_the_computed_one_on_any_day(house: histories.House, shift: int) -> None:
    day = TODAY + timedelta(days=shift)
    for case in histories.cases(60, house=house, seed=9, today=TODAY):
        deadlines.refresh(case, now=NOW)
        stored = {(row.rule, row.ordinal, row.anchor_on): row for row in Deadline.objects.current().filter(case=case)}
        computed = deadlines.outcome_of(case).obligations
        assert len(stored) == len(computed)
        for obligation in computed:
            row = stored[obligation.rule, obligation.ordinal, obligation.anchor_on]
            assert standing(row, day) == standing(obligation, day)


@pytest.mark.parametrize("shift", [0, 30, 300])
def test_a_stored_row_reads_like_the_command_explain_on_any_day(house: histories.House, shift: int) -> None:
    day, policy = TODAY + timedelta(days=shift), current_policy()
    ids = frozenset(rule.id for rule in policy.rules)
    for case in histories.cases(25, house=house, seed=12, today=TODAY):
        deadlines.refresh(case, now=NOW)
        asked = Asked(id=None, policy=policy, today=day, rules=ids, facts=facts_of(case))
        rows = Deadline.objects.current().filter(case=case)
        told = explain(asked)["deadlines"]
        assert isinstance(told, list)
        stored = Counter(entry(row.rule, row.ordinal, standing(row, day, policy.due_soon_days)) for row in rows)
        own = {row.rule for row in rows}
        assert stored == Counter(
            (one["rule"], one["ordinal"], one["status"], one["days"], one["due_on"], one["provisional_due"])
            for one in told
            if one["rule"] in own
        )


def entry(rule: str, ordinal: int | None, stands: Standing) -> tuple[object, ...]:
    days = [day.isoformat() if day else None for day in (stands.due_on, stands.provisional_due)]
    return (rule, ordinal, stands.status, stands.days, *days)


def test_a_case_that_cannot_be_computed_is_reported_and_holds_up_no_other(house: histories.House) -> None:
    cases = histories.cases(30, house=house, seed=10, today=TODAY)
    poison = cases[17]
    Conversation.objects.create(case=poison, kind="Anna Hansen 010190-1234", status="held", on_date=TODAY)
    done = deadlines.rebuild(chunk=10, now=NOW)
    assert [failure.case_id for failure in done.failures] == [poison.pk]
    assert "Anna" not in done.failures[0].reason
    assert done.failures[0].reason.startswith("KeyError (facts.py:")
    assert not Deadline.objects.filter(case=poison).exists()
    computed = set(Deadline.objects.values_list("case", flat=True))
    assert {case.pk for case in cases if deadlines_owed(case)} == computed


def deadlines_owed(case: Case) -> bool:
    return not case.conversations.filter(kind__contains="Anna").exists() and bool(
        deadlines.outcome_of(case).obligations
    )


def test_a_row_that_the_database_refuses_blames_its_case_only(
    house: histories.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = histories.cases(12, house=house, seed=11, today=TODAY)
    poison, replace = cases[5].pk, deadlines._replace

    def refusing(answers: dict[int, Any], *args: Any) -> int:
        if poison in answers:
            raise DataError("value too long for type character varying(20)")
        return replace(answers, *args)

    monkeypatch.setattr(deadlines, "_replace", refusing)
    done = deadlines.rebuild(now=NOW)
    assert [failure.case_id for failure in done.failures] == [poison]
    assert done.rows_changed > 0
    assert not SweepRun.objects.exists()
