"""Create a citizen and the case by hand."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Citizen
from staff.models import AccessLog, Act, Role, User
from tests import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def client(anne: User) -> Client:
    client = Client()
    client.force_login(anne)
    return client


def typed(anne: User, **changes: Any) -> dict[str, Any]:
    form = {
        "cpr": "040585-1234",
        "name": "Tora Nyby",
        "team": min(anne.team_ids()),
        "responsible": anne.pk,
        "course_start": "2/11-26",
        "group": "insured_unemployed",
        "first_unemployed_on": "2/11-26",
    }
    return form | changes


def test_a_new_citizen_gets_a_case_with_dates_at_once(client: Client, anne: User) -> None:
    answer: Any = client.post("/borgere/ny/", typed(anne))
    case = Case.objects.get()
    assert answer.url == f"/borgere/{case.citizen.public_id}/"
    assert case.citizen.masked_cpr == "040585-••••"
    assert case.citizen.born_on == date(1985, 5, 4)
    page = client.get(answer.url).content.decode()
    assert "Tora Nyby" in page
    assert "Jobsamtale 1" in page
    assert "man.\xa030.\xa0nov.\xa02026" in page
    rows = list(AccessLog.objects.order_by("pk").values_list("act", flat=True))
    assert rows == [Act.CHANGE, Act.VIEW]


def test_without_a_target_group_the_page_asks_for_it(client: Client, anne: User) -> None:
    answer: Any = client.post("/borgere/ny/", typed(anne, group="", first_unemployed_on=""))
    assert "Vælg målgruppe" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("cpr", "310285-1234", "er ikke en dato"),
        ("cpr", "04058512", "10 cifre"),
        ("name", "  ", "Skriv borgerens navn."),
        ("course_start", "31/2-26", "Datoen findes ikke"),
        ("team", "999999", "Vælg"),
    ],
)
def test_a_fault_is_said_and_nothing_typed_is_lost(
    client: Client, anne: User, field: str, value: str, words: str
) -> None:
    answer = client.post("/borgere/ny/", typed(anne, **{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="2/11-26"' in page
    assert not Citizen.objects.exists()


def test_an_open_case_anywhere_is_refused_without_telling_whose(client: Client, anne: User) -> None:
    eva = people.caseworker("Eva Kirk", team=people.a_team("Ungeenheden"))
    other = people.insured("Grethe Fremmed", first_unemployed_on=date(2026, 9, 1), by=eva)
    answer = client.post("/borgere/ny/", typed(anne, cpr=other.citizen.number.cpr))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "allerede en åben sag" in page
    assert "Grethe" not in page
    assert "Ungeenheden" not in page


def test_a_protected_citizen_needs_a_responsible(client: Client, anne: User) -> None:
    assert client.post("/borgere/ny/", typed(anne, protected="on", responsible="")).status_code == 422
    assert client.post("/borgere/ny/", typed(anne, protected="on")).status_code == 302


def test_only_caseworkers_and_leaders_create(anne: User) -> None:
    for role, status in ((Role.TEAM_LEADER, 200), (Role.JOB_CONSULTANT, 404), (Role.SYSTEM_ADMIN, 404)):
        client = Client()
        client.force_login(people.employee("Ole Olsen", role, team=people.a_team()))
        assert client.get("/borgere/ny/").status_code == status
