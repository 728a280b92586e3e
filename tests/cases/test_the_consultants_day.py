"""The job consultant's start page: whom to place, whose placement ends, whom to follow up, which company waits."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from cases.models import Activity, Case, CaseDetail, Referral
from companies.models import Company
from companies.services import enquiries, goals
from staff.models import AccessLog, User
from tests import people
from tests.baseline import assert_baseline, many_like, statements
from tests.companies.cast import a_branch, a_company, an_area, talked
from tests.pages import part
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/jobkonsulent/"
DAY = timedelta(days=1)
Page = BeautifulSoup


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


@pytest.fixture
def karim() -> User:
    return people.job_consultant("Karim Haddad")


@pytest.fixture
def client(karim: User) -> Client:
    client = Client()
    client.force_login(karim)
    return client


@pytest.fixture
def firm() -> Company:
    return a_company("Tangmose Tømmer")


def referred(name: str, anne: User, karim: User, *, days: int = 3) -> Case:
    """Job-ready on kontanthjælp for 60 days, referred so many days ago."""
    return people.referred(people.job_ready_cash(name, since=TODAY - 60 * DAY, by=anne), TODAY - days * DAY, to=karim)


def placed(case: Case, firm: Company, until: date | None, status: str = "running", **values: Any) -> Activity:
    row = Activity.objects.create(
        case=case, type="virksomhedspraktik", status=status, from_on=TODAY - 2 * DAY, to_on=until, company=firm,
        place="individual", **values,
    )  # fmt: skip
    people.refreshed(case)
    return row


def absent(name: str, anne: User, karim: User, first: date) -> Case:
    """On sygedagpenge since `first`, referred at once."""
    return people.referred(people.sick(name, first_absence_on=first, since=first, by=anne), first, to=karim)


def shown(client: Client, query: str = "") -> Page:
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names(page: Page, section: str = "") -> list[str]:
    where = f"section[aria-labelledby={section}-h] " if section else ""
    return [link.get_text(strip=True) for link in page.select(f"{where}tr[data-citizen] td.m-name a")]


def counter(page: Page, label: str) -> int:
    (pill,) = [one for one in page.select("#taellere a") if one.get_text(strip=True).startswith(label)]
    return int(part(pill, "b").get_text())


def test_a_new_referral_stands_there_until_there_is_a_placement(
    client: Client, anne: User, karim: User, firm: Company
) -> None:
    case = referred("Ida Berg", anne, karim)
    CaseDetail.objects.create(case=case, key="attendable_hours", text="12")
    page = shown(client)
    row = page.select_one("section[aria-labelledby=nye-h] tr[data-citizen]")
    assert row is not None
    words = row.get_text(" ", strip=True)
    for said in ("Ida Berg", "Anne Nygaard", "Kontanthjælp", "12 t.", "fre. 20. nov.", "Ingen jobmål"):
        assert said.replace(" ", "") in words.replace("\xa0", "").replace(" ", ""), said
    assert part(row, "td.act a")["href"] == f"/borgere/{case.citizen.public_id}/praktik/ny/"
    placed(case, firm, TODAY + 60 * DAY, status="planned")
    assert names(shown(client), "nye") == []
    assert "Ingen nye visitationer." in shown(client).get_text()


def test_a_placement_before_the_referral_does_not_count(client: Client, anne: User, karim: User, firm: Company) -> None:
    case = referred("Ida Berg", anne, karim)
    Activity.objects.create(
        case=case, type="virksomhedspraktik", status="ended", from_on=TODAY - 40 * DAY, to_on=TODAY - 10 * DAY
    )
    assert names(shown(client), "nye") == ["Ida Berg"]


@pytest.mark.parametrize(("days", "there"), [(28, True), (29, False)])
def test_an_old_referral_with_nothing_due_is_no_longer_new(
    client: Client, anne: User, karim: User, days: int, *, there: bool
) -> None:
    referred("Ida Berg", anne, karim, days=days)
    assert names(shown(client), "nye") == (["Ida Berg"] if there else [])
    assert names(shown(client, "?vis=alle")) == ["Ida Berg"]


def test_what_is_due_is_new_however_old(client: Client, anne: User, karim: User) -> None:
    people.referred(people.job_ready_cash("Ida Berg", since=TODAY - 370 * DAY, by=anne), TODAY - 300 * DAY, to=karim)
    page = shown(client)
    assert names(page, "nye") == ["Ida Berg"]
    assert counter(page, "Overskredet") == 1


def test_partial_return_is_no_placement_that_ends(client: Client, anne: User, karim: User, firm: Company) -> None:
    row = placed(referred("Ida Berg", anne, karim), firm, TODAY + 7 * DAY)
    Activity.objects.filter(pk=row.pk).update(type="partial_return")
    assert names(shown(client), "slutter") == []


@pytest.mark.parametrize(("days", "there"), [(0, True), (28, True), (29, False)])
def test_placements_that_end_within_four_weeks(
    client: Client, anne: User, karim: User, firm: Company, days: int, *, there: bool
) -> None:
    case = referred("Ida Berg", anne, karim)
    row = placed(case, firm, TODAY + days * DAY)
    page = shown(client)
    assert names(page, "slutter") == (["Ida Berg"] if there else [])
    assert counter(page, "Praktik slutter") == there
    if there:
        text = part(page, "section[aria-labelledby=slutter-h] tbody tr").get_text(" ", strip=True)
        assert "Tangmose Tømmer" in text
        assert f"3 af {days + 3}" in text.replace("\xa0", " ")
        assert "Ingen aftalt" in text
        assert page.select(f"a[href$='/tilbud/{row.pk}/']")


def test_agreed_ordinary_hours_stand_beside_the_placement(
    client: Client, anne: User, karim: User, firm: Company
) -> None:
    case = referred("Ida Berg", anne, karim)
    placed(case, firm, TODAY + 7 * DAY)
    Activity.objects.create(
        case=case, type="ordinary_hours", status="planned", from_on=date(2026, 11, 30), hours_per_week=8
    )
    text = part(shown(client), "section[aria-labelledby=slutter-h] tbody tr").get_text(" ", strip=True)
    assert "8 timer fra 30. nov." in text.replace("\xa0", " ")


@pytest.mark.proves("REB23-60")
def test_the_follow_up_at_nine_months_stands_there_with_its_window(client: Client, anne: User, karim: User) -> None:
    late = absent("Henrik Sen", anne, karim, date(2026, 2, 2))
    absent("Vivi Snart", anne, karim, date(2026, 2, 27))
    absent("Torben Senere", anne, karim, date(2026, 3, 31))
    absent("Niels Ny", anne, karim, date(2026, 9, 1))
    page = shown(client)
    assert names(page, "opfoelgning") == ["Henrik Sen", "Vivi Snart", "Torben Senere"]
    rows = [
        row.get_text(" ", strip=True).replace("\xa0", " ")
        for row in page.select("section[aria-labelledby=opfoelgning-h] tbody tr")
    ]
    assert "2. okt. – 2. nov." in rows[0] and "21 dage over" in rows[0] and "Ingen aftale" in rows[0]
    assert "om 4 dage" in rows[1]
    assert "Kan bookes fra" in rows[2]
    assert page.select(f"a[href='/borgere/{late.citizen.public_id}/samtaler/ny/']")


def test_only_an_appointment_that_can_meet_the_follow_up_counts_as_one(client: Client, anne: User, karim: User) -> None:
    """The window of Vivi opens on 27 October and closes on 27 November."""
    vivi = absent("Vivi Snart", anne, karim, date(2026, 2, 27))
    torben = absent("Torben Senere", anne, karim, date(2026, 3, 31))
    people.booked(vivi, people.at(TODAY + DAY, 9), by=anne)
    people.booked(torben, people.at(TODAY + DAY, 10), by=karim)
    rows = [row.get_text(" ", strip=True) for row in shown(client, "?vis=opfoelgning").select("tr[data-citizen]")]
    assert "Ingen aftale" in rows[0] and "Book" in rows[0]
    assert "Kan bookes fra" in rows[1]
    people.booked(vivi, people.at(date(2026, 11, 25), 9), by=karim)
    people.booked(torben, people.at(date(2027, 1, 4), 9), by=karim)
    rows = [row.get_text(" ", strip=True) for row in shown(client, "?vis=opfoelgning").select("tr[data-citizen]")]
    assert "ons. 25. nov. kl. 9.00" in rows[0].replace("\xa0", " ") and "efter fristen" not in rows[0]
    assert "efter fristen" in rows[1]


def test_a_section_with_something_overdue_goes_first(client: Client, anne: User, karim: User) -> None:
    referred("Ida Berg", anne, karim)
    heads = [one.get_text(strip=True) for one in shown(client).select("#liste h2")]
    assert heads == ["Nye visitationer", "Praktikker, der slutter inden 4 uger", "Opfølgning ved 9 måneder"]
    Activity.objects.create(
        case=absent("Henrik Sen", anne, karim, date(2026, 2, 2)),
        type="ordinary_hours", status="running", from_on=TODAY - 90 * DAY,
    )  # fmt: skip
    heads = [one.get_text(strip=True) for one in shown(client).select("#liste h2")]
    assert heads[0] == "Opfølgning ved 9 måneder"


def test_every_number_is_its_list(client: Client, anne: User, karim: User, firm: Company) -> None:
    for number in range(8):
        referred(f"Ny Nummer {number}", anne, karim)
    placed(referred("Sara Slut", anne, karim), firm, TODAY + 5 * DAY)
    absent("Henrik Sen", anne, karim, date(2026, 2, 2))
    page = shown(client)
    assert len(names(page, "nye")) == 6
    pills = page.select("#taellere a[data-count]")
    assert len(pills) == 6
    for pill in pills:
        listed = shown(client, str(pill["href"]).partition("#")[0])
        assert len(names(listed)) == int(str(pill["data-count"])), pill
    assert [counter(page, label) for label in ("Alle", "Nye", "Praktik slutter", "9 måneder")] == [10, 9, 1, 1]


def test_only_ones_own_and_only_while_referred(client: Client, anne: User, karim: User) -> None:
    nanna = people.job_consultant("Nanna Vig")
    referred("Til Nanna", anne, nanna)
    ended = referred("Er Slut", anne, karim)
    Referral.objects.filter(case=ended).update(ended_on=TODAY)
    closed = referred("Er Lukket", anne, karim)
    Case.objects.filter(pk=closed.pk).update(closed_on=TODAY)
    assert names(shown(client, "?vis=alle")) == []


def test_companies_that_wait_and_companies_to_call(client: Client, karim: User) -> None:
    north, south = an_area("Nordbyen", "9990"), an_area("Sydbyen", "9991")
    old = a_company("Toft Maskin", postal="9990", branch=a_branch())
    talked(old, TODAY - 500 * DAY, by=karim)
    a_company("Aldrig Talt", postal="9990")
    a_company("Fjern Firma", postal="9991")
    talked(a_company("Lige Talt", postal="9990"), TODAY, by=karim)
    for hours, caller in ((70, "Havnens Fiskehus"), (1, "Café Molen")):
        enquiries.receive(
            company=None, caller=caller, phone="", subject="recruit", text="Søger to", by=karim, now=NOW,
            received_at=NOW - timedelta(hours=hours), form_key=None,
        )  # fmt: skip
    page = shown(client)
    assert counter(page, "Henvendelser") == 2
    assert counter(page, "Ringeliste") == 3
    waiting = part(page, "section[aria-labelledby=henv-h]").get_text(" ", strip=True)
    assert waiting.index("Havnens Fiskehus") < waiting.index("Café Molen")
    assert "46 t. over" in waiting.replace("\xa0", " ")
    calls = [row.get_text(" ", strip=True) for row in page.select("#ringeliste tbody tr")]
    assert ["Aldrig Talt" in calls[0], "Toft Maskin" in calls[1], len(calls)] == [True, True, 2]
    areas = {one.get_text(" ", strip=True) for one in page.select("#ringeliste nav a")}
    assert areas == {"Nordbyen 2", "Sydbyen 1"}
    other = shown(client, f"?omraade={south.pk}")
    assert "Fjern Firma" in part(other, "#ringeliste tbody").get_text()
    assert shown(client, f"?omraade={north.pk}x").select("#ringeliste tbody tr")


def test_the_clocks_alone_are_renewed_and_name_no_citizen(client: Client, anne: User, karim: User) -> None:
    referred("Ida Berg", anne, karim)
    enquiries.receive(
        company=None, caller="Café Molen", phone="", subject="recruit", text="Søger to", by=karim, now=NOW,
        received_at=NOW - timedelta(hours=1), form_key=None,
    )  # fmt: skip
    whole = shown(client).select_one("#henvendelser")
    assert whole is not None and whole["hx-trigger"] == "every 60s"
    seen = AccessLog.objects.count()
    with time_machine.travel(NOW + timedelta(minutes=3), tick=False):
        part = client.get(URL, headers={"HX-Request": "true", "HX-Target": "henvendelser"}).content.decode()
    assert "22 t. 57 min. tilbage" in part.replace("\xa0", " ")
    assert "<html" not in part and "Ida Berg" not in part
    assert AccessLog.objects.count() == seen


def test_nothing_to_do_says_so(client: Client) -> None:
    text = shown(client).get_text()
    for words in ("Ingen nye visitationer.", "Ingen praktikker slutter", "Ingen opfølgninger", "er besvaret"):
        assert words in text
    assert "Ingen overskredne frister." in shown(client, "?vis=overskredet").get_text()


def test_it_is_where_a_job_consultant_starts(client: Client) -> None:
    assert client.get("/").headers["Location"] == URL


def test_nobody_else_opens_it(client: Client, anne: User) -> None:
    for user in (anne, people.employee("Egon Andersen")):
        client.force_login(user)
        assert client.get(URL).status_code == 404


def test_a_leader_looks_at_the_day_of_a_consultant_of_the_own_team(client: Client, anne: User, karim: User) -> None:
    referred("Ida Berg", anne, karim)
    people.referred(people.job_ready_cash("Dorte Beskyttet", since=TODAY, by=anne, protected=True), TODAY, to=karim)
    vest = people.job_consultant("Viggo Vest", team=people.a_team("Vest"))
    client.force_login(people.team_leader())
    page = shown(client)
    assert (names(page, "nye"), counter(page, "Alle")) == (["Ida Berg"], 1)
    assert "Visitation, Karim Haddad" in page.get_text()
    for pill in page.select("#taellere a[data-count]"):
        assert len(names(shown(client, str(pill["href"])))) == int(str(pill["data-count"]))
    caseload = client.get(f"/sagsstamme/?raadgiver={karim.pk}").content.decode()
    assert f'href="{URL}?konsulent={karim.pk}"' in caseload
    assert client.get(f"{URL}?konsulent={karim.pk}").status_code == 200
    assert client.get(f"{URL}?konsulent={vest.pk}").status_code == 404
    client.force_login(people.job_consultant("Nanna Vig"))
    assert client.get(f"{URL}?konsulent={karim.pk}").status_code == 404


def test_ones_own_contacts_of_the_month_beside_the_goal(client: Client, karim: User, firm: Company) -> None:
    talked(firm, TODAY, by=karim, kind="visit")
    goals.set_goal(user=karim, month=TODAY, visits=12, contacts=40)
    said = part(shown(client), "section[aria-labelledby=naaet-h]").get_text(" ", strip=True)
    assert "1 af 12" in said and "1 af 40" in said


def test_who_was_shown_is_logged_and_nobody_else(client: Client, anne: User, karim: User, firm: Company) -> None:
    placed(referred("Ikke Vist", anne, karim), firm, TODAY + 60 * DAY)
    case = referred("Ida Berg", anne, karim)
    shown(client)
    row = AccessLog.objects.get()
    assert (row.user, row.screen, row.citizens) == (karim, "Visitation", [case.citizen.public_id])


def test_as_many_statements_for_many_citizens(client: Client, anne: User, karim: User, firm: Company) -> None:
    an_area("Nordbyen", "9990")
    a_company("Aldrig Talt", postal="9990")
    case = referred("Ida Berg", anne, karim)
    few = statements(client, URL)
    many_like(case, count=30)
    Referral.objects.bulk_create(
        Referral(case=one, on_date=TODAY, to="job_consultant", consultant=karim)
        for one in Case.objects.exclude(pk=case.pk)
    )
    many = statements(client, URL)
    assert counter(shown(client), "Alle") == 31
    assert len(many) == len(few)
    assert_baseline("consultant_day", many)
