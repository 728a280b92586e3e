"""`manage.py rule_coverage`: every rule with its state and its proofs, and a proof that fails without its rule."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from rules.coverage import Coverage, State, coverage, empty_proofs
from rules.rulebook import entries

ROOT = Path(__file__).parents[2]


def ids(prefix: str, *numbers: int) -> set[str]:
    return {f"{prefix}-{number:02}" for number in numbers}


ON_SCREENS = ids("REB23", 3, 4, 16, 29, 47, 48, 49, 51, 52, 53, 58, 59, 60) | ids(
    "BRO18", 1, 2, 3, 5, 10, 12, 15, 17, 18, 20, 23, 25, 26
)
COMPUTED = (
    ids("REB23", 8, 10, 14, 20, 21, 22, 23, 24, 25, 27, 28, *range(30, 41), 42, 43, 44, 54, 55, 61, 15, 26)
    | ids("RUD21", 7, 19, 22, 41, 12, 32, 33)
    | ids("REBGEN", 2, 4, 5, 15, 16, 24, 25, 31, 37, 45, 47, 18, 19, 52)
    | ids("BRO18", 8, 9, 22, 30)
    | ids("HED21", 20, 42, 57)
)


@pytest.fixture(scope="module")
def found() -> Coverage:
    return coverage(ROOT)


def test_nothing_is_missing_unknown_or_without_a_proof(found: Coverage) -> None:
    assert found.faults == ()
    assert [row.entry.id for row in found.rows] == [entry.id for entry in entries()]
    assert len(found.rows) == 267


def test_what_is_to_be_computed_is_and_every_other_rule_says_what_it_waits_for(found: Coverage) -> None:
    states = {row.entry.id: row.state for row in found.rows}
    assert {rule for rule in ON_SCREENS if states[rule] is not State.REALISED} == set()
    assert {rule for rule in COMPUTED if states[rule] is State.WAITING} == set()
    waiting = [row for row in found.rows if row.state is State.WAITING]
    assert {row.entry.id for row in waiting} & (ON_SCREENS | COMPUTED) == set()
    assert [row.entry.id for row in waiting if not row.entry.waiting_for] == []


def test_every_proof_of_the_scenario_files_fails_without_its_rule() -> None:
    assert empty_proofs(ROOT) == []


def test_the_json_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rule_coverage", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {tuple(row) for row in told} == {("id", "state", "category", "build", "proofs")}
    assert len(told) == 267
    one = next(row for row in told if row["id"] == "HED21-42")
    assert one == {
        "id": "HED21-42", "state": "computed", "category": "validation", "build": 1,
        "proofs": ["tests/rules/answers/W-36-education-plan.json"],
    }  # fmt: skip
    assert {row["state"] for row in told} == {"computed", "realised", "waiting"}


def test_the_text_of_the_command_ends_with_the_sum(found: Coverage, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rule_coverage")
    counted = Counter(row.state for row in found.rows)
    said = f"{counted[State.COMPUTED]} beregnes, {counted[State.REALISED]} virker, {counted[State.WAITING]} venter"
    assert capsys.readouterr().out.splitlines()[-1] == f"267 regler: {said}"


SCENARIO: dict[str, Any] = {
    "about": "Says to prove more than it does",
    "ask": {"id": "a", "profile": "rebild", "today": "2024-03-05", "rules": ["REB23-59"]},
    "expect": {"deadlines": []},
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The tests of this project beside a file of one's own."""
    shutil.copytree(ROOT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_a_proof_that_passes_without_the_rule_is_none(project: Path) -> None:
    path = project / "tests" / "rules" / "scenarios" / "empty.json"
    path.write_text(json.dumps(SCENARIO | {"proves": ["REB23-59"]}), encoding="utf-8")
    assert empty_proofs(project) == ["REB23-59: tests/rules/scenarios/empty.json lykkes også uden reglen"]


@pytest.mark.parametrize(
    ("mark", "fault"),
    [
        ("REB23-99", "REB23-99: findes ikke i regelbogen"),
        ("RUD21-01", "RUD21-01: venter, men tests/cases/test_own.py::test_it siger at bevise den"),
    ],
)
def test_a_mark_of_an_unknown_or_a_waiting_rule_is_told(project: Path, mark: str, fault: str) -> None:
    own = project / "tests" / "cases" / "test_own.py"
    own.write_text(f'@pytest.mark.proves("{mark}")\ndef test_it(): ...\n', encoding="utf-8")
    assert coverage(project).faults == (fault,)


def test_a_computed_rule_without_a_proof_fails_the_command(
    project: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "tests" / "rules" / "answers" / "W-36-education-plan.json").unlink()
    settings.BASE_DIR = project
    with pytest.raises(SystemExit) as ended:
        call_command("rule_coverage")
    assert ended.value.code == 1
    assert capsys.readouterr().err.splitlines() == ["HED21-42: beregnes, men intet beviser den"]


def test_a_mark_on_a_parameter_counts_like_one_on_the_test(project: Path) -> None:
    own = project / "tests" / "cases" / "test_own.py"
    own.write_text(
        '@pytest.mark.parametrize("n", [pytest.param(1, marks=pytest.mark.proves("HED21-57"))])\ndef test_it(n): ...\n',
        encoding="utf-8",
    )
    row = next(row for row in coverage(project).rows if row.entry.id == "HED21-57")
    assert row.state is State.REALISED
    assert "tests/cases/test_own.py::test_it" in row.proofs
