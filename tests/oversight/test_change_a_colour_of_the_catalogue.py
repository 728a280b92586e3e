"""A specialist changes a colour: first the impact is read, then it is saved, and until its day it can be undone."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case
from offers.models import ColourPeriod, Offer
from staff.models import AccessLog, Role, User
from tests.offers.cast import NEW_YEAR, SINCE, cell_rows, changed, coloured, column, offer, own, specialist
from tests.people import TODAY, a_team, case_of, caseworker, citizen, employee, in_group, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def oscar(client: Client) -> User:
    user = specialist()
    client.force_login(user)
    return user


@pytest.fixture
def course() -> Offer:
    found = offer()
    coloured(found, "green")
    return found


def url(name: str, of: Offer) -> str:
    return reverse(name, args=[of.pk, column().pk])


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def form_of(client: Client, of: Offer, **said: str) -> dict[str, str]:
    """What the form of the page sends, with the impact that was read for the colour and days in `said`."""
    page = soup(client.get(url("catalogue_cell", of)))
    hidden = {str(tag["name"]): str(tag.get("value", "")) for tag in page.select("#skift input[type=hidden]")}
    typed = {"colour": "yellow", "from_on": "1/1-2027", "to_on": "", "reason": "Lav overgang", "cite": ""} | said
    shown = soup(client.get(url("colour_impact", of), typed)).select_one("[name=shown]")
    return hidden | typed | ({"shown": str(shown["value"])} if shown else {})


def save(client: Client, of: Offer, form: dict[str, str], headers: dict[str, str] | None = None) -> Any:
    return client.post(url("change_colour", of), form, headers=headers)


def sick(name: str, by: User, **person: Any) -> Case:
    case = case_of(citizen(name, **person), since=date(2026, 6, 1), responsible=by)
    return in_group(case, "sick_with_employer", since=date(2026, 6, 1), first_absence_on=date(2026, 6, 1))


def takes(case: Case, of: Offer, first: date, last: date | None, status: str = "running") -> None:
    Activity.objects.create(case=case, type=of.type, offer=of, status=status, from_on=first, to_on=last)


@pytest.fixture
def people(course: Offer) -> dict[str, Case]:
    """One who ends before New Year, one across it, one who starts after, and some whom nothing concerns."""
    anne = caseworker("Anne Nygaard")
    west = caseworker("Vera Vest", team=a_team("Jobteam Vest"))
    cases = {
        "before": sick("Bo Før", anne),
        "across": sick("Ida Over", anne),
        "pending": sick("Kim Venter", west),
        "ended": sick("Lis Slut", anne),
        "other group": in_group(
            case_of(citizen("Per Anden"), since=date(2026, 6, 1), responsible=anne),
            "cash_job_ready",
            since=date(2026, 6, 1),
        ),
    }
    takes(cases["before"], course, date(2026, 11, 1), date(2026, 12, 31))
    takes(cases["across"], course, date(2026, 11, 1), NEW_YEAR)
    takes(cases["pending"], course, NEW_YEAR, date(2027, 3, 1), "planned")
    takes(cases["ended"], course, date(2026, 8, 1), date(2026, 11, 1), "ended")
    takes(cases["other group"], course, date(2026, 11, 1), date(2027, 3, 1))
    team_leader("Lone Bisgaard")
    return cases


def test_from_a_day_on(client: Client, oscar: User, course: Offer) -> None:
    answer = save(client, course, form_of(client, course))
    assert answer.status_code == 302
    assert [row[0] for row in cell_rows(course)] == ["green", "yellow"]
    assert ColourPeriod.objects.get(from_on=NEW_YEAR).recorded_by == oscar
    page = client.get(answer["Location"]).content.decode()
    assert "Afklaringsforløb er gul for Sygedagpenge fra 1. januar 2027." in page.replace("\xa0", " ")


def test_htmx_gets_the_panel_the_cell_and_the_numbers(client: Client, oscar: User, course: Offer) -> None:
    page = soup(save(client, course, form_of(client, course), {"HX-Target": "panel", "HX-Request": "true"}))
    assert [tag.get("id") for tag in page.select("[hx-swap-oob=true]")] == [
        f"celle-{course.pk}-{column().pk}",
        "katalog-tal",
    ]
    assert "→ Gul 1. jan." in page.get_text().replace("\xa0", " ")
    assert page.select_one("html") is None


def test_the_impact_counts_each_citizen_once(
    client: Client, oscar: User, people: dict[str, Case], course: Offer
) -> None:
    takes(people["across"], course, date(2027, 2, 1), date(2027, 3, 1), "planned")
    block = soup(client.get(url("colour_impact", course), {"colour": "yellow", "from_on": "1/1-2027"}))
    counts = [int(str(tag["data-count"])) for tag in block.select("[data-count]")]
    assert counts == [3, 2, 1, 0, 2]
    said = " ".join(block.get_text(" ").split())
    assert "Rådgivere: Anne Nygaard, Vera Vest. Funktionsledere: Lone Bisgaard." in said
    assert "Skal godkendes af funktionsleder" in said
    for tag in block.select("[data-count]"):
        rows = soup(client.get(str(tag["href"]))).select("[data-citizen]")
        assert len(rows) == int(str(tag["data-count"])), tag["href"]


@pytest.mark.parametrize(
    ("colour", "pending", "across"),
    [
        ("green", "Kan bevilges uden drøftelse", "kan forlænges uden drøftelse"),
        ("red", "Kan ikke bevilges", "kan ikke forlænges"),
    ],
)
def test_what_the_colour_means_for_them(
    client: Client, oscar: User, course: Offer, colour: str, pending: str, across: str
) -> None:
    block = client.get(url("colour_impact", course), {"colour": colour, "from_on": "1/1-2027"}).content.decode()
    assert pending in block and across in block


def test_for_a_while_only_those_who_start_in_it_wait(
    client: Client, oscar: User, people: dict[str, Case], course: Offer
) -> None:
    asked = {"colour": "red", "from_on": "1/12-2026", "to_on": "31/12-2026"}
    block = soup(client.get(url("colour_impact", course), asked))
    assert [int(str(tag["data-count"])) for tag in block.select(".jc-impl [data-count]")] == [1, 2, 0]


def test_names_only_for_those_who_may_see_them(client: Client, people: dict[str, Case], course: Offer) -> None:
    address = f"{url('colour_citizens', course)}?fra=2027-01-01&vis=beroert"
    client.force_login(specialist("Sidsel Ravn"))
    assert "Ida Over" not in client.get(address).content.decode()
    client.force_login(people["across"].responsibilities.get().user)
    page = client.get(address).content.decode()
    assert "Ida Over" in page and "Kim Venter" not in page
    assert AccessLog.objects.latest("pk").citizens == [people["across"].citizen.public_id]
    client.force_login(employee("Dorte Klit", Role.ADMINISTRATION))
    assert client.get(address).status_code == 404


def test_a_list_without_a_day_does_not_exist(client: Client, oscar: User, course: Offer) -> None:
    assert client.get(url("colour_citizens", course)).status_code == 404


def test_nothing_is_saved_before_the_impact_is_read(client: Client, oscar: User, course: Offer) -> None:
    form = form_of(client, course)
    for shown in ("", form_of(client, course, colour="red")["shown"]):
        answer = save(client, course, form | {"shown": shown})
        assert answer.status_code == 422
        assert "Det sker, når du gemmer" in answer.content.decode()
        assert cell_rows(course) == [("green", SINCE, None)]
    read = soup(answer).select("#skift [name=shown]")[0]["value"]
    assert save(client, course, form | {"shown": str(read)}).status_code == 302


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"from_on": "31/2"}, "Datoen findes ikke"),
        ({"from_on": "1/1-2026"}, "Datoen er passeret"),
        ({"reason": ""}, "Skriv en begrundelse"),
        ({"colour": "green"}, "Farven er allerede grøn"),
        ({"colour": "blue"}, "Farven kan ikke vælges her"),
        ({"to_on": "1/12-2026"}, "Slutdatoen kan ikke ligge før startdatoen"),
    ],
)
def test_what_is_wrong_stands_in_the_form_with_what_was_typed(
    client: Client, oscar: User, course: Offer, said: dict[str, str], words: str
) -> None:
    answer = save(client, course, form_of(client, course, **{"reason": "Halv sætning"} | said))
    page = soup(answer)
    assert answer.status_code == 422
    assert words in page.select("[data-error-summary]")[0].get_text(" ")
    assert page.select("[name=reason]")[0].get_text().strip() == said.get("reason", "Halv sætning")
    assert cell_rows(course) == [("green", SINCE, None)]


def test_a_mistake_of_the_past_is_mended_with_a_tick(client: Client, oscar: User, course: Offer) -> None:
    form = form_of(client, course, from_on="1/10-2026", mends="on")
    assert save(client, course, form).status_code == 302
    assert cell_rows(course)[1] == ("yellow", date(2026, 10, 1), None)


def test_a_colour_fixed_by_a_rule_has_no_form(client: Client, oscar: User) -> None:
    mentor = own("Intern mentor", "internal_mentor")
    page = client.get(url("catalogue_cell", mentor)).content.decode()
    assert "Kan ikke ændres her." in page and "REB23-38" in page
    assert 'id="skift"' not in page
    save(client, mentor, form_of(client, mentor, colour="red") | {"form_key": str(uuid4()), "seen": ""})
    assert cell_rows(mentor) == []


def test_two_at_once_both_versions_are_shown(client: Client, oscar: User, course: Offer) -> None:
    form = form_of(client, course, colour="red", from_on="1/2-2027")
    changed(course, "yellow", by=specialist("Sidsel Ravn"), reason="Dyrt")
    answer = save(client, course, form)
    said = " ".join(soup(answer).select("[data-error-summary]")[0].get_text(" ").split())
    assert answer.status_code == 409
    assert "Sidsel Ravn har ændret farven" in said
    assert "Gul fra 1. januar 2027 (Sidsel Ravn: Dyrt)" in said
    assert "Rød fra 1. februar 2027: Lav overgang" in said
    assert len(cell_rows(course)) == 2
    again = soup(answer)
    fresh = {str(tag["name"]): str(tag.get("value", "")) for tag in again.select("#skift input[type=hidden]")}
    assert save(client, course, form | fresh).status_code == 302
    assert [row[0] for row in cell_rows(course)] == ["green", "yellow", "red"]


def test_a_double_click_changes_once(client: Client, oscar: User, course: Offer) -> None:
    form = form_of(client, course)
    assert [save(client, course, form).status_code for _ in range(2)] == [302, 302]
    assert ColourPeriod.objects.count() == 2


def test_a_planned_change_is_undone(client: Client, oscar: User, course: Offer) -> None:
    made = changed(course, "yellow", by=oscar)
    address = reverse("undo_colour", args=[made.pk])
    assert address in client.get(url("catalogue_cell", course)).content.decode()
    client.force_login(caseworker())
    assert client.post(address).status_code == 404
    client.force_login(oscar)
    answer = client.post(address, follow=True)
    assert "er fortrudt" in answer.content.decode()
    assert cell_rows(course) == [("green", SINCE, None)]
    assert "Fortrudt af Oscar Thygesen" in answer.content.decode()


def test_what_holds_already_is_not_undone(client: Client, oscar: User, course: Offer) -> None:
    made = changed(course, "yellow", by=oscar, since=TODAY)
    answer = client.post(reverse("undo_colour", args=[made.pk]), follow=True)
    assert "Ændringen gælder allerede" in answer.content.decode()
    assert len(cell_rows(course)) == 2


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.SYSTEM_ADMIN])
def test_nobody_else_changes_a_colour(client: Client, course: Offer, role: Role) -> None:
    client.force_login(specialist())
    form = form_of(client, course)
    client.force_login(employee("En Anden", role, team=a_team()))
    assert save(client, course, form).status_code == 404
    assert cell_rows(course) == [("green", SINCE, None)]
