"""Many join a mentor course at the same moment: never more than it has seats, the others wait in line."""

from collections.abc import Callable

import pytest

from companies.models import Company, Mentor, MentorCourse
from companies.services import courses
from staff.models import User
from staff.refusals import Refused
from tests.at_once import at_once
from tests.companies.cast import a_company
from tests.people import NOW, TODAY, job_consultant

pytestmark = pytest.mark.django_db(transaction=True)
SEATS, MANY = 3, 8


def race() -> tuple[MentorCourse, list[object]]:
    karim, firm = job_consultant(), a_company()
    course = courses.arrange(
        title="Mentor", where="", starts_on=TODAY, ends_on=TODAY, seats=SEATS, by=karim, now=NOW, form_key=None
    )
    return course, at_once([joining(course, firm, number, karim) for number in range(MANY)])


def joining(course: MentorCourse, firm: Company, number: int, by: User) -> Callable[[], object]:
    return lambda: courses.join(
        course=course, company=firm, name=f"Nummer {number}", by=by, today=TODAY, now=NOW, form_key=None
    )


def test_three_seats_and_eight_who_join() -> None:
    course, answers = race()
    assert all(isinstance(answer, Mentor) for answer in answers)
    assert sorted(row.seat for row in Mentor.objects.seated().filter(course=course)) == [1, 2, 3]
    assert Mentor.objects.waiting().filter(course=course).count() == MANY - SEATS


def test_without_the_lock_the_database_gives_each_seat_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock decides who waits; the number of seats holds without it."""
    monkeypatch.setattr(courses, "_locked", lambda course: course)
    course, answers = race()
    seats = [row.seat for row in Mentor.objects.seated().filter(course=course)]
    assert len(seats) == len(set(seats)) <= SEATS
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) + sum(isinstance(answer, Mentor) for answer in answers) == MANY
