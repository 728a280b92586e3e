"""Goals and actuals of each consultant: a leader sets and sees all, a consultant own figures; a figure is its list."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from companies.models import ContactGoal
from companies.services.goals import last_of, month_of
from staff.models import User
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company, talked
from tests.people import NOW, TODAY, caseworker, job_consultant, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/kontaktmaal/"


@pytest.fixture
def karim() -> User:
    user = job_consultant("Karim Haddad")
    firm = a_company()
    for on, kind in (
        (TODAY, "visit"), (date(2026, 11, 1), "phone"), (date(2026, 11, 30), "personal_mail"),
        (TODAY, "mass_mail"), (TODAY, "incoming"), (date(2026, 10, 31), "visit"),
    ):  # fmt: skip
        talked(firm, on, by=user, kind=kind)
    talked(firm, TODAY, by=user, void_reason="Fejl", voided_at=NOW, voided_by=user)
    return user


def row(client: Client, name: str, query: str = "") -> list[str]:
    page = BeautifulSoup(client.get(URL + query).content, "html.parser")
    found = next(line for line in page.select("tbody tr") if name in line.get_text())
    return [cell.get_text(" ", strip=True) for cell in found.select("td")][1:3]


def test_what_is_logged_counts_and_leads_to_its_contacts(client: Client, karim: User) -> None:
    client.force_login(karim)
    assert row(client, "Karim Haddad") == ["1 besøg af Karim Haddad", "3 kontakter af Karim Haddad"]
    assert row(client, "Karim Haddad", "?maaned=2026-10")[0].startswith("1 ")
    page = BeautifulSoup(client.get(URL).content, "html.parser")
    for link, number in zip(page.select("tbody a"), (1, 3), strict=True):
        listed = BeautifulSoup(client.get(str(link["href"])).content, "html.parser")
        assert len(listed.select("#liste tbody tr")) == number


def test_a_leader_sets_the_goal_and_the_history_keeps_the_old_one(client: Client, karim: User) -> None:
    client.force_login(team_leader())
    url = reverse("contact_goal", args=[karim.pk])
    for visits in ("6", "8"):
        client.post(url, {"maaned": "2026-11", "visits": visits, "contacts": "20"})
    goal = ContactGoal.objects.get()
    assert (goal.month, goal.visits, goal.contacts) == (date(2026, 11, 1), 8, 20)
    assert [event.visits for event in goal.events.order_by("pgh_id")] == [6, 8]  # type: ignore[attr-defined]
    assert row(client, "Karim Haddad")[0].endswith("af 8")
    assert "hele tal" in client.post(url, {"visits": "-1", "contacts": "x"}, follow=True).content.decode()


def test_a_consultant_sees_own_figures_only_and_sets_none(client: Client, karim: User) -> None:
    nanna = job_consultant("Nanna Vig")
    client.force_login(nanna)
    body = client.get(URL).content.decode()
    assert "Karim Haddad" not in body and "Dine egne tal" in body
    assert client.post(reverse("contact_goal", args=[nanna.pk]), {"visits": 1, "contacts": 1}).status_code == 404
    client.force_login(caseworker())
    assert client.get(URL).status_code == 404


def test_a_goal_is_only_for_a_consultant(client: Client, karim: User) -> None:
    client.force_login(team_leader())
    url = reverse("contact_goal", args=[caseworker().pk])
    assert client.post(url, {"visits": 1, "contacts": 1}).status_code == 404


def test_the_month_of_an_address() -> None:
    assert month_of("2026-02", TODAY) == date(2026, 2, 1)
    for odd in ("", "x", "2026-13", "0000-01", "2026"):
        assert month_of(odd, TODAY) == date(2026, 11, 1)
    assert last_of(date(2028, 2, 1)) == date(2028, 2, 29)
    assert last_of(date(2026, 12, 1)) + timedelta(days=1) == date(2027, 1, 1)


def test_as_many_statements_for_few_as_for_many(client: Client, karim: User) -> None:
    client.force_login(team_leader())
    few = statements(client, URL)
    for number in range(12):
        job_consultant(f"Konsulent Nummer{number}")
    many = statements(client, URL)
    assert len(many) == len(few)
    assert_baseline("contact_goals", many)
    assert_baseline("contacts_done", statements(client, reverse("contacts_done")))
