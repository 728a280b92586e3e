"""Two people give a citizen the same job goal at the same moment: one stands, the other is told who was first."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cases.models import Case, JobGoal
from cases.services import changing, job_goals
from staff.models import User
from staff.refusals import Refused
from tests import people
from tests.cases.test_two_people_at_once import at_once
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 12


def adding(case: Case, by: User, number: int) -> Callable[[], JobGoal]:
    def act() -> JobGoal:
        return job_goals.add(
            case=case, letter="A", occupation=f"Stilling {number}", from_on=TODAY - timedelta(days=number % 3), by=by,
            today=TODAY, now=NOW,
        )  # fmt: skip

    return act


def test_one_of_many_gets_the_letter() -> None:
    anne = people.caseworker(hours=False)
    case = people.insured(first_unemployed_on=TODAY - timedelta(days=60), by=anne)
    answers = at_once([adding(case, anne, number) for number in range(AT_ONCE)])
    kept = JobGoal.objects.valid().get()
    assert [one for one in answers if isinstance(one, JobGoal)] == [kept]
    refused = [one.message for one in answers if isinstance(one, Refused)]
    assert len(refused) == AT_ONCE - 1
    assert all(f"Jobmål A er allerede {kept.occupation}" in words for words in refused)


def test_without_the_lock_the_database_still_keeps_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard of the service taken away: nobody waits and nobody looks, and the constraint refuses in Danish."""
    anne = people.caseworker(hours=False)
    case = people.insured(first_unemployed_on=TODAY - timedelta(days=60), by=anne)
    monkeypatch.setattr(job_goals, "_refuse_taken", lambda *_: None)
    monkeypatch.setattr(changing, "lock", lambda one: Case.objects.select_related("citizen", "team").get(pk=one.pk))
    answers = at_once([adding(case, anne, number) for number in range(4)])
    assert JobGoal.objects.valid().count() == 1
    refused = [one.message for one in answers if isinstance(one, Refused)]
    assert len(refused) == 3
    assert all("Borgeren har allerede et jobmål" in words for words in refused)
