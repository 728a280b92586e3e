"""An offer is extended: decided in time, discussed with a leader, granted or sent on, and never twice (W-28)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Grant, GrantDiscussion, GrantSeat
from cases.services.grants import decisions, extending, granting, life
from offers.models import Offer
from staff.models import User
from staff.refusals import Refused
from tests.cases.granting import bente, course, page_of, sent, wish
from tests.cases.test_life_of_a_grant import by, followed_up, page, saved, words
from tests.offers.cast import changed, specialist
from tests.people import NOW, TODAY, a_team, caseworker, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
BEGAN, LAST, DUE = date(2026, 10, 5), date(2027, 1, 3), date(2026, 12, 3)
NEXT, LATEST = date(2027, 1, 4), date(2027, 4, 3)


@pytest.fixture
def anne(client: Client) -> User:
    anne = caseworker(hours=False)
    client.force_login(anne)
    return anne


@pytest.fixture
def lone() -> User:
    return team_leader()


def running(anne: User, offer: Offer | None = None, **values: Any) -> Grant:
    """Three months that began in October."""
    wished = wish(offer or course(capacity=3), from_on=BEGAN, to_on=LAST, **values)
    return sent(bente(anne), wished, by=anne, today=BEGAN)


def discussed(grant: Grant, with_: User, *, agreed: bool = True, by: User) -> GrantDiscussion:
    return extending.discuss(
        grant=grant, on_date=TODAY, forum="sparring", present=with_, agreed=agreed, text="", by=by, today=TODAY, now=NOW
    )


def extended(grant: Grant, user: User, *, today: date = TODAY, **values: Any) -> Grant:
    """The form of the extension, sent as the page shows it."""
    technical = {name: values.pop(name) for name in ("form_key", "version") if name in values}
    typed: dict[str, Any] = {"to_on": LATEST, "likely": True, "why": "Praktik aftalt fra april", **values}
    wished = extending.wish_to_extend(grant, **typed)
    page = page_of(grant.case, wished, today=today)
    return extending.extend(grant=grant, wish=wished, seen=page, **by(user, today), **technical)


def told(grant: Grant, user: User, **values: Any) -> str:
    try:
        extended(grant, user, **values)
    except Refused as refused:
        return refused.message
    return ""


@pytest.mark.proves("REB23-30")
def test_it_is_discussed_with_a_leader_first(anne: User, lone: User) -> None:
    grant = running(anne)
    assert "Ikke drøftet i team, makkerskab eller på sparringsmøde" in told(grant, anne)
    with pytest.raises(Refused, match="Vælg en funktionsleder i borgerens team eller en fagkonsulent"):
        discussed(grant, anne, by=anne)
    discussed(grant, lone, agreed=False, by=anne)
    assert "Forlængelsen blev afvist" in told(grant, anne)
    GrantDiscussion.objects.update(agreed=True)
    again = extended(grant, anne)
    assert (again.status, again.from_on, again.to_on, again.extends) == ("granted", NEXT, LATEST, grant)
    assert [row.status for row in Activity.objects.order_by("from_on")] == ["running", "planned"]
    assert GrantSeat.objects.count() == 2


@pytest.mark.proves("REB23-28")
def test_three_months_more_where_a_job_is_likely(anne: User, lone: User) -> None:
    grant = running(anne)
    discussed(grant, lone, by=anne)
    assert "ikke vurderet, at forlængelsen overvejende sandsynligt" in told(grant, anne, likely=False)
    assert told(grant, anne, to_on=LATEST + timedelta(days=1)).startswith("Kan ikke bevilges")
    longer = extended(grant, anne, likely=False, to_on=date(2027, 7, 3), special_need="autism")
    assert (longer.status, Activity.objects.count()) == ("pending", 1)


@pytest.mark.proves("REB23-29")
def test_the_page_says_until_when_and_the_decision_meets_it(client: Client, anne: User, lone: User) -> None:
    grant = running(anne)
    discussed(grant, lone, by=anne)
    shown = words(client.get(page(client, grant, "grant_extend")))
    assert "Beslut senest torsdag d. 3. december" in shown
    assert "REB23-29, Indsatsstrategi 2023" in shown
    url = page(client, grant, "grant_extend")
    hidden = BeautifulSoup(client.get(url).content.decode(), "html.parser").select("main form input[type=hidden]")
    typed = {str(f["name"]): str(f.get("value", "")) for f in hidden} | {
        "to_on": "3/4-2027", "likely": "ja", "why": "Praktik aftalt fra april",
    }  # fmt: skip
    typed.pop("previewed")
    preview = words(client.post(url, typed | {"step": "vis"}), "#virkning")
    assert "Bevilges nu." in preview
    assert saved(client, url, **typed).status_code == 302
    assert Grant.objects.get(extends=grant).status == "granted"
    row = grant.case.deadlines.current().get(rule="REB23-29", due_on=DUE)
    assert row.met_on == TODAY
    assert "Forlænget" in words(client.get(page(client, grant)), "#forloeb")
    assert "Forlænget til" in words(client.get(page(client, grant, "citizen_offers")), "#tilbud")
    story = words(client.get(reverse("citizen", args=[grant.case.citizen.public_id])), "#tidslinje")
    assert "Forlængelse af Afklaringsforløb: bevilget" in story


def test_decided_too_late_is_said_and_not_refused(anne: User, lone: User) -> None:
    grant = running(anne)
    late = DUE + timedelta(days=1)
    extending.discuss(
        grant=grant, on_date=late, forum="team", present=lone, agreed=True, text="", by=anne, today=late, now=NOW
    )
    verdict = extended(grant, anne, today=late).verdict
    check = next(one for one in verdict["checks"] if one["rule"] == "REB23-29")
    assert (check["result"], "for sen beslutning" in check["text"]) == ("warning", True)


def test_not_to_extend_is_a_decision_too(client: Client, anne: User, lone: User) -> None:
    grant = running(anne)
    discussed(grant, lone, by=anne)
    assert saved(client, page(client, grant, "grant_not_extend"), reason="Målet er nået").status_code == 302
    assert grant.case.deadlines.current().get(rule="REB23-29").met_on == TODAY
    assert "Forlænges ikke" in words(client.get(page(client, grant)), "#forloeb")
    assert "Det er besluttet, at tilbuddet ikke forlænges" in told(grant, anne)


def test_a_yellow_one_waits_for_a_leader_who_is_not_oneself(client: Client, anne: User, lone: User) -> None:
    grant = running(anne, course(name="Gult"))
    discussed(grant, lone, by=anne)
    changed(grant.offer, "yellow", by=specialist(), since=TODAY)
    assert "Indhentede tilbud" in told(grant, anne)
    grant.quotes.create(position=1, supplier="Klarsyn", price=15000, expected_effect="31 %")
    grant.quotes.create(position=2, supplier="Kompasset", price=18400, expected_effect="46 %", chosen=True)
    assert told(grant, anne) == "Skriv leverandørens pris for forlængelsen."
    waiting = extended(grant, anne, price=20000)
    assert (waiting.status, waiting.total_price, waiting.quotes.count()) == ("pending", Decimal(20000), 2)
    client.force_login(lone)
    inbox = client.get("/ledelse/godkendelser/?vis=forlaengelser")
    assert "Forlængelse: Gult" in words(inbox, "#panel")
    assert "tor. 3. dec. · om 10 dage" in words(inbox, "#panel")
    with pytest.raises(Refused, match="Kun en funktionsleder"):
        decisions.approve(grant=waiting, code="best_effect", text="", **by(anne))
    done = decisions.approve(grant=waiting, code="best_effect", text="", **by(lone))
    assert (done.status, Activity.objects.get(grant=done).from_on) == ("granted", NEXT)


def test_twice_never_and_a_double_click_once(anne: User, lone: User) -> None:
    grant = running(anne)
    discussed(grant, lone, by=anne)
    key = uuid4()
    first = extended(grant, anne, form_key=key)
    assert extended(grant, anne, form_key=key) == first
    with pytest.raises(IntegrityError, match="grant_extended_once"), transaction.atomic():
        Grant.objects.create(**{
            field.attname: getattr(first, field.attname)
            for field in Grant._meta.concrete_fields if field.attname not in ("id", "form_key")
        })  # fmt: skip


def test_under_an_extension_nothing_is_stopped(anne: User, lone: User) -> None:
    grant = running(anne)
    discussed(grant, lone, by=anne)
    again = extended(grant, anne)
    for act in (
        lambda: life.stop(grant=grant, to_on=TODAY, reason="Fik job", **by(anne)),
        lambda: granting.void(grant=grant, reason="Fejl", **by(anne)),
    ):
        with pytest.raises(Refused, match="Tilbuddet er forlænget"):
            act()
    life.stop(grant=again, to_on=TODAY, reason="Fik job", **by(anne))
    life.stop(grant=grant, to_on=TODAY, reason="Fik job", **by(anne))
    assert Activity.objects.valid().get(grant=grant).to_on == TODAY


def test_without_progress_there_is_no_extension(anne: User, lone: User) -> None:
    grant = running(anne)
    discussed(grant, lone, by=anne)
    followed_up(grant, anne, progress=False)
    assert "opfølgning sagde nej" in told(grant, anne)


def test_the_discussion_is_recorded_on_its_page(client: Client, anne: User, lone: User) -> None:
    grant = running(anne)
    sending = {"on_date": "23/11-2026", "forum": "pairing", "present": str(lone.pk), "agreed": "ja", "text": "Enige"}
    assert client.post(page(client, grant, "grant_discuss"), sending | {"step": "gem"}).status_code == 302
    assert GrantDiscussion.objects.get().present_as == "team_leader"
    assert "drøftet med Lone Bisgaard: forlængelse anbefales. Enige" in words(client.get(page(client, grant)))


def test_for_another_team_there_is_no_such_page(client: Client, anne: User) -> None:
    grant = running(anne)
    client.force_login(caseworker("Viggo Vest", team=a_team("Jobteam Vest")))
    for name in ("grant_extend", "grant_discuss", "grant_not_extend"):
        assert client.get(page(client, grant, name)).status_code == 404
        assert client.post(page(client, grant, name), {"reason": "Nej", "step": "gem"}).status_code == 404
