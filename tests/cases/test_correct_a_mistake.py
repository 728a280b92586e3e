"""A mistake is corrected: the wrong row is voided with a reason and stays visible, the right one is recorded."""

from datetime import date, timedelta
from typing import Any

import pytest

from cases.models import Activity, Case, Conversation
from cases.services import activities, considerations, conversations, details
from staff.models import User
from staff.refusals import Refused
from tests import people
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
HELD = date(2026, 11, 14)


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def hanna(anne: User) -> Case:
    return people.insured(first_unemployed_on=date(2026, 10, 19), by=anne)


def correct(row: Conversation, by: User, **changes: Any) -> Conversation:
    values: dict[str, Any] = {
        "reason": "Tastet forkert dag", "on_date": date(2026, 11, 17), "form": "personal", "kind": "jobsamtale",
        "number": None, "parties": (), "note": "", "today": TODAY, "now": NOW,
    }  # fmt: skip
    return conversations.correct(conversation=row, by=by, **values | changes)


def met_on(case: Case) -> date | None:
    found: date | None = case.deadlines.current().get(rule="BRO18-10", ordinal=1).met_on
    return found


def test_a_wrong_day_is_corrected_and_both_rows_stay(hanna: Case, anne: User) -> None:
    row = people.held(hanna, HELD)
    assert met_on(hanna) == HELD
    new = correct(row, anne)
    assert met_on(hanna) == date(2026, 11, 17)
    row.refresh_from_db()
    assert (row.on_date, row.void_reason, row.voided_by, row.voided_at) == (HELD, "Tastet forkert dag", anne, NOW)
    assert (new.status, new.recorded_by, new.recorded_at, new.outcome_by) == ("held", anne, NOW, anne)


def test_held_becomes_a_no_show(hanna: Case, anne: User) -> None:
    correct(people.held(hanna, HELD), anne, outcome="no_show", on_date=HELD)
    assert met_on(hanna) is None


def test_a_correction_needs_a_reason(hanna: Case, anne: User) -> None:
    row = people.held(hanna, HELD)
    with pytest.raises(Refused, match="Begrundelsen mangler"):
        correct(row, anne, reason="  ")
    with pytest.raises(Refused, match="Begrundelsen mangler"):
        conversations.void(conversation=row, reason="", by=anne, today=TODAY, now=NOW)
    row.refresh_from_db()
    assert row.voided_at is None


def test_a_conversation_that_never_was_is_voided(hanna: Case, anne: User) -> None:
    row = people.held(hanna, HELD)
    conversations.void(conversation=row, reason="Forkert borger", by=anne, today=TODAY, now=NOW)
    assert met_on(hanna) is None
    assert hanna.conversations.count() == 1


def test_what_was_corrected_meanwhile_is_not_corrected_again(hanna: Case, anne: User) -> None:
    row = people.held(hanna, HELD)
    correct(row, people.caseworker("Bo Madsen"))
    with pytest.raises(Refused, match="rettet i mellemtiden"):
        correct(row, anne)
    with pytest.raises(Refused, match="rettet i mellemtiden"):
        conversations.void(conversation=row, reason="Forkert borger", by=anne, today=TODAY, now=NOW)


def test_a_single_fact_gets_a_new_value(hanna: Case, anne: User) -> None:
    first = details.set(case=hanna, key="attendable_hours", value="37", by=anne, today=TODAY, now=NOW)
    second = details.set(
        case=hanna, key="attendable_hours", value="20", reason="Lægeerklæring", by=anne, today=TODAY, now=NOW
    )
    first.refresh_from_db()
    assert (first.void_reason, second.text) == ("Lægeerklæring", "20")
    with pytest.raises(Refused, match="vælg en af mulighederne"):
        details.set(case=hanna, key="shoe_size", value="43", by=anne, today=TODAY, now=NOW)


def test_a_consideration_is_recorded_and_undone(hanna: Case, anne: User) -> None:
    row = considerations.record(
        case=hanna, on_date=TODAY, wanted=False, reason="Venter på operation", by=anne, today=TODAY, now=NOW
    )
    assert (row.wanted, row.reason) == (False, "Venter på operation")
    considerations.void(consideration=row, reason="Fortrudt", by=anne, today=TODAY, now=NOW)
    assert not hanna.considerations.valid().exists()


def test_an_offer_is_planned_begins_and_ends(hanna: Case, anne: User) -> None:
    planned = offer(hanna, anne, status="planned", from_on=TODAY + timedelta(days=7))
    with pytest.raises(Refused, match="fremtiden"):
        activities.change(activity=planned, reason="Begyndt", status="running", by=anne, today=TODAY, now=NOW)
    running = activities.change(
        activity=planned, reason="Begyndt", status="running", from_on=TODAY, by=anne, today=TODAY, now=NOW
    )
    with pytest.raises(Refused, match="Sidste dag mangler"):
        activities.change(activity=running, reason="Slut", status="ended", by=anne, today=TODAY, now=NOW)
    ended = activities.change(
        activity=running, reason="Fået job", status="ended", to_on=TODAY, by=anne, today=TODAY, now=NOW
    )
    assert hanna.activitys.valid().get() == ended
    activities.void(activity=ended, reason="Forkert borger", by=anne, today=TODAY, now=NOW)
    assert not hanna.activitys.valid().exists()


def test_a_running_offer_is_met_at_once(hanna: Case, anne: User) -> None:
    offer(hanna, anne, status="running", from_on=TODAY)
    assert hanna.deadlines.current().filter(rule="REB23-47", met_on=TODAY).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type": "golf"}, "type"),
        ({"status": "måske"}, "status"),
        ({"from_on": date(2028, 1, 1), "status": "planned"}, "from_on"),
        ({"to_on": date(2026, 11, 1)}, "to_on"),
        ({"granted_on": date(2026, 11, 24)}, "granted_on"),
        ({"place": "hjemme"}, "place"),
    ],
)
def test_an_offer_that_cannot_be_is_refused(hanna: Case, anne: User, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as told:
        offer(hanna, anne, **changes)
    assert told.value.field == field


def offer(case: Case, by: User, **changes: Any) -> Activity:
    values: dict[str, Any] = {
        "type": "virksomhedspraktik", "status": "running", "from_on": TODAY, "today": TODAY, "now": NOW,
    }  # fmt: skip
    return activities.record(case=case, by=by, **values | changes)
