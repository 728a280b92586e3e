"""A caseworker records what became of a conversation and books the next one.

Hanna's first day of unemployment is 7 September 2026: jobsamtale 3 is due on 30 November, 4 on 28 December.
"""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from cases.models import Case, Conversation
from cases.services import conversations, receipts, slots
from cases.services.conversations import NextBooking
from staff.models import User
from staff.refusals import Refused
from tests import people
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db
LATER = at(TODAY, 12)


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def hanna(anne: User) -> Case:
    case = people.insured("Hanna Lysgaard", first_unemployed_on=date(2026, 9, 7), by=anne)
    people.held(case, date(2026, 10, 1))
    people.held(case, date(2026, 10, 29))
    return case


def record(case: Case, by: User, **changes: Any) -> Conversation:
    values: dict[str, Any] = {
        "outcome": "held", "on_date": TODAY, "form": "phone", "kind": "jobsamtale", "number": None, "parties": (),
        "note": "", "today": TODAY, "now": LATER,
    }  # fmt: skip
    return conversations.record(case=case, by=by, **values | changes)


def preview(case: Case, by: User, **changes: Any) -> conversations.Consequence:
    values: dict[str, Any] = {
        "outcome": "held", "on_date": TODAY, "form": "phone", "kind": "jobsamtale", "number": None, "parties": (),
        "today": TODAY, "now": LATER,
    }  # fmt: skip
    return conversations.preview(case=case, by=by, **values | changes)


def met_on(case: Case, rule: str, ordinal: int) -> date | None:
    found: date | None = case.deadlines.current().get(rule=rule, ordinal=ordinal).met_on
    return found


def test_a_held_booking_keeps_its_row_and_fulfils_number_and_interval(hanna: Case, anne: User) -> None:
    booking = people.booked(hanna, at(TODAY, 11, 15), by=anne)
    row = record(hanna, anne, conversation=booking, parties=("a_kasse",), note="Åben for lager")
    assert row.pk == booking.pk
    assert (row.status, row.outcome_by, row.outcome_at, row.parties) == ("held", anne, LATER, ["a_kasse"])
    assert (row.starts_at, row.recorded_at) == (at(TODAY, 11, 15), booking.recorded_at)
    assert met_on(hanna, "BRO18-15", 3) == TODAY
    assert met_on(hanna, "BRO18-02", 3) == TODAY


def test_an_unbooked_conversation_gets_a_new_row(hanna: Case, anne: User) -> None:
    row = record(hanna, anne, on_date=date(2026, 11, 20))
    assert (row.status, row.starts_at, row.recorded_by, row.held_by) == ("held", None, anne, "jobcenter")
    assert met_on(hanna, "BRO18-15", 3) == date(2026, 11, 20)


def test_held_on_another_day_than_booked_gives_the_time_back(hanna: Case, anne: User) -> None:
    tomorrow = TODAY + timedelta(days=1)
    booking = people.booked(hanna, at(tomorrow, 9), by=anne)
    row = record(hanna, anne, conversation=booking)
    assert (row.on_date, row.starts_at) == (TODAY, None)
    assert slots.accepts(user=anne, starts_at=at(tomorrow, 9), now=LATER)


def test_the_next_conversation_is_booked_in_the_same_act(hanna: Case, anne: User) -> None:
    following = NextBooking(starts_at=at(date(2026, 12, 15), 9), form="personal", booked_with=anne)
    row = record(hanna, anne, next_booking=following)
    assert Conversation.objects.get(status="booked").starts_at == following.starts_at
    assert receipts.conversation_recorded(conversation=row, today=TODAY) == (
        "Samtalen er registreret. Næste samtale er tirsdag d.\u00a015.\u00a0december kl.\u00a09.00. "
        "Jobsamtale 4 har frist mandag d.\u00a028.\u00a0december."
    )


def test_when_the_next_time_is_taken_nothing_is_saved(hanna: Case, anne: User) -> None:
    people.booked(people.insured("Peter Ravn", first_unemployed_on=TODAY, by=anne), at(TODAY, 14), by=anne)
    with pytest.raises(Refused, match="Tiden er lige blevet taget"):
        record(hanna, anne, next_booking=NextBooking(starts_at=at(TODAY, 14), form="personal", booked_with=anne))
    assert met_on(hanna, "BRO18-15", 3) is None
    assert hanna.conversations.count() == 2


def test_a_no_show_fulfils_nothing_and_keeps_the_deadline(hanna: Case, anne: User) -> None:
    booking = people.booked(hanna, at(TODAY, 9), by=anne)
    row = record(hanna, anne, conversation=booking, outcome="no_show")
    assert met_on(hanna, "BRO18-15", 3) is None
    assert receipts.conversation_recorded(conversation=row, today=TODAY) == (
        "Udeblivelsen er registreret. Jobsamtale 3 har frist mandag d.\u00a030.\u00a0november."
    )


def test_a_group_meeting_is_recorded_and_does_not_count(hanna: Case, anne: User) -> None:
    shown = preview(hanna, anne, kind="information_meeting")
    assert shown.sentence.startswith("Informationsmøde og gruppemøde tæller ikke som jobsamtale. Næste: jobsamtale 3")
    record(hanna, anne, kind="information_meeting")
    assert met_on(hanna, "BRO18-15", 3) is None


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"on_date": TODAY + timedelta(days=1)}, "on_date", "kan ikke ligge i fremtiden"),
        ({"on_date": date(2026, 9, 6)}, "on_date", "ligger før forløbet"),
        ({"on_date": date(1978, 1, 1)}, "on_date", "før borgerens fødsel"),
        ({"outcome": "booked"}, "outcome", "vælg en af mulighederne"),
        ({"form": "sms"}, "form", "vælg en af mulighederne"),
        ({"kind": "sludder"}, "kind", "vælg en af mulighederne"),
        ({"parties": ("naboen",)}, "parties", "vælg en af mulighederne"),
        ({"number": 0}, "number", "mellem 1 og 99"),
        ({"note": "x" * 4001}, "note", "højst være på 4000 tegn"),
        ({"note": "Hans kone 180479-0101 ringer"}, "note", "må ikke indeholde et CPR-nummer"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    hanna: Case, anne: User, changes: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(Refused, match=message) as told:
        record(hanna, anne, **changes)
    assert told.value.field == field
    assert hanna.conversations.count() == 2


def test_an_outcome_is_written_once(hanna: Case, anne: User) -> None:
    booking = people.booked(hanna, at(TODAY, 9), by=anne)
    record(hanna, anne, conversation=booking)
    with pytest.raises(Refused, match="allerede fået sit udfald"):
        record(hanna, anne, conversation=booking, outcome="no_show")


def test_the_same_conversation_recorded_by_two_people_is_told(hanna: Case, anne: User) -> None:
    record(hanna, anne)
    with pytest.raises(Refused, match="allerede registreret"):
        record(hanna, people.caseworker("Bo Madsen"))


def test_a_note_is_stored_as_one_kind_of_letters(hanna: Case, anne: User) -> None:
    row = record(hanna, anne, note="  A\u030aben\u0000 for\r\nlager ")
    assert row.note == "Åben for\nlager"


def test_the_preview_says_what_is_fulfilled_and_what_comes_next(hanna: Case, anne: User) -> None:
    shown = preview(hanna, anne, suggest_for=anne)
    assert shown.sentence == (
        "Opfylder jobsamtale 3, 7\u00a0dage før fristen (man.\u00a030.\u00a0nov.). "
        "Næste: jobsamtale 4, frist man.\u00a028.\u00a0dec."
    )
    assert [(row.rule, row.ordinal, row.due_on, row.days) for row in shown.fulfilled] == [
        ("BRO18-15", 3, date(2026, 11, 30), -7)
    ]
    assert shown.slots is not None
    assert (shown.slots.opens_on, shown.slots.due_on) == (date(2026, 12, 1), date(2026, 12, 28))
    assert shown.slots.choices[0].slot.starts_at == at(date(2026, 12, 1), 9)
    assert not any(choice.late for choice in shown.slots.choices)


def test_the_preview_saves_nothing(hanna: Case, anne: User) -> None:
    booking = people.booked(hanna, at(TODAY, 9), by=anne)
    before = (hanna.version, list(hanna.deadlines.order_by("pk").values()), list(hanna.conversations.values()))
    preview(hanna, anne, conversation=booking)
    hanna.refresh_from_db()
    assert (hanna.version, list(hanna.deadlines.order_by("pk").values()), list(hanna.conversations.values())) == before


def test_the_preview_of_a_late_one_and_of_a_missed_interval(anne: User) -> None:
    case = people.insured("Peter Ravn", first_unemployed_on=date(2026, 9, 7), by=anne)
    shown = preview(case, anne, on_date=date(2026, 10, 7))
    assert shown.sentence == (
        "Opfylder jobsamtale 1 med a-kasse, 2\u00a0dage for sent (frist man.\u00a05.\u00a0okt.) "
        "og samtale i interval 2, 26\u00a0dage før fristen (man.\u00a02.\u00a0nov.). "
        "Næste: jobsamtale 2, frist man.\u00a02.\u00a0nov."
    )
    assert [row.days for row in shown.fulfilled] == [2, -26]


def test_the_preview_refuses_what_recording_refuses(hanna: Case, anne: User) -> None:
    with pytest.raises(Refused, match="fremtiden"):
        preview(hanna, anne, on_date=TODAY + timedelta(days=1))


def test_the_number_by_order_is_the_first_that_is_not_held(hanna: Case, anne: User) -> None:
    assert conversations.next_number(case=hanna, today=TODAY) == 3
    record(hanna, anne)
    assert conversations.next_number(case=hanna, today=TODAY) == 4
    assert conversations.next_number(case=people.job_ready_cash(since=TODAY), today=TODAY) is None


def test_a_number_set_by_hand_goes_before_the_order(hanna: Case, anne: User) -> None:
    record(hanna, anne, number=4)
    assert met_on(hanna, "BRO18-17", 4) == TODAY
    assert met_on(hanna, "BRO18-15", 3) is None


def test_undo_restores_the_booking_and_takes_the_next_one_back(hanna: Case, anne: User) -> None:
    booking = people.booked(hanna, at(TODAY, 9), by=anne, form="video")
    following = NextBooking(starts_at=at(date(2026, 12, 15), 9), form="personal", booked_with=anne)
    row = record(hanna, anne, conversation=booking, next_booking=following, note="Forkert borger")
    restored = conversations.undo(conversation=row, by=anne, today=TODAY, now=LATER + timedelta(minutes=1))
    assert restored is not None
    assert (restored.status, restored.starts_at, restored.form, restored.note) == ("booked", at(TODAY, 9), "video", "")
    assert met_on(hanna, "BRO18-15", 3) is None
    reasons = hanna.conversations.filter(voided_at__isnull=False).values_list("void_reason", flat=True)
    assert list(reasons) == ["Fortrudt", "Fortrudt"]
    assert list(hanna.conversations.valid().filter(status="booked")) == [restored]


def test_only_the_one_who_recorded_may_undo(hanna: Case, anne: User) -> None:
    row = record(hanna, anne)
    with pytest.raises(Refused, match="Kun den"):
        conversations.undo(conversation=row, by=people.caseworker("Bo Madsen"), today=TODAY, now=LATER)


def test_a_conversation_held_before_the_case_was_closed_may_be_recorded_late(hanna: Case, anne: User) -> None:
    hanna.closed_on = date(2026, 11, 20)
    hanna.save()
    record(hanna, anne, on_date=date(2026, 11, 19))
    with pytest.raises(Refused, match="efter, at sagen blev lukket"):
        record(hanna, anne, on_date=date(2026, 11, 21))


def test_a_form_sent_twice_gives_the_first_result(hanna: Case, anne: User) -> None:
    key, version = uuid4(), hanna.version
    following = NextBooking(starts_at=at(date(2026, 12, 15), 9), form="personal", booked_with=anne)
    values: dict[str, Any] = {"form_key": key, "version": version, "next_booking": following}
    first = record(hanna, anne, **values)
    second = record(hanna, anne, **values, now=LATER + timedelta(seconds=1))
    assert first == second
    assert hanna.conversations.count() == 4


def test_times_are_offered_before_the_next_deadline_else_marked_late(anne: User) -> None:
    case = people.insured("Peter Ravn", first_unemployed_on=date(2026, 9, 7), by=anne)
    late = slots.suggestions(case=case, user=anne, now=NOW, today=TODAY)
    assert (late.title, late.due_on) == ("Jobsamtale 1 med a-kasse", date(2026, 10, 5))
    assert [(choice.slot.starts_at, choice.late) for choice in late.choices] == [
        (at(TODAY, 9), True), (at(TODAY, 9, 45), True), (at(TODAY, 10, 30), True),
    ]  # fmt: skip


def test_a_citizen_without_a_dated_conversation_gets_the_first_free_times(anne: User) -> None:
    case = people.job_ready_cash(since=TODAY - timedelta(days=5), by=anne)
    found = slots.suggestions(case=case, user=anne, now=NOW, today=TODAY, count=2)
    assert (found.rule, found.due_on) == ("", None)
    assert [choice.slot.starts_at for choice in found.choices] == [at(TODAY, 9), at(TODAY, 9, 45)]


def test_with_few_times_left_before_the_deadline_the_rest_are_marked_late(hanna: Case, anne: User) -> None:
    last_day = date(2026, 11, 30)
    found = slots.suggestions(case=hanna, user=anne, now=at(last_day, 14), today=last_day)
    assert [(choice.slot.starts_at, choice.late) for choice in found.choices] == [
        (at(last_day, 14, 45), False), (at(date(2026, 12, 1), 9), True), (at(date(2026, 12, 1), 9, 45), True),
    ]  # fmt: skip


def test_a_time_without_a_zone_is_not_accepted(hanna: Case, anne: User) -> None:
    unzoned = at(date(2026, 11, 24), 9).replace(tzinfo=None)
    with pytest.raises(Refused, match="Tiden kan ikke bookes"):
        conversations.book(case=hanna, starts_at=unzoned, form="phone", booked_with=anne, by=anne, today=TODAY, now=NOW)
