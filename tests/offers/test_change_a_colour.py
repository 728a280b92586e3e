"""A colour changes from a day on: what held stays, planned changes are taken back, two changes never overlap."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from offers.models import ColourPeriod
from offers.services import colours
from staff.refusals import Refused, Stale
from tests.offers.cast import NEW_YEAR, SINCE, cell_rows, changed, coloured, offer, own, seen, specialist
from tests.people import NOW, TODAY, caseworker, team_leader

pytestmark = pytest.mark.django_db
NEW_YEARS_EVE = NEW_YEAR - timedelta(days=1)


def test_from_a_day_on() -> None:
    course, oscar = offer(), specialist()
    coloured(course, "green")
    made = changed(course, "yellow", by=oscar, reason=" Lav overgang til praktik ", cite="Evaluering 2026")
    assert cell_rows(course) == [("green", SINCE, NEW_YEARS_EVE), ("yellow", NEW_YEAR, None)]
    assert (made.reason, made.cite, made.recorded_by, made.recorded_at) == (
        "Lav overgang til praktik",
        "Evaluering 2026",
        oscar,
        NOW,
    )


def test_for_a_while_and_then_as_before() -> None:
    course = offer()
    coloured(course, "green")
    changed(course, "red", by=specialist(), to_on=date(2027, 3, 31))
    assert cell_rows(course) == [
        ("green", SINCE, NEW_YEARS_EVE),
        ("red", NEW_YEAR, date(2027, 3, 31)),
        ("green", date(2027, 4, 1), None),
    ]


def test_the_first_colour_of_a_cell() -> None:
    course = offer()
    changed(course, "green", by=specialist(), since=TODAY)
    assert cell_rows(course) == [("green", TODAY, None)]


@pytest.mark.parametrize("until", [None, date(2027, 3, 31)])
def test_a_planned_change_is_taken_back_whole(until: date | None) -> None:
    course, oscar = offer(), specialist()
    coloured(course, "green")
    made = changed(course, "yellow", by=oscar, to_on=until)
    for _ in range(2):
        colours.undo(made=made, by=oscar, today=TODAY, now=NOW)
    assert cell_rows(course) == [("green", SINCE, None)]
    made.refresh_from_db()
    assert (made.voided_by, made.void_reason) == (oscar, "Fortrudt")


def test_a_change_that_holds_is_not_taken_back() -> None:
    course, oscar = offer(), specialist()
    made = changed(course, "green", by=oscar, since=TODAY)
    with pytest.raises(Refused, match="gælder allerede"):
        colours.undo(made=made, by=oscar, today=TODAY, now=NOW)
    assert cell_rows(course) == [("green", TODAY, None)]


def test_what_another_change_builds_upon_is_taken_back_last() -> None:
    course, oscar = offer(), specialist()
    coloured(course, "green")
    first = changed(course, "yellow", by=oscar)
    later = changed(course, "red", by=oscar, since=date(2027, 2, 1))
    with pytest.raises(Refused, match="Fortryd den først"):
        colours.undo(made=first, by=oscar, today=TODAY, now=NOW)
    colours.undo(made=later, by=oscar, today=TODAY, now=NOW)
    colours.undo(made=first, by=oscar, today=TODAY, now=NOW)
    assert cell_rows(course) == [("green", SINCE, None)]


@pytest.mark.parametrize(
    ("wanted", "field", "words"),
    [
        ({"colour": "green"}, "colour", "allerede grøn"),
        ({"reason": "  "}, "reason", "begrundelse"),
        ({"since": TODAY - timedelta(days=1)}, "from_on", "passeret"),
        ({"to_on": NEW_YEARS_EVE}, "to_on", "før startdatoen"),
    ],
)
def test_what_is_refused(wanted: dict[str, object], field: str, words: str) -> None:
    course = offer()
    coloured(course, "green")
    act: dict[str, Any] = {"colour": "yellow", **wanted}
    with pytest.raises(Refused, match=words) as refused:
        changed(course, by=specialist(), **act)
    assert refused.value.field == field
    assert cell_rows(course) == [("green", SINCE, None)]


def test_a_change_does_not_run_over_a_planned_one() -> None:
    course, oscar = offer(), specialist()
    coloured(course, "green")
    changed(course, "yellow", by=oscar)
    with pytest.raises(Refused, match=r"ændring til gul fra 1\. januar 2027"):
        changed(course, "red", by=oscar, since=date(2026, 12, 1))
    with pytest.raises(Refused, match="allerede planlagt en ændring den dag"):
        changed(course, "red", by=oscar)
    changed(course, "red", by=oscar, since=date(2026, 12, 1), to_on=date(2026, 12, 15))
    assert [row[0] for row in cell_rows(course)] == ["green", "red", "green", "yellow"]


def test_a_mistake_of_the_past_is_mended_and_stays_visible() -> None:
    course, oscar = offer(), specialist()
    wrong = coloured(course, "red", since=TODAY - timedelta(days=30))
    changed(course, "green", by=oscar, since=TODAY - timedelta(days=30), mends=True, reason="Tastefejl")
    assert cell_rows(course) == [("green", TODAY - timedelta(days=30), None)]
    wrong.refresh_from_db()
    assert (wrong.colour, wrong.void_reason) == ("red", "Erstattet")


def test_only_a_specialist_changes_a_colour() -> None:
    course = offer()
    for user in (caseworker(), team_leader()):
        with pytest.raises(Refused, match="Kun fagkonsulenter"):
            changed(course, "green", by=user)
    assert cell_rows(course) == []


def test_a_form_sent_twice_changes_once() -> None:
    course, oscar, key, shown = offer(), specialist(), uuid4(), seen(offer("Andet forløb"))
    first = changed(course, "green", by=oscar, form_key=key, seen=shown)
    again = changed(course, "green", by=oscar, form_key=key, seen=shown)
    assert again == first
    assert ColourPeriod.objects.count() == 1


def test_a_page_made_before_anothers_change_is_stale() -> None:
    course = offer()
    coloured(course, "green")
    shown = seen(course)
    changed(course, "yellow", by=specialist("Oscar Thygesen"))
    with pytest.raises(Stale, match="Oscar Thygesen har ændret farven") as stale:
        changed(course, "red", by=specialist("Sidsel Ravn"), seen=shown, since=date(2027, 2, 1))
    assert any("Gul fra 1. januar 2027" in line for line in stale.value.saved)
    assert len(cell_rows(course)) == 2


@pytest.mark.parametrize(
    ("of", "colour", "rule"),
    [
        (("Intern mentor", "internal_mentor", None), "red", "REB23-38"),
        (("Digital jobsøgning", "digital_job_search", None), "yellow", "REB23-39"),
        (("Ekstern mentor", "external_mentor", "980.00"), "green", "REB23-36"),
        (("Coaching", "coaching", "2200.01"), "green", "REB23-37"),
    ],
)
def test_a_colour_that_a_rule_forbids_is_not_entered(of: tuple[str, str, str | None], colour: str, rule: str) -> None:
    name, kind, price = of
    found = own(name, kind) if price is None else offer(name, kind, price=price)
    with pytest.raises(Refused, match=rule):
        changed(found, colour, by=specialist())
    assert cell_rows(found) == []


def test_what_costs_exactly_the_limit_may_be_green() -> None:
    course = offer("Coaching", "coaching", price="2200.00")
    changed(course, "green", by=specialist())
    assert cell_rows(course) == [("green", NEW_YEAR, None)]


def test_the_database_refuses_two_colours_on_one_day() -> None:
    course = offer()
    coloured(course, "green", until=NEW_YEARS_EVE)
    with pytest.raises(IntegrityError, match="colour_no_overlap"), transaction.atomic():
        coloured(course, "red", since=NEW_YEARS_EVE)
    coloured(course, "red", since=NEW_YEAR)


@pytest.mark.parametrize("act", [{"colour": "red"}, {"reason": "En anden"}, {"from_on": TODAY}])
def test_the_database_keeps_what_held(act: dict[str, object]) -> None:
    row = coloured(offer(), "green")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        ColourPeriod.objects.filter(pk=row.pk).update(**act)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        row.delete()
    row.refresh_from_db()
    assert row.colour == "green"
