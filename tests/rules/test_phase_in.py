"""The three phase-ins as worked examples: each file asks the rules of `tests/phase_in/policies`."""

import json
from pathlib import Path

import pytest

from rules.policy import load_profile, profile_names
from rules.scenarios import answer_of, differences
from rules.trial import read_from
from rules.vocabulary import PhaseIn

FOLDER = Path(__file__).parents[1] / "phase_in"
FILES = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_scenario(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    with read_from(FOLDER / raw["policy"]):
        for question, expected in zip(raw["ask"], raw["expect"], strict=True):
            assert differences(expected, answer_of(question)) == [], question["id"]


def test_each_phase_in_has_examples() -> None:
    asked = {question["profile"] for path in FILES for question in json.loads(path.read_text("utf-8"))["ask"]}
    assert asked == set(profile_names(FOLDER / "policies")) == set(PhaseIn)


def test_the_first_versions_are_those_that_are_shipped() -> None:
    shipped = load_profile("fjordby")
    for name in profile_names(FOLDER / "policies"):
        for rule in load_profile(name, FOLDER / "policies").rules:
            assert rule.version == 2 or rule == shipped.rule(rule.id)
