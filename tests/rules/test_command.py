"""`manage.py explain` from outside: an empty environment, no database, exit 0 and 2."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from rules.asked import Faults
from rules.explain import answer, run

ROOT = Path(__file__).parents[2]
QUESTION = {"id": "én", "profile": "rebild", "today": "2024-03-05", "rules": ["REB23-59"]} | {
    "target_groups": [{"group": "sick_with_employer", "from": "2023-08-30", "first_absence_on": "2023-08-30"}]
}
SHAPE = [
    "rule", "title", "ordinal", "group", "opens_on", "due_on", "provisional_due", "plan_on", "met_on", "met_until",
    "closed_on", "status", "days", "explanation", "trace", "cite", "seed", "rule_status",
]  # fmt: skip


def explain(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(ROOT / "manage.py"), "explain", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env={}, cwd=ROOT, check=False)


def test_a_file_is_answered_in_its_own_shape_without_anything_around(tmp_path: Path) -> None:
    path = tmp_path / "spørgsmål.json"
    path.write_text(json.dumps(QUESTION), encoding="utf-8")
    done = explain(str(path))
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout.decode("utf-8"))
    assert list(found) == ["id", "today", "policy", "deadlines", "lists", "notes", "classifications", "no_deadline"]
    assert [list(entry) for entry in found["deadlines"]] == [SHAPE]
    assert found["deadlines"][0]["trace"][0] == {
        "step": "anchor", "date": "2023-08-30", "text": "Første fraværsdag 30. august 2023"
    }  # fmt: skip


def test_standard_input_and_a_list() -> None:
    done = explain("-", given=json.dumps([QUESTION, QUESTION]).encode())
    assert done.returncode == 0
    assert [one["id"] for one in json.loads(done.stdout)] == ["én", "én"]


def test_a_wrong_file_gives_exit_2_and_a_line_for_each_fault() -> None:
    done = explain("-", given=b'{"profile": "rebild", "today": "i dag", "pauser": []}')
    assert done.returncode == 2
    assert done.stdout == b""
    lines = done.stderr.decode("utf-8").splitlines()
    assert len(lines) == 2 and lines[0].startswith("pauser: ukendt nøgle; tilladt: ")
    assert lines[1].startswith('today: "i dag" er ikke en dato; tilladt: ')


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'{"id": "\xe6"}')
    for path, wrong in (("ingen.json", "kan ikke læses"), ("latin.json", "er ikke UTF-8")):
        with pytest.raises(Faults, match=wrong):
            run(str(tmp_path / path), sys.stdin)


def test_the_command_inside_the_process(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "spørgsmål.json"
    path.write_text(json.dumps(QUESTION), encoding="utf-8")
    call_command("explain", str(path))
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(answer(json.dumps(QUESTION))))
    path.write_text("[{}]", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("explain", str(path))
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines() == [
        *("[0].profile: mangler; skal udfyldes", "[0].today: mangler; skal udfyldes")
    ]
