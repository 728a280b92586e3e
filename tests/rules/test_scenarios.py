"""Every scenario file is asked and answered: the expected values are typed by hand from the rule catalogue.

Objects are compared on the keys that the file names, lists in full length and order.
"""

import json
from pathlib import Path

import pytest

from rules.explain import answer

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.json"))


def differences(expected: object, found: object, path: str = "$") -> list[str]:
    if isinstance(expected, dict) and isinstance(found, dict):
        gone = [f"{path}.{key}: not in the answer" for key in expected if key not in found]
        return gone + [
            d for key in expected if key in found for d in differences(expected[key], found[key], f"{path}.{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return [
                f"{path}: expected {len(expected)} entries, found {len(found)}: {json.dumps(found, ensure_ascii=False)}"
            ]
        return [
            d for n, (e, f) in enumerate(zip(expected, found, strict=True)) for d in differences(e, f, f"{path}[{n}]")
        ]
    return (
        []
        if expected == found and type(expected) is type(found)
        else [f"{path}: expected {expected!r}, found {found!r}"]
    )


def test_a_wrong_answer_is_told() -> None:
    expected = {"a": [{"b": 1, "c": None}]}
    assert differences(expected, {"a": [{"b": 1, "c": None, "d": 2}], "e": 3}) == []
    assert differences(expected, {"a": [{"b": 2, "c": None}]}) == ["$.a[0].b: expected 1, found 2"]
    assert differences(expected, {"a": []})[0].startswith("$.a: expected 1 entries, found 0")
    assert differences(expected, {"a": [{"b": True}]}) == [
        "$.a[0].c: not in the answer",
        "$.a[0].b: expected 1, found True",
    ]


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_scenario(path: Path) -> None:
    scenario = json.loads(path.read_text(encoding="utf-8"))
    assert set(scenario) == {"about", "ask", "expect"}
    found = json.loads(json.dumps(answer(json.dumps(scenario["ask"]))))
    assert differences(scenario["expect"], found) == []


def test_the_folder_is_read() -> None:
    assert {f"W-{number:02}" for number in (1, 2, 3, 5, 6, 7, 8, 9, 10, 13, *range(16, 25), 28)} <= {
        path.stem[:4] for path in SCENARIOS
    }
