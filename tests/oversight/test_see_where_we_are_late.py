"""A team leader sees where the team is late, opens any number as a list, and nobody else sees the page."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.services import sweep
from staff.models import AccessLog, Role, Team, User
from tests.people import (
    NOW,
    TODAY,
    a_team,
    at,
    booked,
    caseworker,
    employee,
    insured,
    job_ready_cash,
    sick,
    team_leader,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
AtMost = Callable[[int], AbstractContextManager[object]]


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def anne() -> User:
    return caseworker("Anne Nygaard")


@pytest.fixture
def team_of_nine(anne: User) -> dict[str, Case]:
    """Overdue (one booked, one long ago), due this week and next, missing a fact, nobody responsible, protected."""
    bo = caseworker("Bo Falk")
    cases = {
        "late": insured("Mette Late", first_unemployed_on=days_ago(31), by=anne),
        "booked": insured("Jonas Booket", first_unemployed_on=days_ago(38), by=anne),
        "long": job_ready_cash("Ida Long", since=days_ago(140), by=bo),
        "week": insured("Line Week", first_unemployed_on=days_ago(26), by=bo),
        "next": insured("Ove Next", first_unemployed_on=days_ago(19), by=bo),
        "missing": sick("Grethe Missing", first_absence_on=None, since=days_ago(10), by=anne),
        "nobody": insured("Ali Nobody", first_unemployed_on=days_ago(2)),
        "protected": insured("Hemmelig Person", first_unemployed_on=days_ago(33), by=anne, protected=True),
    }
    booked(cases["booked"], at(TODAY + timedelta(days=2), 10), by=anne)
    return cases


@pytest.fixture
def leader(client: Client) -> Client:
    client.force_login(team_leader("Lone Bisgaard"))
    return client


def soup(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.content, "html.parser")


def listed(page: BeautifulSoup) -> list[str]:
    """Public ids (or "protected") in the list of citizens."""
    return [str(row["data-citizen"]) for row in page.select("#liste tr[data-citizen], #liste-kort tr[data-citizen]")]


def figure(page: BeautifulSoup, label: str) -> Tag:
    for box in page.select(".jc-kpi"):
        if label in box.get_text():
            found = box.select_one("a.v[data-count]")
            assert found is not None
            return found
    raise AssertionError(label)


def test_the_key_figures_count_each_citizen_once(leader: Client, team_of_nine: dict[str, Case]) -> None:
    page = soup(leader, "/ledelse/frister/")
    assert figure(page, "Overskredet")["data-count"] == "4"
    assert figure(page, "Forfalder i denne uge")["data-count"] == "1"
    assert figure(page, "Uden ansvarlig")["data-count"] == "1"
    assert figure(page, "Mangler frist")["data-count"] == "1"


@pytest.mark.long
def test_every_number_opens_a_list_of_that_many_citizens(leader: Client, team_of_nine: dict[str, Case]) -> None:
    start = soup(leader, "/ledelse/frister/")
    links = {(str(link["href"]), str(link["data-count"])) for link in start.select("a[data-count]")}
    assert len(links) > 25
    for href, number in links:
        address = href if href.startswith("/") else "/ledelse/frister/" + href
        assert len(set(listed_all(leader, address))) == int(number), href


def listed_all(client: Client, address: str) -> list[str]:
    page = soup(client, address.partition("#")[0])
    rows = page.select("tr[data-citizen]")
    return [f"{number}-{row['data-citizen']}" for number, row in enumerate(rows)]


def test_every_count_of_citizens_is_the_one_component(leader: Client, team_of_nine: dict[str, Case]) -> None:
    page = soup(leader, "/ledelse/frister/")
    for box in page.select(".jc-kpi, .jc-tally, table.heat tbody td, table.heat tfoot td, .jc-days td"):
        for number in box.find_all(string=re.compile(r"\d")):
            assert number.find_parent(attrs={"data-count": True}) or number.find_parent(attrs={"data-figure": True}), (
                box
            )


def test_the_list_is_oldest_first_and_says_who_is_responsible(leader: Client, team_of_nine: dict[str, Case]) -> None:
    page = soup(leader, "/ledelse/frister/")
    ids = [team_of_nine[name].citizen.public_id for name in ("long", "booked", "late")]
    assert [row for row in listed(page) if row != "protected"] == ids
    assert "Bo Falk" in page.select("#liste tbody tr")[0].get_text()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("alder=1-7", {"late", "protected"}),
        ("alder=8-14", {"booked"}),
        ("alder=15", {"long"}),
        ("uden_aftale=1", {"late", "long", "protected"}),
        ("maalgruppe=cash_job_ready", {"long"}),
        ("pligt=referral", {"long"}),
        ("vis=forfalder&uge=2026-49", {"next"}),
        ("vis=uden_ansvarlig", {"nobody"}),
        ("vis=mangler", {"missing"}),
        ("vis=pjat&alder=9999&uge=2026-99&raadgiver=x", {"late", "booked", "long", "protected"}),
    ],
)
def test_filters(leader: Client, team_of_nine: dict[str, Case], query: str, names: set[str]) -> None:
    expected = {"protected" if name == "protected" else team_of_nine[name].citizen.public_id for name in names}
    assert set(listed(soup(leader, f"/ledelse/frister/?{query}"))) == expected


def test_a_protected_citizen_is_counted_and_not_named(leader: Client, team_of_nine: dict[str, Case]) -> None:
    body = leader.get("/ledelse/frister/?vis=alle").content.decode()
    person = team_of_nine["protected"].citizen
    assert "Beskyttet borger" in body
    assert person.name not in body
    assert person.masked_cpr not in body
    assert person.public_id not in body


def test_pages_follow_without_gaps_and_back_again(leader: Client, anne: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        insured(f"Borger {number}", first_unemployed_on=days_ago(31 + number // 2), by=anne)
    monkeypatch.setattr("staff.paging.page.__kwdefaults__", {"after": "", "before": "", "size": 3})
    seen, url, pages = [], "/ledelse/frister/?sortering=borger", []
    while url:
        page = soup(leader, url)
        pages.append(listed(page))
        seen += pages[-1]
        following = page.select_one("a[rel=next]")
        url = "/ledelse/frister/" + str(following["href"]).partition("#")[0] if following else ""
    assert [len(rows) for rows in pages] == [3, 3, 1]
    assert len(set(seen)) == 7
    back = page.select_one("a[rel=prev]")
    assert back is not None
    assert listed(soup(leader, "/ledelse/frister/" + str(back["href"]).partition("#")[0])) == pages[1]


@pytest.mark.parametrize("cursor", ["x", "eyJ9", "99999999999999999999", "LTE", "%00"])
def test_a_mistyped_cursor_shows_the_first_page(leader: Client, team_of_nine: dict[str, Case], cursor: str) -> None:
    assert len(listed(soup(leader, f"/ledelse/frister/?efter={cursor}"))) == 4


def test_the_day_of_new_overdue_opens_its_citizens(leader: Client, team_of_nine: dict[str, Case]) -> None:
    sweep.run(today=TODAY, now=NOW, kind="manual")
    page = soup(leader, "/ledelse/frister/")
    today = page.select(".jc-days tr")[-1].select_one("a[data-count]")
    assert today is not None
    assert today["data-count"] == "4"
    assert len(soup(leader, str(today["href"])).select("tr[data-citizen]")) == 4


def test_a_leader_sees_only_own_teams(client: Client, team_of_nine: dict[str, Case]) -> None:
    other = team_leader("Frode Vest", team=a_team("Jobteam Vest"))
    client.force_login(other)
    assert listed(soup(client, "/ledelse/frister/?vis=alle")) == []
    north = Team.objects.get(name="Jobteam Nord")
    assert client.get(f"/ledelse/frister/?team={north.pk}").status_code == 404
    assert client.get("/ledelse/frister/?team=' OR 1").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.TEAM_LEADER])
def test_for_everybody_else_the_pages_do_not_exist(client: Client, role: Role) -> None:
    client.force_login(employee("Egon Andersen", role, team=a_team()))
    urls = [
        reverse("overdue"),
        reverse("new_overdue", args=[TODAY]),
        reverse("control_lists"),
        reverse("control_list", args=["mangler-frist"]),
    ]
    assert [client.get(url).status_code for url in urls] == [404] * len(urls)


def test_one_row_in_the_access_log_names_those_who_were_shown(leader: Client, team_of_nine: dict[str, Case]) -> None:
    leader.get("/ledelse/frister/")
    (row,) = AccessLog.objects.all()
    named = [team_of_nine[name].citizen.public_id for name in ("late", "booked", "long")]
    assert sorted(row.citizens) == sorted(named)
    assert (row.act, row.screen) == ("list", "Overskredne frister")


@pytest.mark.parametrize("citizens", [3, 30])
def test_the_number_of_queries_does_not_grow(
    leader: Client,
    anne: User,
    citizens: int,
    django_assert_max_num_queries: AtMost,
) -> None:
    for number in range(citizens):
        insured(f"Borger {number}", first_unemployed_on=days_ago(31), by=anne)
    with django_assert_max_num_queries(15):
        assert len(listed(soup(leader, "/ledelse/frister/"))) == citizens
