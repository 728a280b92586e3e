"""A placement is registered from the citizen's page; a few letters find the company instead of a long list."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cases.models import Activity, Case
from companies.models import Company
from staff.models import User
from tests import people
from tests.companies.cast import a_company
from tests.pages import part
from tests.people import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


@pytest.fixture
def case(anne: User) -> Case:
    return people.job_ready_cash(since=date(2026, 9, 1), by=anne)


@pytest.fixture
def client(anne: User) -> Client:
    client = Client()
    client.force_login(anne)
    return client


@pytest.fixture
def firms() -> dict[str, Company]:
    names = ("Nordvang Byg", "Nordvang Byg og Anlæg", "Nordlys Hotel", "Tangmose Tømmer")
    return {name: a_company(name) for name in names}


def path(case: Case) -> str:
    return f"/borgere/{case.citizen.public_id}/praktik/ny/"


def send(client: Client, case: Case, step: str = "vis", **typed: Any) -> Any:
    start = {
        "from_on": "30/11-26",
        "to_on": "20/12-26",
        "hours_per_week": "30",
        "step": step,
        "weigh_why": "Prøver faget",
    }
    return client.post(path(case), {**start, "version": Case.objects.get(pk=case.pk).version, **typed})


def saved(client: Client, case: Case, **typed: Any) -> Activity:
    tried = send(client, case, **typed)
    assert tried.status_code == 200, tried.context["form"].errors
    assert send(client, case, "gem", previewed=tried.context["form"].digest(), **typed).status_code == 302
    return Activity.objects.get()


def found(client: Client, words: str) -> list[str]:
    answer = client.get("/jobkonsulent/virksomheder/", {"company": words})
    page = BeautifulSoup(answer.content, "html.parser")
    return [label.get_text(" ", strip=True) for label in page.select("label")]


def test_a_few_letters_or_a_number_find_companies(client: Client, firms: dict[str, Company]) -> None:
    assert found(client, "nordv") == ["Nordvang Byg", "Nordvang Byg og Anlæg"]
    assert found(client, str(firms["Nordlys Hotel"].cvr)) == ["Nordlys Hotel"]
    assert found(client, "n") == []
    Company.objects.filter(name="Nordlys Hotel").update(active=False)
    assert found(client, "nordlys") == []


def test_those_whose_name_begins_so_stand_on_top(client: Client, firms: dict[str, Company]) -> None:
    a_company("Bageriet ved Nordvang")
    assert found(client, "nordvang") == ["Nordvang Byg", "Nordvang Byg og Anlæg", "Bageriet ved Nordvang"]


def test_many_are_cut_off_and_it_says_so(client: Client) -> None:
    for number in range(9):
        a_company(f"Fjord Nummer {number}")
    answer = client.get("/jobkonsulent/virksomheder/", {"company": "fjord"}).content.decode()
    assert (answer.count("<label"), "Skriv mere" in answer) == (6, True)


def test_the_picked_company_is_saved_and_the_deadlines_follow(
    client: Client, case: Case, firms: dict[str, Company]
) -> None:
    firm = firms["Nordvang Byg og Anlæg"]
    row = saved(client, case, company="nordv", company_valgt=str(firm.pk))
    assert (row.company, row.type, row.status, row.place) == (firm, "virksomhedspraktik", "planned", "individual")
    assert (row.from_on, row.to_on, row.hours_per_week) == (date(2026, 11, 30), date(2026, 12, 20), Decimal(30))
    assert row.agreed_on == TODAY
    assert case.deadlines.current().get(rule="REB23-47").met_on is not None


def test_the_preview_keeps_what_was_picked(client: Client, case: Case, firms: dict[str, Company]) -> None:
    firm = firms["Nordvang Byg"]
    page = BeautifulSoup(send(client, case, company="nordv", company_valgt=str(firm.pk)).content, "html.parser")
    picked = page.select_one("[name=company_valgt][checked]")
    assert picked is not None and picked["value"] == str(firm.pk)
    assert part(page, "[name=company]")["value"] == "nordv"


def test_without_a_script_the_form_itself_shows_whom_it_found(
    client: Client, case: Case, firms: dict[str, Company]
) -> None:
    answer = send(client, case, company="nordvang")
    assert answer.status_code == 422
    assert "Vælg en af virksomhederne." in answer.content.decode()
    page = BeautifulSoup(answer.content, "html.parser")
    assert len(page.select("[name=company_valgt]")) == 2
    assert saved(client, case, company="tangmose").company == firms["Tangmose Tømmer"]


def test_a_whole_name_is_enough_also_when_others_begin_with_it(
    client: Client, case: Case, firms: dict[str, Company]
) -> None:
    assert saved(client, case, company="nordvang byg").company == firms["Nordvang Byg"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"company": ""}, "company"),
        ({"company": "findesikke"}, "company"),
        ({"company": "tang", "company_valgt": "999999999999999999999"}, None),
        ({"company": "tang", "to_on": "29/11-26"}, "to_on"),
        ({"company": "tang", "hours_per_week": "mange"}, "hours_per_week"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    client: Client, case: Case, firms: dict[str, Company], typed: dict[str, str], field: str | None
) -> None:
    answer = send(client, case, **typed)
    assert list(answer.context["form"].errors) == ([field] if field else [])
    assert not Activity.objects.exists()


@pytest.mark.proves("REB23-54")
@pytest.mark.parametrize(
    ("last", "words"),
    [("12/12-26", "13 dage < 14 dage (REB23-54)."), ("1/3-27", "92 dage > 91 dage (REB23-54).")],
)
def test_no_shorter_and_no_longer_than_the_rule_says(
    client: Client, case: Case, firms: dict[str, Company], last: str, words: str
) -> None:
    answer = send(client, case, company="tang", to_on=last)
    assert answer.context["form"].errors.get("to_on") == [words]


@pytest.mark.parametrize("last", ["13/12-26", "28/2-27"])
def test_the_shortest_and_the_longest_are_accepted(
    client: Client, case: Case, firms: dict[str, Company], last: str
) -> None:
    assert send(client, case, company="tang", to_on=last).status_code == 200


def test_longer_than_the_law_for_the_group_is_remarked_before_it_is_saved(
    client: Client, case: Case, firms: dict[str, Company]
) -> None:
    page = send(client, case, company="tang", to_on="28/12-26").content.decode()
    assert "29 dage &gt; 28 dage efter loven for målgruppen (ikke bekræftet)" in page
    assert "(REB23-54)" in page
    assert "REB23-54" not in send(client, case, company="tang", to_on="27/12-26").content.decode()


def test_without_a_target_group_no_rule_speaks(client: Client, anne: User, firms: dict[str, Company]) -> None:
    nobody = people.case_of(people.citizen("Ali Ny"), since=date(2026, 9, 1), responsible=anne)
    assert saved(client, nobody, company="tang", to_on="1/12-26").to_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [("23/11-26", "20/12-26", "running"), ("24/11-26", "20/12-26", "planned"), ("2/11-26", "20/11-26", "ended")],
)
def test_what_it_is_today_follows_from_its_days(
    client: Client, case: Case, firms: dict[str, Company], first: str, last: str, status: str
) -> None:
    assert saved(client, case, company="tang", from_on=first, to_on=last).status == status


def test_sent_twice_it_is_one_placement(client: Client, case: Case, firms: dict[str, Company]) -> None:
    typed = {"company": "tang", "form_key": str(uuid.uuid4()), "version": str(case.version)}
    digest = send(client, case, **typed).context["form"].digest()
    assert [send(client, case, "gem", previewed=digest, **typed).status_code for _ in range(2)] == [302, 302]
    assert Activity.objects.count() == 1


def test_other_offers_find_their_company_the_same_way(client: Client, case: Case, firms: dict[str, Company]) -> None:
    url = f"/borgere/{case.citizen.public_id}/tilbud/ny/"
    typed = {
        "type": "wage_subsidy",
        "status": "planned",
        "from_on": "30/11-26",
        "company": "tang",
        "weigh_why": "Prøver faget",
    }
    version = Case.objects.get(pk=case.pk).version
    tried: Any = client.post(url, {**typed, "step": "vis", "version": version})
    digest = tried.context["form"].digest()
    assert client.post(url, {**typed, "step": "gem", "version": version, "previewed": digest}).status_code == 302
    assert Activity.objects.get().company == firms["Tangmose Tømmer"]


def test_nobody_from_elsewhere_registers_or_searches(client: Client, case: Case, firms: dict[str, Company]) -> None:
    client.force_login(people.caseworker("Vera Vest", team=people.a_team("Vest"), hours=False))
    assert client.get(path(case)).status_code == 404
    assert send(client, case, company="tang").status_code == 404
    client.force_login(people.employee("Egon Andersen"))
    assert client.get("/jobkonsulent/virksomheder/", {"company": "tang"}).status_code == 404
    assert not Activity.objects.exists()
