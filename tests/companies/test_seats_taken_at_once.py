"""Many join a course at the same moment: never more than it has seats, the others wait in line."""

from collections.abc import Callable
from typing import Any

import pytest

from companies.models import Company, Mentor, MentorCourse, TargetedCourse, TargetedSeat
from companies.services import courses, seating, targeted
from companies.services.targeted import Plan
from staff.models import User
from staff.refusals import Refused
from tests.at_once import at_once
from tests.companies.cast import a_company
from tests.people import NOW, TODAY, job_consultant

pytestmark = pytest.mark.django_db(transaction=True)
SEATS, MANY = 3, 8
Race = tuple[Any, type[Any], list[object]]


def of_mentors() -> Race:
    karim, firm = job_consultant(), a_company()
    course = courses.arrange(
        title="Mentor", where="", starts_on=TODAY, ends_on=TODAY, seats=SEATS, by=karim, now=NOW, form_key=None
    )
    return course, Mentor, at_once([joining(course, firm, number, karim) for number in range(MANY)])


def joining(course: MentorCourse, firm: Company, number: int, by: User) -> Callable[[], object]:
    return lambda: courses.join(
        course=course, company=firm, name=f"Nummer {number}", by=by, today=TODAY, now=NOW, form_key=None
    )


def of_citizens() -> Race:
    karim = job_consultant()
    plan = Plan(
        title="Lager", kind="targeted", occupation="Lagermedarbejder", where="", starts_on=TODAY, ends_on=TODAY,
        seats=SEATS,
    )  # fmt: skip
    course = targeted.arrange(company=a_company(), plan=plan, by=karim, now=NOW, form_key=None)
    return course, TargetedSeat, at_once([coming(course, number, karim) for number in range(MANY)])


def coming(course: TargetedCourse, number: int, by: User) -> Callable[[], object]:
    return lambda: targeted.join(
        course=course, citizen=f"borger-{number}", by=by, today=TODAY, now=NOW, form_key=None
    )  # fmt: skip


@pytest.mark.parametrize("race", [of_mentors, of_citizens])
def test_three_seats_and_eight_who_join(race: Callable[[], Race]) -> None:
    course, model, answers = race()
    assert all(isinstance(answer, model) for answer in answers)
    assert sorted(row.seat for row in model.objects.seated().filter(course=course)) == [1, 2, 3]
    assert model.objects.waiting().filter(course=course).count() == MANY - SEATS


@pytest.mark.parametrize("race", [of_mentors, of_citizens])
def test_without_the_lock_the_database_gives_each_seat_once(
    monkeypatch: pytest.MonkeyPatch, race: Callable[[], Race]
) -> None:
    """The lock decides who waits; the number of seats holds without it."""
    monkeypatch.setattr(seating, "_locked", lambda course: course)
    course, model, answers = race()
    seats = [row.seat for row in model.objects.seated().filter(course=course)]
    assert len(seats) == len(set(seats)) <= SEATS
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) + sum(isinstance(answer, model) for answer in answers) == MANY
