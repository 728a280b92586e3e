"""Every rule that the installation computes is seen by somebody: without it, a page of the citizen or a list changes.

Each line names a rule, a citizen whom it concerns, and words that only this rule brings onto one of the pages.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cases.models import Case, CaseDetail, NextConversation
from cases.services import deadlines
from staff.models import User
from tests.people import (
    TODAY,
    activity_ready_cash,
    case_of,
    caseworker,
    citizen,
    held,
    in_group,
    in_offer,
    insured,
    job_ready_cash,
    refreshed,
    sick,
    team_leader,
)
from tests.without_rule import without_rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
Build = Callable[[User], Case]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def newly_unemployed(by: User) -> Case:
    return insured("Hanna Lysgaard", first_unemployed_on=ago(10), by=by)


def twice_in_one_interval(by: User) -> Case:
    """Both numbers are fulfilled, and the second interval stands empty (W-08)."""
    case = insured("Hanna Lysgaard", first_unemployed_on=ago(60), by=by)
    held(case, ago(50))
    held(case, ago(45))
    return case


def long_unemployed(by: User) -> Case:
    return insured("Hanna Lysgaard", first_unemployed_on=ago(470), by=by)


def job_ready(by: User) -> Case:
    return job_ready_cash(since=ago(60), by=by)


def activity_ready(by: User) -> Case:
    return activity_ready_cash(since=ago(60), by=by)


def in_praktik(by: User) -> Case:
    """Only an offer that counts puts off the yearly deadline."""
    return in_offer(job_ready(by), "virksomhedspraktik", since=ago(30), until=TODAY + timedelta(days=30))


def in_guidance(by: User) -> Case:
    return in_offer(job_ready(by), "vejledning", since=ago(30), until=TODAY + timedelta(days=35))


def on_sick_leave(by: User) -> Case:
    return sick(first_absence_on=ago(100), since=ago(100), by=by)


def newcomer(by: User) -> Case:
    case = case_of(citizen("Samira Nasser"), since=ago(20), responsible=by)
    CaseDetail.objects.create(case=case, key="residence_permit_on", on_date=ago(20))
    return in_group(case, "sh_job_ready", since=ago(20))


def in_resource_course(by: User) -> Case:
    case = case_of(citizen("Grethe Lund"), since=ago(50), responsible=by)
    return in_group(case, "resource_course", since=ago(50), visited_on=ago(50), job_broker="declined")


def on_ledighedsydelse(by: User) -> Case:
    case = case_of(citizen("Ove Krogh"), since=ago(50), responsible=by)
    return in_group(case, "flexjob_unemployed", since=ago(50), visited_on=ago(50))


def agreed_with(by: User) -> Case:
    """The next conversation is set by hand, because no cadence gives a date."""
    case = job_ready(by)
    NextConversation.objects.create(case=case, due_on=TODAY + timedelta(days=9), set_on=ago(5), reason="Aftalt")
    return refreshed(case)


def nobodys(by: User) -> Case:
    return insured("Ali Ingen", first_unemployed_on=ago(2))


@pytest.fixture
def anne() -> User:
    return caseworker()


@pytest.mark.parametrize(
    ("rule", "build", "words"),
    [
        pytest.param(
            "BRO18-01", newly_unemployed, "Seks jobsamtaler i de første 6 måneder", marks=pytest.mark.proves("BRO18-01")
        ),
        pytest.param(
            "BRO18-02",
            twice_in_one_interval,
            "Samtale i hvert interval på 4 uger, interval 2",
            marks=pytest.mark.proves("BRO18-02"),
        ),
        pytest.param("BRO18-10", newly_unemployed, "Jobsamtale 1 med a-kasse", marks=pytest.mark.proves("BRO18-10")),
        pytest.param("BRO18-12", newly_unemployed, "Jobsamtale 2", marks=pytest.mark.proves("BRO18-12")),
        pytest.param("BRO18-15", newly_unemployed, "Jobsamtale 3", marks=pytest.mark.proves("BRO18-15")),
        pytest.param("BRO18-17", newly_unemployed, "Jobsamtale 4", marks=pytest.mark.proves("BRO18-17")),
        pytest.param("BRO18-18", newly_unemployed, "Jobsamtale 5 med a-kasse", marks=pytest.mark.proves("BRO18-18")),
        pytest.param("BRO18-20", newly_unemployed, "Jobsamtale 6", marks=pytest.mark.proves("BRO18-20")),
        pytest.param("BRO18-23", agreed_with, "2. december 2026", marks=pytest.mark.proves("BRO18-23")),
        pytest.param(
            "BRO18-25",
            agreed_with,
            "BRO18-23 · BRO18-25 · Brøndby Kommune, brev af 5. juli 2018, Jobsamtale 6",
            marks=pytest.mark.proves("BRO18-25"),
        ),
        pytest.param(
            "BRO18-26",
            long_unemployed,
            "Jobklub eller intensivt forløb før 16 måneder",
            marks=pytest.mark.proves("BRO18-26"),
        ),
        pytest.param("REB23-03", job_ready, "Tællende tilbud inden 12 måneder", marks=pytest.mark.proves("REB23-03")),
        pytest.param("REB23-04", in_praktik, "23. december 2027", marks=pytest.mark.proves("REB23-04")),
        pytest.param("REB23-16", job_ready, "REB23-03 · REB23-16", marks=pytest.mark.proves("REB23-16")),
        pytest.param("REB23-29", in_guidance, "Beslut forlængelse af tilbud", marks=pytest.mark.proves("REB23-29")),
        pytest.param("REB23-47", job_ready, "Visitation til jobkonsulent", marks=pytest.mark.proves("REB23-47")),
        pytest.param("REB23-48", activity_ready, "Visitation til jobkonsulent", marks=pytest.mark.proves("REB23-48")),
        pytest.param("REB23-49", newcomer, "Opholdstilladelse modtaget", marks=pytest.mark.proves("REB23-49")),
        pytest.param(
            "REB23-51", in_resource_course, "Virksomhedsrettet tilbud inden et år", marks=pytest.mark.proves("REB23-51")
        ),
        pytest.param("REB23-52", in_resource_course, "Jobformidler tilknyttes", marks=pytest.mark.proves("REB23-52")),
        pytest.param(
            "REB23-53",
            on_ledighedsydelse,
            "Individuel virksomhedspraktik igangsat",
            marks=pytest.mark.proves("REB23-53"),
        ),
        pytest.param("REB23-58", on_sick_leave, "Praktik overvejes", marks=pytest.mark.proves("REB23-58")),
        pytest.param("REB23-59", on_sick_leave, "Visitation til jobkonsulent", marks=pytest.mark.proves("REB23-59")),
        pytest.param("REB23-60", on_sick_leave, "Opfølgning med jobkonsulent", marks=pytest.mark.proves("REB23-60")),
    ],
)
def test_a_citizen_s_duties(
    client: Client, monkeypatch: pytest.MonkeyPatch, anne: User, rule: str, build: Build, words: str
) -> None:
    case = build(anne)
    client.force_login(anne)
    url = f"/borgere/{case.citizen.public_id}/frister/"
    assert words in read(client, url)
    without_rule(monkeypatch, rule)
    deadlines.refresh(case)
    assert words not in read(client, url)


@pytest.mark.parametrize(
    ("rule", "build", "title"),
    [
        pytest.param("BRO18-03", nobodys, "Uden ansvarlig", marks=pytest.mark.proves("BRO18-03")),
        pytest.param("BRO18-05", twice_in_one_interval, "Mangler samtale", marks=pytest.mark.proves("BRO18-05")),
    ],
)
def test_a_leader_s_control_list(
    client: Client, monkeypatch: pytest.MonkeyPatch, anne: User, rule: str, build: Build, title: str
) -> None:
    name, first = build(anne).citizen.name, "/ledelse/lister/"
    url = f"{first}{title.lower().replace(' ', '-')}/"
    client.force_login(team_leader())
    assert title in read(client, first) and name in read(client, url)
    without_rule(monkeypatch, rule)
    assert title not in read(client, first) and client.get(url).status_code == 404


def read(client: Client, url: str) -> set[str]:
    """The texts of a page."""
    answer = client.get(url)
    assert answer.status_code == 200
    return set(BeautifulSoup(answer.content, "html.parser").stripped_strings)
