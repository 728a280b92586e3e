"""An offer of few hours a week is given with a reason, counted together with what runs beside it (W-35)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case, CaseDetail, Grant
from staff.models import User
from tests import people
from tests.cases.granting import course, refusal, sent, wish
from tests.offers.cast import coloured, column

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
ASKED = "Hvorfor ikke mindst 6 timer om ugen i alt?"
REASON = "Starter langsomt efter en operation"


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker(hours=False)
    client.force_login(user)
    return user


@pytest.fixture
def case(anne: User) -> Case:
    return people.activity_ready_cash(since=date(2026, 9, 1), by=anne)


def small_job(case: Case, hours: int) -> None:
    people.in_offer(case, "ordinary_hours", since=date(2026, 10, 5))
    Activity.objects.update(hours_per_week=Decimal(hours))


def placement(client: Client, case: Case, hours: str, **typed: Any) -> str:
    """The form of a placement of so many hours, as it comes back to be looked at."""
    version = Case.objects.get(pk=case.pk).version
    start = {"status": "planned", "from_on": "30/11-26", "to_on": "20/12-26", "version": version, "step": "vis"}
    there = {"type": "virksomhedspraktik", "place": "individual", "hours_per_week": hours}
    answer = client.post(reverse("citizen_activity", args=[case.citizen.public_id]), start | there | typed)
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("form.jc-card").get_text(" ").split())


@pytest.mark.proves("HED21-20")
def test_a_placement_of_five_hours_asks_why(client: Client, case: Case) -> None:
    assert ASKED in placement(client, case, "5")
    assert ASKED not in placement(client, case, "6")


@pytest.mark.proves("HED21-20")
def test_the_hours_of_a_small_job_beside_it_count(client: Client, case: Case) -> None:
    assert ASKED in placement(client, case, "4")
    small_job(case, 2)
    assert ASKED not in placement(client, case, "4")
    assert ASKED in placement(client, case, "3")


def test_only_the_groups_of_the_rule_are_asked(client: Client, anne: User) -> None:
    assert ASKED not in placement(client, people.job_ready_cash(since=date(2026, 9, 1), by=anne), "5")


@pytest.mark.proves("HED21-20")
def test_a_grant_of_few_hours_shows_the_sum_and_needs_the_reason(client: Client, case: Case, anne: User) -> None:
    CaseDetail.objects.create(case=case, key="attendable_hours", text="10")
    wished = wish(course("", type="coping_course"), hours_per_week=Decimal(5))
    coloured(wished.offer, "green", of_column=column("Kontanthjælp, aktivitetsparat"))
    assert f"{ASKED} (HED21-20)" in refusal(case, wished, by=anne)
    grant = sent(case, wish(wished.offer, hours_per_week=Decimal(5), answers=(("HED21-20", REASON),)), by=anne)
    said = {check["rule"]: (check["result"], check["text"]) for check in grant.verdict["checks"]}
    assert said["HED21-20"] == ("warning", "5 timer om ugen i alt, mindst 6")
    kept = Grant.objects.get().weighed.get(rule="HED21-20")
    assert (kept.question, kept.answer) == (ASKED, REASON)


def test_who_can_attend_four_hours_is_not_asked(client: Client, case: Case) -> None:
    CaseDetail.objects.create(case=case, key="attendable_hours", text="4")
    assert ASKED not in placement(client, case, "4")


def test_registered_only_with_the_reason(client: Client, case: Case) -> None:
    answers = {
        "weigh_why": "Prøver faget",
        "weigh_reb23_46": "nej",
        "weigh_reb23_12": ["faglige"],
        "weigh_reb23_13": "i dag",
    }
    said = placement(client, case, "5", step="gem", **answers)
    assert "Skriv svaret. Reglen kræver det." in said
    assert not Activity.objects.exists()
