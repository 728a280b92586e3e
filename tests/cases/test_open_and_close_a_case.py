"""A citizen's case is opened, given a responsible caseworker, closed and opened again."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from cases import cpr
from cases.models import Case, Citizen, CitizenNumber, TargetGroup
from cases.services import conversations, courses
from staff.models import User
from staff.refusals import Refused, Stale
from tests import people
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db
NUMBER = "180479-0101"


@pytest.fixture
def anne() -> User:
    return people.caseworker()


def open_case(by: User, **changes: Any) -> Case:
    values: dict[str, Any] = {
        "cpr": NUMBER, "name": "Hanna Lysgaard", "team": people.a_team(), "course_start": date(2026, 11, 16),
        "today": TODAY, "now": NOW,
    }  # fmt: skip
    return courses.open_case(by=by, **values | changes)


def close(case: Case, by: User, **changes: Any) -> Case:
    values: dict[str, Any] = {"on_date": TODAY, "reason": "Fået job", "today": TODAY, "now": NOW}
    return courses.close(case=case, by=by, **values | changes)


def test_a_new_citizen_is_known_by_number_and_shown_masked(anne: User) -> None:
    case = open_case(anne, name="  Hanna  Lysgaard ")
    person = case.citizen
    assert (person.name, person.masked_cpr, person.born_on) == ("Hanna  Lysgaard", "180479-••••", date(1979, 4, 18))
    assert CitizenNumber.objects.get(lookup=cpr.lookup("1804790101")).citizen == person
    assert (case.opened_by, case.opened_at, case.version) == (anne, NOW, 2)


def test_a_case_without_a_target_group_lacks_its_dates(anne: User) -> None:
    case = open_case(anne)
    assert case.gaps.current().filter(fact="target_group").exists()


def test_with_group_and_responsible_the_deadlines_stand_at_once(anne: User) -> None:
    group = TargetGroup.objects.get(code="insured_unemployed")
    case = open_case(anne, group=group, first_unemployed_on=date(2026, 11, 16), responsible=anne)
    assert case.deadlines.current().get(rule="BRO18-10").due_on == date(2026, 12, 14)
    assert Case.objects.of_caseworker(anne).get() == case


def test_an_open_case_anywhere_is_told_and_nothing_about_it(anne: User) -> None:
    team = people.a_team("Sygedagpenge")
    open_case(people.caseworker("Bo Madsen", team=team), team=team)
    with pytest.raises(Refused) as told:
        open_case(anne, name="Et andet navn")
    assert told.value.field == "cpr"
    assert told.value.message.startswith("Der findes allerede en åben sag på CPR-nummeret.")
    assert not any(word in told.value.message for word in ("Hanna", "Lysgaard", "Sygedagpenge", "Bo", "1804"))
    assert Case.objects.count() == 1


def test_a_known_citizen_gets_a_new_case_and_keeps_the_name(anne: User) -> None:
    first = open_case(anne, protected=True)
    close(first, anne)
    second = open_case(anne, name="Hanne Lysgård")
    assert (second.citizen, second.citizen.name, second.citizen.protected) == (first.citizen, "Hanna Lysgaard", True)
    assert Citizen.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"cpr": "310279-0101"}, "cpr", "er ikke en dato"),
        ({"cpr": "18047901"}, "cpr", "skal have 10 cifre"),
        ({"name": " "}, "name", "Navnet mangler"),
        ({"name": "x" * 121}, "name", "højst være på 120 tegn"),
        ({"course_start": date(2028, 1, 1)}, "course_start", "højst ligge et år frem"),
        ({"course_start": date(1970, 1, 1)}, "course_start", "før borgerens fødsel"),
    ],
)
def test_what_cannot_be_is_refused_and_the_number_is_not_repeated(
    anne: User, changes: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(Refused, match=message) as told:
        open_case(anne, **changes)
    assert told.value.field == field
    assert "0101" not in told.value.message
    assert not Citizen.objects.exists()


def test_a_form_sent_twice_opens_one_case(anne: User) -> None:
    key = uuid4()
    assert open_case(anne, form_key=key) == open_case(anne, form_key=key)
    with pytest.raises(Refused):
        open_case(anne, form_key=uuid4())


def test_a_responsible_of_another_team_is_refused(anne: User) -> None:
    bo = people.caseworker("Bo Madsen", team=people.a_team("Sygedagpenge"))
    with pytest.raises(Refused, match="Bo Madsen er ikke i sagens team"):
        open_case(anne, responsible=bo)
    assert not Case.objects.exists()


def test_the_responsible_changes_and_the_history_stays(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    bo = people.caseworker("Bo Madsen")
    courses.assign_responsible(case=case, user=bo, by=anne, today=TODAY, now=NOW)
    rows = list(case.responsibilities.order_by("from_on").values_list("user", "from_on", "to_on"))
    assert rows == [(anne.pk, date(2026, 11, 2), date(2026, 11, 22)), (bo.pk, TODAY, None)]


def test_a_change_on_the_same_day_leaves_one_of_that_day(anne: User) -> None:
    case = people.insured(first_unemployed_on=TODAY, by=anne)
    bo = people.caseworker("Bo Madsen")
    first = courses.assign_responsible(case=case, user=bo, by=anne, today=TODAY, now=NOW)
    assert courses.assign_responsible(case=case, user=bo, by=anne, today=TODAY, now=NOW) == first
    assert list(case.responsibilities.values_list("user", flat=True)) == [bo.pk]


def test_a_case_may_be_left_without_a_responsible(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    assert courses.assign_responsible(case=case, user=None, by=anne, today=TODAY, now=NOW) is None
    assert Case.objects.without_responsible().get() == case


def test_closing_ends_the_course_and_the_responsibility(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    close(case, anne)
    case.refresh_from_db()
    assert (case.closed_on, case.close_reason) == (TODAY, "Fået job")
    assert case.responsibilities.get().to_on == TODAY
    assert not case.deadlines.unmet(TODAY + timedelta(days=1)).exists()


def test_closing_lists_the_bookings_and_cancels_them_when_asked(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    people.booked(case, at(date(2026, 11, 24), 9), by=anne)
    with pytest.raises(Refused, match=r"Der er booket samtaler: tir\.\s24\.\snov\. kl\.\s9\.00\. Aflys dem"):
        close(case, anne)
    close(case, anne, cancel_bookings=True)
    row = case.conversations.get()
    assert (row.status, row.outcome_by, row.outcome_at) == ("cancelled", anne, NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on_date": TODAY + timedelta(days=1)}, "on_date"),
        ({"on_date": date(2026, 11, 1)}, "on_date"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_closing_that_cannot_be_is_refused(anne: User, changes: dict[str, Any], field: str) -> None:
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    with pytest.raises(Refused) as told:
        close(case, anne, **changes)
    assert told.value.field == field


def test_closed_twice_by_one_form_is_closed_once(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    version = case.version
    close(case, anne, version=version)
    close(case, anne, version=version)
    with pytest.raises(Stale):
        close(case, anne, version=version, reason="Flyttet")


def test_closed_today_the_same_course_goes_on(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    close(case, anne)
    assert courses.reopen(case=case, by=anne, today=TODAY, now=NOW) == case
    assert courses.reopen(case=case, by=anne, today=TODAY, now=NOW) == case
    assert Case.objects.of_caseworker(anne).get() == case
    assert case.deadlines.current().get(rule="BRO18-10").closed_on is None


def test_closed_earlier_a_new_case_begins_today(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 10, 1), by=anne)
    close(case, anne, on_date=date(2026, 11, 13))
    new = courses.reopen(case=case, by=anne, today=TODAY, now=NOW)
    assert (new.citizen, new.team, new.course_start) == (case.citizen, case.team, TODAY)
    assert new != case
    assert Case.objects.of_caseworker(anne).get() == new
    assert new.gaps.current().filter(fact="target_group").exists()


def test_closing_a_day_back_is_undone(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 10, 1), by=anne)
    close(case, anne, on_date=date(2026, 11, 13))
    assert courses.reopen(case=case, by=anne, today=TODAY, now=NOW, undo=True) == case
    assert Case.objects.of_caseworker(anne).get() == case


def test_a_closed_case_takes_no_new_facts(anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 10, 1), by=anne)
    close(case, anne)
    with pytest.raises(Refused, match="Genåbn den først"):
        conversations.book(
            case=case, starts_at=at(TODAY, 9), form="phone", booked_with=anne, by=anne, today=TODAY, now=NOW
        )
