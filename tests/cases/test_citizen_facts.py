"""Record facts about a citizen: the moved dates are shown before saving, nothing is lost, nothing saved twice."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from cases.forms import activities
from cases.models import (
    Activity,
    Case,
    CaseDetail,
    Consideration,
    Conversation,
    NextConversation,
    Pause,
    Referral,
    Responsibility,
    TargetGroupPeriod,
)
from cases.services import pauses
from rules.policy import load_profile
from staff.models import User
from tests import people
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
UNEMPLOYED = date(2026, 9, 1)
WHY = {"weigh_why": "Prøver faget"}
HOLIDAY = {"reason": "holiday", "from_on": "30/11-26", "to_on": "4/12-26"}
KEY = "7c8f1c7e-8f5d-4c63-9d5b-0f4f3cf0a111"


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def case(anne: User) -> Case:
    return people.insured(first_unemployed_on=UNEMPLOYED, by=anne)


@pytest.fixture
def client(anne: User) -> Client:
    client = Client()
    client.force_login(anne)
    return client


def path(case: Case, page: str = "") -> str:
    return f"/borgere/{case.citizen.public_id}/{page}"


def send(client: Client, case: Case, page: str, step: str, **typed: Any) -> HttpResponse:
    form = {"version": Case.objects.get(pk=case.pk).version, "step": step} | typed
    return client.post(path(case, page), form)  # type: ignore[return-value]


def saved(client: Client, case: Case, page: str, **typed: Any) -> HttpResponse:
    """Look at the preview, then save what it showed."""
    shown: Any = send(client, case, page, "vis", **typed)
    assert shown.status_code == 200, shown.content.decode()
    return send(client, case, page, "gem", previewed=shown.context["form"].digest(), **typed)


def due(case: Case, rule: str, ordinal: int | None = None) -> date | None:
    found: date | None = case.deadlines.current().get(rule=rule, ordinal=ordinal).due_on
    return found


def test_a_pause_shows_which_dates_move_before_it_is_saved(client: Client, case: Case) -> None:
    before = due(case, "BRO18-18", 5)
    shown: Any = send(client, case, "pauser/ny/", "vis", **HOLIDAY)
    words = shown.content.decode()
    assert "Det sker, når du gemmer" in words
    moves = {move.title: (move.before, move.after) for move in shown.context["moves"]}
    assert moves["Jobsamtale 5 med a-kasse"] == (
        "tir.\xa019.\xa0jan.\xa02027",
        "søn.\xa024.\xa0jan.\xa02027 (+\xa05 dage)",
    )
    assert "Jobsamtale 3" not in moves
    assert len(moves) == len(shown.context["moves"])
    assert not Pause.objects.exists()
    assert due(case, "BRO18-18", 5) == before


def test_what_was_previewed_is_saved_and_the_dates_have_moved(client: Client, case: Case, anne: User) -> None:
    answer: Any = saved(client, case, "pauser/ny/", **HOLIDAY)
    assert answer.url == path(case)
    pause = Pause.objects.get()
    assert (pause.from_on, pause.to_on, pause.recorded_by) == (date(2026, 11, 30), date(2026, 12, 4), anne)
    assert due(case, "BRO18-18", 5) == date(2027, 1, 24)


def test_fields_changed_after_the_preview_are_previewed_again(client: Client, case: Case) -> None:
    shown: Any = send(client, case, "pauser/ny/", "vis", **HOLIDAY)
    old = shown.context["form"].digest()
    longer = HOLIDAY | {"to_on": "11/12-26"}
    again: Any = send(client, case, "pauser/ny/", "gem", previewed=old, **longer)
    assert again.status_code == 200
    assert "Felterne er ændret" in again.content.decode()
    assert not Pause.objects.exists()
    new = again.context["form"].digest()
    assert send(client, case, "pauser/ny/", "gem", previewed=new, **longer).status_code == 302
    assert Pause.objects.get().to_on == date(2026, 12, 11)


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, case: Case) -> None:
    answer = send(client, case, "pauser/ny/", "vis", reason="holiday", from_on="31/2-26", to_on="fredag")
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Datoen findes ikke." in words
    assert 'value="31/2-26"' in words
    assert 'value="fredag"' in words
    assert '<option value="holiday" selected>' in words


def test_what_the_service_refuses_stands_at_its_field(client: Client, case: Case) -> None:
    answer: Any = send(client, case, "pauser/ny/", "vis", reason="holiday", from_on="4/12-26", to_on="30/11-26")
    assert answer.status_code == 422
    assert "to_on" in answer.context["form"].errors


def test_a_stale_form_shows_both_versions_and_saves_on_the_second_try(client: Client, case: Case, anne: User) -> None:
    stale = Case.objects.get(pk=case.pk).version
    mikkel = people.caseworker("Mikkel Moe", hours=False)
    pauses.add(case=case, reason="leave", from_on=TODAY, to_on=TODAY, by=mikkel, today=TODAY, now=NOW, version=stale)
    answer: Any = send(client, case, "pauser/ny/", "vis", **HOLIDAY | {"version": stale})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Sagen er ændret imens" in words
    assert "Pause (orlov)" in words
    assert 'value="30/11-26"' in words
    assert Pause.objects.count() == 1
    version = int(answer.context["form"]["version"].value())
    shown: Any = send(client, case, "pauser/ny/", "vis", **HOLIDAY | {"version": version})
    assert shown.status_code == 200
    digest = shown.context["form"].digest()
    assert (
        send(client, case, "pauser/ny/", "gem", previewed=digest, **HOLIDAY | {"version": version}).status_code == 302
    )


def test_a_form_sent_twice_makes_one_row(client: Client, case: Case) -> None:
    shown: Any = send(client, case, "pauser/ny/", "vis", **HOLIDAY)
    form = HOLIDAY | {"previewed": shown.context["form"].digest(), "form_key": KEY, "version": case.version}
    for _ in range(2):
        assert send(client, case, "pauser/ny/", "gem", **form).status_code == 302
    assert Pause.objects.count() == 1


def test_an_open_pause_gets_its_last_day_and_the_former_row_stays(client: Client, case: Case) -> None:
    people.paused(case, "holiday", since=TODAY)
    pause = Pause.objects.get()
    assert saved(client, case, f"pauser/{pause.pk}/slut/", to_on="om 3 dage").status_code == 302
    assert Pause.objects.valid().get().to_on == date(2026, 11, 26)
    assert Pause.objects.count() == 2
    page = client.get(path(case)).content.decode()
    assert "Rettet af Anne Nygaard" in page


def test_another_target_group_shows_what_lapses_and_what_begins(client: Client, case: Case) -> None:
    typed = {"group": "cash_job_ready", "from_on": "i dag"}
    shown: Any = send(client, case, "maalgruppe/ny/", "vis", **typed)
    moves = {(move.title, move.after) for move in shown.context["moves"]}
    assert ("Jobsamtale 3", "bortfalder") in moves or ("Jobsamtale 4", "bortfalder") in moves
    assert any(title == "Visitation til jobkonsulent" and "ny frist" in after for title, after in moves)
    assert saved(client, case, "maalgruppe/ny/", **typed).status_code == 302
    assert TargetGroupPeriod.objects.valid().get(to_on=None).group_id == "cash_job_ready"


def test_a_referral_meets_its_deadline_and_names_the_consultant(client: Client, case: Case) -> None:
    karim = people.job_consultant()
    typed = {"to": "job_consultant", "on_date": "i dag", "consultant": karim.pk}
    shown: Any = send(client, case, "visitation/ny/", "vis", **typed)
    assert [(move.title, move.after) for move in shown.context["moves"]] == [("Visitation til jobkonsulent", "opfyldt")]
    assert saved(client, case, "visitation/ny/", **typed).status_code == 302
    assert Referral.objects.get().consultant == karim
    assert "Karim Haddad" in client.get(path(case)).content.decode()


def test_a_consideration_is_recorded_with_yes_or_no_and_why(client: Client, anne: User) -> None:
    bente = people.sick(first_absence_on=date(2026, 6, 20), since=date(2026, 6, 20), by=anne)
    assert send(client, bente, "overvejelse/ny/", "vis", on_date="i dag").status_code == 422
    typed = {"on_date": "i dag", "wanted": "nej", "reason": "Afventer operation"}
    assert saved(client, bente, "overvejelse/ny/", **typed).status_code == 302
    row = Consideration.objects.get()
    assert (row.wanted, row.reason) == (False, "Afventer operation")


def test_the_next_conversation_is_set_by_hand(client: Client, anne: User) -> None:
    peter = people.job_ready_cash(since=UNEMPLOYED, by=anne)
    typed = {"due_on": "om 3 uger", "reason": "Aftalt ved samtalen"}
    assert saved(client, peter, "naeste-samtale/", **typed).status_code == 302
    assert NextConversation.objects.get().due_on == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [("unemployment_fund", "Fagligt Netværk", "Fagligt Netværk"), ("attendable_hours", "30", "30")],
)
def test_a_single_fact_is_shown_in_the_identity_bar(
    client: Client, case: Case, key: str, value: str, stored: str
) -> None:
    assert send(client, case, f"oplysninger/{key}/", "gem", value=value).status_code == 302
    assert CaseDetail.objects.valid().get().text == stored
    assert value in client.get(path(case)).content.decode()


def test_a_date_fact_is_previewed_and_saved(client: Client, case: Case) -> None:
    assert saved(client, case, "oplysninger/registered_on/", value="1/9-26").status_code == 302
    assert CaseDetail.objects.get().on_date == UNEMPLOYED


def test_an_unknown_fact_has_no_page(client: Client, case: Case) -> None:
    assert client.get(path(case, "oplysninger/blood_type/")).status_code == 404


def test_the_missing_fact_is_a_field_where_it_is_missing_and_the_dates_appear(client: Client, anne: User) -> None:
    bente = people.sick(first_absence_on=None, since=date(2026, 9, 1), by=anne)
    page = client.get(path(bente)).content.decode()
    assert "Mangler frist" in page
    assert f'action="{path(bente, "mangler/first_absence_on/")}"' in page
    answer: Any = client.post(path(bente, "mangler/first_absence_on/"), {"value": "1/9-26", "version": bente.version})
    assert answer.url == path(bente, "frister/")
    assert "man.\xa01.\xa0mar.\xa02027" in client.get(path(bente)).content.decode()


def test_a_wrong_missing_fact_comes_back_with_what_was_typed(client: Client, anne: User) -> None:
    bente = people.sick(first_absence_on=None, since=date(2026, 9, 1), by=anne)
    answer = client.post(path(bente, "mangler/first_absence_on/"), {"value": "31/2-26", "version": bente.version})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="31/2-26"' in words
    assert "data-error-summary" in words


def test_a_missing_fact_on_a_stale_page_is_a_conflict(client: Client, anne: User) -> None:
    bente = people.sick(first_absence_on=None, since=date(2026, 9, 1), by=anne)
    answer = client.post(path(bente, "mangler/first_absence_on/"), {"value": "1/9-26", "version": 999})
    assert answer.status_code == 409
    assert 'value="1/9-26"' in answer.content.decode()


def test_closing_names_the_bookings_and_can_cancel_them(client: Client, case: Case, anne: User) -> None:
    people.booked(case, people.at(date(2026, 11, 30), 9), by=anne)
    typed = {"on_date": "i dag", "reason": "Kommet i arbejde"}
    refused = send(client, case, "luk/", "vis", **typed)
    assert refused.status_code == 422
    assert "30.\xa0nov." in refused.content.decode()
    assert saved(client, case, "luk/", cancel_bookings="on", **typed).status_code == 302
    assert Case.objects.get(pk=case.pk).closed_on == TODAY
    assert not Conversation.objects.valid().filter(status="booked").exists()


def test_a_closed_case_is_opened_again(client: Client, case: Case) -> None:
    saved(client, case, "luk/", on_date="i dag", reason="Fejl")
    assert client.get(path(case, "genaabn/")).status_code == 200
    assert send(client, case, "genaabn/", "gem").status_code == 302
    assert Case.objects.get(pk=case.pk).closed_on is None
    assert client.get(path(case, "genaabn/")).status_code == 404


def test_another_caseworker_becomes_responsible(client: Client, case: Case, anne: User) -> None:
    mikkel = people.caseworker("Mikkel Moe", hours=False)
    assert send(client, case, "ansvarlig/", "gem", user=mikkel.pk, from_on="i dag").status_code == 302
    assert Responsibility.objects.get(to_on=None).user == mikkel
    assert client.get(path(case)).status_code == 302


def test_a_wrong_conversation_is_annulled_and_stays_visible(client: Client, case: Case) -> None:
    talk = people.held(case, date(2026, 9, 20))
    assert send(client, case, f"ret/conversation/{talk.pk}/", "vis").status_code == 422
    assert saved(client, case, f"ret/conversation/{talk.pk}/", reason="Forkert borger").status_code == 302
    assert not Conversation.objects.valid().exists()
    for page in ("", "samtaler/", "historik/"):
        words = client.get(path(case, page)).content.decode()
        assert "Forkert borger" in words
        assert "Anne Nygaard" in words


def test_a_fact_of_another_citizen_cannot_be_annulled_from_here(client: Client, case: Case, anne: User) -> None:
    other = people.held(people.insured("Ida Anden", first_unemployed_on=UNEMPLOYED, by=anne), date(2026, 9, 20))
    assert client.get(path(case, f"ret/conversation/{other.pk}/")).status_code == 404
    assert client.get(path(case, f"ret/user/{anne.pk}/")).status_code == 404


def test_an_offer_moves_the_yearly_deadline_and_can_be_changed(client: Client, case: Case) -> None:
    typed = {"type": "virksomhedspraktik", "status": "running", "from_on": "i dag", "to_on": "om 4 uger"} | WHY
    shown: Any = send(client, case, "tilbud/ny/", "vis", **typed)
    assert any("Tællende tilbud" in move.title for move in shown.context["moves"])
    assert saved(client, case, "tilbud/ny/", **typed).status_code == 302
    row = Activity.objects.get()
    changed = {"status": "running", "from_on": "i dag", "to_on": "om 6 uger", "reason": "Forlænget"}
    assert client.get(path(case, f"tilbud/{row.pk}/")).status_code == 200
    assert saved(client, case, f"tilbud/{row.pk}/", **changed).status_code == 302
    assert Activity.objects.valid().get().to_on == date(2027, 1, 4)
    assert "Forlænget" in client.get(path(case, "historik/")).content.decode()


def test_the_receipt_undoes_what_was_just_saved(client: Client, case: Case) -> None:
    before = due(case, "BRO18-18", 5)
    answer: Any = saved(client, case, "pauser/ny/", **HOLIDAY)
    undo = f"{path(case)}fortryd/pause/{Pause.objects.get().pk}/"
    assert f'action="{undo}"' in client.get(answer.url).content.decode()
    assert client.get(undo).status_code == 405
    assert client.post(undo).status_code == 302
    assert Pause.objects.get().void_reason == "Fortrudt"
    assert due(case, "BRO18-18", 5) == before
    assert client.post(undo).status_code == 404


def test_only_who_did_it_undoes_it(client: Client, case: Case) -> None:
    saved(client, case, "pauser/ny/", **HOLIDAY)
    leader = Client()
    leader.force_login(people.team_leader())
    assert leader.post(f"{path(case)}fortryd/pause/{Pause.objects.get().pk}/").status_code == 404


def test_closing_is_undone_as_if_it_never_was(client: Client, case: Case, anne: User) -> None:
    before = due(case, "BRO18-18", 5)
    saved(client, case, "luk/", on_date="i dag", reason="Fejl")
    assert client.post(f"{path(case)}fortryd/case/{case.pk}/").status_code == 302
    assert Case.objects.get(pk=case.pk).closed_on is None
    assert due(case, "BRO18-18", 5) == before
    assert Responsibility.objects.filter(case=case, user=anne, to_on=None).exists()


@pytest.mark.parametrize("kind", ["vejledning", "external_mentor", "internal_mentor", "digital_job_search"])
def test_what_has_a_colour_is_granted_and_cannot_be_registered(client: Client, case: Case, kind: str) -> None:
    typed = {"type": kind, "status": "running", "from_on": "i dag", "to_on": "om 4 uger"}
    for step in ("vis", "gem"):
        answer: Any = send(client, case, "tilbud/ny/", step, **typed)
        assert answer.status_code == 422
        assert "bevilges under »Ny bevilling«" in answer.context["form"].errors["type"][0]
    assert not Activity.objects.exists()


def test_where_no_rule_gives_colours_guidance_is_registered(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activities, "current_policy", lambda: load_profile("broendby"))
    typed = {"type": "vejledning", "status": "running", "from_on": "i dag", "to_on": "om 4 uger"} | WHY
    assert saved(client, case, "tilbud/ny/", **typed).status_code == 302
    assert Activity.objects.get().type == "vejledning"
