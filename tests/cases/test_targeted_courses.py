"""Målrettede forløb: arranged with a company short of people; citizens get a seat, wait, and make room again."""

import uuid
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Case
from companies.models import Company, TargetedCourse, TargetedSeat
from companies.services import merging, targeted
from companies.services.targeted import Plan
from staff.models import AccessLog, User
from staff.refusals import Refused
from tests import people
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/forloeb/"
SINCE = date(2026, 9, 7)


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker()
    client.force_login(user)
    return user


@pytest.fixture
def firm() -> Company:
    return a_company("Havnens Lager", short_of_people=True)


def a_course(firm: Company, *, seats: int = 1, on: date = TODAY) -> TargetedCourse:
    plan = Plan(
        title="Vejen til lageret", kind="targeted", occupation="Lagermedarbejder", where="", starts_on=on, ends_on=on,
        seats=seats,
    )  # fmt: skip
    return targeted.arrange(company=firm, plan=plan, by=people.job_consultant(), now=NOW, form_key=None)


def act(client: Client, case: Case, course: TargetedCourse, name: str = "targeted_join") -> str:
    answer = client.post(reverse(name, args=[case.citizen.public_id, course.pk]), follow=True)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def names(client: Client, course: TargetedCourse, query: str = "") -> list[str]:
    answer = client.get(reverse("targeted_course", args=[course.pk]) + query)
    return [one.get_text(strip=True) for one in BeautifulSoup(answer.content, "html.parser").select("td.m-name")]


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


@pytest.mark.proves("HED21-56")
def test_arranged_once_for_a_company_short_of_people(client: Client, firm: Company) -> None:
    client.force_login(people.job_consultant())
    assert "Nyt forløb : Havnens Lager" in text(client, URL) and "HED21-56" in text(client, URL)
    typed = {
        "title": "Vejen til lageret", "kind": "targeted", "occupation": "Lagermedarbejder", "seats": "8",
        "starts_on": "1/12-2026", "ends_on": "12/12-2026", "form_key": str(uuid.uuid4()),
    }  # fmt: skip
    url = reverse("targeted_course_new", args=[firm.pk])
    assert client.post(url, typed | {"ends_on": "1/11-2026"}).status_code == 422
    for _ in range(2):
        assert client.post(url, typed).status_code == 302
    assert TargetedCourse.objects.get().company == firm
    assert "Nyt forløb : Havnens Lager" not in text(client, URL)


@pytest.mark.proves("HED21-59")
def test_also_job_rotation_and_adult_apprentices(client: Client, firm: Company) -> None:
    client.force_login(people.job_consultant())
    said = text(client, reverse("targeted_course_new", args=[firm.pk]))
    assert all(word in said for word in ("Jobrotation", "Voksenlærlinge", "Dobbelt kompetenceløft"))


def test_a_seat_then_the_waiting_list_then_the_seat_of_who_leaves(client: Client, anne: User, firm: Company) -> None:
    course = a_course(firm)
    first, second = (people.activity_ready_cash(name, since=SINCE, by=anne) for name in ("Mette Sund", "Ida Ny"))
    assert "Mette Sund har fået plads" in act(client, first, course)
    act(client, first, course)
    assert "Ida Ny er sat på venteliste" in act(client, second, course)
    assert (names(client, course), names(client, course, "?vis=venter")) == (["Mette Sund"], ["Ida Ny"])
    assert AccessLog.objects.order_by("-id")[0].citizens == [second.citizen.public_id]
    assert "Den næste på ventelisten har fået pladsen" in act(client, first, course, "targeted_leave")
    assert (names(client, course), names(client, course, "?vis=venter")) == (["Ida Ny"], [])
    act(client, first, course, "targeted_leave")
    assert TargetedSeat.objects.there().count() == 1


def test_who_may_not_be_seen_stands_without_a_name(client: Client, anne: User, firm: Company) -> None:
    course, viggo = a_course(firm, seats=3), people.caseworker("Viggo Vest", team=people.a_team("Jobteam Vest"))
    west = people.activity_ready_cash("Vera Vest", since=SINCE, by=viggo)
    Case.objects.filter(pk=west.pk).update(team=people.a_team("Jobteam Vest"))
    hidden = people.activity_ready_cash("Skjult Person", since=SINCE, protected=True)
    for case in (west, hidden):
        targeted.join(
            course=course, citizen=case.citizen.public_id, by=viggo, today=TODAY, now=NOW, form_key=None
        )  # fmt: skip
    assert names(client, course) == ["Borger i Jobteam Vest", "Beskyttet borger"]
    assert client.post(reverse("targeted_join", args=[west.citizen.public_id, course.pk])).status_code == 404
    client.force_login(people.employee("Ude Fra"))
    for url in (URL, reverse("targeted_course", args=[course.pk]), reverse("targeted_course_new", args=[firm.pk])):
        assert client.get(url).status_code == 404


def test_what_the_database_refuses_and_what_follows_a_merge(anne: User, firm: Company) -> None:
    course = a_course(firm)
    case = people.activity_ready_cash(since=SINCE, by=anne)
    row = targeted.join(course=course, citizen=case.citizen.public_id, by=anne, today=TODAY, now=NOW, form_key=None)
    for values in ({"seat": 2}, {"seat": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TargetedSeat.objects.filter(pk=row.pk).update(**values)
    ended = a_course(firm, on=SINCE)
    with pytest.raises(Refused, match="slut"):
        targeted.join(course=ended, citizen="x", by=anne, today=TODAY, now=NOW, form_key=None)
    kept = a_company("Havnen", cvr=None)
    merging.merge(kept=kept, gone=firm, reason="Samme", by=anne, now=NOW)
    course.refresh_from_db()
    assert course.company == kept


def test_as_many_statements_for_few_as_for_many(client: Client, anne: User, firm: Company) -> None:
    course = a_course(firm, seats=9)
    for number in range(9):
        case = people.activity_ready_cash(f"Borger {number}", since=SINCE, by=anne)
        targeted.join(course=course, citizen=case.citizen.public_id, by=anne, today=TODAY, now=NOW, form_key=None)
        a_course(firm)
    assert_baseline("targeted_course", statements(client, reverse("targeted_course", args=[course.pk])))
    assert_baseline("targeted_courses", statements(client, URL))
