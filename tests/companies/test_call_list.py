"""Ringeliste: whom nobody has talked to for 12 or 24 months, by area; given to a consultant; taken along as a file."""

import csv
import io
from datetime import date, timedelta
from random import Random

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from companies.models import CallAssignment, Company
from companies.policy import current_policy
from companies.services import bans, call_lists, contacts
from rules.answers.call_list import CallListQuestion, call_list
from rules.answers.call_list import Company as Asked
from rules.answers.call_list import Contact as AskedContact
from rules.answers.terms import ContactKind
from staff.models import Role, User
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_branch, a_company, an_area, talked
from tests.people import NOW, TODAY, caseworker, employee, job_consultant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/ringeliste/"
YEAR_AGO, TWO_YEARS_AGO = date(2025, 11, 23), date(2024, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


def names(client: Client, query: str = "") -> list[str]:
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return [one.get_text(strip=True) for one in BeautifulSoup(answer.content, "html.parser").select("td.m-name a")]


def edge(karim: User, on: date) -> None:
    """One contacted on that day, one the day before, one never."""
    talked(a_company("På dagen"), on, by=karim)
    talked(a_company("Dagen før"), on - DAY, by=karim)
    a_company("Aldrig")


@pytest.mark.proves("REBGEN-52")
def test_a_year_without_contact_never_contacted_on_top(client: Client, karim: User) -> None:
    edge(karim, YEAR_AGO)
    assert names(client) == ["Aldrig", "Dagen før"]
    assert "12 måneder" in client.get(URL).content.decode()


@pytest.mark.proves("RUD21-12")
def test_two_years_without_contact(client: Client, karim: User) -> None:
    edge(karim, TWO_YEARS_AGO)
    assert names(client, "?regel=RUD21-12") == ["Aldrig", "Dagen før"]


def test_the_same_companies_as_the_rule_answers(karim: User) -> None:
    random = Random(7)
    firms = [a_company(f"Firma {number:02d}") for number in range(30)]
    for firm in firms:
        for _ in range(random.randrange(4)):
            talked(firm, TODAY - timedelta(days=random.randrange(900)), by=karim, kind=random.choice(list(ContactKind)))
    asked = tuple(
        Asked(
            name=firm.name,
            contacts=tuple(AskedContact(on=row.on_date, kind=ContactKind(row.kind)) for row in firm.contacts.all()),
        )
        for firm in firms
    )
    rules = call_lists.call_rules(current_policy(), TODAY)
    assert [rule.words for rule in rules] == ["12 måneder", "24 måneder"]
    for rule in rules:
        expected = call_list(CallListQuestion(at=TODAY, companies=asked), rule.terms)
        shown = call_lists.to_call(rule, today=TODAY).order_by("last_key", "name")
        said = [(one.company, one.last_contact) for one in expected.companies]
        assert [(firm.name, firm.last_contact) for firm in shown] == said
        assert 0 < len(said) < len(firms)


def test_a_logged_contact_takes_the_company_off(client: Client, karim: User) -> None:
    firm = a_company()
    assert names(client) == [firm.name]
    said = contacts.Said(on_date=TODAY, kind="phone", note="Talt")
    row = contacts.log(company=firm, said=said, by=karim, today=TODAY, now=NOW)
    assert names(client) == []
    assert "Der er talt med dem alle" in client.get(URL).content.decode()
    contacts.undo(contact=row, by=karim, now=NOW)
    assert names(client) == [firm.name]


def test_news_letters_and_enquiries_do_not_count(client: Client, karim: User) -> None:
    firm = a_company()
    for kind in ("mass_mail", "incoming"):
        talked(firm, TODAY, by=karim, kind=kind)
    assert names(client) == [firm.name]


def test_left_out_closed_merged_banned_and_hit_by_a_crisis(client: Client, karim: User) -> None:
    hit = a_branch("Hoteller", "551010")
    hit.hit_from, hit.hit_to = TODAY - DAY, TODAY
    hit.save()
    hotel = a_company("Hotel Havblik", branch=hit)
    a_company("Lukket", active=False)
    banned = a_company("Ringer selv")
    bans.forbid(company=banned, reason="Ringer selv", by=karim, today=TODAY, now=NOW, version=None)
    Company.objects.create(name="Dublet", active=False, merged_into=hotel)
    assert names(client) == []
    assert "ramt af krise: Hoteller" in client.get(URL).content.decode()
    hit.hit_to = TODAY - DAY
    hit.save()
    assert names(client) == ["Hotel Havblik"]


def test_by_area_and_page_by_page(client: Client, karim: User) -> None:
    north, south = an_area("Nordbyen", "9991"), an_area("Sydbyen", "9992")
    for number in range(60):
        a_company(f"Syd {number:02d}", postal="9992")
    a_company("Nord", postal="9991")
    a_company("Uden sted")
    page = BeautifulSoup(client.get(URL).content, "html.parser")
    heads = [head.get_text(strip=True) for head in page.select("tr.grp")]
    assert heads == ["Nordbyen", "Sydbyen"]
    following = page.select_one("a[rel=next]")
    assert following is not None
    rest = names(client, str(following["href"]).partition("#")[0])
    assert len(names(client)) + len(rest) == 62 and rest[-1] == "Uden sted"
    assert names(client, f"?omraade={north.pk}") == ["Nord"]
    assert len(names(client, f"?omraade={south.pk}")) == 50


def test_given_to_a_consultant_and_taken_over(client: Client, karim: User) -> None:
    nanna = job_consultant("Nanna Vig")
    first, second = a_company("Café Molen"), a_company("Nordvang Byg")
    url = reverse("call_list_assign")
    answer = client.post(url, {"firma": [first.pk, second.pk], "to": nanna.pk, "query": "tildelt=ingen"}, follow=True)
    assert answer.redirect_chain[0][0] == f"{URL}?tildelt=ingen"
    assert "Nanna Vig har fået 2 virksomheder" in answer.content.decode()
    assert names(client, f"?tildelt={nanna.pk}") == ["Café Molen", "Nordvang Byg"]
    client.post(url, {"firma": [first.pk], "to": karim.pk})
    client.post(url, {"firma": [first.pk], "to": karim.pk})
    assert names(client, "?tildelt=mine") == ["Café Molen"]
    assert names(client, "?tildelt=ingen") == []
    assert CallAssignment.objects.filter(ended_at__isnull=True).count() == 2
    assert "Vælg mindst én virksomhed" in client.post(url, {"to": karim.pk}, follow=True).content.decode()
    assert "Vælg, hvem der skal have" in client.post(url, {"firma": [first.pk]}, follow=True).content.decode()


def test_the_file_has_the_rows_of_the_list_and_no_formula(client: Client, karim: User) -> None:
    an_area("Nordbyen", "9991")
    a_company("=HYPERLINK(1)", postal="9991")
    talked(a_company("Café Molen", postal="9991", phone="00 11 22 33"), date(2020, 1, 6), by=karim)
    answer = client.get(reverse("call_list_export"))
    assert "ringeliste-rebgen-52-2026-11-23.csv" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows] == ["Virksomhed", "'=HYPERLINK(1)", "Café Molen"]
    assert rows[2][2] == "00 11 22 33" and rows[2][4] == "Nordbyen" and rows[2][8] == "2020-01-06"
    assert rows[1][8] == "aldrig"


def test_a_caseworker_reads_others_do_not_have_the_page(client: Client, karim: User) -> None:
    firm = a_company()
    client.force_login(caseworker())
    assert names(client) == [firm.name]
    assert client.post(reverse("call_list_assign"), {"firma": [firm.pk], "to": karim.pk}).status_code == 404
    client.force_login(employee("Ude Fra", Role.SPECIALIST))
    assert [client.get(url).status_code for url in (URL, reverse("call_list_export"))] == [404, 404]
    assert not CallAssignment.objects.exists()


def test_as_many_statements_for_few_as_for_many(client: Client, karim: User) -> None:
    for number in range(40):
        a_company(f"Firma {number:02d}", postal="9991", branch=a_branch())
    assert_baseline("call_list", statements(client, URL))
