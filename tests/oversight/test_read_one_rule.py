"""Everybody at work reads a rule: the sentence with its numbers, the examples, the cases, the versions, Prøv selv."""

import json
import re
import tomllib

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from rules.defaults import SCENARIOS
from rules.examples import examples
from rules.policy import load_profile
from staff.models import AccessLog, Role
from staff.wording import HARD
from tests.baseline import assert_baseline, many_like, statements
from tests.people import TODAY, caseworker, employee, job_ready_cash

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PAGE = "/regler/reb23-47/v1/"
HTMX = {"HX-Request": "true", "HX-Target": "proev"}


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(caseworker())
    return client


def seen(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(page: BeautifulSoup, place: str) -> str:
    found = page.select_one(place)
    assert found is not None, place
    return found.get_text(" ", strip=True).replace(HARD, " ")


def test_the_sentence_source_and_versions(reader: Client) -> None:
    page = seen(reader, PAGE)
    assert words(page, "h1") == "Visitation til jobkonsulent"
    naming = [file for file in SCENARIOS.glob("scenarios/*.json") if '"REB23-47"' in file.read_text(encoding="utf-8")]
    proven = re.search(
        r"frist efter en hændelse · kommunal politik · prøvet af (\d+) scenarier", words(page, ".jc-head .sub")
    )
    assert proven is not None and int(proven[1]) >= len(naming) > 10, "each file that names the rule asks at least once"
    assert [token.get_text(strip=True) for token in page.select(".jc-x-sent .jc-tok")][:3] == [
        "Jobparate og A-dagpenge",
        "3 måneder",
        "første dag i målgruppen",
    ]
    assert not page.select(".jc-x-sent input")
    assert "Indsatsstrategi 2023" in words(page, ".jc-x-facts")
    assert "Gælder" in words(page, "[aria-labelledby=versioner-h] tbody tr")


def test_the_address_of_the_rule_alone_leads_to_the_version_in_force(reader: Client) -> None:
    assert reader.get("/regler/reb23-47/").headers["Location"] == PAGE
    for wrong in ("/regler/reb23-99/", "/regler/reb23-47/v9/", "/regler/rud21-01/", "/regler/reb23-47/v9/proev/"):
        assert reader.get(wrong).status_code == 404, wrong


def test_the_examples_are_the_scenario_files(reader: Client) -> None:
    page = seen(reader, PAGE)
    assert len(page.select("#eksempler tbody tr")) == 5
    assert "W-16" in words(page, "#eksempler tbody tr") and "29. feb. 2024" in words(page, "#eksempler tbody tr")
    rule = load_profile("fjordby").rule("REB23-47")
    assert rule is not None
    assert len(seen(reader, f"{PAGE}?eksempler=alle").select("#eksempler tbody tr")) == len(examples(rule)) > 5


@pytest.mark.parametrize("slug", ["reb23-37", "bro18-02", "reb23-29", "reb23-29-krav", "reb23-04", "bro18-25", "a-24"])
def test_rules_of_every_sort_have_a_page(reader: Client, slug: str) -> None:
    answer = reader.get(f"/regler/{slug}/", follow=True)
    assert answer.status_code == 200
    assert "Prøv selv" in answer.content.decode()


def test_the_cases_of_the_rule_and_who_is_named(client: Client) -> None:
    anne = caseworker()
    case = job_ready_cash("Peter Ravn", since=TODAY.replace(month=9), by=anne)
    client.force_login(anne)
    page = seen(client, PAGE)
    assert "Peter Ravn" in words(page, "#sager")
    count = page.select_one("#sager a[data-count]")
    assert count is not None and (count["data-count"], count["href"]) == ("1", "/regler/reb23-47/sager/")
    log = AccessLog.objects.get()
    assert (log.screen, log.citizens) == ("Regel REB23-47", [str(case.citizen.public_id)])


def test_try_it_with_a_citizen_of_ones_own(reader: Client) -> None:
    said = {"group": "cash_job_ready", "group_from": "12/9-2026", "pause": "exempt", "pause_from": "1/10-26"}
    answer = reader.post(f"{PAGE}proev/", said | {"pause_to": "10/10-26"}, headers=HTMX)
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    assert answer.status_code == 200 and not page.select("html")
    assert "3 måneder, version 1" in words(page, ".jc-calc") and "22. dec. 2026" in words(page, ".jc-calc")
    scenario = page.select_one("#scenarie")
    assert scenario is not None
    found = json.loads(scenario.get_text())
    assert found["ask"]["pauses"] == [{"from": "2026-10-01", "to": "2026-10-10", "reason": "exempt"}]
    assert found["expect"]["deadlines"][0]["due_on"] == "2026-12-22"


def test_what_is_missing_is_said_at_its_field(reader: Client) -> None:
    answer = reader.post(f"{PAGE}proev/", {"group": "cash_job_ready", "pause": "exempt", "talks": "i morges"})
    text = answer.content.decode()
    assert answer.status_code == 422
    for told in ("Skriv den første dag i målgruppen.", "Skriv, hvornår pausen begynder.", "Skriv en dato, fx"):
        assert told in text


def test_a_pasted_scenario_gives_the_same_answer_and_faults_come_as_a_list(reader: Client) -> None:
    stay = {"group": "cash_job_ready", "from": "2026-09-12"}
    question = {"profile": "fjordby", "today": "2026-11-23", "target_groups": [stay]}
    scenario = {"about": "x", "ask": question, "expect": {}}
    for pasted in (question, scenario, [question]):
        answer = reader.post(f"{PAGE}proev/", {"group": "cash_job_ready", "pasted": json.dumps(pasted)})
        assert "lør. 12. dec. 2026" in words(BeautifulSoup(answer.content.decode(), "html.parser"), "#proev")
    wrong = json.dumps({"profile": "fjordby", "target_groups": [{"group": "x"}]})
    page = BeautifulSoup(
        reader.post(f"{PAGE}proev/", {"group": "cash_job_ready", "pasted": wrong}).content, "html.parser"
    )
    faults = [fault.get_text() for fault in page.select("#proev [aria-live] li")]
    assert len(faults) == 3 and faults[0].startswith("today: mangler")
    for broken in ("{", "[1]", '{"a": 1, "a": 2}'):
        text = reader.post(f"{PAGE}proev/", {"group": "cash_job_ready", "pasted": broken}).content.decode()
        assert "Spørgsmålet kan ikke besvares" in text


def test_try_an_offer_and_a_question_of_another_sort(reader: Client) -> None:
    offer = {"group": "cash_job_ready", "type": "vejledning", "first_on": "1/12-26", "price": "2200,01"}
    page = reader.post("/regler/reb23-37/v1/proev/", offer).content.decode()
    assert "2.200,01" in page
    assert (
        "Skriv tilbuddets første dag."
        in reader.post("/regler/reb23-37/v1/proev/", {"group": "cash_job_ready", "type": "vejledning"}).content.decode()
    )


def test_the_version_is_taken_out_as_a_row_of_a_policy_file(reader: Client) -> None:
    answer = reader.get(f"{PAGE}fil/")
    (row,) = tomllib.loads(answer.content.decode())["rule"]
    assert row["id"] == "REB23-47" and row["within"] == "3 months"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="REB23-47-v1.toml"'


def test_a_role_without_rules_has_no_such_page(client: Client) -> None:
    client.force_login(employee("Regitze Klit", Role.AUDITOR))
    for url in (PAGE, "/regler/reb23-47/", f"{PAGE}fil/", f"{PAGE}proev/"):
        assert client.get(url).status_code == 404, url


def test_many_cases_need_no_more_statements(client: Client) -> None:
    anne = caseworker()
    many_like(job_ready_cash("Peter Ravn", since=TODAY, by=anne), count=60, responsible=anne)
    client.force_login(anne)
    assert_baseline("rule", statements(client, PAGE))
