"""Find a company by name, number, branch, area and who looks after it; page by page; only those who have the page."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from companies.models import Company, CompanyName
from companies.services import bans, merging
from staff.models import Role
from tests.baseline import assert_baseline, statements
from tests.companies.cast import LONG_AGO, a_branch, a_company, an_area
from tests.people import NOW, TODAY, caseworker, employee, job_consultant, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/"


def page(client: Client, query: str = "", **headers: str) -> BeautifulSoup:
    answer = client.get(URL + query, headers=headers)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def found(client: Client, query: str = "") -> list[str]:
    return [link.get_text(strip=True) for link in page(client, query).select("#liste td.m-name a")]


@pytest.fixture
def firms() -> dict[str, Company]:
    north, south = an_area("Nordbyen", "9991"), an_area("Sydbyen", "9992")
    assert north != south
    karim = job_consultant("Karim Haddad")
    return {
        "byg": a_company("Nordvang Byg ApS", postal="9991", branch=a_branch(), owner=karim, units=1),
        "kaffe": a_company("Café Molen", postal="9992", branch=a_branch("Caféer", "563020"), growing=True),
        "aal": a_company("Aalekroen"),
        "lukket": a_company("Zeppelin Fragt", active=False),
    }


def test_in_danish_order_without_those_closed(client: Client, firms: dict[str, Company]) -> None:
    client.force_login(caseworker())
    assert found(client) == ["Café Molen", "Nordvang Byg ApS", "Aalekroen"]
    assert found(client, "?vis=lukkede") == ["Zeppelin Fragt"]


def test_by_name_number_branch_town_and_earlier_name(client: Client, firms: dict[str, Company]) -> None:
    client.force_login(caseworker())
    byg, unit = firms["byg"], firms["byg"].units.get()
    CompanyName.objects.create(company=byg, name="Murermester Vang", from_on=LONG_AGO, to_on=LONG_AGO)
    cvr = str(byg.cvr)
    spaced = "+".join(cvr[place : place + 2] for place in range(0, 8, 2))
    for asked in ("vang+byg", cvr, spaced, unit.p_number, "bygninger", "nordbyen", "9991", "murermester"):
        assert found(client, f"?q={asked}") == ["Nordvang Byg ApS"], asked
    assert found(client, "?q=byg+caf") == []


def test_by_area_branch_owner_and_mark(client: Client, firms: dict[str, Company]) -> None:
    karim = firms["byg"].owners.get().user
    client.force_login(karim)
    area = an_area("Nordbyen").pk
    assert found(client, f"?omraade={area}") == ["Nordvang Byg ApS"]
    assert found(client, f"?branche={a_branch('Caféer', '563020').pk}") == ["Café Molen"]
    assert found(client, "?ansvarlig=mine") == ["Nordvang Byg ApS"]
    assert found(client, f"?ansvarlig={karim.pk}") == ["Nordvang Byg ApS"]
    assert found(client, "?ansvarlig=ingen") == ["Café Molen", "Aalekroen"]
    assert found(client, "?vis=vaekster") == ["Café Molen"]
    bans.forbid(company=firms["aal"], reason="Vil selv ringe", by=karim, today=TODAY, now=NOW, version=None)
    assert found(client, "?vis=maa-ikke") == ["Aalekroen"]
    assert len(found(client, "?omraade=zzz&branche=zzz&ansvarlig=zzz&vis=zzz")) == 3


def test_one_that_was_merged_is_found_as_the_other(client: Client, firms: dict[str, Company]) -> None:
    karim = firms["byg"].owners.get().user
    twin = a_company("Nordvang Byg", cvr=None)
    merging.merge(kept=firms["byg"], gone=twin, reason="Samme ejer", by=karim, now=NOW)
    client.force_login(karim)
    assert found(client, "?q=nordvang") == ["Nordvang Byg ApS"]
    answer = client.get(reverse("company", args=[twin.pk]))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("company", args=[firms["byg"].pk]))


def test_the_empty_list_says_what_to_do(client: Client) -> None:
    client.force_login(job_consultant())
    assert "Ingen virksomheder endnu" in page(client).get_text()
    assert "Ingen virksomheder passer til søgningen" in page(client, "?q=findesikke").get_text()


def test_page_by_page(client: Client) -> None:
    Company.objects.bulk_create(Company(name=f"Firma {number:03d}") for number in range(120))
    client.force_login(caseworker())
    seen, query = [], ""
    while True:
        shown = page(client, query)
        seen += [link.get_text(strip=True) for link in shown.select("#liste td.m-name a")]
        following = shown.select_one("a[rel=next]")
        if following is None:
            break
        query = str(following["href"]).partition("#")[0]
    assert seen == [f"Firma {number:03d}" for number in range(120)]


def test_htmx_gets_the_list_alone(client: Client, firms: dict[str, Company]) -> None:
    client.force_login(caseworker())
    part = page(client, "?q=molen", **{"HX-Request": "true", "HX-Target": "liste"})
    assert part.select_one("h1") is None and part.select_one("section#liste") is not None


def test_job_consultants_leaders_and_caseworkers_read_nobody_else(client: Client, firms: dict[str, Company]) -> None:
    own = (URL, reverse("company", args=[firms["byg"].pk]), reverse("company_history", args=[firms["byg"].pk]))
    for user in (job_consultant("Nanna Vig"), team_leader(), caseworker()):
        client.force_login(user)
        assert [client.get(url).status_code for url in own] == [200, 200, 200]
    for role in (Role.SPECIALIST, Role.ADMINISTRATION, Role.SYSTEM_ADMIN, Role.AUDITOR):
        client.force_login(employee("Ude Fra", role))
        assert [client.get(url).status_code for url in own] == [404, 404, 404], role


def test_as_many_statements_for_few_as_for_many(client: Client, firms: dict[str, Company]) -> None:
    client.force_login(caseworker())
    few = statements(client, URL)
    an_area("Østbyen", "9993")
    for number in range(30):
        a_company(f"Firma {number:03d}", postal="9993", branch=a_branch(), units=1)
    many = statements(client, URL)
    assert len(many) == len(few)
    assert_baseline("companies", many)
    assert_baseline("company", statements(client, reverse("company", args=[firms["byg"].pk])))
