"""A leader lists those whom a rule wants in an offer; the row says who is listed, and an offer takes them off."""

from datetime import date, timedelta
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.facts import ACTIVITY_TYPES
from cases.models import Activity, Case, CaseDetail, Pause, TargetGroupPeriod
from cases.services.records import rules_today
from oversight.services.lacking import lacking_by
from rules.answers.lacking import HadOffer, LackingQuestion, about, lacking
from rules.vocabulary import ActivityStatus, PauseReason, TargetGroup
from staff.models import User
from tests.oversight.without_an_offer import sick_from_dagpenge, to_study
from tests.people import (
    TODAY,
    a_team,
    caseworker,
    citizen,
    in_offer,
    job_ready_cash,
    paused,
    team_leader,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
DAY = timedelta(days=1)


@pytest.fixture
def anne() -> User:
    return caseworker(hours=False)


@pytest.fixture
def leader(client: Client) -> Client:
    client.force_login(team_leader())
    return client


def listed(client: Client, slug: str) -> dict[str, str]:
    """The names on a list, each with its last column. A list that is not there holds nobody."""
    page = BeautifulSoup(client.get(f"/ledelse/lister/{slug}/").content, "html.parser")
    rows = [row.select("td") for row in page.select("#liste tbody tr")]
    return {row[0].get_text(strip=True): row[-1].get_text(strip=True) for row in rows}


@pytest.mark.proves("RUD21-50")
def test_the_sick_from_dagpenge_until_they_have_had_an_offer(leader: Client, anne: User) -> None:
    ill = sick_from_dagpenge("Nu Syg", by=anne)
    helped = sick_from_dagpenge("Hjulpet Nu", by=anne)
    in_offer(helped, "coping_course", since=TODAY - 10 * DAY, until=TODAY - 3 * DAY, status="ended")
    in_offer(ill, "amu", since=TODAY - 60 * DAY, until=TODAY - 20 * DAY, status="ended")
    assert listed(leader, "sygemeldt-fra-dagpenge") == {"Nu Syg": "Foreslå et mestringsforløb"}
    in_offer(ill, "coping_course", since=TODAY + 7 * DAY, status="planned")
    assert listed(leader, "sygemeldt-fra-dagpenge") == {}


@pytest.mark.proves("RUD21-30")
def test_those_who_wait_to_study_by_what_the_caseworker_has_written(client: Client, anne: User) -> None:
    case = to_study("Snart Student", by=anne, on=None)
    paused(to_study("Har Job", by=anne), "employment", since=TODAY - 5 * DAY)
    client.force_login(anne)
    url = reverse("citizen_detail", args=[case.citizen.public_id, "expected_study_on"])
    version = Case.objects.get(pk=case.pk).version
    assert client.post(url, {"value": "25-01-2027", "version": version, "step": "gem"}).status_code == 302
    client.force_login(team_leader())
    assert listed(client, "foer-studiestart") == {
        "Snart Student": "Tilbyd nytteindsats eller et andet virksomhedsrettet tilbud"
    }
    in_offer(case, "nytteindsats", since=TODAY, until=TODAY + 28 * DAY)
    assert listed(client, "foer-studiestart") == {}


@pytest.mark.proves("REB23-05")
def test_the_focus_leaves_out_the_young_on_uddannelseshjaelp(leader: Client, anne: User) -> None:
    job_ready_cash("Uden Tilbud", since=TODAY - 20 * DAY, by=anne)
    to_study("På Uddannelseshjælp", by=anne)
    in_offer(job_ready_cash("I Praktik", since=TODAY - 20 * DAY, by=anne), "virksomhedspraktik", since=TODAY - 5 * DAY)
    assert listed(leader, "virksomhedsfokus") == {"Uden Tilbud": "Overvej et virksomhedsrettet tilbud"}


Had = tuple[str, str, date | None]
"""An offer: its type, its status and its last day."""
RULES = ("REB23-05", "RUD21-30", "RUD21-50")
GROUPS = ("cash_job_ready", "edu_obviously_ready", "sick_without_employer")
OFFERS = (
    None,
    ("virksomhedspraktik", "running", TODAY),
    ("nytteindsats", "planned", None),
    ("coping_course", "ended", TODAY - 8 * DAY),
    ("virksomhedspraktik", "ended", TODAY - 15 * DAY),
    ("virksomhedspraktik", "cancelled", None),
)


def test_the_lists_agree_with_what_the_rules_answer() -> None:
    since, on, says = TODAY - 14 * DAY, rules_today(TODAY), {rule: set[int]() for rule in RULES}
    for group, before, offer, pause in product(GROUPS, ("insured_unemployed", None), OFFERS, ("employment", None)):
        case = lived(group, before, offer, pause, since=since)
        question = asked(group, before, offer, pause, since=since)
        for rule in RULES:
            row, terms = about(rule, on) or pytest.fail(rule)
            if question.group in row.groups and lacking(question, terms).listed:
                says[rule].add(case.pk)
    for rule in RULES:
        assert says[rule], rule
        assert set(lacking_by(rule)(Case.objects.all(), TODAY).values_list("pk", flat=True)) == says[rule]


def asked(group: str, before: str | None, offer: Had | None, pause: str | None, *, since: date) -> LackingQuestion:
    had = [HadOffer(type=ACTIVITY_TYPES[kind], first_on=since, status=ActivityStatus(status), last_on=last)
           for kind, status, last in ([offer] if offer else [])]  # fmt: skip
    return LackingQuestion(
        at=TODAY, group=TargetGroup(group), since=since, before=TargetGroup(before) if before else None,
        study_start=TODAY + 60 * DAY, pause=PauseReason(pause) if pause else None, offers=tuple(had),
    )  # fmt: skip


def lived(group: str, before: str | None, offer: Had | None, pause: str | None, *, since: date) -> Case:
    earlier = since - 60 * DAY
    case: Case = Case.objects.create(citizen=citizen(), team=a_team(), course_start=earlier)
    if before:
        TargetGroupPeriod.objects.create(case=case, group_id=before, from_on=earlier, to_on=since - DAY)
    TargetGroupPeriod.objects.create(case=case, group_id=group, from_on=since)
    CaseDetail.objects.create(case=case, key="expected_study_on", on_date=TODAY + 60 * DAY)
    if offer:
        kind, status, last = offer
        Activity.objects.create(case=case, type=kind, status=status, from_on=since - 30 * DAY, to_on=last)
    if pause:
        Pause.objects.create(case=case, reason=pause, from_on=since)
    return case
