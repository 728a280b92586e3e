"""Mentor courses for the employees of companies: joined up to the last seat, then waited for."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from companies.models import Company, Mentor, MentorCourse
from companies.services import courses
from staff.models import Role, User
from staff.refusals import Refused
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company
from tests.people import NOW, TODAY, caseworker, employee, job_consultant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/mentorkurser/"


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


@pytest.fixture
def firm(karim: User) -> Company:
    return a_company()


def a_course(by: User, seats: int = 2, **values: Any) -> MentorCourse:
    start: dict[str, Any] = {"title": "Mentor for en ny kollega", "where": "", "starts_on": TODAY, "ends_on": TODAY}
    return courses.arrange(**start | values, seats=seats, by=by, now=NOW, form_key=None)


def joined(course: MentorCourse, firm: Company, name: str, by: User) -> Mentor:
    return courses.join(course=course, company=firm, name=name, by=by, today=TODAY, now=NOW, form_key=None)


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True).replace("\xa0", " ")


def test_arranged_once_and_joined_once(client: Client, karim: User, firm: Company) -> None:
    values = {"title": "Den gode start", "starts_on": "1/12-2026", "ends_on": "2/12-2026", "seats": "2"}
    values["form_key"] = str(uuid.uuid4())
    links = {client.post(reverse("mentor_course_new"), values).headers["Location"] for _ in range(2)}
    course = MentorCourse.objects.get()
    assert links == {reverse("mentor_course", args=[course.pk])}
    sent = {"firm": firm.cvr, "name": "Pia  Holm", "form_key": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post(reverse("mentor_join", args=[course.pk]), sent).status_code == 302
    assert [(row.name, row.seat) for row in Mentor.objects.all()] == [("Pia Holm", 1)]
    answer = client.post(reverse("mentor_join", args=[course.pk]), {**sent, "form_key": str(uuid.uuid4())})
    assert answer.status_code == 422 and "allerede tilmeldt kurset" in answer.content.decode()
    assert "1 af 2 pladser taget · 1 ledig" in text(client, reverse("mentor_course", args=[course.pk]))


def test_the_third_waits_and_gets_the_seat_of_who_leaves(client: Client, karim: User, firm: Company) -> None:
    course = a_course(karim)
    first, _, third, fourth = [joined(course, firm, name, karim) for name in ("Pia", "Bo", "Kim", "Liv")]
    assert (third.seat, fourth.seat) == (None, None)
    assert "Fuldt" in text(client, URL) and "2 venter" in text(client, URL)
    for _ in range(2):
        answer = client.post(reverse("mentor_leave", args=[first.pk]), follow=True)
    assert "Pia er afmeldt." in answer.content.decode()
    assert {row.name: row.seat for row in Mentor.objects.there()} == {"Bo": 2, "Kim": 1, "Liv": None}


def test_trained_mentors_stand_in_the_history_of_the_company(client: Client, karim: User, firm: Company) -> None:
    joined(a_course(karim), firm, "Pia Holm", karim)
    assert "Mentorkursus: Pia Holm" in text(client, reverse("company_history", args=[firm.pk]))


def test_what_cannot_be(karim: User, firm: Company) -> None:
    with pytest.raises(Refused, match="før startdatoen"):
        a_course(karim, ends_on=TODAY - timedelta(days=1))
    over = a_course(karim, starts_on=TODAY - timedelta(days=2), ends_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="Kurset er slut"):
        joined(over, firm, "Pia", karim)


def test_the_database_gives_a_seat_once_and_none_beyond(karim: User, firm: Company) -> None:
    course = a_course(karim)
    row: dict[str, Any] = {"course": course, "company": firm, "joined_at": NOW}
    Mentor.objects.create(**row, name="Pia", seat=1)
    for seat in (1, 0, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mentor.objects.create(**row, name="Bo", seat=seat)


def test_a_caseworker_reads_others_do_not_have_the_page(client: Client, karim: User, firm: Company) -> None:
    row = joined(a_course(karim), firm, "Pia", karim)
    page = reverse("mentor_course", args=[row.course_id])
    client.force_login(caseworker())
    assert "Afmeld" not in text(client, page)
    acts = (reverse("mentor_course_new"), reverse("mentor_join", args=[row.course_id]))
    assert {client.post(url).status_code for url in (*acts, reverse("mentor_leave", args=[row.pk]))} == {404}
    client.force_login(employee("Ude Fra", Role.AUDITOR))
    assert {client.get(url).status_code for url in (URL, page)} == {404}


def test_as_many_statements_for_few_as_for_many(client: Client, karim: User, firm: Company) -> None:
    for number in range(20):
        course = a_course(karim, title=f"Kursus {number}", seats=30)
        joined(course, firm, "Pia", karim)
    for number in range(20):
        joined(course, firm, f"Nummer {number}", karim)
    assert_baseline("mentor_courses", statements(client, URL))
    assert_baseline("mentor_course", statements(client, reverse("mentor_course", args=[course.pk])))
