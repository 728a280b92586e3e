"""Code of Care: companies are members from a day to a day, and the number of any day stands beside the goal."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from companies.models import CareMembership, Company
from companies.services import care, merging
from staff.models import Role, User
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company
from tests.people import NOW, TODAY, caseworker, employee, job_consultant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/code-of-care/"


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


def joined(firm: Company, karim: User, since: date = TODAY) -> CareMembership:
    return care.join(company=firm, from_on=since, note="Småjobs", by=karim, today=TODAY, now=NOW, form_key=None)


def text(client: Client, query: str = "") -> str:
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True).replace("\xa0", " ")


def sent(**values: Any) -> dict[str, Any]:
    return {"from_on": "1/11-2026", "note": "Småjobs til unge", "form_key": str(uuid.uuid4()), **values}


def test_a_company_becomes_a_member_once(client: Client, karim: User) -> None:
    firm = a_company()
    values = sent()
    for _ in range(2):
        assert client.post(reverse("care_join", args=[firm.pk]), values).status_code == 302
    row = CareMembership.objects.get()
    assert (row.company, row.from_on, row.note) == (firm, date(2026, 11, 1), "Småjobs til unge")
    assert "Nordvang Byg ApS" in text(client)
    assert "Code of Care</span>" in client.get(reverse("company", args=[firm.pk])).content.decode()
    answer = client.post(reverse("care_join", args=[firm.pk]), sent())
    assert answer.status_code == 422 and "allerede medlem i perioden" in answer.content.decode()
    assert client.post(reverse("care_join", args=[firm.pk]), sent(from_on="1/12-2026")).status_code == 422


@pytest.mark.proves("HED21-60")
def test_the_number_stands_beside_the_goal(client: Client, karim: User) -> None:
    for number in range(2):
        joined(a_company(f"Firma {number}"), karim)
    said = text(client)
    assert "48 ved begyndelsen · 2 d. 23. november 2026 · mål 55 senest d. 31. december 2021 · 53 mangler" in said
    assert "HED21-60. Beskæftigelsesplan 2021" in said


def test_the_number_of_any_day_is_right(client: Client, karim: User) -> None:
    first, second = joined(a_company("Første"), karim, date(2021, 3, 1)), joined(a_company("Anden"), karim)
    care.leave(membership=first, to_on=date(2021, 6, 15))
    for day, names in (
        ("2021-02-28", []), ("2021-03-01", ["Første"]), ("2021-06-15", ["Første"]), ("2021-06-16", []),
        ("", ["Anden"]), ("i-gaar", ["Anden"]),
    ):  # fmt: skip
        page = BeautifulSoup(client.get(f"{URL}?dag={day}").content, "html.parser")
        assert [one.get_text() for one in page.select("td.m-name a")] == names, day
        assert f"{len(names)} medlem" in text(client, f"?dag={day}")
    assert second.to_on is None


def test_left_and_voided(client: Client, karim: User) -> None:
    row = joined(a_company(), karim, date(2026, 11, 2))
    leave = reverse("care_leave", args=[row.pk])
    assert "før startdatoen" in client.post(leave, {"to_on": "1/11-2026"}).content.decode()
    assert client.post(leave, {"to_on": "22/11-2026"}).status_code == 302
    assert "Ingen medlemmer den dag" in text(client)
    void = reverse("care_void", args=[row.pk])
    assert client.post(void, {"reason": ""}).status_code == 422
    client.post(void, {"reason": "En anden"})
    assert "Ingen medlemmer den dag" in text(client, "?dag=2026-11-10")
    with pytest.raises(IntegrityError), transaction.atomic():
        CareMembership.objects.update(void_reason="")


def test_it_follows_a_merged_company(karim: User) -> None:
    firm, twin = a_company(), a_company("Nordvang", cvr=None)
    joined(twin, karim)
    merging.merge(kept=firm, gone=twin, reason="Samme", by=karim, now=NOW)
    assert care.members_on(TODAY).get().company == firm


def test_a_caseworker_reads_others_do_not_have_the_page(client: Client, karim: User) -> None:
    row = joined(a_company(), karim)
    client.force_login(caseworker())
    assert "Annullér" not in text(client)
    for name in ("care_leave", "care_void"):
        assert client.post(reverse(name, args=[row.pk]), {}).status_code == 404
    assert client.post(reverse("care_join", args=[row.company_id]), sent()).status_code == 404
    client.force_login(employee("Ude Fra", Role.AUDITOR))
    assert client.get(URL).status_code == 404


def test_as_many_statements_for_few_as_for_many(client: Client, karim: User) -> None:
    for number in range(30):
        joined(a_company(f"Firma {number}", postal="9991"), karim, TODAY - timedelta(days=number))
    assert_baseline("care_members", statements(client, URL))
