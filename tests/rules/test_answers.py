"""The other questions: every file of `answers` is asked, and a file that cannot be answered gives every fault.

The expected answers are typed by hand from the rule catalogue.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from rules.ask import ASKINGS, answer
from rules.asked import Faults
from rules.defaults import POLICIES
from rules.scenarios import Scenario, answer_of, differences, scenarios

ROOT = Path(__file__).parents[2]
FILES = scenarios(Path(__file__).parent / "answers")
PLAN: dict[str, Any] = {"ask": "plan", "id": "én", "profile": "hedensted", "today": "2021-03-09"} | {
    "born_on": "1996-03-10", "course_start": "2021-01-04"
}  # fmt: skip


def only(question: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question."""
    found = answer(json.dumps(question))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("scenario", FILES, ids=[scenario.path.stem for scenario in FILES])
def test_answers(scenario: Scenario) -> None:
    for pair in scenario.pairs:
        assert differences(pair.expected, answer_of(pair.question), f"{pair.question['id']}: $") == []


def test_every_question_is_asked() -> None:
    assert {str(pair.question["ask"]) for scenario in FILES for pair in scenario.pairs} == set(ASKINGS)
    assert {scenario.path.stem[:4] for scenario in FILES} >= {f"W-{n}" for n in ("07", 11, 14, 15, 36, 37, 38, 39)}


FAULTY = json.loads((Path(__file__).parent / "answer_faults.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("item", FAULTY, ids=[item["fault"][:60] for item in FAULTY])
def test_each_fault_has_its_line(item: dict[str, Any]) -> None:
    with pytest.raises(Faults) as refused:
        answer(json.dumps(item["ask"]))
    assert any(line.startswith(item["fault"]) for line in refused.value.lines), refused.value.lines


def test_all_faults_of_all_questions_are_told() -> None:
    with pytest.raises(Faults) as refused:
        answer(json.dumps([PLAN, PLAN | {"today": "i dag", "x": 1}, {"ask": "mix"}]))
    assert [line.split(":")[0] for line in refused.value.lines] == [
        *("[1].x", "[1].today", "[2].profile", "[2].today", "[2].from", "[2].to", "[2].offers")
    ]


def test_the_shape_of_an_answer() -> None:
    found = only(PLAN)
    assert list(found) == ["id", "ask", "today", "policy", "verdict", "answers", "notes"]
    assert (found["id"], found["ask"], found["verdict"], found["notes"]) == ("én", "plan", None, [])
    assert found["answers"] == [
        {
            "rule": "HED21-42", "title": "Uddannelsesplan til alle under 25 år",
            "text": "24 år og uden uddannelsesplan: på listen", "listed": True, "age": 24,
            "cite": "Beskæftigelsesplan 2021, Uddannelsesplan til alle unge under 25 år",
            "seed": "002_3c24f11443f22f5f.txt", "rule_status": "confirmed",
        }
    ]  # fmt: skip


def test_a_rule_that_does_not_answer_is_never_silent() -> None:
    asked, none = only(PLAN | {"rules": ["HED21-42", "HED21-57"]}), only(PLAN | {"profile": "rebild"})
    assert [one["rule"] for one in asked["answers"]] == ["HED21-42"]
    assert asked["notes"] == [
        {"rule": "HED21-57", "level": "info", "text": "Reglen besvarer ikke plan i profilen hedensted"}
    ]
    assert (none["answers"], none["notes"]) == (
        [], [{"rule": None, "level": "info", "text": "Ingen regel i profilen rebild besvarer plan"}]
    )  # fmt: skip


def test_the_command_alone_with_nothing_around_it(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "ask", "-"]
    done = subprocess.run(
        command, input=json.dumps([PLAN]).encode(), capture_output=True, env={}, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == [answer(json.dumps(PLAN))]


def test_a_wrong_file_gives_exit_2_and_a_line_for_each_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "spørgsmål.json"
    path.write_text('{"ask": "plan", "profile": "hedensted"}', encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("ask", str(path))
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["today", "born_on", "course_start"]


def test_the_version_of_the_day_answers_also_of_an_exported_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(POLICIES, tmp_path / "regler")
    rows = tmp_path / "regler" / "hedensted" / "answers.toml"
    first = "[[rule]]" + rows.read_text(encoding="utf-8").split("[[rule]]")[1]
    later = first.replace("= 25", "= 23") + 'version = 2\nvalid_from = 2021-03-10\nphase_in = "all_open"\n'
    rows.write_text(rows.read_text(encoding="utf-8") + later, encoding="utf-8")
    asked = tmp_path / "spørgsmål.json"
    asked.write_text(json.dumps([PLAN | {"born_on": "1997-01-01", "today": f"2021-03-{d}"} for d in ("09", "10")]))
    call_command("ask", str(asked), "--policy", str(tmp_path / "regler"))
    said = [one["answers"][0] for one in json.loads(capsys.readouterr().out)]
    assert [(one["age"], one["listed"]) for one in said] == [(24, True), (24, False)]
