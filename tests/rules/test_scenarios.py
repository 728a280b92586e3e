"""Every scenario file is asked and answered: the expected values are typed by hand from the documents."""

import json
from pathlib import Path

import pytest

from rules.scenarios import Pair, Scenario, answer_of, differences, scenarios

FOLDER = Path(__file__).parent
SCENARIOS = (*scenarios(FOLDER / "scenarios"), *scenarios(FOLDER / "offers"))


def test_a_wrong_answer_is_told() -> None:
    expected = {"a": [{"b": 1, "c": None}]}
    assert differences(expected, {"a": [{"b": 1, "c": None, "d": 2}], "e": 3}) == []
    assert differences(expected, {"a": [{"b": 2, "c": None}]}) == ["$.a[0].b: expected 1, found 2"]
    assert differences(expected, {"a": []})[0].startswith("$.a: expected 1 entries, found 0")
    assert differences(expected, {"a": [{"b": True}]}) == [
        "$.a[0].c: not in the answer",
        "$.a[0].b: expected 1, found True",
    ]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.path.stem for scenario in SCENARIOS])
def test_scenario(scenario: Scenario) -> None:
    for pair in scenario.pairs:
        place = str(pair.question.get("id", "$"))
        assert differences(pair.expected, answer_of(pair.question), place) == []


def test_every_file_is_read() -> None:
    written = {path for folder in FOLDER.iterdir() if folder.is_dir() for path in folder.rglob("*.json")}
    assert written == {scenario.path for scenario in scenarios(FOLDER)} > {scenario.path for scenario in SCENARIOS}
    assert all(scenario.pairs for scenario in SCENARIOS)


def test_a_word_stands_for_each_of_its_members(tmp_path: Path) -> None:
    raw = {
        "about": "",
        "each": {"$a": ["x", "y"], "$b": ["z"]},
        "ask": [{"n": "$a"}, {"n": 1}],
        "expect": [{"m": "$a"}, {}],
    }
    (tmp_path / "one.json").write_text(json.dumps(raw), encoding="utf-8")
    (scenario,) = scenarios(tmp_path)
    assert scenario.pairs == (
        Pair({"n": "x"}, {"m": "x"}), Pair({"n": "y"}, {"m": "y"}, again=True), Pair({"n": 1}, {})
    )  # fmt: skip


def test_the_folder_is_read() -> None:
    assert {f"W-{number:02}" for number in (1, 2, 3, 5, 6, 7, 8, 9, 10, 13, *range(16, 29), 31, 32, 33, 34, 35)} <= {
        scenario.path.stem[:4] for scenario in SCENARIOS
    }
