"""A date that follows from a rule nobody has confirmed says "ikke bekræftet" wherever it stands."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pgtrigger
import pytest
from bs4 import BeautifulSoup
from django.db.models import F, Func, Value
from django.test import Client

from cases.models import Case, Deadline, RuleVersion
from cases.services import sweep
from cases.services.policies.files import save_fingerprint
from cases.services.policies.in_force import profile
from rules.explain import answer
from rules.policy import load_profile
from rules.trial import replaced
from rules.vocabulary import RuleStatus
from staff.models import User
from tests.people import NOW, TODAY, caseworker, insured, job_ready_cash, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SAID = "ikke bekræftet"


@pytest.fixture
def anne() -> User:
    return caseworker()


@pytest.fixture
def case(anne: User) -> Case:
    """Overdue by a rule that is not confirmed."""
    found = job_ready_cash("Peter Ravn", since=TODAY.replace(month=7), by=anne)
    Deadline.objects.filter(case=found).update(unverified=True)
    return found


def said(client: Client, user: User, url: str) -> int:
    """How often the page says it, the card of the ladder apart: its own rule is not confirmed, and says so always."""
    client.force_login(user)
    page = BeautifulSoup(client.get(url).content, "html.parser")
    for card in page.select("[aria-labelledby=trappe-h]"):
        card.decompose()
    return str(page).count(SAID)


@pytest.mark.parametrize("confirmed", [False, True])
def test_on_the_pages_of_a_caseworker_and_a_leader(client: Client, anne: User, case: Case, confirmed: bool) -> None:
    leader = team_leader()
    if confirmed:
        Deadline.objects.update(unverified=False)
    citizen = f"/borgere/{case.citizen.public_id}/"
    found = {
        "row and panel": said(client, anne, f"/sagsstamme/?valgt={case.citizen.public_id}"),
        "duties and next step": said(client, anne, citizen),
        "all deadlines": said(client, anne, f"{citizen}frister/"),
        "leader": said(client, leader, "/ledelse/frister/"),
        "cases of the rule": said(client, anne, "/regler/reb23-47/sager/"),
    }
    assert {name: bool(number) for name, number in found.items()} == dict.fromkeys(found, not confirmed), found
    if not confirmed:
        assert found["row and panel"] >= 2


def test_in_the_list_and_the_words_of_the_track(client: Client, anne: User, case: Case) -> None:
    client.force_login(anne)
    drawing = client.get(f"/borgere/{case.citizen.public_id}/").context["track"].drawing
    assert f"Visitation mangler ({SAID})" in drawing.sentence
    assert f"Visitation mangler ({SAID})" in [words for _, words in drawing.lines]


@pytest.mark.parametrize("confirmed", [False, True])
def test_by_a_rule_in_force_that_is_not_confirmed(client: Client, anne: User, confirmed: bool) -> None:
    """What was told, the times to choose from, what an outcome would mean, and what the next one is."""
    case = insured("Mette Late", first_unemployed_on=TODAY - timedelta(days=30), by=anne)
    with pgtrigger.ignore("cases.RuleVersion:approved_is_final"):
        RuleVersion.objects.filter(rule__in=("BRO18-02", "BRO18-10", "BRO18-12")).update(row=as_status(confirmed))
    save_fingerprint(profile())
    sweep.run(today=TODAY, now=NOW)
    citizen = f"/borgere/{case.citizen.public_id}/"
    client.force_login(anne)
    pages = {
        "told": ("/sagsstamme/", "#nye"),
        "timeline": (citizen, "#tidslinje"),
        "times": (f"{citizen}samtaler/ny/", ".jc-head .sub"),
        "consequence": (f"{citizen}samtaler/registrer/", "#virkning"),
        "next": (f"{citizen}samtaler/registrer/", "#naeste"),
    }
    found = {}
    for name, (url, place) in pages.items():
        part = BeautifulSoup(client.get(url).content, "html.parser").select_one(place)
        assert part is not None, name
        found[name] = SAID in part.get_text()
    assert found == dict.fromkeys(pages, not confirmed)


def as_status(confirmed: bool) -> Func:
    """The row of a version with another status."""
    words = RuleStatus.CONFIRMED if confirmed else RuleStatus.UNVERIFIED
    return Func(F("row"), Value('"confirmed"'), Value(f'"{words}"'), function="replace")


def test_in_the_answer_of_explain() -> None:
    rule = load_profile("fjordby").rule("REB23-47")
    assert rule is not None
    question = {
        "profile": "fjordby",
        "today": "2026-11-23",
        "rules": ["REB23-47"],
        "target_groups": [{"group": "cash_job_ready", "from": "2026-07-23"}],
    }
    with replaced(replace(rule, status=RuleStatus.UNVERIFIED)):
        found: Any = answer(json.dumps(question))
    assert isinstance(found, dict)
    (deadline,) = found["deadlines"]
    assert deadline["rule_status"] == "unverified"
