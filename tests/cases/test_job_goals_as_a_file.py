"""Those who talk with companies take the job goals along: who looks for what, and nothing else."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from openpyxl import load_workbook

from cases.models import Case, CaseDetail
from cases.services import job_goals
from staff.models import AccessLog, User
from tests import people
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/jobkonsulent/jobmaal/csv/"
HEADINGS = ["Sag", "Borger", "Jobmål A", "Jobmål B", "Jobmål C", "Senest ændret", "Rådgiver", "Jobkonsulent"]


@pytest.fixture
def karim(client: Client) -> User:
    user = people.job_consultant("Karim Haddad")
    client.force_login(user)
    return user


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


def seeking(name: str, anne: User, *wanted: str, **person: bool) -> Case:
    case = people.sick(
        name, first_absence_on=TODAY - timedelta(days=90), since=TODAY - timedelta(days=90), by=anne, **person
    )
    for letter, occupation in zip("ABC", wanted, strict=False):
        job_goals.add(
            case=case, letter=letter, occupation=occupation, from_on=TODAY, by=anne, today=TODAY, now=NOW
        )  # fmt: skip
    return case


def rows(client: Client) -> list[list[str]]:
    answer = client.get(URL)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_one_row_a_citizen_with_the_goals_by_letter(client: Client, karim: User, anne: User) -> None:
    case = people.referred(seeking("Ida Berg", anne, "Tømrer", "Murer"), TODAY, to=karim)
    seeking("Ole Uden Mål", anne)
    assert rows(client) == [
        HEADINGS,
        [
            case.citizen.public_id,
            "Ida Berg",
            "Tømrer",
            "Murer",
            "",
            "2026-11-23",
            "Anne Nygaard",
            "Karim Haddad",
        ],
    ]


def test_neither_number_nor_benefit_nor_health_goes_along(client: Client, karim: User, anne: User) -> None:
    case = seeking("Ida Berg", anne, "Tømrer")
    CaseDetail.objects.create(case=case, key="attendable_hours", text="8")
    text = client.get(URL).content.decode("utf-8-sig")
    assert case.citizen.number.cpr[:6] not in text
    assert case.citizen.masked_cpr[:6] not in text
    for word in ("sygedagpenge", "syge", "fravær", "målgruppe", "team", "timer"):
        assert word not in text.casefold(), word


def test_the_spreadsheet_says_the_same_and_reckons_nothing(client: Client, karim: User, anne: User) -> None:
    seeking("Ida Berg", anne, "=HYPERLINK(1)")
    answer = client.get("/jobkonsulent/jobmaal/xlsx/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == HEADINGS
    assert not str(found[1][2]).startswith("=")
    assert rows(client)[1][2] == "'=HYPERLINK(1)"
    assert "jobmaal-2026-11-23.xlsx" in answer["Content-Disposition"]


def test_protected_closed_and_other_teams_citizens_stay_out(client: Client, karim: User, anne: User) -> None:
    people.referred(seeking("Dorte Beskyttet", anne, "Tømrer", protected=True), TODAY, to=karim)
    seeking("Vera Vest", people.caseworker("Bo Vest", team=people.a_team("Vest"), hours=False), "Tømrer")
    closed = seeking("Carl Lukket", anne, "Tømrer")
    Case.objects.filter(pk=closed.pk).update(closed_on=TODAY)
    assert rows(client) == [HEADINGS]


def test_who_took_whom_along_is_logged(client: Client, karim: User, anne: User) -> None:
    case = seeking("Ida Berg", anne, "Tømrer")
    rows(client)
    row = AccessLog.objects.get()
    assert (row.user, row.screen, row.citizens) == (karim, "Jobmål som fil", [case.citizen.public_id])


def test_leaders_too_and_nobody_else(client: Client, karim: User, anne: User) -> None:
    assert client.get("/jobkonsulent/jobmaal/pdf/").status_code == 404
    for user, status in ((people.team_leader(), 200), (anne, 404)):
        client.force_login(user)
        assert client.get(URL).status_code == status
