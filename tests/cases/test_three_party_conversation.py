"""A course at the supplier with the contract is granted after a three-party conversation with a purpose (W-34)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Case, CaseDetail, Conversation, Grant
from staff.models import User
from tests import people
from tests.cases.granting import judged, refusal, wish
from tests.offers.cast import coloured, column, offer
from tests.pages import part

pytestmark = pytest.mark.django_db
TODAY, START = date(2021, 2, 22), date(2021, 3, 1)
NOT_HELD = "Trepartssamtale med jobkonsulent og leverandør er ikke afholdt senest 1. marts 2021"
BOTH = ["supplier", "job_consultant"]


@pytest.fixture(autouse=True)
def monday_in_2021() -> Iterator[None]:
    with time_machine.travel(datetime(2021, 2, 22, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker(hours=False)
    client.force_login(user)
    return user


@pytest.fixture
def case(anne: User) -> Case:
    case = people.activity_ready_cash(since=date(2020, 12, 1), by=anne)
    CaseDetail.objects.create(case=case, key="attendable_hours", text="20")
    return case


def talk(case: Case, **said: Any) -> Conversation:
    """A conversation of all three, a week before the course begins."""
    held = {"kind": "three_party_conversation", "on_date": TODAY, "status": "held", "parties": BOTH}
    return Conversation.objects.create(case=case, **(held | {"note": "Afklare, hvilken støtte der skal til"} | said))


def at(supplier: str, **values: Any) -> Any:
    """A course of mastery at a supplier, green for the group."""
    made = offer("Mestringsforløb", type="coping_course", by=supplier, hours_per_week=Decimal(12))
    coloured(made, "green", of_column=column("Kontanthjælp, aktivitetsparat"), since=date(2019, 1, 1))
    return wish(made, **{"from_on": START, "to_on": date(2021, 4, 25)} | values)


def said(case: Case, wished: Any, rule: str) -> list[tuple[str, str]]:
    found = judged(case, wished, today=TODAY)
    return [(check.result.value, check.text) for check in found.checks if check.rule == rule]


@pytest.mark.proves("RUD21-33")
def test_without_the_conversation_the_course_is_not_granted(case: Case, anne: User) -> None:
    assert NOT_HELD in refusal(case, at("Væksthuset"), by=anne, today=TODAY)
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    "but",
    [
        {"status": "booked", "note": ""}, {"parties": ["supplier"]}, {"parties": ["job_consultant"]},
        {"kind": "network_meeting"}, {"on_date": date(2021, 3, 2)},
    ],
)  # fmt: skip
@pytest.mark.proves("RUD21-33")
def test_another_conversation_does_not_do(case: Case, but: dict[str, Any]) -> None:
    talk(case, **but)
    assert said(case, at("Væksthuset"), "RUD21-33") == [("blocks", NOT_HELD)]


@pytest.mark.proves("RUD21-33")
def test_held_by_all_three_with_a_purpose_it_is(case: Case) -> None:
    talk(case)
    held = "Trepartssamtale afholdt 22. februar 2021, senest 1. marts 2021"
    assert said(case, at("Væksthuset"), "RUD21-33") == [("ok", held)]


@pytest.mark.proves("RUD21-33")
def test_held_without_a_purpose_it_is_not(case: Case) -> None:
    talk(case, note=" ")
    assert said(case, at("Væksthuset"), "RUD21-33") == [("blocks", "Skal udfyldes: formål med trepartssamtalen")]


def test_one_that_was_annulled_or_of_another_citizen_does_not_count(case: Case, anne: User) -> None:
    other = people.activity_ready_cash("Ole Vang", since=date(2020, 12, 1), by=anne)
    talk(other)
    row = talk(case)
    row.voided_at, row.voided_by, row.void_reason = datetime(2021, 2, 22, 9, tzinfo=UTC), anne, "Forkert borger"
    row.save()
    assert said(case, at("Væksthuset"), "RUD21-33") == [("blocks", NOT_HELD)]


@pytest.mark.proves("RUD21-33")
def test_the_page_leads_to_registering_it(client: Client, case: Case, anne: User) -> None:
    address = reverse("grant_new", args=[case.citizen.public_id]) + f"?tilbud={at('Væksthuset').offer.pk}"
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert "Trepartssamtale" in part(page, "#vurdering").get_text()
    there = reverse("record_new", args=[case.citizen.public_id])
    assert there in [link["href"] for link in part(page, "#mangler").select("a")]


@pytest.mark.proves("RUD21-32")
def test_while_the_contract_runs_another_supplier_is_remarked(client: Client, case: Case, anne: User) -> None:
    elsewhere = at("Kursushuset")
    told = "Leverandør: Kursushuset; Væksthuset er eneste leverandør 1. november 2019 – 31. oktober 2023"
    assert said(case, elsewhere, "RUD21-32") == [("warning", told)]
    address = reverse("grant_new", args=[case.citizen.public_id]) + f"?tilbud={elsewhere.offer.pk}"
    assert "Væksthuset er eneste leverandør" in client.get(address).content.decode()


def test_after_the_contract_it_is_not(case: Case) -> None:
    assert not said(case, at("Kursushuset", from_on=date(2023, 11, 1), to_on=date(2023, 12, 24)), "RUD21-32")
