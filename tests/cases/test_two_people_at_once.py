"""Two people at once, a form sent twice at once, a stale form: nothing is lost, doubled or overwritten silently."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from cases.models import Case, Citizen, Conversation
from cases.services import changing, conversations, courses, pauses
from staff.refusals import Refused, Stale
from tests import people
from tests.at_once import at_once
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 20


def booking(case: Case, key: UUID | None = None) -> Callable[[], Conversation]:
    """Book nine o'clock with the responsible of the case."""
    user = case.responsibilities.get().user

    def act() -> Conversation:
        return conversations.book(
            case=case, starts_at=at(TODAY, 9), form="phone", booked_with=user, by=user, today=TODAY, now=NOW,
            form_key=key,
        )  # fmt: skip

    return act


def kinds(answers: list[object]) -> Counter[str]:
    return Counter(type(answer).__name__ for answer in answers)


def test_one_slot_and_twenty_who_want_it() -> None:
    anne = people.caseworker()
    cases = [people.insured(f"Borger {number}", first_unemployed_on=TODAY, by=anne) for number in range(AT_ONCE)]
    answers = at_once([booking(case) for case in cases])
    assert kinds(answers) == {"Conversation": 1, "Refused": AT_ONCE - 1}
    assert {str(answer) for answer in answers if isinstance(answer, Refused)} == {
        "Tiden er lige blevet taget. Her er tre nye."
    }
    assert Conversation.objects.count() == 1


def test_one_form_sent_many_times_at_once_makes_one_booking() -> None:
    case = people.insured(first_unemployed_on=TODAY, by=people.caseworker())
    key = uuid4()
    answers = at_once([booking(case, key) for _ in range(5)])
    assert kinds(answers) == {"Conversation": 5}
    assert len({answer.pk for answer in answers if isinstance(answer, Conversation)}) == 1
    assert Conversation.objects.count() == 1


def test_twenty_stale_forms_one_is_kept_and_nineteen_are_told() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=TODAY, by=anne)

    def pausing(place: int) -> Callable[[], object]:
        own = Case.objects.get(pk=case.pk)
        day = date(2026, 12, 1 + place)
        return lambda: pauses.add(
            case=own, reason="holiday", from_on=day, to_on=day, by=anne, today=TODAY, now=NOW, version=own.version
        )

    answers = at_once([pausing(place) for place in range(AT_ONCE)])
    assert kinds(answers) == {"Pause": 1, "Stale": AT_ONCE - 1}
    case.refresh_from_db()
    assert (case.pauses.count(), case.version) == (1, 2)


def test_a_stale_form_is_told_what_changed_and_by_whom() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    seen = Case.objects.get(pk=case.pk)
    bo = people.caseworker("Bo Madsen")
    conversations.record(
        case=case, outcome="held", on_date=TODAY, form="phone", kind="jobsamtale", number=None, parties=(), note="",
        by=bo, today=TODAY, now=NOW,
    )  # fmt: skip
    with pytest.raises(Stale, match=r"^Bo Madsen ændrede en samtale kl\.\s\d+\.\d\d\. Intet er gemt\."):
        pauses.add(case=seen, reason="holiday", from_on=TODAY, by=anne, today=TODAY, now=NOW, version=seen.version)


def test_one_citizen_opened_by_many_at_once_has_one_case() -> None:
    anne, team = people.caseworker(), people.a_team()

    def opening(key: UUID) -> Callable[[], Case]:
        return lambda: courses.open_case(
            cpr="180479-0101", name="Hanna Lysgaard", team=team, course_start=TODAY, by=anne, today=TODAY, now=NOW,
            form_key=key,
        )  # fmt: skip

    key = uuid4()
    answers = at_once([opening(key), opening(key), *(opening(uuid4()) for _ in range(4))])
    assert Case.objects.count() == Citizen.objects.count() == 1
    assert kinds(answers) in ({"Case": 2, "Refused": 4}, {"Case": 1, "Refused": 5})


def test_two_outcomes_at_once_one_is_written() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    row = people.booked(case, at(TODAY, 9), by=anne)

    def recording(outcome: str) -> Callable[[], Conversation]:
        return lambda: conversations.record(
            case=case, outcome=outcome, on_date=TODAY, form="phone", kind="jobsamtale", number=None, parties=(),
            note="", by=anne, today=TODAY, now=at(TODAY, 10), conversation=row,
        )  # fmt: skip

    answers = at_once([recording("held"), recording("no_show")])
    assert kinds(answers) == {"Conversation": 1, "Refused": 1}


def test_a_case_held_too_long_is_told_and_not_an_error() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=TODAY, by=anne)

    def pausing() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        return pauses.add(case=case, reason="holiday", from_on=TODAY, by=anne, today=TODAY, now=NOW)

    with transaction.atomic():
        changing.lock(case)
        (answer,) = at_once([pausing])
    assert isinstance(answer, Refused)
    assert answer.message == "En anden gemmer i sagen lige nu. Intet er gemt. Prøv igen."
    assert not case.pauses.exists()
