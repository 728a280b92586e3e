"""From Min sagsstamme: book the suggested time, register a conversation, keep what was typed, undo."""

import json
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cases.models import Case, Conversation, Draft
from staff.models import AccessLog, User
from tests.people import TODAY, a_team, at, booked, caseworker, held, insured, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/sagsstamme/"


@pytest.fixture
def anne() -> User:
    return caseworker("Anne Nygaard")


@pytest.fixture
def late(anne: User) -> Case:
    """Jobsamtale 1 was due three days ago."""
    return insured("Mette Late", first_unemployed_on=TODAY - timedelta(days=31), by=anne)


@pytest.fixture
def signed_in(client: Client, anne: User) -> Client:
    client.force_login(anne)
    return client


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def fields(form: Tag | None) -> dict[str, str | list[str]]:
    """What a browser would send of a form as it stands."""
    assert form is not None
    data: dict[str, str | list[str]] = {}
    for field in form.select("input[name], textarea[name]"):
        kind = field.get("type")
        if kind in ("radio", "checkbox") and not field.has_attr("checked"):
            continue
        data[str(field["name"])] = (
            field.get_text().lstrip("\n") if field.name == "textarea" else str(field.get("value", ""))
        )
    for select in form.select("select[name]"):
        chosen = select.select_one("option[selected]") or select.select_one("option")
        data[str(select["name"])] = str(chosen["value"]) if chosen else ""
    return data


def text(found: Tag | None) -> str:
    assert found is not None
    return " ".join(found.get_text(" ").split())


def book_form(client: Client, **headers: str) -> Tag:
    form = soup(client.get(URL)).select_one("#book-form")
    assert form is not None
    return form


def record_url(case: Case) -> str:
    return reverse("record_new", args=[case.citizen.public_id])


def record_data(client: Client, url: str) -> dict[str, str | list[str]]:
    return fields(soup(client.get(f"{url}?til={URL}")).select_one("form.jc-drawer-form"))


# --- booking ---------------------------------------------------------------------------------------


def test_one_press_books_the_first_time(signed_in: Client, anne: User, late: Case) -> None:
    form = book_form(signed_in)
    response = signed_in.post(str(form["action"]), fields(form))
    assert response.headers["Location"] == f"{URL}?valgt={late.citizen.public_id}"
    talk = Conversation.objects.get()
    assert (talk.starts_at, talk.booked_with, talk.form, talk.status) == (at(TODAY, 9), anne, "personal", "booked")
    after = soup(signed_in.get(response.headers["Location"]))
    assert "Samtalen er booket mandag d. 23. november kl. 9.00" in text(after.select_one("#besked"))
    assert "Næste aftale" in text(after.select_one("#panel"))


def test_by_htmx_the_parts_of_the_page_come_back(signed_in: Client, late: Case) -> None:
    form = book_form(signed_in)
    headers = {"HX-Request": "true", "HX-Target": "panel"}
    response = signed_in.post(str(form["action"]), fields(form), headers=headers)
    inside = response.content.decode().replace("template>", "div>")
    parts = {str(part.get("id")) for part in BeautifulSoup(inside, "html.parser").select("[hx-swap-oob]")}
    row = f"borger-{late.citizen.public_id}"
    assert {"taellere", "uge", "handlinger", "bund", row, "gruppe-overskredet"} <= parts
    assert soup(response).select_one("aside#panel") is not None
    assert "Fortryd" in response.content.decode()
    changes = AccessLog.objects.filter(act="change")
    assert [log.citizens for log in changes] == [[late.citizen.public_id]]


def test_another_time_and_form(signed_in: Client, late: Case) -> None:
    form = book_form(signed_in)
    times = [str(choice["value"]) for choice in form.select("input[name=starts_at]")]
    signed_in.post(str(form["action"]), fields(form) | {"starts_at": times[2], "mode": "video"})
    talk = Conversation.objects.get()
    assert talk.starts_at is not None
    assert (talk.starts_at.isoformat()[:16], talk.form) == (
        at(TODAY, 10, 30).astimezone(talk.starts_at.tzinfo).isoformat()[:16],
        "video",
    )


def test_a_time_taken_meanwhile_brings_three_new(signed_in: Client, anne: User, late: Case) -> None:
    form = book_form(signed_in)
    booked(insured("Ida Først", first_unemployed_on=TODAY - timedelta(days=2), by=anne), at(TODAY, 9), by=anne)
    headers = {"HX-Request": "true", "HX-Target": "panel"}
    response = signed_in.post(str(form["action"]), fields(form), headers=headers)
    assert response.status_code == 422
    panel = soup(response).select_one("#panel")
    assert "Tiden er lige blevet taget. Her er tre nye." in text(panel)
    assert "kl. 9.45" in text(panel)
    plain = signed_in.post(str(form["action"]), fields(form))
    assert plain.status_code == 422
    assert "Tiden er lige blevet taget" in plain.content.decode()


def test_sending_twice_books_once(signed_in: Client, late: Case) -> None:
    form = book_form(signed_in)
    for _ in range(2):
        signed_in.post(str(form["action"]), fields(form))
    assert Conversation.objects.count() == 1


def test_undo_takes_the_booking_back(signed_in: Client, late: Case) -> None:
    form = book_form(signed_in)
    after = soup(signed_in.get(signed_in.post(str(form["action"]), fields(form)).headers["Location"]))
    undo = after.select_one("#besked form")
    assert undo is not None
    response = signed_in.post(str(undo["action"]))
    assert response.headers["Location"].startswith(URL)
    assert Conversation.objects.valid().count() == 0
    assert Conversation.objects.get().void_reason == "Fortrudt"


def test_move_and_cancel_an_appointment(signed_in: Client, anne: User, late: Case) -> None:
    talk = booked(late, at(TODAY + timedelta(days=1), 9), by=anne)
    url = reverse("move", args=[talk.pk])
    form = soup(signed_in.get(f"{url}?til={URL}")).select("main form")[-1]
    times = [str(choice["value"]) for choice in form.select("input[name=starts_at]")]
    assert signed_in.post(url, fields(form) | {"starts_at": times[-1]}).headers["Location"] == URL
    moved = Conversation.objects.valid().get()
    assert moved.starts_at is not None
    assert moved.starts_at > at(TODAY + timedelta(days=10), 9)
    signed_in.post(reverse("cancel", args=[moved.pk]), {"return_to": URL})
    assert Conversation.objects.valid().get().status == "cancelled"


def test_more_times_are_a_page_of_two_weeks(signed_in: Client, anne: User, late: Case) -> None:
    page = soup(signed_in.get(reverse("book", args=[late.citizen.public_id])))
    assert len(page.select("h2.h-day")) == 10
    assert "(overskredet)" in page.get_text() and "efter fristen" not in page.get_text()
    later = [link for link in page.select("a") if text(link) == "Senere tider"]
    assert "Mandag d.\xa07.\xa0december" in soup(signed_in.get(str(later[0]["href"]))).get_text()


def test_times_after_a_deadline_ahead_say_so(signed_in: Client, anne: User) -> None:
    soon = insured("Line Snart", first_unemployed_on=TODAY - timedelta(days=25), by=anne)
    page = soup(signed_in.get(reverse("book", args=[soon.citizen.public_id])))
    marked = {text(day.select_one("h2")): "efter fristen" in day.get_text() for day in page.select(".jc-daygrid > div")}
    assert [day for day, late in marked.items() if not late] == [
        *("Mandag d. 23. november", "Tirsdag d. 24. november", "Onsdag d. 25. november", "Torsdag d. 26. november")
    ]
    assert len(marked) == 10


def test_a_leader_books_in_the_calendar_of_the_responsible(client: Client, anne: User, late: Case) -> None:
    client.force_login(team_leader())
    form = soup(client.get(f"{URL}?raadgiver={anne.pk}")).select_one("#book-form")
    client.post(reverse("book", args=[late.citizen.public_id]), fields(form))
    assert Conversation.objects.get().booked_with == anne


@pytest.mark.parametrize("name", ["book", "record_new", "record_new_draft", "record_new_preview"])
def test_another_team_may_not(client: Client, late: Case, name: str) -> None:
    client.force_login(caseworker("Bo Falk", team=a_team("Jobteam Syd")))
    url = reverse(name, args=[late.citizen.public_id])
    assert client.post(url).status_code == 404
    assert client.get(url).status_code in (404, 405)


@pytest.mark.parametrize("name", ["record", "move", "cancel", "undo_conversation"])
def test_another_team_may_not_touch_an_appointment(client: Client, anne: User, late: Case, name: str) -> None:
    talk = booked(late, at(TODAY, 9), by=anne)
    client.force_login(caseworker("Bo Falk", team=a_team("Jobteam Syd")))
    assert client.post(reverse(name, args=[talk.pk])).status_code == 404
    talk.refresh_from_db()
    assert (talk.status, talk.voided_at) == ("booked", None)


# --- registering -----------------------------------------------------------------------------------


def test_the_panel_opens_filled_in(signed_in: Client, anne: User, late: Case) -> None:
    booked(late, at(TODAY, 9), by=anne, form="phone")
    link = soup(signed_in.get(URL)).select_one("#handlinger a")
    assert link is not None
    panel = soup(signed_in.get(str(link["href"])))
    data = fields(panel.select_one("form.jc-drawer-form"))
    assert (data["outcome"], data["on_date"], data["mode"], data["subject"]) == (
        "held",
        "23. nov. 2026",
        "phone",
        "jobsamtale:1",
    )
    words = text(panel.select_one("#virkning"))
    assert "Opfylder jobsamtale 1 med a-kasse, 3 dage for sent (frist fre. 20. nov.)" in words
    assert "Næste: jobsamtale 2, frist fre. 18. dec." in words
    assert len(panel.select("#naeste input[name=next_at]")) == 3


def test_held_and_the_next_one_booked(signed_in: Client, anne: User, late: Case) -> None:
    talk = booked(late, at(TODAY, 9), by=anne)
    url = reverse("record", args=[talk.pk])
    data = record_data(signed_in, url) | {"note": "Åben for lager.", "act": "save_book"}
    assert signed_in.post(url, data).headers["Location"] == URL
    talk.refresh_from_db()
    assert (talk.status, talk.note, talk.outcome_by) == ("held", "Åben for lager.", anne)
    following = Conversation.objects.get(status="booked")
    assert following.on_date > TODAY + timedelta(days=7)
    assert "Samtalen er registreret." in signed_in.get(URL).content.decode()


def test_a_conversation_without_a_booking(signed_in: Client, late: Case) -> None:
    data = record_data(signed_in, record_url(late)) | {"at": "8.30", "parties": ["a_kasse"], "act": "save"}
    signed_in.post(record_url(late), data)
    talk = Conversation.objects.get()
    assert (talk.status, talk.on_date, talk.starts_at, talk.parties) == ("held", TODAY, at(TODAY, 8, 30), ["a_kasse"])


def test_a_no_show_fulfils_nothing_and_offers_a_time_at_once(signed_in: Client, anne: User, late: Case) -> None:
    talk = booked(late, at(TODAY, 9), by=anne)
    url = reverse("record", args=[talk.pk])
    data = record_data(signed_in, url) | {"outcome": "no_show"}
    changed = soup(signed_in.post(f"{url}virkning/", data))
    assert "En udeblivelse opfylder ingen frist." in text(changed.select_one("#virkning"))
    assert "kl. 9.45" in text(changed.select_one("#naeste"))
    signed_in.post(url, data | {"act": "save_book"})
    assert {row.status for row in Conversation.objects.valid()} == {"no_show", "booked"}


def test_a_group_meeting_does_not_count(signed_in: Client, late: Case) -> None:
    data = record_data(signed_in, record_url(late)) | {"subject": "information_meeting"}
    changed = soup(signed_in.post(f"{record_url(late)}virkning/", data))
    assert "tæller ikke som jobsamtale" in text(changed.select_one("#virkning"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on_date": "24/11-26"}, "Datoen kan ikke ligge efter i dag."),
        ({"on_date": "1/1-20"}, "ligger før forløbet"),
        ({"on_date": "31/2"}, "Datoen findes ikke."),
        ({"at": "25.70"}, "Skriv et klokkeslæt"),
        ({"outcome": ""}, "Udfald"),
    ],
)
def test_errors_keep_what_was_typed(signed_in: Client, late: Case, typed: dict[str, str], said: str) -> None:
    data = record_data(signed_in, record_url(late)) | {"note": "Vigtig note"} | typed | {"act": "save"}
    for headers in ({}, {"HX-Request": "true", "HX-Target": "dialog"}):
        response = signed_in.post(record_url(late), data, headers=headers)
        assert response.status_code == 422
        page = soup(response)
        assert said in text(page.select_one("[data-error-summary]"))
        assert fields(page.select_one("form.jc-drawer-form"))["note"] == "Vigtig note"
    assert Conversation.objects.count() == 0


def test_two_people_at_once_see_both_versions(signed_in: Client, anne: User, late: Case) -> None:
    talk = booked(late, at(TODAY, 9), by=anne)
    url = reverse("record", args=[talk.pk])
    data = record_data(signed_in, url) | {"note": "Min note", "act": "save"}
    other = Client()
    other.force_login(team_leader("Bjarne Mikkelsen"))
    theirs = record_data(other, record_url(late)) | {"note": "Deres note", "act": "save", "at": "7.30"}
    other.post(record_url(late), theirs)
    response = signed_in.post(url, data)
    assert response.status_code == 409
    page = soup(response)
    sides = text(page.select_one("[role=alert]"))
    assert "Sagen er ændret" in sides
    assert "Note: Min note" in sides
    again = fields(page.select_one("form.jc-drawer-form"))
    assert again["note"] == "Min note"
    assert signed_in.post(url, again | {"act": "save"}).status_code == 302


def test_a_draft_is_kept_restored_and_forgotten(signed_in: Client, anne: User, late: Case) -> None:
    url = record_url(late)
    data = record_data(signed_in, url) | {"note": "Halv sætning", "outcome": "no_show"}
    assert signed_in.post(f"{url}kladde/", data).status_code == 204
    kept = Draft.objects.get()
    assert "form_key" not in json.dumps(kept.data)
    page = soup(signed_in.get(url))
    assert "Kladde gemt" in page.get_text()
    restored = fields(page.select_one("form.jc-drawer-form"))
    assert (restored["note"], restored["outcome"]) == ("Halv sætning", "no_show")
    other = Client()
    other.force_login(team_leader())
    assert "Halv sætning" not in other.get(url).content.decode()
    signed_in.post(url, restored | {"act": "save"})
    assert Draft.objects.count() == 0


def test_a_draft_can_be_thrown_away(signed_in: Client, late: Case) -> None:
    url = record_url(late)
    signed_in.post(f"{url}kladde/", record_data(signed_in, url) | {"note": "Halv sætning"})
    signed_in.post(url, record_data(signed_in, url) | {"act": "discard"})
    assert Draft.objects.count() == 0
    assert "Halv sætning" not in signed_in.get(url).content.decode()


def test_more_times_in_the_panel(signed_in: Client, late: Case) -> None:
    url = record_url(late)
    data = record_data(signed_in, url) | {"note": "Med note", "act": "more"}
    page = soup(signed_in.post(url, data))
    assert len(page.select("#naeste input[name=next_at]")) > 3
    assert fields(page.select_one("form.jc-drawer-form"))["note"] == "Med note"


def test_a_conversation_with_an_outcome_is_not_registered_again(signed_in: Client, late: Case) -> None:
    done = held(late, date(2026, 11, 16))
    assert signed_in.get(reverse("record", args=[done.pk])).status_code == 404
