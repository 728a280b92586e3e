"""A citizen is referred (visiteret) to a job consultant."""

from datetime import date, timedelta
from typing import Any

import pytest

from cases.models import Case, Referral
from cases.services import referrals
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


def refer(case: Case, by: User, **changes: Any) -> Referral:
    values: dict[str, Any] = {"on_date": TODAY, "today": TODAY, "now": NOW}
    return referrals.refer(case=case, by=by, **values | changes)


def test_a_referral_meets_the_deadline(peter: Case, anne: User) -> None:
    moves = moved_by(peter, lambda: refer(peter, anne))
    assert [(move.rule, move.change, move.before) for move in moves if move.rule == "REB23-47"] == [
        ("REB23-47", Change.MET, date(2026, 12, 1))
    ]
    refer(peter, anne)
    assert peter.deadlines.current().get(rule="REB23-47").met_on == TODAY


def test_the_consultant_may_open_the_case_until_the_referral_ends(peter: Case, anne: User) -> None:
    karim = people.job_consultant(team=people.a_team("Virksomhedsteam"))
    assert not Case.objects.visible_to(karim).exists()
    row = refer(peter, anne, consultant=karim)
    assert Case.objects.visible_to(karim).get() == peter
    later = NOW + timedelta(hours=1)
    ended = referrals.end(referral=row, ended_on=TODAY, by=anne, today=TODAY, now=later)
    assert ended.ended_on == TODAY
    assert not Case.objects.visible_to(karim).exists()


def test_a_referral_is_undone(peter: Case, anne: User) -> None:
    row = refer(peter, anne)
    assert referrals.void(referral=row, reason="Fortrudt", by=anne, today=TODAY, now=NOW).voided_by == anne
    assert peter.deadlines.current().get(rule="REB23-47").met_on is None


def test_the_second_of_two_people_is_told(peter: Case, anne: User) -> None:
    refer(peter, anne)
    with pytest.raises(Refused, match="allerede visiteret"):
        refer(peter, people.caseworker("Bo Madsen", hours=False))


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"on_date": TODAY + timedelta(days=1)}, "on_date", "fremtiden"),
        ({"on_date": date(2026, 8, 31)}, "on_date", "ligger før forløbet"),
        ({"to": "naboen"}, "to", "vælg en af mulighederne"),
    ],
)
def test_what_cannot_be_is_refused(peter: Case, anne: User, changes: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(Refused, match=message) as told:
        refer(peter, anne, **changes)
    assert told.value.field == field


def test_only_a_job_consultant_is_named(peter: Case, anne: User) -> None:
    with pytest.raises(Refused, match="Anne Nygaard er ikke jobkonsulent"):
        refer(peter, anne, consultant=anne)
