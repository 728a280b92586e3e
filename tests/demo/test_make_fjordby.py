"""The files of the practice municipality: the same every time, with evidently invented people, facts only."""

import csv
import io
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from cases import cpr
from cases.demo import fjordby
from cases.demo.diary import open_on
from cases.importing import cells, layout
from cases.importing.people import working_hours

AS_OF = date(2026, 11, 23)
EXPECTED = {
    "insured_unemployed": 703,
    "sick_with_employer": 276,
    "sick_without_employer": 200,
    "resource_course": 81,
    "flexjob_employed": 357,
    "flexjob_unemployed": 112,
    "disability_pension": 991,
}
TOGETHER = {"cash_": 264, "edu_": 158, "sh_": 90, "transitional_": 52, "sick_": 476}
Rows = list[dict[str, str]]


def rows(folder: Path, file: str) -> Rows:
    with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fjordby on a Monday."""
    made = tmp_path_factory.mktemp("fjordby")
    fjordby.write_all(made, as_of=AS_OF)
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


def test_the_same_number_and_day_give_the_same_files(folder: Path, tmp_path: Path) -> None:
    fjordby.write_all(tmp_path, as_of=AS_OF)
    assert files(tmp_path) == files(folder)


def test_another_number_gives_another_town(tmp_path: Path) -> None:
    fjordby.write_small(tmp_path / "a", as_of=AS_OF, seed=1)
    fjordby.write_small(tmp_path / "b", as_of=AS_OF, seed=2)
    assert files(tmp_path / "a") != files(tmp_path / "b")
    assert len(rows(tmp_path / "a", "borgere.csv")) == 20


def test_as_many_citizens_of_each_benefit_as_in_the_annex(folder: Path) -> None:
    closed = {row["sagsnr"] for row in rows(folder, "sager.csv") if row["lukket"]}
    now = Counter(
        row["målgruppe"] for row in rows(folder, "maalgrupper.csv") if not row["til"] and row["sagsnr"] not in closed
    )
    assert {group: now[group] for group in EXPECTED} == EXPECTED
    assert {start: sum(now[group] for group in now if group.startswith(start)) for start in TOGETHER} == TOGETHER
    assert len(rows(folder, "borgere.csv")) == 3318


def test_nobody_can_be_taken_for_a_real_person(folder: Path) -> None:
    people = rows(folder, "borgere.csv")
    numbers = [cpr.parse(person["cpr"], today=AS_OF) for person in people]
    assert len(set(numbers)) == len(numbers)
    assert all(cpr.is_replacement(digits) for digits in numbers)
    assert len({person["navn"] for person in people}) == len(people)
    assert all(person["telefon"].startswith("00 ") for person in people)
    assert all("0000 Fjordby" in person["adresse"] for person in people)


def test_three_years_of_history(folder: Path) -> None:
    starts = [cells.day(row["begyndt"]) for row in rows(folder, "sager.csv")]
    assert min(starts) >= AS_OF - timedelta(days=3 * 366)
    assert min(starts) < AS_OF - timedelta(days=900)
    statuses = Counter(row["status"] for row in rows(folder, "samtaler.csv"))
    assert set(statuses) == {"held", "booked", "no_show", "cancelled"}
    assert statuses["held"] > 15_000
    assert len(rows(folder / "rettelser", "samtaler.csv")) == 40


def test_whoever_holds_conversations_has_working_hours(folder: Path) -> None:
    staff = rows(folder, "raadgivere.csv")
    idle = [row["brugernavn"] for row in staff if not row["arbejdstid"]]
    assert {row["roller"] for row in staff if row["brugernavn"] in idle}.isdisjoint({"caseworker", "job_consultant"})
    assert len(idle) < len(staff) / 4


def test_appointments_stand_in_the_working_hours(folder: Path) -> None:
    staff = {row["brugernavn"]: row for row in rows(folder, "raadgivere.csv")}
    booked = [row for row in rows(folder, "samtaler.csv") if row["klokkeslæt"]]
    assert len(booked) > 1000
    for row in booked:
        on = cells.day(row["dato"])
        at = datetime.combine(on, cells.clock(row["klokkeslæt"]))
        assert open_on(on)
        spans = [span for span in working_hours(staff[row["rådgiver"]]["arbejdstid"]) if span[0] == on.weekday()]
        begun = [at - datetime.combine(on, starts) for _, starts, ends in spans if starts <= at.time() < ends]
        assert len(begun) == 1
        assert begun[0].seconds // 60 % 45 == 0


def test_caseloads_are_those_of_people(folder: Path) -> None:
    teams = {row["brugernavn"]: row["teams"] for row in rows(folder, "raadgivere.csv")}
    load = Counter(row["ansvarlig"] for row in rows(folder, "sager.csv") if not row["lukket"])
    assert load[""] > 0
    assert load["anne"] == 47
    sizes = [size for name, size in load.items() if name and teams[name] != "Fleksjob og Pension"]
    assert min(sizes) >= 38
    assert max(sizes) <= 90


def test_no_file_says_what_a_rule_says(folder: Path) -> None:
    headings = {heading for of in layout.ALL for heading in of.headings.values()}
    assert not headings & {"frist", "fristdato", "overskredet", "forfalder"}
    for path in folder.rglob("*.csv"):
        assert set(rows(path.parent, path.name)[0]) <= headings


def test_it_can_be_made_for_any_day(tmp_path: Path) -> None:
    for as_of in (date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31), date(2027, 3, 28)):
        fjordby.write_small(tmp_path / str(as_of), as_of=as_of)
        assert len(rows(tmp_path / str(as_of), "borgere.csv")) == 20


def test_the_command_writes_the_files(tmp_path: Path) -> None:
    (tmp_path / "overvejelser.csv").write_text("fra en tidligere by", encoding="utf-8")
    call_command("make_demo", tmp_path, as_of=AS_OF, seed=1, small=True, stdout=io.StringIO())
    again = tmp_path / "igen"
    fjordby.write_small(again, as_of=AS_OF, seed=1)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")} == files(again)
