"""A caseworker pauses a case, and sees first which dates move."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from cases.models import Case, Pause
from cases.services import pauses
from cases.services.preview import Change, moved_by
from staff.models import User
from staff.refusals import Refused, Stale
from tests import people
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


@pytest.fixture
def hanna(anne: User) -> Case:
    return people.insured(first_unemployed_on=date(2026, 11, 9), by=anne)


def add(case: Case, by: User, **changes: Any) -> Pause:
    values: dict[str, Any] = {
        "reason": "holiday", "from_on": date(2026, 11, 30), "to_on": date(2026, 12, 6), "today": TODAY, "now": NOW,
    }  # fmt: skip
    return pauses.add(case=case, by=by, **values | changes)


def due(case: Case) -> date | None:
    found: date | None = case.deadlines.current().get(rule="BRO18-10", ordinal=1).due_on
    return found


def test_a_pause_moves_the_dates_by_its_days(hanna: Case, anne: User) -> None:
    assert due(hanna) == date(2026, 12, 7)
    row = add(hanna, anne)
    assert due(hanna) == date(2026, 12, 14)
    assert (row.recorded_by, row.recorded_at) == (anne, NOW)


def test_the_moved_dates_are_shown_before_saving(hanna: Case, anne: User) -> None:
    moves = moved_by(hanna, lambda: add(hanna, anne))
    first = moves[0]
    assert (first.change, first.before, first.after) == (Change.MOVED, date(2026, 12, 7), date(2026, 12, 14))
    assert first.title in {"Jobsamtale 1 med a-kasse", "Samtale i hvert interval på 4 uger, interval 1"}
    assert {move.rule for move in moves} >= {"BRO18-02", "BRO18-10", "BRO18-12"}
    assert "REB23-47" not in {move.rule for move in moves}, "holiday does not stop the clock of the referral"
    assert due(hanna) == date(2026, 12, 7)
    assert not hanna.pauses.exists()
    assert hanna.version == 1


def test_an_open_pause_takes_the_date_away(hanna: Case, anne: User) -> None:
    moves = moved_by(hanna, lambda: add(hanna, anne, reason="sickness", to_on=None))
    assert {move.change for move in moves} == {Change.PAUSED}
    assert moves[0].after is None
    add(hanna, anne, reason="sickness", to_on=None)
    assert due(hanna) is None


def test_an_open_pause_gets_its_last_day(hanna: Case, anne: User) -> None:
    row = add(hanna, anne, to_on=None)
    ended = pauses.end(pause=row, to_on=date(2026, 12, 6), by=anne, today=TODAY, now=NOW + timedelta(hours=1))
    row.refresh_from_db()
    assert (row.void_reason, ended.to_on) == ("Slutdato registreret", date(2026, 12, 6))
    assert due(hanna) == date(2026, 12, 14)


def test_changing_a_last_day_needs_a_reason(hanna: Case, anne: User) -> None:
    row = add(hanna, anne)
    with pytest.raises(Refused, match="Begrundelsen mangler"):
        pauses.end(pause=row, to_on=date(2026, 12, 9), by=anne, today=TODAY, now=NOW)
    ended = pauses.end(
        pause=row, to_on=date(2026, 12, 9), reason="Borgeren kom senere hjem", by=anne, today=TODAY, now=NOW
    )
    assert ended.to_on == date(2026, 12, 9)


def test_a_pause_is_undone(hanna: Case, anne: User) -> None:
    row = add(hanna, anne)
    voided = pauses.void(pause=row, reason="Fortrudt", by=anne, today=TODAY, now=NOW)
    assert (voided.void_reason, voided.voided_by, due(hanna)) == ("Fortrudt", anne, date(2026, 12, 7))
    assert pauses.void(pause=row, reason="Fortrudt", by=anne, today=TODAY, now=NOW) == voided


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"reason": "regnvejr"}, "reason", "vælg en af mulighederne"),
        ({"from_on": date(2028, 1, 1)}, "from_on", "højst ligge et år frem"),
        ({"from_on": date(1970, 1, 1)}, "from_on", "før borgerens fødsel"),
        ({"to_on": date(2026, 11, 29)}, "to_on", "Slutdatoen kan ikke ligge før startdatoen"),
    ],
)
def test_days_that_cannot_be_are_refused(
    hanna: Case, anne: User, changes: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(Refused, match=message) as told:
        add(hanna, anne, **changes)
    assert told.value.field == field


def test_two_pauses_of_one_reason_do_not_overlap(hanna: Case, anne: User) -> None:
    add(hanna, anne)
    with pytest.raises(Refused, match="allerede en pause af samme årsag"):
        add(hanna, anne, from_on=date(2026, 12, 6), to_on=None)
    add(hanna, anne, reason="leave", from_on=date(2026, 12, 6))


def test_a_form_sent_twice_makes_one_pause(hanna: Case, anne: User) -> None:
    key, version = uuid4(), hanna.version
    assert add(hanna, anne, form_key=key, version=version) == add(hanna, anne, form_key=key, version=version)


def test_a_stale_form_is_refused_and_saves_nothing(hanna: Case, anne: User) -> None:
    version = hanna.version
    add(hanna, anne)
    with pytest.raises(Stale, match="Intet er gemt"):
        add(hanna, anne, reason="leave", version=version)
    assert hanna.pauses.count() == 1
