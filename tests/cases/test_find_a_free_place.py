"""Ledige pladser: how many agreed places are free on each day of a week, and who is on the others."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cases.models import Activity, Case
from companies.models import Company, JobOrder, PlaceAgreement
from companies.services import merging
from staff.models import User
from tests import people
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company, an_area
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/ledige-pladser/"
WEDNESDAY = TODAY + timedelta(days=2)


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker()
    client.force_login(user)
    return user


def agreed(firm: Company, **values: Any) -> PlaceAgreement:
    start = {"kind": "fixed", "places": 2, "from_on": date(2026, 1, 5), "purpose": "Fremmøde"}
    return PlaceAgreement.objects.create(company=firm, **start | values)


def placed(case: Case, firm: Company, since: date, until: date | None = None, **values: Any) -> None:
    start = {"type": "virksomhedspraktik", "status": "running", "place": "fixed", "place_reason": "attendance"}
    Activity.objects.create(case=case, company=firm, from_on=since, to_on=until, **start | values)


def rows(client: Client, query: str = "") -> dict[str, list[str]]:
    """The days of each company: "1 ledig · 1"."""
    shown = BeautifulSoup(client.get(URL + query).content, "html.parser")
    found = {}
    for row in shown.select("tbody tr"):
        for hidden in row.select(".sr-only, .jc-only-m"):
            hidden.decompose()
        name, _, _, *days = (" ".join(cell.get_text(" ", strip=True).split()) for cell in row.select("td"))
        found[name] = days
    return found


def test_the_days_of_a_week_and_who_is_there(client: Client, anne: User) -> None:
    firm = a_company()
    agreed(firm, to_on=TODAY + timedelta(days=3))
    case = people.activity_ready_cash(since=date(2026, 9, 7), by=anne)
    placed(case, firm, date(2026, 11, 2), WEDNESDAY)
    placed(people.activity_ready_cash("Vera Vest", since=date(2026, 9, 7)), firm, WEDNESDAY)
    placed(people.activity_ready_cash("Ida Ny", since=date(2026, 9, 7)), firm, TODAY, status="cancelled")
    days = ["1 ledig · 1", "1 ledig · 1", "0 ledige · 2", "1 ledig · 1", "Ingen aftale 1"]
    assert rows(client) == {"Nordvang Byg ApS": days}
    shown = BeautifulSoup(client.get(URL).content, "html.parser")
    for link in shown.select("[data-count]"):
        people_there = BeautifulSoup(client.get(str(link["href"])).content, "html.parser").select(
            "tbody tr[data-citizen]"
        )
        assert str(len(people_there)) == link["data-count"], link["href"]
    assert rows(client, "?uge=2026-49") == {}
    assert rows(client, "?uge=2020-01") == rows(client, "?uge=x") == rows(client)


def test_filtered_by_area_trade_kind_and_employer(client: Client, anne: User) -> None:
    an_area("Havnen", "9970")
    havn, kaffe = a_company("Havnens Lager", postal="9970", own_municipality=True), a_company("Café Molen")
    agreed(havn), agreed(kaffe, kind="company_centre", purpose="Afklaring")
    JobOrder.objects.create(company=kaffe, occupation="Tjener", updated_on=TODAY, created_at=NOW, created_by=anne)
    area = havn.postal.area_id if havn.postal else 0
    for query, expected in (
        ("", ["Café Molen", "Havnens Lager"]), ("?q=tjener", ["Café Molen"]), ("?q=afklaring", ["Café Molen"]),
        (f"?omraade={area}", ["Havnens Lager"]), ("?plads=fixed", ["Havnens Lager"]), ("?egen=on", ["Havnens Lager"]),
        ("?q=findes+ikke", []),
    ):  # fmt: skip
        assert [name.removesuffix(" Egen kommune") for name in rows(client, query)] == expected, query


def test_who_came_with_a_merged_company_counts(client: Client, anne: User) -> None:
    firm, twin = a_company(), a_company("Nordvang", cvr=None)
    agreed(firm)
    placed(people.activity_ready_cash(since=date(2026, 9, 7), by=anne), twin, TODAY)
    merging.merge(kept=firm, gone=twin, reason="Samme", by=anne, now=NOW)
    assert rows(client)["Nordvang Byg ApS"][0] == "1 ledig · 1"


def test_others_do_not_have_the_page(client: Client) -> None:
    client.force_login(people.employee("Ude Fra"))
    assert client.get(URL).status_code == 404


def test_as_many_statements_for_few_as_for_many(client: Client, anne: User) -> None:
    for number in range(12):
        agreed(a_company(f"Firma {number}"))
    assert_baseline("free_places", statements(client, URL))
