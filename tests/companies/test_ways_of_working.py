"""What a municipality has decided about its work with companies shows on the pages, and is not there without it."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from companies.models import Coordinator, Enquiry, JobOrder
from companies.services import branches, enquiries
from staff.models import Role, User
from tests.companies.cast import a_branch, a_company, an_area, talked
from tests.people import NOW, TODAY, caseworker, employee, job_consultant, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LONG_AGO = date(2024, 1, 8)


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


def page(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.content, "html.parser")


def text(client: Client, url: str) -> str:
    return page(client, url).get_text(" ", strip=True).replace("\xa0", " ")


def names(client: Client, url: str) -> list[str]:
    return [one.get_text(strip=True) for one in page(client, url).select("td.m-name a, td.m-name.jc-b")]


def order(by: User, occupation: str = "Lagermedarbejder", **values: Any) -> JobOrder:
    start = {"updated_on": TODAY, "created_at": NOW, "created_by": by, "company": a_company(f"{occupation} ApS")}
    return JobOrder.objects.create(occupation=occupation, **start | values)


def asked(by: User, subject: str = "recruit", **values: Any) -> Enquiry:
    return enquiries.receive(
        company=values.get("company"), caller="Lone Nordvang", phone="", subject=subject, text="Vil tale sammen",
        received_at=NOW - timedelta(hours=1), by=by, now=NOW, form_key=None,
    )  # fmt: skip


@pytest.mark.proves("REBGEN-48")
def test_the_call_list_goes_by_area_and_says_why(client: Client, karim: User) -> None:
    an_area("Sydbyen", "9980"), an_area("Nordbyen", "9990")
    talked(a_company("Længst siden", postal="9980"), LONG_AGO, by=karim)
    talked(a_company("Kortere siden", postal="9990"), LONG_AGO + timedelta(days=9), by=karim)
    shown = page(client, reverse("call_list"))
    assert [one.get_text() for one in shown.select("tr.grp th")] == ["Nordbyen", "Sydbyen"]
    assert "REBGEN-48 Ringeliste efter geografi" in shown.get_text()


@pytest.mark.proves("REBGEN-08")
def test_a_branch_hit_by_a_crisis_is_not_called(client: Client, karim: User) -> None:
    branch = a_branch()
    a_company("Ramt", branch=branch), a_company("Ikke ramt")
    branches.say_hit(branch=branch, hit_from=TODAY, hit_to=None)
    assert names(client, reverse("call_list")) == ["Ikke ramt"]
    assert "Udeladt, fordi branchen er ramt af krise: Opførelse af bygninger" in text(client, reverse("call_list"))


@pytest.mark.proves("REBGEN-53")
def test_companies_that_grow_are_found_with_the_source(client: Client, karim: User) -> None:
    a_company("Vokser", growing=True, growth_source="Erhvervsrådet"), a_company("Som før")
    a_company("Mangler folk", short_of_people=True)
    for url in (reverse("companies"), reverse("call_list")):
        assert names(client, f"{url}?vis=vaekster") == ["Vokser"]
        assert names(client, f"{url}?vis=rekruttering") == ["Mangler folk"]
    assert "kilde: Erhvervsrådet" in text(client, reverse("call_list"))
    assert "REBGEN-53 Virksomheder i vækst" in text(client, reverse("companies"))


@pytest.mark.proves("RUD21-13")
def test_the_workplaces_of_the_municipality_are_found(client: Client, karim: User) -> None:
    a_company("Plejehjemmet", own_municipality=True), a_company("Nordvang Byg")
    assert names(client, f"{reverse('companies')}?vis=egen") == ["Plejehjemmet"]


@pytest.mark.proves("RUD21-16")
def test_jobs_of_a_shared_service_are_found(client: Client, karim: User) -> None:
    order(karim, "Tømrer", external="Fælles rekrutteringsservice"), order(karim, "Bager")
    assert names(client, f"{reverse('job_orders')}?vis=faelles") == ["Tømrer"]
    assert "Kilde: Fælles rekrutteringsservice" in text(client, reverse("job_orders"))


@pytest.mark.proves("HED21-53")
def test_all_open_jobs_can_be_shown_to_citizens_without_a_name(client: Client, karim: User) -> None:
    (
        order(karim, "Tømrer", text="Ring til Lone Nordvang", positions=2),
        order(karim, "Lukket", closed_at=NOW, ending="filled"),
    )
    url = reverse("job_orders_for_citizens")
    said = text(client, url)
    assert "Tømrer 2 stillinger Tømrer ApS" in said and "Lukket" not in said and "HED21-53 Synlige jobordrer" in said
    assert "Karim" not in " ".join(one.get_text() for one in page(client, url).select("main"))
    assert "Lone Nordvang" not in said
    assert url in client.get(reverse("job_orders")).content.decode()
    client.force_login(caseworker())
    assert client.get(url).status_code == 200
    client.force_login(employee("Ude Fra", Role.AUDITOR))
    assert client.get(url).status_code == 404


@pytest.mark.proves("HED21-58")
def test_an_enquiry_leads_to_candidates_or_to_a_job(client: Client, karim: User) -> None:
    firm = a_company()
    for outcome, target in (("candidates", "company"), ("job_ad", "job_order_new")):
        row = asked(karim, company=firm)
        enquiries.contacted(row=row, at=NOW, note="", by=karim, now=NOW)
        url = reverse("enquiry_close", args=[row.pk])
        assert "udvælgelse af kandidater eller udfærdigelse af jobopslag" in text(client, url)
        answer = client.post(url, {"outcome": outcome})
        assert (answer.status_code, answer.get("Location")) == (302, reverse(target, args=[firm.pk]))


@pytest.mark.proves("HED21-31")
def test_a_company_asks_for_a_quick_talk_before_anybody_is_sick(client: Client, karim: User) -> None:
    assert "Fastholdelse (fast-track)" in text(client, reverse("enquiry_new"))
    row = asked(karim, "retention")
    assert "HED21-31 Hurtig samtale før sygemelding" in text(client, reverse("enquiry", args=[row.pk]))


@pytest.mark.proves("HED21-61")
def test_courses_for_employees_are_offered(client: Client, karim: User) -> None:
    assert reverse("mentor_courses") in client.get(reverse("care_members")).content.decode()
    assert "HED21-61 Mentorkurser for ansatte" in text(client, reverse("mentor_courses"))


@pytest.mark.proves("REBGEN-57")
def test_a_leader_says_who_coordinates(client: Client, karim: User) -> None:
    bo, url = job_consultant("Bo Falk"), reverse("company_coordinator")
    assert client.get(url).status_code == 404
    client.force_login(team_leader())
    assert "Koordineres af ingen endnu" in text(client, reverse("companies"))
    for user, since in ((karim, "1/11-2026"), (karim, "2/11-2026"), (bo, "23/11-2026")):
        assert client.post(url, {"user": user.pk, "unit": "Jobindsats", "from_on": since}).status_code == 302
    assert "Koordineres af Bo Falk, Jobindsats" in text(client, reverse("companies"))
    assert [row.to_on for row in Coordinator.objects.all()] == [TODAY - timedelta(days=1), None]
    assert client.post(url, {"user": karim.pk, "unit": "Jobindsats", "from_on": "1/11-2026"}).status_code == 422
