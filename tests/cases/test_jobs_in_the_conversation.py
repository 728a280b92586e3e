"""In the conversation stand the open jobs that fit the citizen's job goals; a tick says they were talked about."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cases.models import Case, Conversation
from cases.services import job_goals
from companies.models import JobOrder
from staff.models import User
from tests import people
from tests.companies.cast import a_company
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
UNEMPLOYED = date(2026, 9, 7)


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def client(anne: User) -> Client:
    client = Client()
    client.force_login(anne)
    return client


@pytest.fixture
def jobs(anne: User) -> None:
    """One job order and one recruitment request for each of two occupations."""
    later = NOW + timedelta(days=5)
    for occupation in ("Lagermedarbejder", "Tømrer"):
        for kind, more in (("order", {}), ("request", {"deadline": later, "mode": "self"})):
            JobOrder.objects.create(
                company=a_company(f"{occupation} {kind}"), occupation=occupation, kind=kind, updated_on=TODAY,
                created_at=NOW, created_by=anne, **more,
            )  # fmt: skip


def seeking(case: Case, anne: User, occupation: str = "lagermedarbejder") -> Case:
    job_goals.add(case=case, letter="A", occupation=occupation, from_on=TODAY, by=anne, today=TODAY, now=NOW)
    return case


def insured(anne: User) -> Case:
    return people.insured(first_unemployed_on=UNEMPLOYED, by=anne)


def url(case: Case) -> str:
    return f"/borgere/{case.citizen.public_id}/samtaler/registrer/"


def shown(client: Client, case: Case) -> list[str]:
    """The companies of the jobs in the panel."""
    answer = client.get(url(case))
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    return sorted(item.get_text(" ", strip=True) for item in page.select("ul[aria-labelledby=job-h] li"))


def saved(client: Client, case: Case, **typed: Any) -> Conversation:
    start = {
        "outcome": "held", "on_date": "23/11-26", "at": "8.00", "mode": "phone", "subject": "jobsamtale", "note": "",
        "act": "save", "version": Case.objects.get(pk=case.pk).version,
    }  # fmt: skip
    answer = client.post(url(case), start | typed)
    assert answer.status_code == 302, answer.content.decode()
    found: Conversation = Conversation.objects.valid().get(case=case)
    return found


@pytest.mark.proves("REBGEN-20")
def test_job_orders_for_the_insured(client: Client, anne: User, jobs: None) -> None:
    found = shown(client, seeking(insured(anne), anne))
    assert any("Lagermedarbejder order" in one for one in found)
    assert not any("Tømrer" in one for one in found)


@pytest.mark.proves("REBGEN-13")
def test_recruitment_requests_with_their_deadline(client: Client, anne: User, jobs: None) -> None:
    case = seeking(people.job_ready_cash(since=UNEMPLOYED, by=anne), anne)
    (found,) = shown(client, case) or [""]
    assert "Lagermedarbejder request" in found
    assert "frist lør. 28. nov." in found.replace("\xa0", " ")


def test_other_groups_and_citizens_without_goals_have_none(client: Client, anne: User, jobs: None) -> None:
    sick = people.sick(first_absence_on=UNEMPLOYED, since=UNEMPLOYED, by=anne)
    assert shown(client, seeking(sick, anne)) == []
    assert shown(client, insured(anne)) == []
    assert shown(client, seeking(people.case_of(people.citizen("Ali Ny"), since=TODAY, responsible=anne), anne)) == []


def test_that_they_were_talked_about_stands_in_the_list(client: Client, anne: User, jobs: None) -> None:
    case = seeking(insured(anne), anne)
    assert saved(client, case, jobs_discussed="on").jobs_discussed
    page = client.get(f"/borgere/{case.citizen.public_id}/samtaler/").content.decode()
    assert "Talt om job, der passer" in page


def test_without_the_tick_or_the_conversation_they_were_not(client: Client, anne: User, jobs: None) -> None:
    assert not saved(client, seeking(insured(anne), anne)).jobs_discussed
    stayed_away = seeking(insured(anne), anne)
    assert not saved(client, stayed_away, outcome="no_show", jobs_discussed="on").jobs_discussed
