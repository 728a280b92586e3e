"""A grant while it runs: it begins, is followed up, is stopped or ends, and the dates of the deadlines move at once."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case, Grant, GrantFollowUp, GrantSeat
from cases.services import activities
from cases.services.grants import life
from staff.models import AccessLog, User
from staff.refusals import Refused
from tests.baseline import assert_baseline, statements
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.pages import part
from tests.people import TODAY, a_team, at, caseworker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LAST = TODAY + timedelta(days=88)


@pytest.fixture
def anne(client: Client) -> User:
    anne = caseworker(hours=False)
    client.force_login(anne)
    return anne


@pytest.fixture
def grant(anne: User) -> Grant:
    """Twelve weeks and more that began today."""
    return sent(bente(anne), wish(course(capacity=3), from_on=TODAY, to_on=LAST), by=anne)


def by(user: User, today: date = TODAY) -> dict[str, Any]:
    return {"by": user, "today": today, "now": at(today, 9)}


def followed_up(grant: Grant, user: User, *, progress: bool = True, keeps: bool = True, **values: Any) -> GrantFollowUp:
    said: dict[str, Any] = {"on_date": TODAY, "text": "Møder til tiden", **by(user)}
    return life.follow_up(grant=grant, progress=progress, keeps_agreement=keeps, **said | values)


def page(client: Client, grant: Grant, name: str = "grant", *more: int) -> str:
    return reverse(name, args=[grant.case.citizen.public_id, *([grant.pk] if name != "citizen_offers" else []), *more])


def words(answer: Any, place: str = "main") -> str:
    found = BeautifulSoup(answer.content.decode(), "html.parser").select_one(place)
    return " ".join(found.get_text(" ").split()) if found else ""


def saved(client: Client, url: str, **typed: str) -> Any:
    """See what it moves, then save."""
    shown = BeautifulSoup(client.post(url, typed | {"step": "vis"}).content.decode(), "html.parser")
    hidden = {str(f["name"]): str(f.get("value", "")) for f in shown.select("main form input[type=hidden]")}
    return client.post(url, hidden | typed | {"step": "gem"})


@pytest.mark.proves("REB23-26")
def test_no_progress_is_a_task_until_it_is_stopped(client: Client, anne: User, grant: Grant) -> None:
    """W-30: the last day lies at the latest seven days after the follow-up; the caseworker sees the task."""
    answer = saved(
        client, page(client, grant, "grant_follow_up"),
        on_date="23/11-2026", progress="nej", keeps_agreement="ja", text="Kommer ikke videre mod målet",
    )  # fmt: skip
    assert answer.status_code == 302
    shown = words(client.get(page(client, grant)), "#forloeb")
    assert "Stop tilbud efter opfølgning med nej senest mandag d. 30. november" in shown
    assert "REB23-26" in shown
    citizen = reverse("citizen", args=[grant.case.citizen.public_id])
    assert "Stop tilbud efter opfølgning med nej" in words(client.get(citizen), "#frister")
    assert "Stop tilbuddet" in words(client.get(page(client, grant, "citizen_offers")), "#tilbud")
    with time_machine.travel(at(date(2026, 12, 1), 9), tick=False):
        client.force_login(anne)
        assert "1 dag over" in words(client.get(page(client, grant)), "#forloeb")
        assert "Stop tilbud efter opfølgning med nej" in words(client.get(reverse("caseload")), "#liste")
    client.force_login(anne)
    saved(client, page(client, grant, "grant_stop"), to_on="23/11-2026", reason="Ingen progression")
    activity = Activity.objects.valid().get()
    assert (activity.status, activity.to_on) == ("ended", TODAY)
    assert GrantSeat.objects.get().to_on == TODAY
    told = words(client.get(page(client, grant)), "#forloeb")
    assert "Stoppet" in told and "Ingen progression" in told
    assert not grant.case.deadlines.current().get(rule="REB23-26").met_on > TODAY


def test_yes_to_both_asks_for_nothing(client: Client, anne: User, grant: Grant) -> None:
    followed_up(grant, anne)
    assert not grant.case.deadlines.current().filter(rule="REB23-26").exists()
    assert "Progression" in words(client.get(page(client, grant)), "#forloeb")
    with pytest.raises(Refused, match="allerede registreret en opfølgning den dag"):
        followed_up(grant, anne)
    with pytest.raises(Refused, match="mens tilbuddet løber"):
        followed_up(grant, anne, on_date=TODAY - timedelta(days=1))


def test_stopped_early_the_decision_is_still_that_of_the_planned_day(anne: User, grant: Grant) -> None:
    """A-15: one month before the planned last day; and nothing follows what was stopped before its time."""
    assert grant.case.deadlines.current().get(rule="REB23-29").due_on == date(2027, 1, 19)
    assert grant.case.deadlines.current().filter(rule="REB23-27").exists()
    life.stop(grant=grant, to_on=TODAY + timedelta(days=7), reason="Fik job", **by(anne))
    assert grant.case.deadlines.current().get(rule="REB23-29").due_on == date(2027, 1, 19)
    assert not grant.case.deadlines.current().filter(rule="REB23-27").exists()
    assert Activity.objects.valid().get().status == "running"
    row = Activity.objects.valid().get()
    with pytest.raises(Refused, match=r"Tilbuddet er stoppet 30\. november 2026\. Flere dage skal bevilges igen"):
        activities.change(activity=row, to_on=LAST, reason="Alligevel", **by(anne))


@pytest.mark.proves("REB23-27")
def test_a_company_offer_is_suggested_at_the_end(client: Client, anne: User, grant: Grant) -> None:
    """W-29: the duty stands on the grant, and the placement form begins the day after it."""
    shown = client.get(page(client, grant))
    assert "Virksomhedsrettet tilbud efter vejledning" in words(shown, "#forloeb")
    link = BeautifulSoup(shown.content.decode(), "html.parser").find("a", string="Find virksomhed bagefter")
    assert link is not None
    form = BeautifulSoup(client.get(str(link["href"])).content.decode(), "html.parser")
    assert part(form, "[name=from_on]")["value"] == "20. feb. 2027"
    assert part(form, "[name=hours_per_week]")["value"] == "12,0"
    assert client.get(str(link["href"]).replace(f"={grant.pk}", "=999")).status_code == 404


def test_from_planned_over_running_to_ended(client: Client, anne: User) -> None:
    grant = sent(bente(anne), wish(course()), by=anne)
    assert "Planlagt" in words(client.get(page(client, grant)), "#forloeb")
    for name in ("grant_end", "grant_follow_up"):
        assert client.get(page(client, grant, name)).status_code == 404
    with time_machine.travel(at(grant.from_on + timedelta(days=1), 9), tick=False):
        client.force_login(anne)
        assert "Start ikke registreret" in words(client.get(page(client, grant)), "#forloeb")
        assert saved(client, page(client, grant, "grant_start"), from_on="30/11-2026").status_code == 302
        assert "I gang" in words(client.get(page(client, grant, "citizen_offers")), "#tilbud")
    with time_machine.travel(at(grant.to_on + timedelta(days=1), 9), tick=False):
        client.force_login(anne)
        assert "Slut ikke registreret" in words(client.get(page(client, grant)), "#forloeb")
        assert saved(client, page(client, grant, "grant_end")).status_code == 302
        assert "Afsluttet" in words(client.get(page(client, grant)), "#forloeb")
    assert AccessLog.objects.filter(screen="Bevilling: slut", act="change").exists()


def test_called_off_before_it_begins_it_gives_the_seat_back(client: Client, anne: User) -> None:
    grant = sent(bente(anne), wish(course(capacity=1)), by=anne)
    assert saved(client, page(client, grant, "grant_stop"), reason="Fik job").status_code == 302
    assert not GrantSeat.objects.exists()
    assert "Aflyst" in words(client.get(page(client, grant)), "#forloeb")
    assert "Fik job" in words(client.get(page(client, grant)), "#forloeb")


def test_a_double_click_stops_once_and_a_stale_form_not_at_all(anne: User, grant: Grant) -> None:
    key, version = uuid4(), grant.case.version
    first = life.stop(grant=grant, to_on=TODAY, reason="Fik job", form_key=key, **by(anne))
    assert life.stop(grant=grant, to_on=TODAY, reason="Fik job", form_key=key, **by(anne)) == first
    fresh = Grant.objects.get()
    with pytest.raises(Refused, match="Sagen er ændret"):
        followed_up(fresh, anne, version=version)


def test_what_waits_has_no_life_yet(client: Client, anne: User) -> None:
    grant = sent(bente(anne), wish(course("yellow"), quotes=two_quotes()), by=anne)
    assert "Forløbet begynder, når bevillingen er godkendt" in words(client.get(page(client, grant)), "#forloeb")
    for name in ("grant_start", "grant_stop", "grant_end", "grant_follow_up"):
        assert client.get(page(client, grant, name)).status_code == 404


def test_for_another_team_there_is_no_such_page(client: Client, anne: User, grant: Grant) -> None:
    client.force_login(caseworker("Viggo Vest", team=a_team("Jobteam Vest")))
    for name in ("citizen_offers", "grant_start", "grant_stop", "grant_end", "grant_follow_up"):
        assert client.get(page(client, grant, name)).status_code == 404


@pytest.mark.parametrize("more", [0, 6])
def test_the_database_is_asked_as_often_for_many(client: Client, anne: User, grant: Grant, more: int) -> None:
    for number in range(more):
        sent(Case.objects.get(), wish(course(name=f"Forløb {number}")), by=anne)
    followed_up(grant, anne)
    assert_baseline("citizen_offers", statements(client, page(client, grant, "citizen_offers")))
    assert_baseline("grant", statements(client, page(client, grant)))
