"""Ny bevilling in the browser's words: choose an offer, read the verdict while one types, send it, find it again."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case, Draft, Grant, TargetGroupPeriod
from offers.models import Offer
from staff.models import AccessLog, User
from tests.baseline import assert_baseline, statements
from tests.cases.granting import START, bente, course, sent, two_quotes, wish
from tests.offers.cast import changed, offer, own, specialist
from tests.pages import part
from tests.people import NOW, TODAY, a_team, caseworker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TYPED = {
    "from_on": "30/11-2026", "to_on": "24/1-2027", "hours_per_week": "12", "price": "1.950", "price_per": "week",
    "goal": "job", "goal_text": "Job på lager", "why": "Afklarer timerne", "not_now": "Ingen plads før februar",
    "leads_to": "virksomhedspraktik",
}  # fmt: skip
HIDDEN = "#bevilling input[type=hidden], input[form=bevilling][type=hidden]"
QUOTED = {
    "supplier_1": "Klarsyn", "price_1": "15.000", "effect_1": "31 %", "supplier_2": "Kompasset", "price_2": "18.400",
    "effect_2": "46 %", "chosen": "2",
}  # fmt: skip


@pytest.fixture
def anne() -> User:
    return caseworker(hours=False)


@pytest.fixture
def case(anne: User, client: Client) -> Case:
    client.force_login(anne)
    return bente(anne)


def url(case: Case, of: Offer | None = None, name: str = "grant_new") -> str:
    return reverse(name, args=[case.citizen.public_id]) + (f"?tilbud={of.pk}" if of else "")


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


def hidden(client: Client, case: Case, of: Offer) -> dict[str, str]:
    """What the page sends along: key, version, colour seen."""
    page = soup(client.get(url(case, of)))
    return {str(field["name"]): str(field.get("value", "")) for field in page.select(HIDDEN)}


def words(answer: Any, place: str) -> str:
    found = soup(answer).select_one(place)
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_offers_stand_by_their_colour_for_the_group(client: Client, case: Case) -> None:
    for colour in ("green", "yellow", "red", ""):
        course(colour, f"Forløb {colour or 'ukendt'}")
    own("Virksomhedspraktik", "virksomhedspraktik")
    offer("Udgået", active=False)
    page = soup(client.get(url(case)))
    shelves = {
        str(s.h2.get_text()).partition(":")[0]: s.get_text(" ") for s in page.select(".jc-gr-shelves section") if s.h2
    }
    assert list(shelves)[:1] == ["Grønne"]
    assert "Forløb green" in shelves["Grønne"]
    assert "Forløb yellow" in shelves["Gule"]
    assert "Forløb ukendt" in shelves["Ikke kategoriseret for målgruppen"]
    assert "Forløb red" in shelves["Røde"]
    assert "Udgået" not in page.get_text()
    assert "Kompasset" in shelves["Grønne"]
    assert "1.950 kr./uge" in shelves["Grønne"]


def test_the_form_begins_with_what_the_catalogue_says(client: Client, case: Case) -> None:
    green = course(price="15600.00", price_per="total", weeks=8)
    page = soup(client.get(url(case, green)))
    values = {str(f["name"]): f.get("value") for f in page.select("#bevilling input[type=text]")}
    assert (values["from_on"], values["to_on"]) == ("30. nov. 2026", "24. jan. 2027")
    assert (values["price"], values["hours_per_week"]) == ("15.600", "12")
    assert "er overvejet" in str(page.select_one("[name=not_now]"))
    assert part(page, "#vurdering [name=act][value=send]").get_text() == "Bevilg"
    assert "Job eller uddannelse" in part(page, "#mangler").get_text()


def test_a_green_one_is_granted(client: Client, case: Case) -> None:
    green = course()
    answer = client.post(url(case, green), hidden(client, case, green) | TYPED, follow=True)
    assert "Afklaringsforløb er bevilget" in answer.content.decode()
    grant = Grant.objects.get()
    assert (grant.status, grant.from_on, str(grant.total_price)) == ("granted", START, "15600.00")
    assert Activity.objects.get().grant == grant
    assert "Bevilget" in words(answer, "#bevillinger")
    assert AccessLog.objects.filter(act="change", citizens__contains=[case.citizen.public_id]).exists()


def test_a_yellow_one_is_sent(client: Client, case: Case) -> None:
    yellow = course("yellow")
    sending = hidden(client, case, yellow) | TYPED | QUOTED | {"shown": "needs_approval"}
    answer = client.post(url(case, yellow), sending, follow=True)
    assert "er sendt til godkendelse" in answer.content.decode()
    assert "Afventer" in words(answer, "#bevillinger")
    assert not Activity.objects.exists()


def test_the_verdict_follows_what_is_typed(client: Client, case: Case) -> None:
    green = course()
    judging = url(case, green, "grant_judge")
    said = client.post(judging, TYPED)
    assert words(said, ".jc-verdict .t") == "Grøn – kan bevilges"
    assert 'data-quotes="nej"' in said.content.decode()
    said = client.post(judging, TYPED | {"price": "2.350", "hours_per_week": "20"})
    assert words(said, ".jc-verdict .t") == "Gul – ikke klar"
    assert 'data-quotes="ja"' in said.content.decode()
    checks = words(said, ".jc-chk")
    assert "20 timer om ugen > 18 timer, som borgeren kan fremmøde REB23-23" in checks
    assert "Pris 2.350 kr./uge > 2.200 kr. REB23-37" in checks
    assert "Indhentede tilbud fra 0 af 2 leverandører REB23-22" in checks
    said = client.post(judging, TYPED | QUOTED)
    assert words(said, ".jc-verdict .t") == "Gul – skal godkendes"
    assert words(said, "#senest") == "8 uger. Senest d. 27. februar 2027"
    assert not Grant.objects.exists()


def test_a_red_one_has_no_button_but_other_ways(client: Client, case: Case) -> None:
    red, green = course("red", "Rødt forløb"), course("green", "Grønt forløb")
    page = client.get(url(case, red))
    assert words(page, ".jc-verdict .t") == "Rød – kan ikke bevilges"
    assert soup(page).select("[value=send]") == []
    assert url(case, green) in page.content.decode()
    for shown in ("accepted", "needs_approval", "refused"):
        answer = client.post(url(case, red), hidden(client, case, red) | TYPED | QUOTED | {"shown": shown})
        assert answer.status_code == 422
    assert not Grant.objects.exists()


def test_what_is_missing_is_said_with_its_field(client: Client, case: Case) -> None:
    green = course()
    answer = client.post(url(case, green), hidden(client, case, green) | TYPED | {"goal_text": "", "price": "12.5"})
    assert answer.status_code == 422
    errors = words(answer, "[data-error-summary]")
    assert "Skriv målet med tilbuddet." in errors
    assert "Skriv et beløb, fx 18.800" in errors


def test_a_colour_changed_meanwhile_shows_both(client: Client, case: Case) -> None:
    green = course()
    sending = hidden(client, case, green) | TYPED
    changed(green, "yellow", by=specialist(), since=TODAY)
    answer = client.post(url(case, green), sending)
    assert answer.status_code == 409
    assert "Da du åbnede siden: Grøn Nu: Gul" in words(answer, "[data-error-summary]")
    again = {str(f["name"]): str(f.get("value", "")) for f in soup(answer).select(HIDDEN)}
    told = client.post(url(case, green), TYPED | QUOTED | again | {"shown": "needs_approval"})
    assert told.status_code == 302
    assert Grant.objects.get().status == "pending"


def test_somebody_else_saved_meanwhile(client: Client, case: Case, anne: User) -> None:
    green = course()
    sending = hidden(client, case, green) | TYPED
    sent(case, wish(course(name="Et andet")), by=caseworker("Bo Falk"))
    assert client.post(url(case, green), sending).status_code == 409
    assert Grant.objects.count() == 1


def test_the_draft_is_kept_and_thrown_away(client: Client, case: Case) -> None:
    green = course()
    assert client.post(url(case, green, "grant_draft"), TYPED | {"goal_text": "Halvt skrevet"}).status_code == 204
    page = client.get(url(case))
    assert "Halvt skrevet" in page.content.decode()
    assert "Kladde gemt" in page.content.decode()
    other = client.get(url(case, course(name="Et andet")))
    assert "Halvt skrevet" in other.content.decode()
    client.post(url(case), {"act": "discard"})
    assert not Draft.objects.exists()
    client.post(url(case, green), TYPED | {"act": "draft"})
    assert Draft.objects.get().data["goal_text"] == "Job på lager"
    client.post(url(case, green), hidden(client, case, green) | TYPED)
    assert not Draft.objects.exists()


def test_without_a_target_group_one_is_told_where_to_choose_it(client: Client, case: Case) -> None:
    TargetGroupPeriod.objects.update(voided_at=NOW, void_reason="Fejl")
    for address in (url(case), url(case, course())):
        page = client.get(address).content.decode()
        assert "Borgeren har ingen målgruppe" in page
        assert reverse("citizen_group", args=[case.citizen.public_id]) in page


def test_hours_not_known_are_asked_for(client: Client, anne: User) -> None:
    client.force_login(anne)
    case, green = bente(anne, hours=None), course()
    page = client.get(url(case, green))
    assert "Borgeren kan møde, timer pr. uge" in page.content.decode()
    assert "#id_attendable_hours" in page.content.decode()
    client.post(url(case, green), hidden(client, case, green) | TYPED | {"attendable_hours": "20"})
    assert Grant.objects.get().status == "granted"


def test_one_grant_with_what_was_said_of_it(client: Client, case: Case, anne: User) -> None:
    grant = sent(case, wish(course("yellow"), quotes=two_quotes()), by=anne)
    address = reverse("grant", args=[case.citizen.public_id, grant.pk])
    page = client.get(address)
    text = words(page, "main")
    for said in ("Afventer godkendelse", "18.400 kr.", "Klarsyn", "46 % i praktik", "Job på lager", "REB23-33"):
        assert said in text
    client.post(reverse("grant_withdraw", args=[case.citizen.public_id, grant.pk]))
    assert "Trukket tilbage" in words(client.get(address), "main")


def test_it_stands_on_the_timeline_and_in_the_history(client: Client, case: Case, anne: User) -> None:
    grant = sent(case, wish(course()), by=anne)
    public_id = case.citizen.public_id
    assert "Afklaringsforløb: bevilget" in words(client.get(reverse("citizen", args=[public_id])), "#tidslinje")
    assert "Bevilling: Afklaringsforløb" in words(client.get(reverse("citizen_history", args=[public_id])), "main")
    client.post(reverse("citizen_undo", args=[public_id, "grant", grant.pk]))
    assert not Activity.objects.valid().exists()


def test_a_closed_case_gets_no_grant(client: Client, case: Case) -> None:
    Case.objects.update(closed_on=TODAY - timedelta(days=1))
    assert client.get(url(case)).status_code == 302


def test_for_another_team_there_is_no_such_page(client: Client, case: Case, anne: User) -> None:
    grant = sent(case, wish(course()), by=anne)
    client.force_login(caseworker("Viggo Vest", team=a_team("Jobteam Vest")))
    for address in (url(case), url(case, grant.offer), reverse("grant", args=[case.citizen.public_id, grant.pk])):
        assert client.get(address).status_code == 404
    assert client.post(url(case, grant.offer), TYPED).status_code == 404


@pytest.mark.parametrize("more", [0, 30])
def test_the_database_is_asked_as_often_for_many_offers(client: Client, case: Case, more: int) -> None:
    green = course()
    for number in range(more):
        course("green", f"Forløb {number}")
    assert_baseline("grant_choose", statements(client, url(case)))
    assert_baseline("grant_form", statements(client, url(case, green)))
