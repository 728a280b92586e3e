"""A plan for partial return within the first half year, the need of a training track, and the answer about a broker."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Case, Consideration
from cases.services import considerations
from rules.answers.record import latest_late
from rules.answers.terms import Record, RecordKept
from rules.dates import Span, Unit, add
from staff.models import AccessLog, User
from tests import people
from tests.baseline import assert_baseline, statements
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SIX_MONTHS_AGO = date(2026, 5, 23)
FOUR_MONTHS_AGO = date(2026, 7, 23)
DAY = timedelta(days=1)


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker()
    client.force_login(user)
    return user


def text(client: Client, name: str, case: Case) -> str:
    answer = client.get(reverse(name, args=[case.citizen.public_id]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True).replace("\xa0", " ")


def sent(client: Client, name: str, case: Case, **typed: Any) -> Any:
    start = {"version": Case.objects.get(pk=case.pk).version, "step": "gem", "form_key": str(uuid.uuid4())}
    return client.post(reverse(name, args=[case.citizen.public_id]), start | typed)


@pytest.mark.proves("REB23-56")
def test_partial_return_is_told_after_four_months_and_gone_when_written(client: Client, anne: User) -> None:
    before = people.sick("Ida Før", first_absence_on=FOUR_MONTHS_AGO + DAY, since=FOUR_MONTHS_AGO + DAY, by=anne)
    assert "Delvis raskmelding i første halvår" not in text(client, "citizen", before)
    case = people.sick("Mette Sund", first_absence_on=FOUR_MONTHS_AGO, since=FOUR_MONTHS_AGO, by=anne)
    assert "Delvis raskmelding i første halvår (REB23-56)" in text(client, "citizen", case)
    assert sent(client, "citizen_partial_return", case, on_date="23/11-2026", wanted="nej").status_code == 422
    typed = {"on_date": "23/11-2026", "wanted": "nej", "reason": "Arbejdspladsen er lukket"}
    assert sent(client, "citizen_partial_return", case, **typed).status_code == 302
    row = Consideration.objects.get()
    assert (row.of, row.wanted, row.reason) == ("partial_return", False, "Arbejdspladsen er lukket")
    assert "Delvis raskmelding i første halvår (REB23-56)" not in text(client, "citizen", case)
    assert "Delvis raskmelding: ikke mulig" in text(client, "citizen_history", case)
    assert "Skrevet" in text(client, "citizen_jobs", case)


def test_who_is_late_stands_on_the_leaders_list(client: Client, anne: User) -> None:
    late = people.sick("Sen Lund", first_absence_on=SIX_MONTHS_AGO - DAY, since=SIX_MONTHS_AGO - DAY, by=anne)
    people.sick("I Tide", first_absence_on=SIX_MONTHS_AGO, since=SIX_MONTHS_AGO, by=anne)
    written = people.sick("Skrevet Ned", first_absence_on=SIX_MONTHS_AGO - DAY, since=SIX_MONTHS_AGO - DAY, by=anne)
    considerations.record(
        case=written, of="partial_return", on_date=TODAY, wanted=True, reason="Fire timer", by=anne, today=TODAY,
        now=NOW,
    )  # fmt: skip
    client.force_login(people.team_leader())
    page = BeautifulSoup(client.get("/ledelse/lister/delvis-raskmelding/").content, "html.parser")
    assert [one.get_text(strip=True) for one in page.select("#liste tbody td.m-name")] == [late.citizen.name]
    assert_baseline("control_partial_return", statements(client, "/ledelse/lister/delvis-raskmelding/"))


def test_the_list_compares_as_the_rule_does() -> None:
    terms = RecordKept(record=Record.PARTIAL_RETURN, within=Span(6, Unit.MONTHS))
    for number in range(400):
        today = date(2024, 1, 1) + number * DAY
        last = latest_late(today, terms)
        assert last is not None and add(last, terms.within or Span(0, Unit.DAYS)) < today
        assert add(last + DAY, terms.within or Span(0, Unit.DAYS)) >= today


@pytest.mark.proves("REBGEN-51")
def test_the_need_of_a_training_track_reaches_the_consultants(client: Client, anne: User) -> None:
    case = people.activity_ready_cash("Mette Sund", since=date(2026, 9, 7), by=anne)
    assert "Behov for træningsbaner" in text(client, "citizen_jobs", case)
    typed = {"on_date": "23/11-2026", "wanted": "ja", "track": "Lager", "hours": "15", "area": "Havnen"}
    assert sent(client, "citizen_training_need", case, **typed).status_code == 302
    karim = people.job_consultant()
    client.force_login(karim)
    assert reverse("training_needs") in client.get(reverse("free_places")).content.decode()
    said = client.get(reverse("training_needs")).content.decode()
    assert "Mette Sund" in said and "Lager · 15 timer om ugen · Havnen" in said
    assert AccessLog.objects.order_by("-id")[0].citizens == [case.citizen.public_id]
    assert_baseline("training_needs", statements(client, reverse("training_needs")))
    client.force_login(anne)
    assert sent(client, "citizen_training_need", case, **typed | {"wanted": "nej"}).status_code == 302
    assert "Mette Sund" not in client.get(reverse("training_needs")).content.decode()
    client.force_login(people.employee("Ude Fra"))
    assert client.get(reverse("training_needs")).status_code == 404


@pytest.mark.proves("REB23-50")
def test_whether_a_job_broker_was_offered_is_answered_with_the_group(client: Client, anne: User) -> None:
    case = people.activity_ready_cash("Mette Sund", since=date(2026, 9, 7), by=anne)
    typed = {"group": "resource_course", "from_on": "23/11-2026", "visited_on": "23/11-2026"}
    answer = sent(client, "citizen_group", case, **typed)
    assert "Skriv svaret på tilbuddet om jobformidler (REB23-50" in answer.content.decode()
    said = sent(client, "citizen_group", case, **typed, job_broker="declined").content.decode()
    assert "Skriv svaret på tilbuddet om jobformidler" not in said


def test_only_where_a_rule_wants_it(client: Client, anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 9, 7), by=anne)
    for name in ("citizen_partial_return", "citizen_training_need"):
        assert client.get(reverse(name, args=[case.citizen.public_id])).status_code == 404
