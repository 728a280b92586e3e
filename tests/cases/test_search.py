"""Find a citizen by name, by case number, and by the exact CPR number that never stands in an address."""

import pytest
from django.test import Client

from cases.models import Case, Citizen
from cases.models.citizens import new_public_id
from staff.models import AccessLog, Act, Role, User
from tests import people
from tests.people import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SINCE = TODAY.replace(month=9, day=1)


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def client(anne: User) -> Client:
    client = Client()
    client.force_login(anne)
    return client


def number(case: Case) -> str:
    return str(case.citizen.number.cpr)


def elsewhere(**person: object) -> Case:
    eva = people.caseworker("Eva Kirk", team=people.a_team("Ungeenheden"))
    return people.insured("Grethe Fremmed", first_unemployed_on=SINCE, by=eva, **person)  # type: ignore[arg-type]


def names(page: object) -> list[str]:
    return [case.citizen.name for case in page.context["found"]]  # type: ignore[attr-defined]


def logged() -> list[tuple[str, list[str], str]]:
    return [(row.act, row.citizens, row.reason) for row in AccessLog.objects.order_by("pk")]


def test_a_name_typed_in_the_bar_gets_an_address_of_its_own(client: Client, anne: User) -> None:
    hanna = people.insured(first_unemployed_on=SINCE, by=anne)
    answer = client.post("/soeg/", {"q": " hanna   lys "})
    assert answer.url == "/soeg/?q=hanna+lys"
    page = client.get(answer.url)
    assert names(page) == ["Hanna Lysgaard"]
    assert logged() == [(Act.SEARCH, [hanna.citizen.public_id], "")]


def test_every_word_must_be_in_the_name_and_the_order_is_danish(client: Client, anne: User) -> None:
    for name in ("Åse Berg", "Ærta Berg", "Zita Berg", "Aage Berg", "Zita Lund"):
        people.insured(name, first_unemployed_on=SINCE, by=anne)
    assert names(client.get("/soeg/?q=berg")) == ["Zita Berg", "Ærta Berg", "Aage Berg", "Åse Berg"]
    assert names(client.get("/soeg/?q=berg+zita")) == ["Zita Berg"]


def test_the_case_number_finds_the_citizen(client: Client, anne: User) -> None:
    hanna = people.insured(first_unemployed_on=SINCE, by=anne)
    assert names(client.get(f"/soeg/?q={hanna.citizen.public_id.lower()}")) == ["Hanna Lysgaard"]


@pytest.mark.parametrize("public_id", ["2345678K9X", "A234567892", "K2J4M67899"])
def test_a_case_number_of_many_digits_is_not_taken_for_a_cpr_number(client: Client, anne: User, public_id: str) -> None:
    hanna = people.insured(first_unemployed_on=SINCE, by=anne)
    Citizen.objects.filter(pk=hanna.citizen_id).update(public_id=public_id)
    typed = client.post("/soeg/", {"q": f" {public_id.lower()} "})
    assert names(client.get(typed.url)) == ["Hanna Lysgaard"]


def test_a_new_case_number_never_is_digits_only() -> None:
    assert all(new_public_id()[0].isalpha() for _ in range(200))


def test_other_teams_and_protected_citizens_are_not_found_by_name(client: Client, anne: User) -> None:
    elsewhere()
    people.insured("Grethe Skjult", first_unemployed_on=SINCE, by=anne, protected=True)
    page = client.get("/soeg/?q=grethe")
    assert names(page) == []
    assert "Ingen borger fundet" in page.content.decode()
    assert logged() == []


def test_an_exact_number_leads_to_the_citizen_without_standing_in_an_address(client: Client, anne: User) -> None:
    hanna = people.insured(first_unemployed_on=SINCE, by=anne)
    for typed in (number(hanna), f"{number(hanna)[:6]}-{number(hanna)[6:]}"):
        answer = client.post("/soeg/", {"q": typed})
        assert answer.url == f"/borgere/{hanna.citizen.public_id}/"
    assert logged() == [(Act.SEARCH, [hanna.citizen.public_id], "")] * 2


@pytest.mark.parametrize("typed", ["1802904", "180490-1", "0101900000000"])
def test_a_part_of_a_number_never_reaches_an_address(client: Client, typed: str) -> None:
    answer = client.post("/soeg/", {"q": typed})
    assert answer.status_code == 422
    assert typed not in answer.content.decode()


def test_a_number_in_an_address_is_not_looked_up(client: Client, anne: User) -> None:
    hanna = people.insured(first_unemployed_on=SINCE, by=anne)
    page = client.get(f"/soeg/?q={number(hanna)}")
    assert page.status_code == 422
    assert names(page) == []
    assert number(hanna) not in page.content.decode()


def test_another_teams_citizen_is_told_of_with_a_reason_and_nothing_more(client: Client) -> None:
    grethe = elsewhere()
    asked = client.post("/soeg/", {"q": number(grethe)})
    words = asked.content.decode()
    assert "en borger i et andet team" in words
    assert "Grethe" not in words
    assert number(grethe) not in words
    assert client.post("/soeg/", {"q": number(grethe), "reason": ""}).status_code == 422
    told = client.post("/soeg/", {"q": number(grethe), "reason": "enquiry"}).content.decode()
    assert "Grethe Fremmed" in told
    assert "Eva Kirk" in told
    assert "Ungeenheden" in told
    assert number(grethe)[6:] not in told
    assert client.get(f"/borgere/{grethe.citizen.public_id}/").status_code == 404
    public_id = [grethe.citizen.public_id]
    assert logged() == [(Act.SEARCH, public_id, ""), (Act.SEARCH, public_id, "enquiry")]


def test_a_protected_citizen_is_found_by_number_by_the_responsible_only(client: Client, anne: User) -> None:
    mine = people.insured("Nadia Skjult", first_unemployed_on=SINCE, by=anne, protected=True)
    theirs = elsewhere(protected=True)
    assert client.post("/soeg/", {"q": number(mine)}).url == f"/borgere/{mine.citizen.public_id}/"
    unknown = client.post("/soeg/", {"q": people.a_number(TODAY.replace(year=1990))})
    hidden = client.post("/soeg/", {"q": number(theirs)})
    assert "Ingen borger fundet på nummeret" in unknown.content.decode()
    assert "Ingen borger fundet på nummeret" in hidden.content.decode()
    with_reason = client.post("/soeg/", {"q": number(theirs), "reason": "enquiry"})
    assert with_reason.status_code == 422
    assert "Grethe" not in with_reason.content.decode()
    assert [act for act, _, _ in logged()] == [Act.SEARCH, Act.REFUSE, Act.REFUSE]


def test_a_wrong_number_is_answered_without_being_repeated(client: Client) -> None:
    for typed in ("9999999999", "010190123"):
        page = client.post("/soeg/", {"q": typed})
        assert page.status_code == 422
        assert typed not in page.content.decode()


def test_who_has_no_citizens_has_no_search(client: Client) -> None:
    other = Client()
    other.force_login(people.employee("Sanne Sand", Role.SYSTEM_ADMIN))
    assert other.get("/soeg/").status_code == 404
    assert Client().get("/soeg/").status_code == 302


def test_a_search_asks_at_most_fifteen_things_of_the_database(
    client: Client, anne: User, django_assert_max_num_queries: object
) -> None:
    for name in range(25):
        people.insured(f"Berg nummer {name}", first_unemployed_on=SINCE, by=anne)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = client.get("/soeg/?q=berg")
    assert len(names(page)) == 20
    assert "Kun de første vises" in page.content.decode()
