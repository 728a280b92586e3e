"""The one door past "aldrig" (A-69): a specialist enters a dispensation, a leader still says yes, nothing else goes."""

import uuid
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case, Dispensation, Grant
from cases.services.grants import decisions, dispensing, extending, granting
from offers.models import Offer
from oversight.services import approvals
from rules.gates.vocabulary import Decision
from staff.models import AccessLog, Role, User
from staff.refusals import Refused, Stale
from tests.cases.granting import START, bente, course, judged, page_of, refusal, sent, two_quotes, wish
from tests.cases.test_grant_page import QUOTED, TYPED, hidden, words
from tests.offers.cast import coloured, specialist
from tests.people import NOW, TODAY, a_team, caseworker, employee, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
NEVER = "Kan ikke bevilges. Rød: anvendes aldrig for Sygedagpenge, med arbejdsgiver."
DECIDED = date(2026, 11, 12)
WHY = "Retten er dokumenteret"
FORM = {"ground": "statutory_right", "reference": "LAB § 57", "decided_on": "12/11-2026", "reason": WHY}


@pytest.fixture
def anne() -> User:
    return caseworker(hours=False)


@pytest.fixture
def sidsel() -> User:
    """Specialist, and leader of the citizen's team: she sees the case at once."""
    return employee("Sidsel Ravkrog", Role.SPECIALIST, Role.TEAM_LEADER, team=a_team())


@pytest.fixture
def case(anne: User) -> Case:
    return bente(anne)


@pytest.fixture
def red() -> Offer:
    return course("red")


def entered(case: Case, of: Offer, by: User, **values: Any) -> Dispensation:
    said: dict[str, Any] = {
        "ground": "statutory_right", "reference": "LAB § 57", "decided_on": DECIDED, "reason": "Retten er dokumenteret",
        "today": TODAY, "now": NOW,
    }  # fmt: skip
    return dispensing.enter(case=case, offer=of, by=by, **said | values)


def asked(of: Offer, **values: Any) -> Any:
    return wish(of, quotes=two_quotes(), **values)


def told(act: Any) -> str:
    try:
        act()
    except Refused as refused:
        return refused.message
    return ""


def stopping(case: Case, wished: Any) -> set[str]:
    return {check.rule for check in judged(case, wished).weighed.stopping}


def approved(grant: Grant, by: User) -> Grant:
    return decisions.approve(grant=grant, code="special_need", text="", by=by, today=TODAY, now=NOW)


def test_a_red_one_waits_for_another_leader_and_keeps_why(case: Case, red: Offer, anne: User, sidsel: User) -> None:
    door = entered(case, red, sidsel)
    assert judged(case, asked(red)).decision is Decision.NEEDS_APPROVAL
    grant = sent(case, asked(red), by=anne)
    assert (grant.status, grant.colour, grant.needs_approval, grant.dispensation) == ("pending", "red", True, door)
    assert not Activity.objects.exists()
    assert grant.verdict["dispensation"] == {
        "pk": str(door.pk), "ground": "statutory_right", "reference": "LAB § 57",
        "words": "lovbestemt ret, LAB § 57, 12. november 2026", "decided_on": "2026-11-12",
        "reason": "Retten er dokumenteret", "by": "Sidsel Ravkrog",
    }  # fmt: skip
    lone = team_leader()
    waiting = [list(approvals.waiting_for(user)) for user in (lone, sidsel)]
    assert waiting == [[grant], []]
    assert "selv registreret dispensationen" in told(lambda: approved(grant, sidsel))
    done = approved(grant, lone)
    assert (done.status, done.decided_by, Activity.objects.get().grant) == ("granted", lone, grant)
    assert done.decision and done.decision["dispensation"] == grant.verdict["dispensation"]
    assert ("REB23-32", "warning") in {(check["rule"], check["result"]) for check in done.decision["checks"]}


def test_every_other_dispensation_leaves_it_shut(case: Case, red: Offer, anne: User, sidsel: User) -> None:
    other = bente(anne, name="Karl Vig")
    entered(other, red, sidsel)
    entered(case, course("red", "Et andet"), sidsel)
    taken_back = entered(case, red, sidsel)
    dispensing.void(dispensation=taken_back, reason="Forkert borger", by=sidsel, today=TODAY, now=NOW)
    assert refusal(case, asked(red), by=anne, shown=Decision.NEEDS_APPROVAL) == NEVER
    entered(case, red, sidsel, to_on=START)
    told_days = refusal(case, asked(red), by=anne, shown=Decision.NEEDS_APPROVAL)
    assert told_days.endswith("dispensationen gælder til 30. november 2026.")
    assert not Grant.objects.exists()


def test_it_opens_one_grant_and_an_extension_needs_its_own(case: Case, red: Offer, anne: User, sidsel: User) -> None:
    entered(case, red, sidsel)
    first = approved(sent(case, asked(red, from_on=TODAY), by=anne), team_leader())
    assert first.status == "granted"
    later = asked(red, from_on=first.to_on + timedelta(days=1), to_on=first.to_on + timedelta(days=14))
    assert refusal(case, later, by=anne, shown=Decision.NEEDS_APPROVAL) == NEVER
    longer = extending.wish_to_extend(
        first, to_on=first.to_on + timedelta(days=14), likely=True, why="Job aftalt", price=first.total_price
    )
    assert longer.dispensation is None and "REB23-32" in stopping(case, longer)
    entered(case, red, sidsel, reference="LAB § 58")
    assert "REB23-32" not in stopping(case, longer)


def test_one_that_was_refused_or_withdrawn_is_free_again(case: Case, red: Offer, anne: User, sidsel: User) -> None:
    door = entered(case, red, sidsel)
    no = sent(case, asked(red), by=anne)
    decisions.refuse(grant=no, text="Vent til januar", by=team_leader(), now=NOW)
    assert granting.withdraw(grant=sent(case, asked(red), by=anne), by=anne, now=NOW).dispensation == door
    used = sent(case, asked(red), by=anne)
    assert used.dispensation == door
    in_use = told(lambda: dispensing.void(dispensation=door, reason="Fejl", by=sidsel, today=TODAY, now=NOW))
    assert in_use.startswith("Dispensationen bruges af en bevilling.")
    granting.withdraw(grant=used, by=anne, now=NOW)
    dispensing.void(dispensation=door, reason="Fejl", by=sidsel, today=TODAY, now=NOW)
    assert refusal(case, asked(red), by=anne, shown=Decision.NEEDS_APPROVAL) == NEVER


def test_only_a_specialist_and_only_what_is_documented(case: Case, red: Offer, anne: User, sidsel: User) -> None:
    for somebody in (anne, team_leader()):
        assert told(partial(entered, case, red, somebody)).startswith("Kun en fagkonsulent")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"reference": " "}, "Paragraffen eller afgørelsen mangler."),
        ({"reference": "LAB 57"}, "Skriv lov og paragraf, fx »LAB § 57«."),
        ({"decided_on": TODAY + timedelta(days=1)}, "Datoen kan ikke ligge i fremtiden."),
        ({"reason": ""}, "Begrundelsen mangler."),
        ({"ground": "godt_indtryk"}, "Grundlag: vælg en af mulighederne."),
        ({"from_on": START, "to_on": TODAY}, "Slutdatoen kan ikke ligge før startdatoen."),
    ]
    for values, message in wrong:
        assert told(partial(entered, case, red, sidsel, **values)) == message
    assert "ikke rødt" in told(lambda: entered(case, course("green", "Grønt"), sidsel))
    assert not Dispensation.objects.exists()
    made = entered(case, red, sidsel, ground="superior_authority", reference="Ankestyrelsen, j.nr. 26-1")
    assert "ikke er brugt" in told(lambda: entered(case, red, sidsel))
    void = told(lambda: dispensing.void(dispensation=made, reason="Nej", by=anne, today=TODAY, now=NOW))
    assert void.startswith("Kun en fagkonsulent")


def test_a_double_click_makes_one_and_a_stale_form_none(case: Case, red: Offer, sidsel: User) -> None:
    key, before = uuid.uuid4(), case.version
    first = entered(case, red, sidsel, form_key=key, version=before)
    assert entered(case, red, sidsel, form_key=key, version=before) == first
    with pytest.raises(Stale):
        entered(case, red, sidsel, form_key=uuid.uuid4(), version=before)
    assert Dispensation.objects.count() == 1


def test_the_database_holds_it_too(case: Case, red: Offer, anne: User, sidsel: User) -> None:
    door = entered(case, red, sidsel, from_on=START)
    sound: dict[str, Any] = {
        "case": case, "offer": red, "type": red.type, "group": "sick_with_employer", "status": "pending",
        "colour": "red", "needs_approval": True, "from_on": START, "to_on": START, "goal": "job", "goal_text": "Job",
        "why": "Derfor", "verdict": {}, "recorded_by": anne, "recorded_at": NOW, "dispensation": door,
    }  # fmt: skip
    yes = {"status": "granted", "decided_at": NOW}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"dispensation": None}, "grant_never_red"),
        ({"needs_approval": False, **yes, "decided_by": anne}, "grant_never_red"),
        ({"case": bente(anne, name="Karl Vig")}, "grant_dispensation_is_of_it"),
        ({"offer": course("red", "Et andet")}, "grant_dispensation_is_of_it"),
        ({"from_on": TODAY}, "grant_dispensation_holds"),
        ({**yes, "decided_by": sidsel}, "grant_dispensation_by_another"),
    ]
    for values, constraint in wrong:
        with pytest.raises(IntegrityError) as failed, transaction.atomic():
            Grant.objects.create(**sound | values)
        refused: Any = failed.value.__cause__
        assert refused.diag.constraint_name == constraint
    grant = Grant.objects.create(**sound)
    with pytest.raises(IntegrityError, match="grant_dispensation_once"), transaction.atomic():
        Grant.objects.create(**sound)
    rows = Dispensation.objects.filter(pk=door.pk)
    voided = {"voided_at": NOW, "voided_by": sidsel, "void_reason": "Nej"}
    for act in (
        lambda: rows.update(**voided), lambda: rows.update(reference="LAB § 1"), rows.delete,
        lambda: Grant.objects.filter(pk=grant.pk).update(dispensation=None),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    Grant.objects.filter(pk=grant.pk).update(status="withdrawn", decided_at=NOW, decided_by=anne)
    assert rows.update(**voided) == 1
    with pytest.raises(IntegrityError, match="does not open"), transaction.atomic():
        Grant.objects.create(**sound)


def test_the_whole_way_on_the_screens(client: Client, case: Case, red: Offer, anne: User, sidsel: User) -> None:
    public_id = case.citizen.public_id
    new = f"{reverse('grant_new', args=[public_id])}?tilbud={red.pk}"
    page = reverse("citizen_dispensation", args=[public_id, red.pk])
    client.force_login(anne)
    shut = client.get(new)
    assert "Kun en fagkonsulent kan åbne et rødt tilbud" in words(shut, "#vurdering")
    assert f"Send denne adresse til fagkonsulenten: http://testserver{page}" in words(shut, "#vurdering")
    typed = hidden(client, case, red) | TYPED | QUOTED | {"act": "send", "shown": "needs_approval"}
    assert "anvendes aldrig" in words(client.post(new, typed), "main")
    assert [getattr(client, method)(page, FORM).status_code for method in ("get", "post")] == [404, 404]
    assert not Dispensation.objects.exists() and not Grant.objects.exists()

    client.force_login(sidsel)
    assert page in client.get(new).content.decode()
    asks = BeautifulSoup(client.get(page).content.decode(), "html.parser")
    technical = {str(f["name"]): str(f.get("value", "")) for f in asks.select("main form input[type=hidden]")}
    missing = client.post(page, technical | FORM | {"reference": "", "step": "gem"})
    assert (missing.status_code, Dispensation.objects.count()) == (422, 0)
    assert client.post(page, technical | FORM | {"step": "gem"}).status_code == 302
    assert AccessLog.objects.filter(user=sidsel, screen="Borger: dispensation", act="change").count() == 1

    client.force_login(anne)
    opened = words(client.get(new), "#vurdering")
    assert "lovbestemt ret, LAB § 57, 12. november 2026. Registreret af Sidsel" in opened
    case.refresh_from_db()
    typed = hidden(client, case, red) | TYPED | QUOTED | {"act": "send", "shown": "needs_approval"}
    assert client.post(new, typed).status_code == 302
    grant = Grant.objects.get()
    for name, arguments in (("grant", [public_id, grant.pk]), ("citizen_offers", [public_id])):
        assert "LAB § 57" in words(client.get(reverse(name, args=arguments)), "main")
    assert "Dispensation til Afklaringsforløb" in words(client.get(reverse("citizen", args=[public_id])), "main")
    history = words(client.get(reverse("citizen_history", args=[public_id])), "main")
    assert "Dispensation til Afklaringsforløb: lovbestemt ret, LAB § 57" in history

    client.force_login(team_leader())
    inbox = words(client.get("/ledelse/godkendelser/?vis=dispensationer"), "main")
    assert "Åbnet ved dispensation" in inbox and "Begrundelse: Retten er dokumenteret" in inbox
    listed = client.get(reverse("control_list", args=["dispensationer"]))
    rows = BeautifulSoup(listed.content.decode(), "html.parser").select("tbody tr")
    assert [" ".join(row.get_text(" ").split()) for row in rows] == [
        "Bente Holm Syg, med arbejdsgiver Anne Nygaard man. 23. nov. Afklaringsforløb: lovbestemt ret, LAB § 57"
    ]


def test_a_specialist_who_sees_no_citizens_opens_this_page_alone(client: Client, case: Case, red: Offer) -> None:
    """At the address that the caseworker sent: entered, taken back, each view logged; nothing else of the citizen."""
    oscar = specialist()
    client.force_login(oscar)
    page = reverse("citizen_dispensation", args=[case.citizen.public_id, red.pk])
    asks = BeautifulSoup(client.get(page).content.decode(), "html.parser")
    assert reverse("catalogue") in [link["href"] for link in asks.select("main a")]
    technical = {str(f["name"]): str(f.get("value", "")) for f in asks.select("main form input[type=hidden]")}
    saved = client.post(page, technical | FORM | {"step": "gem"})
    assert saved.headers["Location"] == page
    door = Dispensation.objects.get()
    assert "LAB § 57" in words(client.get(page), "main")
    undo = reverse("citizen_undo", args=[case.citizen.public_id, "dispensation", door.pk])
    assert client.post(undo).headers["Location"] == page
    assert not Dispensation.objects.valid().exists()
    logged = AccessLog.objects.filter(user=oscar, screen="Borger: dispensation").values_list("act", flat=True)
    assert sorted(logged) == ["change", "change", "view", "view"]
    others = ("citizen", "citizen_offers", "citizen_history", "open_reason", "grant_new")
    found = {client.get(reverse(name, args=[case.citizen.public_id])).status_code for name in others}
    assert found <= {403, 404}


def test_nobody_else_opens_it_and_of_the_protected_nobody(client: Client, case: Case, red: Offer, anne: User) -> None:
    page = reverse("citizen_dispensation", args=[case.citizen.public_id, red.pk])
    for user in (anne, team_leader("Lone Vest", team=a_team("Jobteam Vest")), employee("Ulrik", Role.SYSTEM_ADMIN)):
        client.force_login(user)
        assert client.get(page).status_code in (403, 404)
    client.force_login(specialist())
    hidden_one = bente(anne, name="Skjult Person", protected=True)
    assert client.get(reverse("citizen_dispensation", args=[hidden_one.citizen.public_id, red.pk])).status_code == 404
    Case.objects.filter(pk=case.pk).update(closed_on=TODAY)
    assert client.get(page).status_code == 404


def test_the_figure_of_the_list_is_its_rows(client: Client, case: Case, red: Offer, anne: User, sidsel: User) -> None:
    """Each citizen once; one taken back is on no list, and another team's is on another leader's."""
    other = course("red", "Et andet")
    entered(case, red, sidsel)
    entered(case, other, sidsel)
    gone = bente(anne, name="Karl Vig")
    dispensing.void(dispensation=entered(gone, red, sidsel), reason="Fejl", by=sidsel, today=TODAY, now=NOW)
    far = employee("Per Falk", Role.CASEWORKER, team=a_team("Jobteam Syd"))
    entered(bente(far, name="Ida Sø"), red, sidsel)
    client.force_login(team_leader())
    page = BeautifulSoup(client.get(reverse("control_list", args=["dispensationer"])).content.decode(), "html.parser")
    counted = [pill["data-count"] for pill in page.select(".jc-tally a[data-count]") if "Dispensationer" in pill.text]
    assert counted == ["1"]
    assert [row["data-citizen"] for row in page.select("tbody tr")] == [case.citizen.public_id]
    assert "Et andet: lovbestemt ret, LAB § 57 (ikke brugt)" in page.get_text()


def test_a_colour_that_opens_meanwhile_needs_no_door(case: Case, anne: User, sidsel: User) -> None:
    """The dispensation of an offer that has become yellow stays unused."""
    offer = course("")
    coloured(offer, "red", until=TODAY)
    coloured(offer, "yellow", since=TODAY + timedelta(days=1))
    entered(case, offer, sidsel)
    later = TODAY + timedelta(days=1)
    grant = sent(case, asked(offer), by=anne, today=later, seen=page_of(case, asked(offer), today=later))
    assert (grant.colour, grant.dispensation, "dispensation" in grant.verdict) == ("yellow", None, False)
