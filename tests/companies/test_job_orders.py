"""Jobordrer: what companies need, seen by all who work with citizens; kept fresh; off the list after the deadline."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from companies.models import Company, JobOrder
from companies.services import orders
from companies.services.orders import Job
from staff.models import Role, User
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company, an_area
from tests.people import NOW, TODAY, at, caseworker, employee, job_consultant, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/jobordrer/"


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


@pytest.fixture
def firm(karim: User) -> Company:
    an_area("Nordbyen", "9991")
    return a_company(postal="9991", owner=karim)


def told(firm: Company, karim: User, occupation: str = "Lagermedarbejder", **values: Any) -> JobOrder:
    job = Job(
        kind="order",
        occupation=occupation,
        positions=1,
        hours_per_week=None,
        text="",
        external="",
        deadline=None,
        mode="",
    )
    job.update(values)  # type: ignore[typeddict-item]
    return orders.tell(company=firm, job=job, by=karim, today=TODAY, now=NOW, form_key=None)


def sent(**values: Any) -> dict[str, Any]:
    start = {"kind": "order", "occupation": "Lagermedarbejder", "positions": "2", "form_key": str(uuid.uuid4())}
    return {**start, **values}


def names(client: Client, query: str = "") -> list[str]:
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return [one.get_text(strip=True) for one in BeautifulSoup(answer.content, "html.parser").select("td.m-name a")]


def test_told_once_and_seen_by_every_caseworker(client: Client, karim: User, firm: Company) -> None:
    values = sent(hours_per_week="37", text="Truckkort")
    links = {client.post(reverse("job_order_new", args=[firm.pk]), values).headers["Location"] for _ in range(2)}
    row = JobOrder.objects.get()
    assert links == {reverse("job_order", args=[row.pk])}
    client.force_login(caseworker())
    assert names(client) == ["Lagermedarbejder"]
    body = client.get(reverse("job_order", args=[row.pk])).content.decode()
    assert "Truckkort" in body and "Stadig aktuelt" not in body
    assert "Lagermedarbejder" in client.get(reverse("company", args=[firm.pk])).content.decode()


def test_a_request_has_a_deadline_and_says_who_puts_candidates_on(client: Client, karim: User, firm: Company) -> None:
    url = reverse("job_order_new", args=[firm.pk])
    body = client.post(url, sent(kind="request")).content.decode()
    assert "skal have en frist" in body and "Vælg, hvem der sætter kandidater på" in body
    answer = client.post(url, sent(kind="request", mode="self", on="i går", at="9.00"))
    assert answer.status_code == 422 and "allerede passeret" in answer.content.decode()
    assert client.post(url, sent(kind="request", mode="searched", on="27/11", at="12.00")).status_code == 302
    assert JobOrder.objects.get().deadline == at(TODAY + timedelta(days=4), 12)
    with pytest.raises(IntegrityError), transaction.atomic():
        JobOrder.objects.update(mode="")


def test_off_the_list_after_the_deadline_and_when_closed(client: Client, karim: User, firm: Company) -> None:
    request = {"kind": "request", "mode": "self", "deadline": NOW + timedelta(hours=1)}
    told(firm, karim, "Chauffør", **request)
    done = told(firm, karim, "Murer")
    assert names(client) == ["Chauffør", "Murer"]
    for _ in range(2):
        client.post(reverse("job_order_close", args=[done.pk]), {"ending": "filled"})
    with time_machine.travel(NOW + timedelta(hours=1, minutes=1), tick=False):
        client.force_login(karim)
        assert names(client) == []
        assert names(client, "?vis=lukkede") == ["Chauffør", "Murer"]
        assert "Ingen åbne job" in client.get(URL).content.decode()
    client.force_login(karim)
    assert names(client) == ["Chauffør"]


def test_searched_and_filtered(client: Client, karim: User, firm: Company) -> None:
    other = a_company("Café Molen")
    told(firm, karim, "Tømrer")
    told(other, karim, "Tjener", kind="request", mode="self", deadline=NOW + timedelta(days=2))
    for query, expected in (
        ("?q=tømrer", ["Tømrer"]), ("?q=molen", ["Tjener"]), ("?q=nordbyen", ["Tømrer"]), ("?vis=ordre", ["Tømrer"]),
        ("?vis=rekruttering", ["Tjener"]), (f"?omraade={an_area('Nordbyen').pk}", ["Tømrer"]), ("?q=zzz", []),
    ):  # fmt: skip
        assert names(client, query) == expected, query


@pytest.mark.proves("REBGEN-56")
def test_older_than_a_week_must_be_updated_and_one_click_does_it(client: Client, karim: User, firm: Company) -> None:
    row = told(firm, karim)
    for days, stale in ((7, False), (8, True)):
        JobOrder.objects.update(updated_on=TODAY - timedelta(days=days))
        shown = client.get(URL).content.decode()
        assert ("Skal opdateres</span>" in shown) is stale
        assert "Antallet af dage er ikke bekræftet" in shown
        assert names(client, "?vis=opdater") == (["Lagermedarbejder"] if stale else [])
    client.post(reverse("job_order_confirm", args=[row.pk]))
    assert names(client, "?vis=opdater") == []


def test_changed_but_not_over_a_colleagues_change(client: Client, karim: User, firm: Company) -> None:
    row = told(firm, karim)
    url = reverse("job_order_edit", args=[row.pk])
    assert client.post(url, sent(occupation="Lagerchef", version=1)).status_code == 302
    answer = client.post(url, sent(occupation="Pakker", version=1))
    assert answer.status_code == 409 and "Pakker" in answer.content.decode()
    row.refresh_from_db()
    assert row.occupation == "Lagerchef"
    assert client.post(url, sent(occupation="Pakker", version=row.version)).status_code == 302


def test_who_may_put_a_candidate_on_it(karim: User, firm: Company) -> None:
    anne, leader = caseworker(), team_leader()
    later = {"kind": "request", "deadline": NOW + timedelta(hours=1)}
    own, searched = told(firm, karim, mode="self", **later), told(firm, karim, mode="searched", **later)
    assert orders.refusal_of_candidate(own, by=anne, now=NOW + timedelta(hours=1)) == ""
    assert "Fristen var" in orders.refusal_of_candidate(own, by=anne, now=NOW + timedelta(hours=1, seconds=1))
    for user in (anne, leader):
        assert "udsøges af jobkonsulent (REBGEN-55" in orders.refusal_of_candidate(searched, by=user, now=NOW)
    assert orders.refusal_of_candidate(searched, by=karim, now=NOW) == ""
    closed = orders.close(order=own, ending="withdrawn", by=karim, now=NOW)
    assert "trukket tilbage" in orders.refusal_of_candidate(closed, by=karim, now=NOW)


def test_a_caseworker_changes_nothing_others_do_not_have_the_page(client: Client, karim: User, firm: Company) -> None:
    row = told(firm, karim)
    client.force_login(caseworker())
    for name in ("job_order_edit", "job_order_confirm", "job_order_close"):
        assert client.post(reverse(name, args=[row.pk]), sent()).status_code == 404
    assert client.post(reverse("job_order_new", args=[firm.pk]), sent()).status_code == 404
    client.force_login(employee("Ude Fra", Role.AUDITOR))
    assert [client.get(url).status_code for url in (URL, reverse("job_order", args=[row.pk]))] == [404, 404]


def test_as_many_statements_for_few_as_for_many(client: Client, karim: User, firm: Company) -> None:
    for number in range(40):
        told(a_company(f"Firma {number}", postal="9991"), karim)
    assert_baseline("job_orders", statements(client, URL))
