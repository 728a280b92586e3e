"""Forslag efter jobmål: the citizens who fit what a company looks for, and the free places that fit a citizen."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case
from cases.services import job_goals
from companies.models import Company, JobOrder, PlaceAgreement
from staff.models import AccessLog, User
from tests import people
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SINCE = date(2026, 9, 7)


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker()
    client.force_login(user)
    return user


@pytest.fixture
def firm(anne: User) -> Company:
    firm = a_company()
    start = {"updated_on": TODAY, "created_at": NOW, "created_by": anne}
    JobOrder.objects.create(company=firm, occupation="Tømrer", **start)
    JobOrder.objects.create(company=firm, occupation="Bager", closed_at=NOW, ending="filled", **start)
    PlaceAgreement.objects.create(
        company=firm,
        kind="fixed",
        places=1,
        from_on=date(2026, 1, 5),
        purpose="Fremmøde",
        occupation="Lagermedarbejder",
    )
    return firm


def looks_for(anne: User, name: str, *occupations: str) -> Case:
    case = people.activity_ready_cash(name, since=SINCE, by=anne)
    for letter, occupation in zip("ABC", occupations, strict=False):
        job_goals.add(
            case=case, letter=letter, occupation=occupation, from_on=TODAY, by=anne, today=TODAY, now=NOW
        )  # fmt: skip
    return case


def page(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def rows(client: Client, firm: Company) -> list[list[str]]:
    found = page(client, reverse("company_suggested", args=[firm.pk])).select("tbody tr")
    for hidden in [one for row in found for one in row.select(".sr-only, .jc-only-m, svg")]:
        hidden.decompose()
    return [[" ".join(cell.get_text(" ", strip=True).split()) for cell in row.select("td")] for row in found]


def test_who_fits_a_first_and_whether_on_a_fixed_place(client: Client, anne: User, firm: Company) -> None:
    looks_for(anne, "Berit By", "Kok", "lagermedarbejder")
    had = looks_for(anne, "Mette Sund", "Tømrer")
    looks_for(anne, "Ida Nej", "Bager")
    looks_for(people.caseworker("Viggo Vest", team=people.a_team("Jobteam Vest")), "Vera Vest", "Tømrer")
    Activity.objects.create(
        case=had, type="wage_subsidy", status="ended", from_on=date(2026, 9, 8), to_on=date(2026, 9, 30)
    )
    first, second = rows(client, firm)
    assert first[:2] == ["Mette Sund Kontanthjælp, aktivitetsparat", "A Tømrer"]
    assert first[3].startswith("Nej") and "REB23-44" in first[3] and "Til jobbet" in first[5]
    assert second[:2] == ["Berit By Kontanthjælp, aktivitetsparat", "B lagermedarbejder"]
    assert second[3].startswith("Med begrundelse") and second[5] == "Til praktik"
    assert len(AccessLog.objects.order_by("-id")[0].citizens) == 2
    form = page(client, reverse("citizen_placement", args=[had.citizen.public_id]) + f"?virksomhed={firm.pk}")
    assert firm.name in str(form.select_one("[name=company]"))


def test_a_free_place_in_the_job_goal_of_a_citizen(client: Client, anne: User, firm: Company) -> None:
    case = looks_for(anne, "Mette Sund", "LAGERMEDARBEJDER ")
    url = reverse("citizen_jobs", args=[case.citizen.public_id])
    assert "Faste pladser, 0 af 1 i brug" in page(client, url).get_text(" ", strip=True)
    Activity.objects.create(
        case=case, company=firm, type="virksomhedspraktik", status="running", from_on=TODAY, place="fixed",
        place_reason="social",
    )  # fmt: skip
    assert "Ledige pladser i borgerens jobmål" not in page(client, url).get_text()


def test_nothing_looked_for_and_others_do_not_have_the_page(client: Client, anne: User) -> None:
    firm = a_company()
    url = reverse("company_suggested", args=[firm.pk])
    assert "ingen åbne job" in page(client, url).get_text()
    client.force_login(people.employee("Ude Fra"))
    assert client.get(url).status_code == 404


def test_as_many_statements_for_few_as_for_many(client: Client, anne: User, firm: Company) -> None:
    for number in range(8):
        looks_for(anne, f"Borger {number}", "Tømrer")
    assert_baseline("company_suggested", statements(client, reverse("company_suggested", args=[firm.pk])))


def an_agreement(**values: Any) -> dict[str, Any]:
    return {"kind": "fixed", "places": 2, "from_on": "1/12-2026", "purpose": "Fremmøde", **values}


def test_the_trade_is_agreed_with_the_places(client: Client) -> None:
    firm = a_company()
    client.force_login(people.job_consultant())
    client.post(reverse("place_agreement_new", args=[firm.pk]), an_agreement(occupation=" Tømrer  på sted "))
    assert PlaceAgreement.objects.get().occupation == "Tømrer på sted"
