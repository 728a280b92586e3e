"""Grimstrup, written by hand and ugly: Windows-1252 and UTF-8, commas and semicolons, odd headings, Danish dates."""

from datetime import date

import pytest

from cases.models import (
    Activity,
    Case,
    CaseDetail,
    Citizen,
    Conversation,
    Deadline,
    Gap,
    ImportRun,
    Pause,
    Referral,
    Responsibility,
)
from staff.models import User
from tests.importing.files import AS_OF, HERE, bring_in, refusal

pytestmark = pytest.mark.django_db
GRIMSTRUP = HERE / "grimstrup"
STANDING = "det, der allerede er registreret"


def due(key: str, rule: str, ordinal: int | None = None) -> date | None:
    row: Deadline = Deadline.objects.current().get(case__source_key=key, rule=rule, ordinal=ordinal)
    return row.due_on


def test_everything_arrives() -> None:
    report = bring_in(GRIMSTRUP)
    assert {file: count["new"] for file, count in report.counts.items()} == {
        "raadgivere.csv": 3,
        "borgere.csv": 4,
        "sager.csv": 5,
        "maalgrupper.csv": 5,
        "pauser.csv": 2,
        "oplysninger.csv": 1,
        "samtaler.csv": 5,
        "naeste_samtale.csv": 1,
        "visitationer.csv": 1,
        "overvejelser.csv": 0,
        "aktiviteter.csv": 2,
    }
    assert (report.failures, report.missing) == (0, [])
    run = ImportRun.objects.get()
    assert (run.as_of, len(run.digest), run.counts["sager.csv"]["new"]) == (AS_OF, 64, 5)


def test_citizens_keep_their_letters_and_show_no_number() -> None:
    bring_in(GRIMSTRUP)
    shown = Citizen.objects.values_list("name", "masked_cpr", "born_on", "protected")
    assert list(shown) == [
        ("Kirsten Aabyskov", "010190-••••", date(1990, 1, 1), False),
        ("Mads Mudderklat", "280292-••••", date(1992, 2, 28), False),
        ("Sørensen-Blæst, Jens", "610585-••••", date(1985, 5, 1), False),
        ("Ærendine Øvrebakke", "111265-••••", date(1965, 12, 11), True),
    ]


def test_people_have_roles_and_hours() -> None:
    bring_in(GRIMSTRUP)
    anders = User.objects.get(username="olta")
    assert {str(role) for role in anders.assignments} == {
        "Rådgiver · Jobcenter Grimstrup",
        "Funktionsleder · Jobcenter Grimstrup",
    }
    assert User.objects.get(username="asgr").working_hours.count() == 5
    assert not anders.has_usable_password()


def test_facts_stand_as_written() -> None:
    bring_in(GRIMSTRUP)
    first = Conversation.objects.get(source_key="s1")
    assert (first.status, first.form, first.parties, first.note) == (
        "held",
        "personal",
        ["a_kasse"],
        'Godt møde; "alt" aftalt\nover to linjer',
    )
    assert f"{first.recorded_at:%Y-%m-%d %H:%M}" == "2026-06-26 12:05"
    booked = Conversation.objects.get(source_key="s4")
    assert booked.starts_at is not None and booked.ends_at is not None
    assert (booked.ends_at - booked.starts_at).seconds == 45 * 60
    assert Pause.objects.get(source_key="p2").to_on is None
    assert str(Activity.objects.get(source_key="a1").company) == "Grimstrup Grus"
    assert Referral.objects.get().consultant == User.objects.get(username="bomu")
    assert CaseDetail.objects.get().text == "Grusfunden"
    closed = Case.objects.get(source_key="2024/3")
    assert (closed.closed_on, Responsibility.objects.get(case=closed).to_on) == (date(2024, 11, 30), date(2024, 11, 30))
    assert [case.source_key for case in Case.objects.without_responsible()] == ["2026/20"]


def test_the_deadlines_are_computed() -> None:
    bring_in(GRIMSTRUP)
    assert due("2026/17", "BRO18-10", 1) == date(2026, 6, 29)
    assert due("2026/17", "BRO18-12", 2) == date(2026, 8, 3)
    assert due("2026/17", "REB23-47") == date(2026, 9, 1)
    assert due("2026/17", "REB23-29") == date(2026, 12, 31)
    assert due("2026/18", "REB23-59") == date(2027, 2, 28)
    assert due("2026/18", "BRO18-23") == date(2026, 11, 27)
    assert due("2026/19", "REB23-47") == date(2026, 2, 28)
    assert "first_unemployed_on" in Gap.objects.missing(AS_OF).values_list("fact", flat=True)


def test_a_second_time_changes_nothing() -> None:
    bring_in(GRIMSTRUP)
    before = Deadline.objects.count()
    again = bring_in(GRIMSTRUP)
    assert again.changes == 0
    assert all(count["left"] == 0 for count in again.counts.values())
    assert Conversation.objects.count() == 5
    assert Deadline.objects.count() == before


def test_overlapping_history_is_refused_and_nothing_is_written() -> None:
    bring_in(GRIMSTRUP)
    assert refusal(HERE / "grimstrup_overlap") == [
        f"maalgrupper.csv, linje 3, kolonne fra: perioden overlapper en anden målgruppe: {STANDING}",
        f"samtaler.csv, linje 2, kolonne klokkeslæt: tiden er optaget hos rådgiveren: {STANDING}",
        "samtaler.csv, linje 3, kolonne dato: en afholdt eller udebleven samtale kan ikke ligge efter indlæsningsdagen",
    ]
    assert ImportRun.objects.count() == 1
    assert Conversation.objects.count() == 5
