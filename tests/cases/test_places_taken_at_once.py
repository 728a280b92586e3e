"""Many people take the last places of a company at the same moment: never more than agreed, the others are told.

Either guard alone is enough: the lock of the service, and the trigger of the database. Without both it fails.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from cases.models import Activity, Case
from cases.models.places import GUARD
from cases.services import activities, places
from companies.models import Company, PlaceAgreement
from staff.models import User
from staff.refusals import Refused
from tests import people
from tests.at_once import at_once
from tests.companies.cast import a_company
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
SEATS, MANY = 3, 8
DRILL_MANY, DRILL_ROUNDS = 50, int(os.environ.get("DRILL_ROUNDS", "20"))


@contextmanager
def no_trigger() -> Iterator[None]:
    """The guard of the database is off on this connection, which ends with the thread."""
    model: Any = Activity
    name = GUARD.get_pgid(model)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, false)", [f"{{cases_activity:{name},{name}}}"])
    yield


@pytest.fixture
def anne() -> User:
    return people.caseworker(hours=False)


def the_firm() -> Company:
    firm = a_company()
    PlaceAgreement.objects.create(company=firm, kind="fixed", places=SEATS, from_on=TODAY, purpose="Fremmøde")
    return firm


def placing(
    case: Case, firm: Company, by: User, without: Callable[[], AbstractContextManager[None]] = nullcontext
) -> Callable[[], object]:
    def act() -> object:
        with without():
            return activities.record(
                case=case, company=firm, by=by, type="virksomhedspraktik", status="running", from_on=TODAY,
                to_on=None, place="fixed", place_reason="attendance", today=TODAY, now=NOW,
            )  # fmt: skip

    return act


def race(anne: User, many: int, without: Callable[[], AbstractContextManager[None]] = nullcontext) -> list[object]:
    firm = the_firm()
    cases = [people.activity_ready_cash(f"Borger {number}", since=TODAY, by=anne) for number in range(many)]
    answers = at_once([placing(case, firm, anne, without) for case in cases])
    placed = Activity.objects.valid().filter(company=firm).count()
    assert placed == sum(isinstance(answer, Activity) for answer in answers)
    return answers


def placed(answers: list[object]) -> int:
    return sum(isinstance(answer, Activity) for answer in answers)


def test_three_seats_and_eight_who_want_one(anne: User) -> None:
    answers = race(anne, MANY)
    others = [answer for answer in answers if not isinstance(answer, Activity)]
    assert placed(answers) == SEATS
    assert all(isinstance(answer, Refused) and "Pladserne er taget: 3 af 3" in answer.message for answer in others)


def test_the_lock_of_the_service_alone_is_enough(anne: User) -> None:
    assert placed(race(anne, MANY, without=no_trigger)) == SEATS


def test_the_database_alone_is_enough(anne: User, monkeypatch: pytest.MonkeyPatch) -> None:
    together = Barrier(MANY)
    monkeypatch.setattr(places, "check", lambda *args, **kwargs: together.wait(timeout=60))
    answers = race(anne, MANY)
    others = [answer for answer in answers if not isinstance(answer, Activity)]
    assert placed(answers) == SEATS
    assert all(isinstance(answer, Refused) and "lige blevet taget" in answer.message for answer in others)


def test_without_both_the_places_are_overrun(anne: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof that the tests above can fail."""
    together = Barrier(MANY)
    monkeypatch.setattr(places, "check", lambda *args, **kwargs: together.wait(timeout=60))
    assert placed(race(anne, MANY, without=no_trigger)) > SEATS


@pytest.mark.drill
def test_fifty_who_want_three_seats_again_and_again(anne: User) -> None:
    for _ in range(DRILL_ROUNDS):
        answers = race(anne, DRILL_MANY)
        assert placed(answers) == SEATS
        assert sum(isinstance(answer, Refused) for answer in answers) == DRILL_MANY - SEATS
