"""Job goals A, B and C of a citizen: added, ended, and beside them the open jobs of the same occupation."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client

from cases.models import Case, JobGoal
from cases.services import courses, job_goals, pauses
from companies.models import JobOrder
from staff.models import User
from staff.refusals import Refused
from tests import people
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company
from tests.pages import part
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SINCE = date(2026, 9, 1)
DAY = timedelta(days=1)


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


@pytest.fixture
def case(anne: User) -> Case:
    return people.insured(first_unemployed_on=SINCE, by=anne)


@pytest.fixture
def client(anne: User) -> Client:
    client = Client()
    client.force_login(anne)
    return client


def path(case: Case, page: str = "job/") -> str:
    return f"/borgere/{case.citizen.public_id}/{page}"


def goal(case: Case, by: User, letter: str = "A", occupation: str = "Lagermedarbejder", **values: Any) -> JobGoal:
    start: dict[str, Any] = {"from_on": TODAY, "today": TODAY, "now": NOW}
    return job_goals.add(case=case, letter=letter, occupation=occupation, by=by, **start | values)


def order(by: User, occupation: str, **values: Any) -> JobOrder:
    start = {"updated_on": TODAY, "created_at": NOW, "created_by": by}
    return JobOrder.objects.create(company=a_company(occupation), occupation=occupation, **start | values)


def sent(client: Client, case: Case, page: str = "jobmaal/ny/", **typed: Any) -> Any:
    start = {"version": Case.objects.get(pk=case.pk).version, "step": "gem", "form_key": str(uuid.uuid4())}
    return client.post(path(case, page), start | typed)


def shown(client: Client, case: Case, page: str = "job/") -> BeautifulSoup:
    answer = client.get(path(case, page))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def jobs(client: Client, case: Case) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in shown(client, case).select("#job td.m-name a")]


def test_added_from_the_citizens_page_and_named_there(client: Client, case: Case, anne: User) -> None:
    answer = sent(client, case, letter="A", occupation="  Lager   medarbejder ", from_on="23/11-26")
    assert answer.url == path(case)
    row = JobGoal.objects.get()
    assert (row.letter, row.occupation, row.from_on, row.recorded_by) == ("A", "Lager medarbejder", TODAY, anne)
    for page in ("", "job/", "historik/"):
        assert "Lager medarbejder" in shown(client, case, page).get_text(), page


def test_the_form_begins_with_the_first_letter_that_is_free_and_knows_the_words(
    client: Client, case: Case, anne: User
) -> None:
    goal(case, anne)
    order(anne, "Tømrer")
    page = shown(client, case, "jobmaal/ny/")
    assert part(page, "[name=letter][checked]")["value"] == "B"
    words = [option["value"] for option in page.select("datalist option")]
    assert words == ["Lagermedarbejder", "Tømrer"]


def test_only_open_jobs_of_the_same_occupation_fit(client: Client, case: Case, anne: User) -> None:
    goal(case, anne, "A", "Lagermedarbejder")
    goal(case, anne, "B", "Økonomiassistent")
    order(anne, "lagermedarbejder")
    order(anne, "ØKONOMIASSISTENT", kind="request", mode="self", deadline=NOW + DAY)
    order(anne, "Lager")
    order(anne, "Lagermedarbejder", deadline=NOW - DAY)
    order(anne, "Lagermedarbejder", closed_at=NOW, closed_by=anne, ending="filled")
    assert sorted(jobs(client, case)) == ["lagermedarbejder", "ØKONOMIASSISTENT"]
    letters = [one.get_text(strip=True) for one in shown(client, case).select("#job .jc-abc")]
    assert sorted(letters) == ["JobmålA", "JobmålB"]


def test_a_job_told_by_anybody_is_seen_and_leaves_with_the_goal(client: Client, case: Case, anne: User) -> None:
    row = goal(case, anne)
    order(people.job_consultant(team=people.a_team("Virksomhedsteam")), "Lagermedarbejder")
    assert jobs(client, case) == ["Lagermedarbejder"]
    job_goals.void(goal=row, reason="Forkert", by=anne, today=TODAY, now=NOW)
    assert jobs(client, case) == []


def test_ended_from_the_page_and_the_row_before_stays(client: Client, case: Case, anne: User) -> None:
    row = goal(case, anne, from_on=TODAY - 10 * DAY)
    link = shown(client, case).select_one(".jc-goals a")
    assert link is not None
    answer = sent(client, case, f"jobmaal/{row.pk}/slut/", to_on="22/11-26")
    assert answer.url == path(case)
    row.refresh_from_db()
    now = JobGoal.objects.valid().get()
    assert (row.voided_by, row.void_reason, now.to_on) == (anne, "Slutdato registreret", TODAY - DAY)
    page = shown(client, case)
    assert page.select_one(".jc-goals") is None
    assert "Lagermedarbejder" in part(page, ".jc-earlier").get_text()
    assert sent(client, case, f"jobmaal/{now.pk}/slut/", to_on="23/11-26").status_code == 422


def test_a_letter_is_taken_until_its_goal_ends(client: Client, case: Case, anne: User) -> None:
    row = goal(case, anne, from_on=TODAY - 10 * DAY)
    answer = sent(client, case, letter="A", occupation="Tømrer", from_on="23/11-26")
    assert answer.status_code == 422
    assert "Jobmål A er allerede Lagermedarbejder" in answer.content.decode()
    job_goals.end(goal=row, to_on=TODAY - DAY, by=anne, today=TODAY, now=NOW)
    assert sent(client, case, letter="A", occupation="Tømrer", from_on="23/11-26").status_code == 302


def test_the_database_lets_no_letter_overlap(case: Case, anne: User) -> None:
    """What a second person writes at the same moment past the check of the service."""
    JobGoal.objects.create(case=case, letter="A", occupation="Tømrer", from_on=SINCE, to_on=TODAY)
    JobGoal.objects.create(case=case, letter="A", occupation="Murer", from_on=TODAY + DAY)
    for values in ({"from_on": TODAY}, {"from_on": TODAY + 30 * DAY}):
        with pytest.raises(IntegrityError, match="job_goal_no_overlap"), transaction.atomic():
            JobGoal.objects.create(case=case, letter="A", occupation="Maler", **values)
    with pytest.raises(IntegrityError, match="job_goal_dates"), transaction.atomic():
        JobGoal.objects.create(case=case, letter="B", occupation="Maler", from_on=TODAY, to_on=TODAY - DAY)


def test_a_form_sent_twice_makes_one_goal(client: Client, case: Case) -> None:
    typed = {"letter": "A", "occupation": "Tømrer", "from_on": "23/11-26", "form_key": str(uuid.uuid4())}
    version = case.version
    assert [sent(client, case, version=version, **typed).status_code for _ in range(2)] == [302, 302]
    assert JobGoal.objects.count() == 1


def test_a_stale_form_is_told_what_has_changed(client: Client, case: Case, anne: User) -> None:
    stale = case.version
    pauses.add(
        case=case, reason="leave", from_on=TODAY, to_on=TODAY, by=people.caseworker("Bo Falk"), today=TODAY, now=NOW
    )
    answer = sent(client, case, version=stale, letter="A", occupation="Tømrer", from_on="23/11-26")
    assert answer.status_code == 409
    assert "Sagen er ændret imens" in answer.content.decode()
    assert not JobGoal.objects.exists()


def test_undone_from_the_receipt_and_annulled_with_a_reason(client: Client, case: Case, anne: User) -> None:
    row = goal(case, anne)
    assert client.post(path(case, f"fortryd/goal/{row.pk}/")).status_code == 302
    row.refresh_from_db()
    assert row.void_reason == "Fortrudt"
    again = goal(case, anne)
    sent(client, case, f"ret/goal/{again.pk}/", step="vis", reason="Forkert borger")
    shown_page: Any = sent(client, case, f"ret/goal/{again.pk}/", step="vis", reason="Forkert borger")
    digest = shown_page.context["form"].digest()
    sent(client, case, f"ret/goal/{again.pk}/", reason="Forkert borger", previewed=digest)
    again.refresh_from_db()
    assert again.void_reason == "Forkert borger"
    assert "Jobmål A: Lagermedarbejder" in shown(client, case, "historik/").get_text()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"letter": "D"}, "letter"),
        ({"occupation": ""}, "occupation"),
        ({"occupation": "Kender 010190-1234"}, "occupation"),
        ({"from_on": SINCE - DAY}, "from_on"),
        ({"from_on": TODAY + 400 * DAY}, "from_on"),
        ({"to_on": TODAY - DAY}, "to_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(case: Case, anne: User, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as told:
        goal(case, anne, **values)
    assert told.value.field == field
    assert not JobGoal.objects.exists()


def test_a_closed_case_gets_no_goals(client: Client, case: Case, anne: User) -> None:
    courses.close(case=case, on_date=TODAY, reason="I job", by=anne, today=TODAY, now=NOW)
    with pytest.raises(Refused, match="lukket"):
        goal(case, anne)
    assert not shown(client, case).select("a[href$='jobmaal/ny/']")


def test_a_colleague_says_why_and_another_team_finds_nothing(client: Client, case: Case, anne: User) -> None:
    row = goal(case, anne)
    for name, team, status in (("Bo Falk", people.a_team(), 302), ("Vera Vest", people.a_team("Vest"), 404)):
        client.force_login(people.caseworker(name, team=team, hours=False))
        for page in ("job/", "jobmaal/ny/", f"jobmaal/{row.pk}/slut/"):
            assert client.get(path(case, page)).status_code == status, (name, page)
            assert client.post(path(case, page)).status_code in (status, 405), (name, page)


def test_the_goal_of_another_citizen_is_not_found(client: Client, case: Case, anne: User) -> None:
    other = goal(people.insured("Ida Berg", first_unemployed_on=SINCE, by=anne), anne)
    assert client.get(path(case, f"jobmaal/{other.pk}/slut/")).status_code == 404


def test_as_many_statements_for_many_jobs(client: Client, case: Case, anne: User) -> None:
    goal(case, anne)
    order(anne, "Lagermedarbejder")
    few = statements(client, path(case))
    for _ in range(5):
        order(anne, "Lagermedarbejder")
    many = statements(client, path(case))
    assert len(many) == len(few)
    assert_baseline("citizen_jobs", many)


@pytest.mark.proves("REB23-09")
def test_what_companies_ask_for_stands_beside_the_goal(client: Client, case: Case, anne: User) -> None:
    goal(case, anne), goal(case, anne, "B", "Tømrer")
    order(anne, "lagermedarbejder ", positions=3), order(anne, "Bager")
    said = shown(client, case).get_text(" ", strip=True)
    assert "Efterspurgt: 3 åbne stillinger" in said and "Ingen åbne stillinger nu" in said


@pytest.mark.proves("REBGEN-50")
def test_without_a_job_in_the_goal_another_trade_is_suggested(client: Client, case: Case, anne: User) -> None:
    goal(case, anne)
    grows, short = order(anne, "Bager"), order(anne, "Tjener")
    for row, mark in ((grows, "growing"), (short, "short_of_people")):
        setattr(row.company, mark, True)
        row.company.save()
    assert jobs(client, case) == ["Tjener", "Bager"]
    assert "Forslag om brancheskifte" in shown(client, case).get_text()
    order(anne, "Lagermedarbejder")
    assert jobs(client, case) == ["Lagermedarbejder"]


@pytest.mark.proves("HED21-55")
def test_a_competence_assessment_may_be_considered_and_has_been_given(client: Client, case: Case) -> None:
    assert "Individuel kompetencevurdering (IKV)" in shown(client, case).get_text()
    people.in_offer(case, "competence_assessment", since=SINCE)
    assert "Individuel kompetencevurdering (IKV) (givet)" in shown(client, case).get_text()


@pytest.mark.proves("RUD21-52")
def test_compensation_of_a_handicap_is_named(client: Client, case: Case) -> None:
    said = shown(client, case).get_text()
    assert all(word in said for word in ("Personlig assistance", "Hjælpemidler", "Isbryder", "Fortrinsadgang"))
