"""A referral carries what the citizen wishes, and the one it goes to sees wishes and job goals."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cases.models import Case, Referral
from cases.services import job_goals
from staff.models import User
from tests import people
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
WISHES = "Vil gerne arbejde om formiddagen. Har truckcertifikat."


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


@pytest.fixture
def karim() -> User:
    return people.job_consultant("Karim Haddad", team=people.a_team("Virksomhedsteam"))


@pytest.fixture
def peter(anne: User) -> Case:
    case = people.job_ready_cash(since=date(2026, 9, 1), by=anne)
    job_goals.add(case=case, letter="A", occupation="Lagermedarbejder", from_on=TODAY, by=anne, today=TODAY, now=NOW)
    return case


def refer(client: Client, case: Case, karim: User, step: str = "gem", **typed: Any) -> Any:
    start = {"to": "job_consultant", "on_date": "23/11-26", "consultant": karim.pk, "wishes": WISHES}
    version = Case.objects.get(pk=case.pk).version
    return client.post(
        f"/borgere/{case.citizen.public_id}/visitation/ny/", {**start, "version": version, "step": step, **typed}
    )


def saved(client: Client, case: Case, karim: User) -> None:
    digest = refer(client, case, karim, "vis").context["form"].digest()
    assert refer(client, case, karim, previewed=digest).status_code == 302


def test_the_form_shows_the_job_goals_and_takes_the_wishes(
    client: Client, anne: User, karim: User, peter: Case
) -> None:
    client.force_login(anne)
    page = client.get(f"/borgere/{peter.citizen.public_id}/visitation/ny/").content.decode()
    assert "Jobmål A: Lagermedarbejder" in page
    saved(client, peter, karim)
    assert Referral.objects.get().wishes == WISHES
    assert WISHES in client.get(f"/borgere/{peter.citizen.public_id}/?type=tilbud").content.decode()


def test_the_consultant_sees_both_on_the_start_page_and_the_citizens(
    client: Client, anne: User, karim: User, peter: Case
) -> None:
    client.force_login(anne)
    saved(client, peter, karim)
    client.force_login(karim)
    row = BeautifulSoup(client.get("/jobkonsulent/").content, "html.parser").select_one("tr[data-citizen]")
    assert row is not None
    assert "ALagermedarbejder" in row.get_text(strip=True)
    assert WISHES in row.get_text()
    assert WISHES in client.get(f"/borgere/{peter.citizen.public_id}/job/").content.decode()


def test_without_job_goals_the_form_says_so(client: Client, anne: User, karim: User) -> None:
    client.force_login(anne)
    case = people.job_ready_cash("Ida Berg", since=date(2026, 9, 1), by=anne)
    page = client.get(f"/borgere/{case.citizen.public_id}/visitation/ny/").content.decode()
    assert "Ingen jobmål endnu." in page


def test_a_number_in_the_wishes_is_refused_at_its_field(client: Client, anne: User, karim: User, peter: Case) -> None:
    client.force_login(anne)
    answer = refer(client, peter, karim, "vis", wishes="Bor hos 010190-1234")
    assert answer.status_code == 422
    assert "wishes" in answer.context["form"].errors
    assert not Referral.objects.exists()
