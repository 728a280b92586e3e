"""A missing fact is filled where it is missing, and the dates appear."""

from datetime import date
from typing import Any

import pytest

from cases.models import Case
from cases.models.fact import Fact
from cases.services import groups
from staff.models import User
from staff.refusals import Refused
from tests import people
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
SINCE = date(2026, 9, 1)


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


def fill(case: Case, fact: str, value: date | str, by: User, **changes: Any) -> Fact:
    return groups.fill_missing(case=case, fact=fact, value=value, by=by, today=TODAY, now=NOW, **changes)


def gaps(case: Case) -> set[str]:
    return set(case.gaps.current().missing(TODAY).values_list("fact", flat=True))


def due(case: Case, rule: str) -> date | None:
    found: date | None = case.deadlines.current().get(rule=rule).due_on
    return found


def test_the_first_day_of_absence_brings_the_dates_of_the_sick(anne: User) -> None:
    bente = people.sick(first_absence_on=None, since=SINCE, by=anne)
    assert "first_absence_on" in gaps(bente)
    row = fill(bente, "first_absence_on", SINCE, anne)
    assert "first_absence_on" not in gaps(bente)
    assert due(bente, "REB23-59") == date(2027, 3, 1)
    replaced = bente.targetgroupperiods.exclude(pk=row.pk).get()
    assert replaced.void_reason == "Manglende oplysning udfyldt"


def test_the_first_day_of_unemployment_brings_six_conversations(anne: User) -> None:
    case = people.case_of(people.citizen(), since=SINCE, responsible=anne)
    people.in_group(case, "insured_unemployed", since=SINCE)
    assert "first_unemployed_on" in gaps(case)
    fill(case, "first_unemployed_on", SINCE, anne)
    assert due(case, "BRO18-10") == date(2026, 9, 29)


def test_the_visitation_day_and_the_answer_about_a_job_broker(anne: User) -> None:
    case = people.case_of(people.citizen(), since=SINCE, responsible=anne)
    people.in_group(case, "resource_course", since=SINCE)
    assert "visited_on" in gaps(case)
    fill(case, "visited_on", SINCE, anne)
    assert "job_broker" in gaps(case)
    fill(case, "job_broker", "accepted", anne)
    assert gaps(case).isdisjoint({"visited_on", "job_broker"})


def test_a_residence_permit_is_a_fact_of_the_case(anne: User) -> None:
    case = people.case_of(people.citizen(), since=SINCE, responsible=anne)
    people.in_group(case, "sh_job_ready", since=SINCE)
    assert "residence_permit_on" in gaps(case)
    fill(case, "residence_permit_on", SINCE, anne)
    assert "residence_permit_on" not in gaps(case)


def test_the_next_conversation_is_a_date_set_by_hand(anne: User) -> None:
    case = people.job_ready_cash(since=SINCE, by=anne)
    assert "next_conversation_on" in gaps(case)
    fill(case, "next_conversation_on", date(2026, 12, 14), anne)
    assert "next_conversation_on" not in gaps(case)
    assert due(case, "BRO18-23") == date(2026, 12, 14)
    with pytest.raises(Refused, match="ikke have frist før i dag") as told:
        fill(case, "next_conversation_on", date(2026, 11, 22), anne)
    assert told.value.field == "due_on"


def test_a_case_without_a_target_group_gets_one_from_its_beginning(anne: User) -> None:
    case = people.case_of(people.citizen(), since=SINCE, responsible=anne)
    assert "target_group" in gaps(case)
    fill(case, "target_group", "cash_job_ready", anne)
    assert case.targetgroupperiods.get().from_on == SINCE
    assert due(case, "REB23-47") == date(2026, 12, 1)


def test_the_last_day_of_a_running_offer(anne: User) -> None:
    case = people.in_offer(people.job_ready_cash(since=SINCE, by=anne), "vejledning", since=date(2026, 10, 1))
    fill(case, "to", date(2026, 12, 31), anne)
    assert case.activitys.valid().get().to_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("fact", "value", "message"),
    [
        ("first_absence_on", date(2028, 1, 1), "Første fraværsdag kan højst ligge et år frem"),
        ("first_absence_on", date(1960, 1, 1), "Første fraværsdag kan ikke ligge før borgerens fødsel"),
        ("first_absence_on", "i går", "Skriv en dato"),
        ("target_group", "konge", "Vælg en målgruppe"),
        ("job_broker", "måske", "vælg en af mulighederne"),
        ("visited_on", "", "Skriv en dato"),
        ("to", SINCE, "allerede udfyldt"),
        ("cpr", "1", "kan ikke udfyldes her"),
    ],
)
def test_what_cannot_be_is_refused(anne: User, fact: str, value: date | str, message: str) -> None:
    bente = people.sick(first_absence_on=None, since=SINCE, by=anne)
    with pytest.raises(Refused, match=message):
        fill(bente, fact, value, anne)


def test_a_fact_that_is_known_is_not_filled_again(anne: User) -> None:
    bente = people.sick(first_absence_on=SINCE, since=SINCE, by=anne)
    with pytest.raises(Refused, match="allerede udfyldt"):
        fill(bente, "first_absence_on", date(2026, 9, 2), anne)
