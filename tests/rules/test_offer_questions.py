"""A file about offers that cannot be answered gives every fault: where, what is wrong, what is allowed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from rules.asked import Faults
from rules.offer_answers import answer, run
from rules.offer_asked import offer_questions
from rules.vocabulary import ActivityStatus

ROOT = Path(__file__).parents[2]
GOOD: dict[str, Any] = {
    "profile": "rebild", "today": "2023-01-02", "citizen": {"group": "cash_job_ready"},
    "offer": {"type": "vejledning", "from": "2023-01-02"},
}  # fmt: skip
FAULTY = json.loads((Path(__file__).parent / "offer_faults.json").read_text(encoding="utf-8"))
SHAPE = ["id", "colour", "uncategorised", "verdict", "latest_to", "decision_due", "late_days", "checks"]


def faults(*cases: object) -> list[str]:
    with pytest.raises(Faults) as refused:
        offer_questions(json.dumps(cases[0] if len(cases) == 1 else list(cases)))
    return list(refused.value.lines)


@pytest.mark.parametrize("item", FAULTY, ids=[item["fault"].split(":")[0] for item in FAULTY])
def test_each_fault_has_its_line(item: dict[str, Any]) -> None:
    lines = faults(GOOD | item["ask"] if item["ask"] else {})
    assert any(line.startswith(item["fault"]) for line in lines), lines


def test_all_faults_of_all_questions_are_told() -> None:
    lines = faults(GOOD, 7, {"profile": "x", "today": 1, "citizen": {"group": "x"}, "offer": {"kind": 1}, "quotes": 1})
    assert [line.split(":")[0] for line in lines] == [
        *("[1]", "[2].profile", "[2].today", "[2].citizen.group", "[2].offer.kind", "[2].offer.type"),
        *("[2].offer.from", "[2].quotes"),
    ]


@pytest.mark.parametrize(
    "written", ["{", "", '{"a": 1, "a": 2}', "[" * 100_000, '{"today": ' + "1" * 5_000 + "}", "nul"]
)
def test_what_is_not_json(written: str) -> None:
    with pytest.raises(Faults, match="tilladt"):
        offer_questions(written)


def test_every_key_of_the_format_is_known() -> None:
    full = GOOD | {
        "id": "alt", "rules": ["REB23-54", "HED21-20"],
        "citizen": {
            "born_on": "1985-05-04", "group": "cash_job_ready", "self_supporting": False, "attendable_hours": 30,
            "special_need": None,
            "earlier_activities": [
                {"type": "wage_subsidy", "from": "2019-01-01", "to": "2019-03-01", "status": "ended",
                 "place": "individual", "hours_per_week": None},
                {"type": "amu", "from": "2022-12-01", "to": None},
            ],
        },
        "offer": {
            "type": "vejledning", "supplier": None, "catalogue_colour": "green", "price_per_week": "2200.00",
            "total_price": None, "bought": True, "from": "2023-01-02", "to": "2023-04-01", "hours_per_week": 20,
            "place": None, "placement_reason": None, "goal": "job", "goal_text": None, "reason_not_business": "…",
            "education_not_possible": None, "business_not_possible": None, "prepares_for": None,
            "agreed_places": None, "running_places": None, "by": "caseworker",
        },
        "quotes": [{"supplier": "A", "price": "20000.00", "chosen": True, "reason": "…", "expected_effect": "…"}],
        "agreements": [{
            "kind": "functional_leader_discussion", "on": "2023-01-02", "outcome": "approved", "forum": "team",
            "held": True, "purpose": None,
            "present": ["team_leader", "specialist", "job_consultant", "supplier_consultant"],
        }],
        "follow_ups": [{"on": "2023-03-01", "progress": True, "keeps_agreement": True}],
        "extension_of": {"from": "2022-10-01", "to": "2023-01-01", "decided_on": "2022-12-01",
                         "likely_job_or_education": None, "reason": None},
        "conversations": [{"on": "2021-03-01", "kind": "three_party_conversation", "status": "held",
                           "with": ["supplier", "job_consultant"], "purpose": "…"}],
    }  # fmt: skip
    (asked,), many = offer_questions("\ufeff" + json.dumps(full))
    assert (asked.id, many, asked.policy.name, asked.question.rules) == (
        "alt",
        False,
        "rebild",
        {"REB23-54", "HED21-20"},
    )
    assert [item.status for item in asked.question.citizen.earlier_activities] == [
        *(ActivityStatus.ENDED, ActivityStatus.RUNNING)
    ]
    assert str(asked.question.offer.price_per_week) == "2200.00"
    assert asked.question.quotes[0].chosen and len(asked.question.agreements[0].present) == 4


def test_a_list_is_answered_with_a_list() -> None:
    assert answer("[]") == []
    found = answer(json.dumps([GOOD, GOOD]))
    assert isinstance(found, list) and [list(one) for one in found] == [SHAPE, SHAPE]


def decide(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(ROOT / "manage.py"), "decide", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env={}, cwd=ROOT, check=False)


def test_the_command_answers_without_anything_around() -> None:
    done = decide("-", given=json.dumps(GOOD | {"id": "én"}).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout.decode("utf-8"))
    assert list(found) == SHAPE and found["id"] == "én"
    assert [list(check) for check in found["checks"]] == [["rule", "result", "text"]] * len(found["checks"])


def test_the_command_refuses_a_wrong_file_with_a_line_for_each_fault(tmp_path: Path) -> None:
    path = tmp_path / "spørgsmål.json"
    path.write_text('{"profile": "rebild", "today": "i dag", "tilbud": {}}', encoding="utf-8")
    done = decide(str(path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line.split(":")[0] for line in done.stderr.decode("utf-8").splitlines()] == [
        *("tilbud", "today", "citizen", "offer")
    ]


def test_the_command_inside_the_process(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "spørgsmål.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    call_command("decide", str(path))
    assert json.loads(capsys.readouterr().out) == json.loads(run(str(path), sys.stdin))
    path.write_text("7", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("decide", str(path))
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("$: er ikke et objekt; tilladt: {…} med profile, today")
