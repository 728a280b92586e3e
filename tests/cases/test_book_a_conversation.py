"""A caseworker books a conversation: the slots shown are the slots accepted."""

from datetime import date, datetime, timedelta

import pytest

from cases.models import Case, Conversation
from cases.services import conversations, slots
from staff.models import ClosingDay, User
from staff.refusals import Refused
from tests import people
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db


def test_the_slots_of_a_day_are_the_working_hours_cut_in_equal_lengths() -> None:
    anne = people.caseworker()
    found = slots.free(user=anne, first=TODAY, last=TODAY, now=NOW)
    assert [f"{slot.starts_at:%H.%M}" for slot in found] == [
        "09.00", "09.45", "10.30", "11.15", "12.30", "13.15", "14.00", "14.45",
    ]  # fmt: skip
    assert {slot.ends_at - slot.starts_at for slot in found} == {timedelta(minutes=45)}
    assert slots.free(user=anne, first=TODAY, last=TODAY, now=NOW) == found


def test_the_persons_own_slot_length_goes_before_the_teams() -> None:
    anne = people.caseworker()
    anne.slot_minutes = 60
    anne.save()
    found = slots.free(user=anne, first=TODAY, last=TODAY, now=NOW)
    assert [f"{slot.starts_at:%H.%M}" for slot in found] == ["09.00", "10.00", "11.00", "12.30", "13.30", "14.30"]


def test_a_time_that_has_begun_is_not_offered() -> None:
    anne = people.caseworker()
    found = slots.free(user=anne, first=TODAY - timedelta(days=3), last=TODAY, now=at(TODAY, 12, 30))
    assert [f"{slot.starts_at:%d %H.%M}" for slot in found] == ["23 13.15", "23 14.00", "23 14.45"]


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 3, 25)])
def test_holidays_and_the_closing_days_of_the_rules_have_no_slots(day: date) -> None:
    assert slots.free(user=people.caseworker(), first=day, last=day, now=NOW) == []


def test_constitution_day_on_a_working_day_has_no_slots() -> None:
    day = date(2028, 6, 5)
    assert slots.free(user=people.caseworker(), first=day, last=day, now=NOW) == []


def test_a_closing_day_of_the_house_has_no_slots_and_its_name_stands_in_the_week() -> None:
    ClosingDay.objects.create(on=TODAY + timedelta(days=2), name="Personaledag")
    anne = people.caseworker()
    week = slots.week(user=anne, monday=TODAY, now=NOW)
    assert [day.closed for day in week.days] == ["", "", "Personaledag", "", "", "", ""]
    assert [day.total for day in week.days] == [8, 8, 0, 8, 8, 0, 0]


def test_a_weekend_has_no_slots_and_an_inactive_person_has_none() -> None:
    anne = people.caseworker()
    assert slots.free(user=anne, first=date(2026, 11, 28), last=date(2026, 11, 29), now=NOW) == []
    anne.is_active = False
    assert slots.free(user=anne, first=TODAY, last=TODAY, now=NOW) == []


def test_the_slots_stay_on_the_clock_when_summer_time_begins() -> None:
    found = slots.free(user=people.caseworker(), first=date(2027, 3, 29), last=date(2027, 3, 31), now=NOW, limit=9)
    assert [f"{slot.starts_at:%d %H.%M %z}" for slot in found][::8] == ["30 09.00 +0200", "31 09.00 +0200"]


def test_booking_takes_the_slot_and_writes_who_and_when() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    slot = slots.free(user=anne, first=TODAY, last=TODAY, now=NOW)[1]
    row = conversations.book(
        case=case, starts_at=slot.starts_at, form="phone", booked_with=anne, by=anne, today=TODAY, now=NOW
    )
    assert (row.status, row.on_date, row.ends_at, row.form) == ("booked", TODAY, slot.ends_at, "phone")
    assert (row.recorded_by, row.recorded_at) == (anne, NOW)
    assert not slots.accepts(user=anne, starts_at=slot.starts_at, now=NOW)
    week = slots.week(user=anne, monday=TODAY, now=NOW)
    assert (week.taken, week.total) == (1, 40)
    assert slot not in week.days[0].free
    case.refresh_from_db()
    assert case.version == 2


def test_a_taken_time_is_refused_with_three_new_ones() -> None:
    anne = people.caseworker()
    people.booked(people.insured(first_unemployed_on=TODAY, by=anne), at(TODAY, 9), by=anne)
    other = people.insured("Peter Ravn", first_unemployed_on=TODAY, by=anne)
    with pytest.raises(Refused, match=r"Tiden er lige blevet taget\. Her er tre nye\.") as told:
        _book(other, anne, at(TODAY, 9))
    assert told.value.field == "starts_at"


@pytest.mark.parametrize("hour", [7, 12, 20])
def test_a_time_that_is_not_offered_is_not_accepted(hour: int) -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=TODAY, by=anne)
    with pytest.raises(Refused, match="Tiden kan ikke bookes"):
        _book(case, anne, at(TODAY, hour))
    assert not Conversation.objects.exists()


def test_the_citizen_is_in_one_place_at_a_time() -> None:
    anne, bo = people.caseworker(), people.caseworker("Bo Madsen")
    case = people.insured(first_unemployed_on=TODAY, by=anne)
    _book(case, anne, at(TODAY, 9))
    with pytest.raises(Refused, match="Borgeren har allerede en aftale"):
        _book(case, bo, at(TODAY, 9))


def test_a_closed_case_gets_no_booking() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    case.closed_on = TODAY
    case.save()
    with pytest.raises(Refused, match="Sagen er lukket"):
        _book(case, anne, at(TODAY, 9))


def test_a_booking_fulfils_nothing() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=date(2026, 11, 2), by=anne)
    _book(case, anne, at(TODAY, 9))
    assert not case.deadlines.current().filter(family="conversation", met_on__isnull=False).exists()


def test_a_conversation_is_moved_and_its_old_time_is_free_again() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=TODAY, by=anne)
    old = _book(case, anne, at(TODAY, 9))
    new = conversations.rebook(
        conversation=old, starts_at=at(TODAY, 9, 45), form="video", by=anne, today=TODAY, now=NOW
    )
    old.refresh_from_db()
    assert (old.void_reason, new.starts_at, new.form) == ("Flyttet til en anden tid", at(TODAY, 9, 45), "video")
    assert slots.accepts(user=anne, starts_at=at(TODAY, 9), now=NOW)


def test_a_move_is_undone() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=TODAY, by=anne)
    old = _book(case, anne, at(TODAY, 9))
    moved_at = NOW + timedelta(minutes=5)
    new = conversations.rebook(conversation=old, starts_at=at(TODAY, 14), by=anne, today=TODAY, now=moved_at)
    undone_at = NOW + timedelta(minutes=6)
    restored = conversations.undo(conversation=new, by=anne, today=TODAY, now=undone_at)
    assert restored is not None
    assert (restored.starts_at, restored.status) == (at(TODAY, 9), "booked")
    assert conversations.undo(conversation=new, by=anne, today=TODAY, now=undone_at) == restored
    assert Conversation.objects.valid().get() == restored


def test_a_cancelled_conversation_frees_its_time_and_keeps_its_row() -> None:
    anne = people.caseworker()
    case = people.insured(first_unemployed_on=TODAY, by=anne)
    row = _book(case, anne, at(TODAY, 9))
    later = NOW + timedelta(minutes=1)
    cancelled = conversations.cancel(conversation=row, by=anne, today=TODAY, now=later, note="Borgeren er syg")
    assert (cancelled.pk, cancelled.status, cancelled.outcome_by) == (row.pk, "cancelled", anne)
    assert slots.accepts(user=anne, starts_at=at(TODAY, 9), now=NOW)
    restored = conversations.undo(conversation=cancelled, by=anne, today=TODAY, now=later)
    assert restored is not None
    assert (restored.status, restored.note) == ("booked", "")


def _book(case: Case, anne: User, starts_at: datetime) -> Conversation:
    return conversations.book(
        case=case, starts_at=starts_at, form="personal", booked_with=anne, by=anne, today=TODAY, now=NOW
    )
