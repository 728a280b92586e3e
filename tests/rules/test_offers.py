"""Every offer file is asked and answered: the expected verdicts are typed by hand from the rule catalogue.

Objects are compared on the keys that the file names, lists in full length and order.
"""

import json
from pathlib import Path

import pytest

from rules.offer_answers import answer
from tests.rules.test_scenarios import differences

OFFERS = sorted((Path(__file__).parent / "offers").glob("*.json"))


def scenarios() -> list[tuple[str, dict[str, object], dict[str, object]]]:
    found = []
    for path in OFFERS:
        scenario = json.loads(path.read_text(encoding="utf-8"))
        assert set(scenario) == {"about", "ask", "expect"}
        assert len(scenario["ask"]) == len(scenario["expect"])
        for asked, expected in zip(scenario["ask"], scenario["expect"], strict=True):
            found.append((f"{path.stem}: {asked['id']}", asked, expected))
    return found


@pytest.mark.parametrize(("name", "asked", "expected"), [pytest.param(*item, id=item[0]) for item in scenarios()])
def test_offer(name: str, asked: dict[str, object], expected: dict[str, object]) -> None:
    found = json.loads(json.dumps(answer(json.dumps(asked))))
    assert differences(expected, found, name) == []
