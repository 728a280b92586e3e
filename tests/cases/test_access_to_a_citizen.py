"""Who opens a citizen's page, who is asked why, who finds nothing, and what the access log says afterwards."""

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver

from cases.models import Case
from staff.models import AccessLog, Act, Team, User
from tests import people
from tests.people import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TABS = ("", "samtaler/", "frister/", "dokumenter/", "historik/")
ACTS = (
    "pauser/ny/",
    "maalgruppe/ny/",
    "visitation/ny/",
    "overvejelse/ny/",
    "tilbud/ny/",
    "naeste-samtale/",
    "oplysninger/unemployment_fund/",
    "ansvarlig/",
    "luk/",
)


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def case(anne: User) -> Case:
    return people.insured(first_unemployed_on=TODAY.replace(month=9, day=1), by=anne)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def home(case: Case) -> str:
    return f"/borgere/{case.citizen.public_id}/"


def rows(case: Case) -> list[tuple[str, str, str]]:
    found = AccessLog.objects.filter(citizens__contains=[case.citizen.public_id]).order_by("pk")
    return [(row.screen, row.act, row.reason) for row in found]


def citizen_addresses(case: Case) -> list[str]:
    """Every address of the site that carries a citizen's public id, filled in."""
    found = []
    for pattern in get_resolver().url_patterns:
        for part in getattr(pattern, "url_patterns", []):
            route = str(part.pattern)
            if "<str:public_id>" in route:
                values = {"<str:public_id>": case.citizen.public_id, "<int:pk>": "1", "<slug:kind>": "pause"}
                values |= {
                    "<slug:key>": "unemployment_fund",
                    "<slug:fact>": "visited_on",
                    "<slug:step>": "kladde",
                }
                for name, value in values.items():
                    route = route.replace(name, value)
                assert "<" not in route, route
                found.append(f"/{route}")
    return found


@pytest.mark.parametrize("tab", TABS + ACTS)
def test_the_responsible_opens_at_once_and_each_page_leaves_one_row(case: Case, anne: User, tab: str) -> None:
    assert signed_in(anne).get(home(case) + tab).status_code == 200
    assert [(act, reason) for _, act, reason in rows(case)] == [(Act.VIEW, "")]


def test_another_team_meets_404_at_every_address_of_the_citizen(case: Case) -> None:
    stranger = signed_in(people.caseworker("Eva Fremmed", team=people.a_team("Ungeenheden")))
    addresses = citizen_addresses(case)
    assert len(addresses) > 20
    for address in addresses:
        assert stranger.get(address).status_code in (404, 405), address
        assert stranger.post(address).status_code in (404, 405), address
    assert rows(case) == []


def test_nobody_signed_in_is_sent_to_the_log_in(case: Case) -> None:
    for address in citizen_addresses(case):
        assert Client().get(address).status_code == 302, address


def test_a_colleague_is_asked_why_once_a_day(case: Case) -> None:
    mikkel = signed_in(people.caseworker("Mikkel Moe"))
    asked = mikkel.get(home(case) + "frister/")
    assert asked.status_code == 302
    assert asked.url == f"{home(case)}adgang/?til=%2Fborgere%2F{case.citizen.public_id}%2Ffrister%2F"
    page = mikkel.get(asked.url)
    assert "Hvorfor åbner du sagen?" in page.content.decode()
    answered = mikkel.post(asked.url, {"reason": "enquiry", "til": f"{home(case)}frister/"})
    assert answered.url == f"{home(case)}frister/"
    assert mikkel.get(answered.url).status_code == 200
    assert mikkel.get(home(case)).status_code == 200
    assert rows(case) == [
        ("Begrundelse for adgang", Act.LIST, ""),
        ("Begrundelse for adgang", Act.VIEW, "enquiry"),
        ("Borger: frister", Act.VIEW, ""),
        ("Borger: overblik", Act.VIEW, ""),
    ]


def test_the_reason_of_yesterday_does_not_open_today(case: Case) -> None:
    mikkel = people.caseworker("Mikkel Moe")
    with time_machine.travel(people.at(TODAY.replace(day=20), 14), tick=False):
        assert signed_in(mikkel).post(f"{home(case)}adgang/", {"reason": "sparring"}).status_code == 302
        assert signed_in(mikkel).get(home(case)).status_code == 200
    assert signed_in(mikkel).get(home(case)).status_code == 302


@pytest.mark.parametrize("typed", [{}, {"reason": "other"}, {"reason": "other", "reason_text": "  "}, {"reason": "x"}])
def test_a_reason_must_be_one_of_the_five_and_other_needs_words(case: Case, typed: dict[str, str]) -> None:
    mikkel = signed_in(people.caseworker("Mikkel Moe"))
    assert mikkel.post(f"{home(case)}adgang/", typed).status_code == 422
    assert mikkel.get(home(case)).status_code == 302


def test_a_reason_never_leads_out_of_the_house(case: Case) -> None:
    mikkel = signed_in(people.caseworker("Mikkel Moe"))
    for wanted in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        answer = mikkel.post(f"{home(case)}adgang/", {"reason": "enquiry", "til": wanted})
        assert answer.url == home(case)


def test_htmx_is_led_to_the_question_and_not_shown_inside_a_page(case: Case) -> None:
    mikkel = signed_in(people.caseworker("Mikkel Moe"))
    answer = mikkel.get(home(case), headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith(f"{home(case)}adgang/")


def test_a_team_leader_opens_the_own_team_at_once(case: Case) -> None:
    assert signed_in(people.team_leader()).get(home(case)).status_code == 200


def test_the_consultant_the_citizen_is_referred_to_opens_from_any_team(case: Case) -> None:
    karim = people.job_consultant(team=people.a_team("Virksomhedsteamet"))
    assert signed_in(karim).get(home(case)).status_code == 404
    people.referred(case, TODAY, to=karim)
    assert signed_in(karim).get(home(case)).status_code == 200


def test_a_protected_citizen_is_there_for_the_responsible_only(anne: User) -> None:
    case = people.insured("Nadia Skjult", first_unemployed_on=TODAY.replace(month=9, day=1), by=anne, protected=True)
    assert signed_in(anne).get(home(case)).status_code == 200
    for other in (people.team_leader(), people.caseworker("Mikkel Moe")):
        assert signed_in(other).get(home(case)).status_code == 404
        assert signed_in(other).get(f"{home(case)}adgang/").status_code == 404


def test_who_may_not_see_citizens_meets_404(case: Case) -> None:
    from staff.models import Role

    for role in (Role.SYSTEM_ADMIN, Role.AUDITOR, Role.ADMINISTRATION, Role.SPECIALIST):
        assert signed_in(people.employee("Sanne Sand", role, team=case.team)).get(home(case)).status_code == 404


def test_cpr_is_shown_once_by_post_and_the_look_up_is_logged(case: Case, anne: User) -> None:
    client = signed_in(anne)
    number = case.citizen.number.cpr
    assert client.get(f"{home(case)}cpr/").status_code == 405
    assert number[6:] not in client.get(home(case)).content.decode()
    shown = client.post(f"{home(case)}cpr/").content.decode()
    assert f"{number[:6]}-{number[6:]}" in shown
    part = client.post(f"{home(case)}cpr/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert f"{number[:6]}-{number[6:]}" in part
    assert [act for _, act, _ in rows(case)] == [Act.VIEW, Act.REVEAL, Act.REVEAL]


def test_a_colleague_must_say_why_before_the_number_is_shown(case: Case) -> None:
    answer = signed_in(people.caseworker("Mikkel Moe")).post(f"{home(case)}cpr/")
    assert answer.status_code == 302
    assert "adgang" in answer.url
    assert rows(case) == []


def test_the_log_tells_who_looked_and_why(case: Case, anne: User) -> None:
    mikkel = signed_in(people.caseworker("Mikkel Moe"))
    mikkel.post(f"{home(case)}adgang/", {"reason": "other", "reason_text": "Klage over aktindsigt"})
    page = signed_in(anne).get(f"{home(case)}historik/").content.decode()
    assert "Mikkel Moe" in page
    assert "Andet: Klage over aktindsigt" in page


def test_a_save_is_one_row_of_change(case: Case, anne: User) -> None:
    client = signed_in(anne)
    saved = client.post(
        f"{home(case)}oplysninger/unemployment_fund/",
        {"value": "Fagligt Netværk", "version": case.version, "step": "gem"},
    )
    assert saved.status_code == 302
    assert [act for _, act, _ in rows(case)] == [Act.CHANGE]


def test_the_page_of_a_closed_case_opens_for_who_had_it_to_the_end(case: Case, anne: User) -> None:
    client = signed_in(anne)
    form = {"on_date": "i dag", "reason": "I arbejde", "version": case.version}
    digest = client.post(f"{home(case)}luk/", form | {"step": "vis"}).context["form"].digest()
    assert client.post(f"{home(case)}luk/", form | {"step": "gem", "previewed": digest}).status_code == 302
    page = client.get(home(case))
    assert page.status_code == 200
    assert "Genåbn sagen" in page.content.decode()


def test_only_the_latest_case_decides_who_may_open(case: Case, anne: User) -> None:
    """A citizen who has moved on to another team is that team's, also for who had the earlier case."""
    Case.objects.filter(pk=case.pk).update(closed_on=TODAY)
    other = Team.objects.create(name="Ungeenheden")
    Case.objects.create(citizen=case.citizen, team=other, course_start=TODAY)
    assert signed_in(anne).get(home(case)).status_code == 404
