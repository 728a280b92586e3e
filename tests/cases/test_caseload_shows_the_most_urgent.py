"""Min sagsstamme: who needs something, most urgent first, and every number is a link to exactly those citizens."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.services import sweep
from staff.models import AccessLog, Role, User
from tests.people import (
    NOW,
    TODAY,
    a_team,
    at,
    booked,
    case_of,
    caseworker,
    citizen,
    employee,
    held,
    in_group,
    in_offer,
    insured,
    job_consultant,
    job_ready_cash,
    paused,
    referred,
    sick,
    team_leader,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/sagsstamme/"


@pytest.fixture
def anne() -> User:
    return caseworker("Anne Nygaard")


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def cast(anne: User) -> dict[str, Case]:
    """One citizen for each place in the list."""
    cases = {
        "late": insured("Mette Late", first_unemployed_on=days_ago(31), by=anne),
        "later": insured("Jonas Later", first_unemployed_on=days_ago(38), by=anne),
        "late_booked": insured("Samira Booket", first_unemployed_on=days_ago(45), by=anne),
        "soon": insured("Line Snart", first_unemployed_on=days_ago(20), by=anne),
        "soon_booked": insured("Peter Klar", first_unemployed_on=days_ago(18), by=anne),
        "missing": sick("Grethe Mangler", first_absence_on=None, since=days_ago(10), by=anne),
        "pending": insured("Ove Senere", first_unemployed_on=days_ago(2), by=anne),
        "paused": insured("Ida Pause", first_unemployed_on=days_ago(20), by=anne),
        "none": in_group(
            case_of(citizen("Knud Ingen"), since=days_ago(50), responsible=anne),
            "disability_pension",
            since=days_ago(50),
        ),
        "protected": insured("Bo Beskyttet", first_unemployed_on=days_ago(3), by=anne, protected=True),
    }
    booked(cases["late_booked"], at(TODAY + timedelta(days=1), 9), by=anne)
    booked(cases["soon_booked"], at(TODAY + timedelta(days=2), 10, 30), by=anne, form="phone")
    paused(cases["paused"], "suspension", since=days_ago(1), until=TODAY + timedelta(days=5))
    return cases


def page(client: Client, user: User, url: str = URL) -> BeautifulSoup:
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def names(soup: BeautifulSoup) -> list[str]:
    return [found.get_text() for found in soup.select("#liste td.m-name > a")]


def rows(soup: BeautifulSoup) -> int:
    return len(soup.select("#liste tr[data-citizen]"))


def text(found: Tag | None) -> str:
    assert found is not None
    return " ".join(found.get_text(" ").split())


def row_of(soup: BeautifulSoup, case: Case) -> str:
    return text(soup.select_one(f"#borger-{case.citizen.public_id}"))


def counters(soup: BeautifulSoup) -> dict[str, int]:
    found = {}
    for link in soup.select("#taellere a"):
        label = text(link).split(" borgere")[0].rsplit(" ", 1)[0]
        found[label] = int(str(link["data-count"]))
    return found


def test_overdue_without_an_appointment_comes_first(client: Client, anne: User, cast: dict[str, Case]) -> None:
    assert names(page(client, anne)) == ["Jonas Later", "Mette Late", "Samira Booket", "Line Snart", "Grethe Mangler"]


def test_the_counters(client: Client, anne: User, cast: dict[str, Case]) -> None:
    assert counters(page(client, anne)) == {
        "Alle": 10,
        "Overskredet": 3,
        "Forfalder snart": 2,
        "Mangler frist": 1,
        "Ingen aftale": 4,
        "Suspenderet": 1,
    }


@pytest.mark.parametrize("viewer", ["anne", "leader"])
def test_every_number_leads_to_as_many_citizens(client: Client, anne: User, cast: dict[str, Case], viewer: str) -> None:
    sweep.run(today=TODAY, now=NOW)
    leader = team_leader()
    user, start = (anne, URL) if viewer == "anne" else (leader, f"{URL}?raadgiver={anne.pk}")
    links = {(str(a["href"]), int(str(a["data-count"]))) for a in page(client, user, start).select("a[data-count]")}
    assert len(links) > 8
    for href, number in links:
        assert rows(page(client, user, href)) == number, href


def test_who_is_taken_care_of_steps_back_and_folds_open(client: Client, anne: User, cast: dict[str, Case]) -> None:
    soup = page(client, anne)
    fold = soup.select_one("#fold-snart")
    assert text(fold) == "Vis 1 borgere til med aftale inden fristen"
    assert fold is not None
    link = fold.select_one("a")
    assert link is not None
    assert names(page(client, anne, str(link["href"]))) == ["Peter Klar"]
    assert "Peter Klar" in names(page(client, anne, str(link["hx-get"])))


@pytest.mark.parametrize(
    ("slug", "name"), [("ikke-forfalden", "Ove Senere"), ("suspenderet", "Ida Pause"), ("ingen-pligter", "Knud Ingen")]
)
def test_groups_that_need_nothing_are_folded(
    client: Client, anne: User, cast: dict[str, Case], slug: str, name: str
) -> None:
    closed = page(client, anne)
    assert name not in names(closed)
    head = closed.select_one(f"#gruppe-{slug}")
    assert head is not None
    opened = page(client, anne, str(head.select("a")[-1]["href"]))
    assert name in names(opened)
    assert "Jonas Later" in names(opened)


def test_a_row_says_what_when_and_what_comes_next(client: Client, anne: User, cast: dict[str, Case]) -> None:
    soup = page(client, anne, f"{URL}?status=alle")
    late = row_of(soup, cast["late"])
    assert "A-dagpenge" in late
    assert "Jobsamtale 1 med a-kasse" in late
    assert "Inden ledighedsuge 4" in late
    assert "fre. 20. nov." in late
    assert "3 dage over" in late
    assert "Ingen aftale" in late
    assert "ons. 25. kl. 10.30" in row_of(soup, cast["soon_booked"])
    assert "Udfyld første fraværsdag" in row_of(soup, cast["missing"])
    assert "Suspenderet" in row_of(soup, cast["paused"])


def test_a_booking_after_the_deadline_says_so(client: Client, anne: User) -> None:
    case = insured("Line Snart", first_unemployed_on=days_ago(26), by=anne)
    booked(case, at(TODAY + timedelta(days=4), 9), by=anne)
    assert "efter fristen" in row_of(page(client, anne), case)


def test_more_duties_are_counted_once(client: Client, anne: User) -> None:
    case = job_ready_cash("Peter Ravn", since=days_ago(95), by=anne)
    case = in_offer(case, "virksomhedspraktik", since=days_ago(2), until=TODAY + timedelta(days=20))
    assert "Praktik" in row_of(page(client, anne, f"{URL}?status=alle"), case)


def test_own_protected_citizens_are_named_and_marked(client: Client, anne: User, cast: dict[str, Case]) -> None:
    soup = page(client, anne, f"{URL}?beskyttet=1")
    assert names(soup) == ["Bo Beskyttet"]
    assert soup.select_one('#liste svg[aria-label="Beskyttet navn og adresse"]') is not None
    assert "1 beskyttet borger" in text(soup.select_one(".sub")).replace(" beskyttede borgere ", " ")


def test_a_leader_sees_protected_citizens_as_a_row_without_name(
    client: Client, anne: User, cast: dict[str, Case]
) -> None:
    soup = page(client, team_leader(), f"{URL}?raadgiver={anne.pk}&status=alle")
    assert "Bo Beskyttet" not in soup.get_text()
    assert cast["protected"].citizen.public_id not in str(soup)
    assert len(soup.select("tr[data-citizen=protected]")) == 1
    assert "vises kun i skærmet visning" in soup.get_text()


def test_the_most_urgent_is_selected_and_explained(client: Client, anne: User, cast: dict[str, Case]) -> None:
    panel = page(client, anne).select_one("#panel")
    assert panel is not None
    assert text(panel.select_one("h2")) == "Jonas Later"
    assert "ledighedsuge 6" in panel.get_text()
    assert "Hvorfor" in text(panel.select_one(".jc-exp h3"))
    assert "Første ledighedsdag" in panel.get_text()
    assert len(panel.select("input[name=starts_at]")) == 3
    assert len(panel.select("input[name=starts_at][checked]")) == 1


def test_another_citizen_is_selected_by_the_address(client: Client, anne: User, cast: dict[str, Case]) -> None:
    soup = page(client, anne, f"{URL}?valgt={cast['pending'].citizen.public_id}")
    assert text(soup.select_one("#panel h2")) == "Ove Senere"


def test_the_last_notes_stand_in_the_panel(client: Client, anne: User) -> None:
    case = insured("Mette Late", first_unemployed_on=days_ago(60), by=anne)
    talk = held(case, days_ago(40))
    talk.note = "Søger bredere i lager."
    talk.save()
    assert "Jobsamtale: Søger bredere i lager." in text(page(client, anne).select_one("#panel"))


def test_a_missing_fact_is_filled_where_it_is_missing(client: Client, anne: User, cast: dict[str, Case]) -> None:
    url = f"{URL}?valgt={cast['missing'].citizen.public_id}"
    form = page(client, anne, url).select_one("#panel form")
    assert form is not None
    data = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
    data["value"] = "13/11-26"
    response = client.post(str(form["action"]), data)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(URL)
    after = row_of(page(client, anne, response.headers["Location"]), cast["missing"])
    assert "Udfyld første fraværsdag" not in after
    assert "Aftal dag for næste samtale" in after


def test_the_week_shows_appointments_free_times_and_capacity(client: Client, anne: User, cast: dict[str, Case]) -> None:
    week = page(client, anne).select_one("#uge")
    days = week.select(".jc-day") if week else []
    assert [text(day.select_one("h2")) for day in days][:3] == [
        "Man. 23. I dag · 0 samtaler",
        "Tir. 24. 1 samtale",
        "Ons. 25. 1 samtale",
    ]
    assert "9.00 Samira Booket" in text(days[1])
    assert "7 ledige tider" in text(days[1])
    assert "Uge 48: 2 af 40 tider" in text(week)


def test_other_weeks_and_full_days_open(client: Client, anne: User, cast: dict[str, Case]) -> None:
    for number in range(5):
        case = insured(f"Borger {number}", first_unemployed_on=days_ago(2), by=anne)
        booked(case, at(TODAY + timedelta(days=3), 9 + number), by=anne)
    soup = page(client, anne)
    more = soup.select_one("#uge li.more a")
    assert more is not None
    assert text(more).startswith("+ 2 mere")
    assert "Borger 4" in text(page(client, anne, str(more["href"])).select_one("#uge"))
    assert "Man. 30." in text(page(client, anne, f"{URL}?uge=2026-49").select_one("#uge"))


def test_new_overdues_stand_there_until_seen(client: Client, anne: User, cast: dict[str, Case]) -> None:
    sweep.run(today=TODAY, now=NOW)
    soup = page(client, anne)
    assert "Jonas Later" in text(soup.select_one("#nye"))
    assert counters(soup)["Nye overskridelser"] == 3
    client.post(reverse("notices_seen"), {"return_to": URL})
    after = page(client, anne)
    assert text(after.select_one("#nye")) == ""
    assert "Nye overskridelser" not in counters(after)


def test_an_empty_filter_says_what_comes_next(client: Client, anne: User) -> None:
    insured("Line Snart", first_unemployed_on=days_ago(26), by=anne)
    words = text(page(client, anne, f"{URL}?status=overskredet").select_one("#liste")).replace("\xa0", " ")
    assert words.startswith("Ingen overskredne frister. Næste frist er onsdag d. 25. november (Line Snart).")


def test_an_empty_caseload(client: Client, anne: User) -> None:
    soup = page(client, anne)
    assert "Du har ingen borgere endnu." in text(soup.select_one("#liste"))
    assert counters(soup)["Alle"] == 0


def test_one_log_row_names_everybody_shown(client: Client, anne: User, cast: dict[str, Case]) -> None:
    page(client, anne)
    row = AccessLog.objects.get()
    shown = ("late", "later", "late_booked", "soon", "missing", "soon_booked")
    assert set(row.citizens) == {cases.citizen.public_id for name, cases in cast.items() if name in shown}
    assert (row.user, row.screen, row.act) == (anne, "Min sagsstamme", "list")


def test_the_panel_alone_logs_that_citizen(client: Client, anne: User, cast: dict[str, Case]) -> None:
    client.force_login(anne)
    public_id = cast["late"].citizen.public_id
    client.get(f"{URL}?valgt={public_id}", headers={"HX-Request": "true", "HX-Target": "panel"})
    assert AccessLog.objects.get().citizens == [public_id]


def test_a_job_consultant_sees_the_citizens_referred(client: Client, anne: User, cast: dict[str, Case]) -> None:
    karim = job_consultant()
    referred(cast["late"], days_ago(1), to=karim)
    assert names(page(client, karim, f"{URL}?status=alle")) == ["Mette Late"]


def test_a_leader_chooses_among_the_own_team(client: Client, anne: User, cast: dict[str, Case]) -> None:
    leader = team_leader()
    soup = page(client, leader)
    assert [text(option) for option in soup.select("#raadgiver option")][:1] == ["Anne Nygaard"]
    assert "Jonas Later" in names(page(client, leader, f"{URL}?raadgiver={anne.pk}"))


def test_outsiders_do_not_see_it(client: Client, anne: User, cast: dict[str, Case]) -> None:
    address = f"{URL}?raadgiver={anne.pk}"
    other_leader = team_leader("Eva Syd", team=a_team("Jobteam Syd"))
    for user in (caseworker("Bo Falk"), other_leader):
        client.force_login(user)
        assert client.get(address).status_code == 404
    client.force_login(employee("Ulrik Drift", Role.SYSTEM_ADMIN))
    assert client.get(URL).status_code == 404
    client.logout()
    assert client.get(URL).headers["Location"].startswith("/konto/log-ind/")


def test_a_foreign_citizen_is_never_selected(client: Client, anne: User, cast: dict[str, Case]) -> None:
    bo = caseworker("Bo Falk", team=a_team("Jobteam Syd"))
    foreign = insured("Fremmed Borger", first_unemployed_on=days_ago(31), by=bo)
    soup = page(client, anne, f"{URL}?valgt={foreign.citizen.public_id}")
    assert "Fremmed" not in soup.get_text()
