"""A later extract: what it changes, what it leaves alone, who is missing from it."""

from datetime import date
from pathlib import Path

import pytest

from cases.models import Case, Citizen, Conversation, Deadline, ImportRun, Responsibility, TargetGroupPeriod
from staff.models import RoleAssignment, User, WorkingHours
from tests.importing.files import AS_OF, NOW, STAFF, bring_in, number, put, town

pytestmark = pytest.mark.django_db
TALKS = "nøgle;sagsnr;art;status;dato;rådgiver;note"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three citizens, imported."""
    town(tmp_path)
    bring_in(tmp_path)
    return tmp_path


def alone(folder: Path) -> Path:
    """A folder for a delta."""
    return folder / "delta"


def test_a_changed_fact_is_voided_and_written_anew(folder: Path) -> None:
    put(alone(folder), "samtaler.csv", [TALKS, "S1;F1;jobsamtale;udeblevet;02-09-2026;anne;"])
    report = bring_in(alone(folder))
    assert report.counts["samtaler.csv"] == {"new": 0, "changed": 1, "same": 0, "left": 0}
    old, new = Conversation.objects.filter(source_key="S1").order_by("id")
    assert (old.status, old.voided_at, old.void_reason) == ("held", NOW, "Rettet ved indlæsning")
    assert (new.status, new.voided_at) == ("no_show", None)


def test_the_deadlines_follow(folder: Path) -> None:
    rows = "nøgle;sagsnr;målgruppe;fra;til"
    put(alone(folder), "maalgrupper.csv", [rows, "M1;F1;cash_activity_ready;01-09-2026;"])
    report = bring_in(alone(folder))
    assert report.deadlines_changed > 0
    current = Deadline.objects.current().filter(case__source_key="F1", rule__in=("REB23-47", "REB23-48"))
    assert [(row.rule, row.due_on) for row in current] == [("REB23-48", date(2027, 3, 1))]
    assert Case.objects.get(source_key="F1").version == Case.objects.get(source_key="F2").version + 1


def test_what_is_not_in_the_delta_stays(folder: Path) -> None:
    put(alone(folder), "samtaler.csv", [TALKS, "S4;F1;jobsamtale;afholdt;05-10-2026;anne;"])
    assert bring_in(alone(folder)).changes == 1
    assert Conversation.objects.valid().count() == 4


def test_a_fact_changed_by_hand_is_left_alone_and_named(folder: Path) -> None:
    Conversation.objects.filter(source_key="S2").update(status="no_show")
    lines = [f"S{k};F{k};jobsamtale;afholdt;03-09-2026;anne;" for k in (1, 2, 3)]
    put(alone(folder), "samtaler.csv", [TALKS, *lines])
    report = bring_in(alone(folder))
    assert report.counts["samtaler.csv"] == {"new": 0, "changed": 2, "same": 0, "left": 1}
    assert "Ladt i fred, fordi de er rettet i hånden: samtaler.csv, linje 3." in list(report.lines())
    assert Conversation.objects.valid().get(source_key="S2").status == "no_show"


def test_a_fact_voided_by_hand_does_not_come_back(folder: Path) -> None:
    Conversation.objects.filter(source_key="S2").update(voided_at=NOW, void_reason="Forkert borger")
    report = bring_in(folder)
    assert (report.changes, report.left["samtaler.csv"]) == (0, [3])
    assert not Conversation.objects.valid().filter(source_key="S2").exists()


def test_what_the_source_now_says_too_is_no_change(folder: Path) -> None:
    Conversation.objects.filter(source_key="S1").update(status="no_show", note="")
    put(alone(folder), "samtaler.csv", [TALKS, "S1;F1;jobsamtale;udeblevet;02-09-2026;anne;"])
    report = bring_in(alone(folder))
    assert report.counts["samtaler.csv"]["same"] == 1


def test_citizens_missing_from_it_are_named_by_public_id(folder: Path) -> None:
    put(alone(folder), "borgere.csv", ["cpr;navn", f"{number(1)};Prøve Tangmose 1"])
    report = bring_in(alone(folder))
    known = Citizen.objects.exclude(name="Prøve Tangmose 1").values_list("public_id", flat=True)
    assert report.missing == sorted(known)
    assert " ".join(report.missing) in "\n".join(report.lines())
    assert Case.objects.open().count() == 3


def test_a_citizen_is_changed_unless_somebody_changed_the_citizen_here(folder: Path) -> None:
    Citizen.objects.filter(name="Prøve Tangmose 2").update(phone="11223344")
    rows = [f"{number(k)};Nyt Navn {k};ja" for k in (1, 2)]
    put(alone(folder), "borgere.csv", ["cpr;navn;beskyttet", *rows])
    report = bring_in(alone(folder))
    assert report.left["borgere.csv"] == [3]
    assert set(Citizen.objects.filter(protected=True).values_list("name", flat=True)) == {"Nyt Navn 1"}


def test_a_case_is_closed_and_another_opened(folder: Path) -> None:
    rows = [
        "sagsnr;cpr;team;begyndt;lukket;lukkeårsag;ansvarlig",
        f"F1;{number(1)};Jobteam Nord;01-09-2026;31-10-2026;I arbejde;anne",
        f"F9;{number(1)};Jobteam Nord;10-11-2026;;;bo",
    ]
    put(alone(folder), "sager.csv", rows)
    assert bring_in(alone(folder)).changes == 2
    assert Responsibility.objects.get(case__source_key="F1").to_on == date(2026, 10, 31)
    assert Responsibility.objects.get(case__source_key="F9").from_on == date(2026, 11, 10)
    assert bring_in(alone(folder)).changes == 0


def test_a_new_responsible_takes_over_and_the_old_one_is_kept(folder: Path) -> None:
    rows = ["sagsnr;cpr;team;begyndt;ansvarlig;ansvarlig fra"]
    rows += [f"F1;{number(1)};Jobteam Nord;01-09-2026;bo;16-11-2026", f"F2;{number(2)};Jobteam Nord;01-09-2026;;"]
    put(alone(folder), "sager.csv", rows)
    bring_in(alone(folder))
    held = Responsibility.objects.filter(case__source_key="F1").order_by("from_on")
    assert [(one.user.username, one.from_on, one.to_on) for one in held] == [
        ("anne", date(2026, 9, 1), date(2026, 11, 15)),
        ("bo", date(2026, 11, 16), None),
    ]
    assert [case.source_key for case in Case.objects.without_responsible()] == ["F2"]
    assert bring_in(alone(folder)).changes == 0


def test_employees_change_their_roles_and_hours(folder: Path) -> None:
    put(alone(folder), "raadgivere.csv", [STAFF[0], "bo;Bo;Ravlund;rådgiver|funktionsleder;Jobteam Syd;man 9.00-12.00"])
    bring_in(alone(folder))
    roles = RoleAssignment.objects.filter(user__username="bo").values_list("role", "team__name")
    assert set(roles) == {("caseworker", "Jobteam Syd"), ("team_leader", "Jobteam Syd")}
    assert WorkingHours.objects.filter(user__username="bo").count() == 1
    assert WorkingHours.objects.filter(user__username="anne").count() == 5


def test_a_password_set_here_survives(folder: Path) -> None:
    User.objects.filter(username="bo").update(password="argon2$kept")
    put(alone(folder), "raadgivere.csv", [STAFF[0], "bo;Bo;Ravskov;rådgiver;Jobteam Nord;man-fre 9.00-12.00"])
    bring_in(alone(folder))
    bo = User.objects.get(username="bo")
    assert (bo.last_name, bo.password) == ("Ravskov", "argon2$kept")


def test_a_dry_run_saves_nothing(folder: Path) -> None:
    put(alone(folder), "samtaler.csv", [TALKS, "S1;F1;jobsamtale;udeblevet;02-09-2026;anne;"])
    report = bring_in(alone(folder), dry_run=True)
    assert report.counts["samtaler.csv"]["changed"] == 1
    assert next(iter(report.lines())) == "Prøvekørsel: intet er gemt."
    assert ImportRun.objects.count() == 1
    assert Conversation.objects.get(source_key="S1").status == "held"


def test_a_period_may_be_moved_within_one_file(folder: Path) -> None:
    rows = [
        "nøgle;sagsnr;målgruppe;fra;til",
        "M1;F1;cash_job_ready;01-09-2026;30-09-2026",
        "M9;F1;cash_activity_ready;01-10-2026;",
    ]
    put(alone(folder), "maalgrupper.csv", rows)
    assert bring_in(alone(folder), as_of=AS_OF).changes == 2
    valid = TargetGroupPeriod.objects.valid().filter(case__source_key="F1").order_by("from_on")
    assert [period.to_on for period in valid] == [date(2026, 9, 30), None]
