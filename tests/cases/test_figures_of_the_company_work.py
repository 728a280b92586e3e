"""Tal: visits and job orders of a month beside the month before, and who works at the municipality itself."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from cases.models import Activity
from companies.models import JobOrder
from staff.models import AccessLog, User
from tests import people
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company, talked
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONTH = timedelta(days=30)


@pytest.fixture
def karim(client: Client) -> User:
    user = people.job_consultant()
    client.force_login(user)
    return user


def row(client: Client, title: str) -> Tag:
    shown = BeautifulSoup(client.get(reverse("company_figures")).content, "html.parser")
    found = [one for one in shown.select("tbody tr") if one.select(".m-name")[0].get_text() == title]
    assert len(found) == 1, title
    return found[0]


def listed(client: Client, one: Tag) -> list[int]:
    """How many rows stand behind the figure of this month and of the one before."""
    pages = [client.get(str(link["href"])) for link in one.select("td[data-figure] a")]
    return [len(BeautifulSoup(page.content, "html.parser").select("tbody tr")) for page in pages]


@pytest.mark.proves("REBGEN-49")
def test_visits_beside_the_month_before(client: Client, karim: User) -> None:
    firm = a_company()
    for number in range(3):
        talked(firm, TODAY - timedelta(days=number), by=karim, kind="visit")
    talked(firm, TODAY, by=karim), talked(firm, TODAY - MONTH, by=people.job_consultant("Bo Falk"), kind="visit")
    found = row(client, "Virksomhedsbesøg")
    assert "3 virksomhedsbesøg op fra 1" in found.get_text(" ", strip=True)
    assert listed(client, found) == [3, 1]


@pytest.mark.proves("REBGEN-54")
def test_job_orders_told_and_filled(client: Client, karim: User) -> None:
    start = {"company": a_company(), "updated_on": TODAY, "created_by": karim}
    for number in range(3):
        JobOrder.objects.create(
            occupation=f"Tømrer {number}", created_at=NOW - (MONTH if number == 2 else 0 * MONTH),
            closed_at=NOW if number else None, ending=("", "filled", "withdrawn")[number], **start,
        )  # fmt: skip
    JobOrder.objects.create(
        occupation="Anmodning", created_at=NOW, kind="request", mode="self", deadline=NOW + MONTH, **start
    )
    told, filled = row(client, "Nye jobordrer"), row(client, "Besatte jobordrer")
    assert "2 nye jobordrer op fra 1" in told.get_text(" ", strip=True)
    assert "1 besatte jobordrer 50\xa0% af 2 afsluttede op fra 0" in filled.get_text(" ", strip=True)
    assert (listed(client, told), listed(client, filled)) == ([2, 1], [1, 0])


def test_who_is_at_a_workplace_of_the_municipality(client: Client, karim: User) -> None:
    own, anne = a_company("Plejehjemmet", own_municipality=True), people.caseworker()
    mine = people.referred(people.insured(first_unemployed_on=TODAY, by=anne), TODAY, to=karim)
    west = people.insured("Vera Vest", first_unemployed_on=TODAY)
    type(west).objects.filter(pk=west.pk).update(team=people.a_team("Jobteam Vest"))
    for case, firm, since in ((mine, own, TODAY), (west, own, TODAY), (mine, a_company("Byg"), TODAY)):
        Activity.objects.create(case=case, company=firm, type="virksomhedspraktik", status="running", from_on=since)
    count = row(client, "Borgere på kommunens egne arbejdspladser i dag").select_one("[data-count]")
    assert count is not None and count["data-count"] == "2"
    said = client.get(reverse("own_employer")).content.decode()
    assert mine.citizen.name in said and "Vera Vest" not in said and "Borger i Jobteam Vest" in said
    assert AccessLog.objects.filter(citizens__contains=[mine.citizen.public_id]).exists()
    client.force_login(anne)
    assert client.get(reverse("company_figures")).status_code == 404
    client.force_login(people.employee("Ude Fra"))
    assert client.get(reverse("own_employer")).status_code == 404


def test_as_many_statements_for_few_as_for_many(client: Client, karim: User) -> None:
    own = a_company("Plejehjemmet", own_municipality=True)
    for number in range(12):
        case = people.insured(f"Borger {number}", first_unemployed_on=TODAY)
        Activity.objects.create(case=case, company=own, type="virksomhedspraktik", status="running", from_on=TODAY)
        talked(own, TODAY, by=karim, kind="visit")
    assert_baseline("company_figures", statements(client, reverse("company_figures")))
    assert_baseline("own_employer", statements(client, reverse("own_employer")))
    assert_baseline("offer_shares", statements(client, reverse("offer_shares")))
    assert_baseline("offer_starts", statements(client, f"{reverse('offer_starts')}?hvad=alle"))


@pytest.fixture
def three_offers(karim: User) -> None:
    case = people.job_ready_cash("Peter Ravn", since=TODAY - 2 * MONTH)
    hidden = people.job_ready_cash("Hemmelig Person", since=TODAY - 2 * MONTH, protected=True)
    for of, kind, sector, since in (
        (case, "virksomhedspraktik", "private", TODAY), (hidden, "wage_subsidy", "public", TODAY),
        (case, "small_job", "", TODAY), (case, "vejledning", "", TODAY), (case, "small_job", "private", TODAY - MONTH),
    ):  # fmt: skip
        Activity.objects.create(case=of, type=kind, sector=sector, status="running", from_on=since)
    Activity.objects.create(case=case, type="small_job", sector="private", status="planned", from_on=TODAY)


def shares(client: Client) -> dict[str, list[str]]:
    """The numbers and shares of this month and the one before by their head; each number is its list."""
    page = BeautifulSoup(client.get(reverse("offer_shares")).content, "html.parser")
    heads = [head.get_text() for head in page.select("thead th")]
    found: dict[str, list[str]] = {head: [] for head in heads}
    for line in page.select("tbody tr")[:2]:
        for head, cell in zip(heads[1:], line.select("td")[1:], strict=True):
            cell.select("a .sr-only")[0].extract(), cell.select(".jc-only-m")[0].extract()
            number = cell.select("a")[0].get_text(strip=True)
            behind = BeautifulSoup(client.get(str(cell.select("a")[0]["href"])).content, "html.parser")
            assert len(behind.select("tbody tr")) == int(number)
            assert "Hemmelig" not in behind.get_text()
            found[head].append(cell.get_text(" ", strip=True).replace("\xa0", " "))
    return found


@pytest.mark.proves("HED21-16")
def test_the_share_of_business_oriented_offers_by_month(client: Client, three_offers: None) -> None:
    assert "Andele af tilbud" in client.get(reverse("company_figures")).content.decode()
    found = shares(client)
    assert found.get("Påbegyndte tilbud") == ["4", "1"]
    assert found.get("Virksomhedsrettede tilbud") == ["3 75,0 %", "1 100,0 %"]


@pytest.mark.proves("HED21-17")
def test_the_share_of_private_workplaces_by_month(client: Client, three_offers: None) -> None:
    found = shares(client)
    assert found.get("Tilbud på arbejdspladser") == ["3", "1"]
    assert found.get("Tilbud på private arbejdspladser") == ["1 50,0 %", "1 100,0 %"]
    assert found.get("Tilbud på arbejdspladser uden sektor") == ["1", "0"]


def test_the_shares_are_for_those_who_work_with_companies(client: Client, three_offers: None) -> None:
    assert client.get(f"{reverse('offer_starts')}?hvad=x").status_code == 404
    client.force_login(people.caseworker(hours=False))
    assert client.get(reverse("offer_shares")).status_code == 404
    assert client.get(f"{reverse('offer_starts')}?hvad=alle").status_code == 404
