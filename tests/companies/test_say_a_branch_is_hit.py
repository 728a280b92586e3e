"""A branch is hit by a crisis from a day to a day: its companies leave the call lists meanwhile (REBGEN-08)."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from companies.models import Branch
from staff.models import Role, User
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_branch, a_company
from tests.people import NOW, caseworker, employee, job_consultant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/brancher/"


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


@pytest.fixture
def hotels(karim: User) -> Branch:
    branch = a_branch("Hoteller", "551010")
    a_company("Strandhotellet", branch=branch)
    a_branch("Uden virksomheder", "011300")
    return branch


def text(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True).replace("\xa0", " ")


def test_hit_from_a_day_on_and_off_the_call_list_meanwhile(client: Client, hotels: Branch) -> None:
    assert "Hoteller 551010 Nej" in text(client) and "Uden virksomheder" not in text(client)
    assert "Strandhotellet" in text(client, reverse("call_list"))
    url = reverse("hit_branch", args=[hotels.pk])
    assert client.post(url, {"hit_from": "1/11-2026", "hit_to": ""}).status_code == 302
    assert "Ramt nu Fra 1. nov. 2026" in text(client)
    said = text(client, reverse("call_list"))
    assert "Strandhotellet" not in said and "ramt af krise: Hoteller" in said
    client.post(url, {"hit_from": "1/11-2026", "hit_to": "22/11-2026"})
    assert "Ramt nu" not in text(client) and "Strandhotellet" in text(client, reverse("call_list"))
    client.post(url, {"hit_from": "", "hit_to": ""})
    hotels.refresh_from_db()
    assert (hotels.hit_from, hotels.hit_to) == (None, None)


@pytest.mark.parametrize(
    ("hit_from", "hit_to", "said"),
    [("", "1/11-2026", "Skriv også den første dag"), ("2/11-2026", "1/11-2026", "ikke ligge før startdatoen")],
)
def test_days_that_cannot_be(client: Client, hotels: Branch, hit_from: str, hit_to: str, said: str) -> None:
    answer = client.post(reverse("hit_branch", args=[hotels.pk]), {"hit_from": hit_from, "hit_to": hit_to})
    assert answer.status_code == 422 and said in answer.content.decode()


def test_a_caseworker_reads_others_do_not_have_the_page(client: Client, hotels: Branch) -> None:
    client.force_login(caseworker())
    assert "Ret" not in text(client).split("Hoteller")[1][:30]
    assert client.post(reverse("hit_branch", args=[hotels.pk]), {"hit_from": "1/11-2026"}).status_code == 404
    client.force_login(employee("Ude Fra", Role.AUDITOR))
    assert client.get(URL).status_code == 404
    hotels.refresh_from_db()
    assert hotels.hit_from is None


def test_as_many_statements_for_few_as_for_many(client: Client, karim: User) -> None:
    for number in range(20):
        a_company(f"Firma {number}", branch=a_branch(f"Branche {number}", f"{100000 + number}"))
    assert_baseline("hit_branches", statements(client, URL))
    assert date(2026, 11, 23) == NOW.date()
