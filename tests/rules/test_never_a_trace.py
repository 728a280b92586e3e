"""Whatever stands in a file, the three commands answer it or give a list of faults: the questions of the scenario
files with one or two values replaced by something else."""

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rules.asked import Faults
from rules.scenarios import answer_of, scenarios

QUESTIONS = [pair.question for scenario in scenarios(Path(__file__).parent) for pair in scenario.pairs]
OTHER: tuple[object, ...] = (
    None, True, 0, -1, 3.5, 10**30, float("inf"), "", "x", "NaN", "\ud800", "2021-02-30", "2021-03", "2021-03-04T09:20",
    "0001-01-01", "9999-12-31", "9999-12-31T23:59", "9999-12", "1899-12-31", "1900-01-01", "2199-12-31", "2199-12",
    "insured_unemployed", "held", [], {}, [1], [{}], {"a": 1},
)  # fmt: skip
TRIES = 600
Place = tuple[str | int, ...]


def places(value: object, path: Place = ()) -> Iterator[Place]:
    """Every place inside a question."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inner:
        yield (*path, key)
        yield from places(held, (*path, key))


def put(question: Any, path: Place, other: object) -> None:
    """Something else at a place."""
    for key in path[:-1]:
        question = question[key]
    question[path[-1]] = other


@pytest.mark.parametrize("seed", range(4))
def test_an_answer_or_faults(seed: int) -> None:
    chance = random.Random(seed)
    told: list[tuple[str, ...]] = []
    for _ in range(TRIES):
        question = copy.deepcopy(chance.choice(QUESTIONS))
        for _ in range(chance.choice((1, 2))):
            put(question, chance.choice(list(places(question))), copy.deepcopy(chance.choice(OTHER)))
        try:
            answer_of(question)
        except Faults as faults:
            told.append(faults.lines)
    assert TRIES // 2 < len(told) < TRIES
    assert all(lines and all(": " in line for line in lines) for lines in told)
