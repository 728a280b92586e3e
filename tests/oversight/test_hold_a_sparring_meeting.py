"""The agenda of a sparringsmøde gathers by itself, a leader puts a case on, and each case gets one outcome."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import AgendaCase, Grant, GrantDiscussion, SparringOutcome
from cases.services.grants import extending, life, sparring
from staff.models import AccessLog, Role, User
from staff.refusals import Refused
from tests.baseline import assert_baseline, statements
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.counted import Shown
from tests.oversight.test_decide_on_a_grant import soup, text
from tests.people import NOW, TODAY, a_team, caseworker, employee, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
AGENDA = "/ledelse/sparring/"
BEGAN, SOON = date(2026, 10, 5), TODAY + timedelta(days=35)
BEGAN_LATER, LATER = date(2026, 11, 16), date(2027, 2, 12)
NEXT_WEEK = TODAY + timedelta(days=9)


@pytest.fixture
def anne() -> User:
    return caseworker(hours=False)


@pytest.fixture
def lone(client: Client) -> User:
    lone = team_leader()
    client.force_login(lone)
    return lone


def running(anne: User, name: str, *, last: date = SOON) -> Grant:
    """Begun in October; of an offer that ends in December the extension is to be decided now."""
    first = BEGAN if last == SOON else BEGAN_LATER
    wished = wish(course(name=f"Forløb {name}"), from_on=first, to_on=last)
    return sent(bente(anne, name=name), wished, by=anne, today=first)


def without_progress(grant: Grant, anne: User) -> None:
    life.follow_up(
        grant=grant,
        on_date=TODAY,
        progress=False,
        keeps_agreement=True,
        text="Står stille",
        by=anne,
        today=TODAY,
        now=NOW,
    )


def concluded(grant: Grant, by: User, outcome: str = "extend", on: date = TODAY, **values: Any) -> SparringOutcome:
    said: dict[str, Any] = {"why": "", "text": "Det virker", "today": on, "now": NOW} | values
    return sparring.conclude(grant=grant, on_date=on, outcome=outcome, by=by, **said)


def names(page: Any) -> list[str]:
    return [" ".join(found.get_text(" ").split()) for found in soup(page).select("#liste li h3")]


@pytest.mark.proves("REB23-29")
def test_an_extension_stands_there_from_the_day_its_decision_opens(client: Client, lone: User, anne: User) -> None:
    running(anne, "Bente Holm")
    running(anne, "Ida Senere", last=LATER)
    page = client.get(AGENDA)
    assert names(page) == ["Bente Holm"]
    assert "Forlængelse besluttes senest lør. 28. nov." in text(page, "#liste")
    assert names(client.get(f"{AGENDA}?dag=2027-01-04")) == ["Ida Senere"]


@pytest.mark.proves("REB23-26")
def test_an_offer_without_progress_stands_there(client: Client, lone: User, anne: User) -> None:
    grant = running(anne, "Karl Stille", last=LATER)
    assert names(client.get(AGENDA)) == []
    without_progress(grant, anne)
    page = client.get(AGENDA)
    assert names(page) == ["Karl Stille"]
    assert "Ingen progression ved opfølgningen man. 23. nov." in text(page, "#liste")
    assert "Ingen progression 1" in text(page, ".jc-tally")


def test_what_waits_stands_there_when_a_leader_puts_it_on(client: Client, lone: User, anne: User) -> None:
    grant = sent(bente(anne), wish(course("yellow"), quotes=two_quotes()), by=anne)
    public_id = grant.case.citizen.public_id
    assert names(client.get(AGENDA)) == []
    assert "Sæt på sparringsmøde" in text(client.get(reverse("grant", args=[public_id, grant.pk])))
    address = reverse("grant_sparring", args=[public_id, grant.pk])
    assert client.post(address, {"step": "gem", "why": ""}).status_code == 422
    done = client.post(address, {"step": "gem", "why": "Er et grønt tilbud prøvet?"}, follow=True)
    assert "På dagsordenen til sparringsmødet fra man. 23. nov.: Er et grønt tilbud prøvet?" in text(done)
    page = client.get(AGENDA)
    assert (names(page), "Er et grønt tilbud prøvet?" in text(page, "#liste")) == (["Bente Holm"], True)
    with pytest.raises(Refused, match="står allerede på dagsordenen"):
        sparring.put_on(grant=grant, why="Igen", by=lone, today=TODAY, now=NOW)
    undo = str(soup(done).select("#besked form")[0]["action"])
    client.post(undo)
    assert names(client.get(AGENDA)) == []
    client.force_login(anne)
    assert client.post(address, {"step": "gem", "why": "Selv"}).status_code == 404
    with pytest.raises(Refused, match="Kun en funktionsleder"):
        sparring.take_off(agenda_case=AgendaCase.objects.get(), reason="Nej", by=anne, today=TODAY, now=NOW)


def test_the_outcome_is_written_once_and_read_everywhere(client: Client, lone: User, anne: User) -> None:
    grant = running(anne, "Bente Holm")
    url = reverse("sparring_outcome", args=[grant.pk, TODAY])
    empty = client.post(url, {})
    assert (empty.status_code, "Vælg et udfald." in text(empty, "#liste")) == (422, True)
    said = {"outcome": "extend", "text": "Praktik er aftalt fra februar"}
    assert client.post(url, said).status_code == client.post(url, said).status_code == 302
    row = SparringOutcome.objects.get()
    assert (row.outcome, row.recorded_by, row.recorded_at) == ("extend", lone, NOW)
    assert row.why == "Forlængelse besluttes senest lør.\xa028.\xa0nov."
    other = client.post(url, {"outcome": "stop", "text": "Nej"})
    assert (other.status_code, "allerede skrevet: forlænges" in text(other, "#liste")) == (422, True)
    page = text(client.get(AGENDA), "#liste")
    assert "Forlænges Praktik er aftalt fra februar Lone Bisgaard man. 23. nov. kl. 8.00" in page
    assert not soup(client.get(AGENDA)).select("#liste form")
    talk = GrantDiscussion.objects.get()
    assert (talk.forum, talk.present, talk.agreed, talk.on_date) == ("sparring", lone, True, TODAY)
    assert AccessLog.objects.filter(act="change").latest("pk").citizens == [grant.case.citizen.public_id]
    client.force_login(anne)
    public_id = grant.case.citizen.public_id
    told = "Sparringsmøde man. 23. nov.: Forlænges. Praktik er aftalt fra februar"
    assert told in text(client.get(reverse("grant", args=[public_id, grant.pk])))
    assert "Forløb Bente Holm, forlænges" in text(client.get(reverse("citizen_history", args=[public_id])))
    assert "Sparringsmøde om Forløb Bente Holm: forlænges" in text(client.get(reverse("citizen", args=[public_id])))
    with pytest.raises(DatabaseError), transaction.atomic():
        SparringOutcome.objects.update(text="Noget andet")
    with pytest.raises(DatabaseError), transaction.atomic():
        SparringOutcome.objects.all().delete()


def test_what_is_settled_is_not_on_the_next_agenda_and_what_is_to_be_discussed_again_is(
    client: Client, lone: User, anne: User
) -> None:
    extended, again = running(anne, "Bente Holm"), running(anne, "Ida Igen")
    stopped = running(anne, "Karl Stille", last=LATER)
    without_progress(stopped, anne)
    concluded(extended, lone)
    concluded(again, lone, "again", text="Mangler svar fra lægen")
    concluded(stopped, lone, "stop")
    assert names(client.get(AGENDA)) == ["Bente Holm", "Ida Igen", "Karl Stille"]
    with time_machine.travel(NOW + timedelta(days=9), tick=False):
        client.force_login(lone)
        page = client.get(AGENDA)
        assert names(page) == ["Ida Igen"]
        assert "Mangler svar fra lægen" in text(page, "#liste")
        assert "man. 23. nov. drøftes igen: Mangler svar fra lægen" in text(page, "#liste")
        concluded(again, lone, "other", on=NEXT_WEEK)
        assert names(client.get(f"{AGENDA}?dag={TODAY}")) == ["Bente Holm", "Ida Igen", "Karl Stille"]
        assert not AgendaCase.objects.filter(settled_at__isnull=True).exists()
    assert GrantDiscussion.objects.filter(agreed=True).count() == 1
    assert GrantDiscussion.objects.filter(agreed=False).count() == 2


def test_a_wish_to_extend_is_discussed_before_it_is_decided_on(client: Client, lone: User, anne: User) -> None:
    grant = running(anne, "Bente Holm")
    discussed: dict[str, Any] = {"forum": "team", "present": lone, "agreed": True, "text": ""}
    extending.discuss(grant=grant, on_date=TODAY, by=anne, today=TODAY, now=NOW, **discussed)
    page = client.get(AGENDA)
    assert "man. 23. nov. drøftet med Lone Bisgaard: forlængelse anbefalet" in text(page, "#liste")


def test_before_its_day_no_outcome_is_written(client: Client, lone: User, anne: User) -> None:
    grant = running(anne, "Bente Holm")
    page = client.get(f"{AGENDA}?dag={NEXT_WEEK}")
    assert "Udfaldet skrives på mødedagen." in text(page, "#liste")
    with pytest.raises(Refused, match="kan ikke ligge i fremtiden"):
        concluded(grant, lone, on=NEXT_WEEK, today=TODAY)
    assert "Der er ikke skrevet udfald den dag." in text(client.get(f"{AGENDA}?dag=2026-11-02"))


def test_every_figure_is_its_list(client: Client, lone: User, anne: User) -> None:
    running(anne, "Bente Holm")
    without_progress(running(anne, "Karl Stille", last=LATER), anne)
    concluded(running(anne, "Ida Igen"), lone, "again")
    page = client.get(AGENDA)
    found = Shown(AGENDA, page.content.decode())
    assert (found.bare_numbers(), found.dead_counts()) == ([], [])
    assert sorted(number for _, number in found.counts() if _.startswith(AGENDA)) == [0, 1, 2, 2, 3]
    for url, number in found.counts():
        if url.startswith(AGENDA):
            assert len(Shown(url, client.get(url).content.decode()).citizens()) == number
    assert set(AccessLog.objects.filter(act="list").latest("pk").citizens) <= set(found.citizens())


def test_a_protected_citizen_has_no_name_and_another_team_no_agenda(client: Client, lone: User, anne: User) -> None:
    hidden = running(anne, "Hemmelig Person")
    hidden.case.citizen.protected = True
    hidden.case.citizen.save()
    page = client.get(AGENDA).content.decode()
    assert "Beskyttet borger" in page
    assert "Hemmelig" not in page.replace("Forløb Hemmelig Person", "")
    url = reverse("sparring_outcome", args=[hidden.pk, TODAY])
    for outsider in (team_leader("Vera Leder", team=a_team("Jobteam Vest")), anne, employee("F K", Role.SPECIALIST)):
        client.force_login(outsider)
        assert client.post(url, {"outcome": "stop", "text": "Nej"}).status_code == 404
    client.force_login(anne)
    assert client.get(AGENDA).status_code == 404
    with pytest.raises(Refused, match="Kun en funktionsleder"):
        concluded(hidden, anne)
    assert not SparringOutcome.objects.exists()


@pytest.mark.parametrize("more", [0, 12])
def test_the_database_is_asked_as_often_for_many(client: Client, lone: User, anne: User, more: int) -> None:
    first = running(anne, "Bente Holm")
    concluded(first, lone)
    offer = first.offer
    for number in range(more):
        case = bente(anne, name=f"Borger {number}")
        sent(case, wish(offer, from_on=BEGAN, to_on=SOON), by=anne, today=BEGAN)
    assert_baseline("sparring", statements(client, AGENDA))
