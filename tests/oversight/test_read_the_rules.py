"""Everybody at work reads the rules: by document and heading, searched and filtered, with the cases each concerns."""

import dataclasses
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from oversight.services.rule_book import Chosen, View, documents, lines
from rules.policy import load_profile
from rules.trial import with_row
from rules.vocabulary import RuleStatus
from staff.models import AccessLog, Role
from tests.baseline import assert_baseline, many_like, statements
from tests.people import TODAY, a_team, caseworker, employee, insured

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def seen(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def ids(page: BeautifulSoup) -> list[str]:
    return [str(row["id"]) for row in page.select("table.jc-x-rules tr[id]")]


def test_by_source_and_heading_with_value_groups_and_validity(client: Client) -> None:
    client.force_login(caseworker())
    row = seen(client, "/regler/").select_one("#REB23-48")
    assert row is not None
    cells = [cell.get_text(" ", strip=True) for cell in row.select("td")]
    assert cells[1:4] == ["6 måneder", "Aktivitetsparate", "Uden startdato"]
    assert "»" in cells[4] and "Gælder" in cells[5] and cells[6].startswith("0")
    heading = row.find_previous_sibling("tr", class_="grp")
    assert heading is not None and heading.get_text(strip=True) == "Principper for brug af virksomhedsrettede tilbud"


def test_searched_and_filtered(client: Client) -> None:
    client.force_login(caseworker())
    assert ids(seen(client, "/regler/?q=reb23-48+aktivitetsparate")) == ["REB23-48"]
    waiting = seen(client, "/regler/?vis=venter&kilde=Br%C3%B8ndby%2C+brev+om+samtaler+2018")
    assert all("Venter" in row.get_text() or "Beregnes ikke" in row.get_text() for row in waiting.select("tr[id]"))
    assert "Ingen regler passer til valget" in seen(client, "/regler/?q=zzzz").get_text()
    assert len(ids(seen(client, "/regler/?vis=ukendt"))) == len(ids(seen(client, "/regler/")))


def test_htmx_gets_the_list_alone(client: Client) -> None:
    client.force_login(caseworker())
    part = client.get("/regler/?q=REB23-48", headers={"HX-Request": "true", "HX-Target": "liste"}).content.decode()
    assert part.count("<tr id=") == 1 and "<html" not in part


def test_an_unverified_rule_says_so_beside_its_value() -> None:
    policy = load_profile("fjordby")
    row = policy.rule("REB23-48")
    assert row is not None
    doubted = dataclasses.replace(row, status=RuleStatus.UNVERIFIED)
    found = lines(with_row(policy, doubted), {})
    (shown,) = documents(found, Chosen(view=View.UNVERIFIED, words="visitation"))
    assert [line.id for heading in shown.headings for line in heading.lines] == ["REB23-48"]
    as_shipped = documents(lines(policy, {}), Chosen(view=View.UNVERIFIED))
    ids = {line.id for document in as_shipped for heading in document.headings for line in heading.lines}
    numbers, members = {"RUD21-15", "REBGEN-56", "REB23-01"}, {"HED21-15", "HED21-24", "RUD21-09"}
    assert ids == numbers | members, "numbers, and offers in the steps of an order, that no document names"


def test_the_number_leads_to_the_cases_and_names_only_whom_one_may_see(client: Client) -> None:
    north, west = a_team("Jobteam Nord"), a_team("Jobteam Vest")
    anne, vera = caseworker("Anne Nygaard", team=north), caseworker("Vera Vest", team=west)
    own = insured("Hanna Lysgaard", first_unemployed_on=TODAY, by=anne)
    insured("Vibeke Fremmed", first_unemployed_on=TODAY, by=vera)
    insured("Dorte Beskyttet", first_unemployed_on=TODAY, by=vera, protected=True)
    client.force_login(anne)
    row = seen(client, "/regler/").select_one("#BRO18-12")
    assert row is not None
    count = row.select_one("a[data-count]")
    assert count is not None and count["data-count"] == "3"
    page = seen(client, str(count["href"]))
    assert [str(found["data-citizen"]) for found in page.select("tr[data-citizen]")].count("protected") == 2
    text = page.get_text()
    assert "Hanna Lysgaard" in text and "Borger i Jobteam Vest" in text and "Beskyttet borger" in text
    assert "Vibeke Fremmed" not in text and "Dorte Beskyttet" not in text
    log = AccessLog.objects.get()
    assert log.screen == "Regel BRO18-12: sager" and log.citizens == [str(own.citizen.public_id)]


def test_a_list_rule_shows_who_stands_on_the_list(client: Client) -> None:
    client.force_login(caseworker())
    case = insured("Hanna Lysgaard", first_unemployed_on=date(2026, 8, 1), by=None)
    assert case.listings.filter(rule="BRO18-05").exists()
    row = seen(client, "/regler/").select_one("#BRO18-05 a[data-count]")
    assert row is not None and row["data-count"] == "1"
    assert len(seen(client, str(row["href"])).select("tr[data-citizen]")) == 1


def test_a_foreign_address_and_a_foreign_role(client: Client) -> None:
    client.force_login(caseworker())
    assert client.get("/regler/reb23-99/sager/").status_code == 404
    client.force_login(employee("Regitze Klit", Role.AUDITOR))
    assert client.get("/regler/bro18-12/sager/").status_code == 404


def test_many_cases_need_no_more_statements(client: Client) -> None:
    anne = caseworker()
    case = insured("Hanna Lysgaard", first_unemployed_on=TODAY, by=anne)
    many_like(case, count=60, responsible=anne)
    client.force_login(anne)
    assert_baseline("rules", statements(client, "/regler/"))
    assert_baseline("rule_cases", statements(client, "/regler/bro18-01/sager/"))
