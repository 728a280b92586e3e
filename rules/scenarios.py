"""Scenario files: questions about invented citizens, and the answers that a person has typed from the documents.

Objects are compared on the keys that the file names, lists in full length and order.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rules import ask, explain, offer_answers
from rules.defaults import CATALOGUE
from rules.explain import Json
from rules.rule import Policy
from rules.trial import gate_ids, load_profile, rule_ids

KEYS = frozenset({"about", "ask", "expect"})
PROVES = "proves"
"""Rules that a file proves although no answer names them: sets of offers that other rules use."""


class Command(NamedTuple):
    """A command that answers questions, and the ids of the rows it answers from."""

    answer: Callable[[str], object]
    computes: Callable[[Policy], frozenset[str]]


EXPLAIN = Command(explain.answer, rule_ids)
COMMANDS = {"offer": Command(offer_answers.answer, gate_ids), "ask": Command(ask.answer, rule_ids)}
"""A question is known by the key that only its command has; without one it is for `explain`."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One file, its questions beside the answers expected."""

    path: Path
    about: str
    pairs: tuple[tuple[Json, Json], ...]
    proves: frozenset[str]

    def rules(self) -> dict[str, list[tuple[Json, Json]]]:
        """Each rule of the book that the file proves, with the questions whose profile computes it."""
        found: dict[str, list[tuple[Json, Json]]] = {}
        for question, expected in self.pairs:
            computed = _command(question).computes(load_profile(str(question["profile"]))) & CATALOGUE
            for rule in sorted(computed & self.proves.union(_rules_in(expected))):
                found.setdefault(rule, []).append((question, expected))
        return found


def scenarios(folder: Path) -> tuple[Scenario, ...]:
    """Every scenario file under a folder, in the order of the paths."""
    found = ((path, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.rglob("*.json")))
    return tuple(
        Scenario(path, str(raw["about"]), _pairs(raw), frozenset(raw.get(PROVES, ())))
        for path, raw in found
        if isinstance(raw, dict) and set(raw) | {PROVES} == KEYS | {PROVES}
    )


def _pairs(raw: Json) -> tuple[tuple[Json, Json], ...]:
    ask, expect = raw["ask"], raw["expect"]
    if isinstance(ask, list) and isinstance(expect, list):
        return tuple(zip(ask, expect, strict=True))
    assert isinstance(ask, dict) and isinstance(expect, dict)
    return ((ask, expect),)


def answer_of(question: Json) -> object:
    """The answer as a reader of the JSON text has it. Raises Faults."""
    return json.loads(json.dumps(_command(question).answer(json.dumps(question))))


def _command(question: Json) -> Command:
    return next((command for key, command in COMMANDS.items() if key in question), EXPLAIN)


def _rules_in(expected: object) -> Iterator[str]:
    if isinstance(expected, dict):
        if isinstance(expected.get("rule"), str):
            yield expected["rule"]
        for value in expected.values():
            yield from _rules_in(value)
    if isinstance(expected, list):
        for value in expected:
            yield from _rules_in(value)


def differences(expected: object, found: object, path: str = "$") -> list[str]:
    """What the answer found has otherwise than the one expected, each with its place."""
    if isinstance(expected, dict) and isinstance(found, dict):
        gone = [f"{path}.{key}: not in the answer" for key in expected if key not in found]
        return gone + [
            d for key in expected if key in found for d in differences(expected[key], found[key], f"{path}.{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            listed = json.dumps(found, ensure_ascii=False)
            return [f"{path}: expected {len(expected)} entries, found {len(found)}: {listed}"]
        return [
            d for n, (e, f) in enumerate(zip(expected, found, strict=True)) for d in differences(e, f, f"{path}[{n}]")
        ]
    if expected == found and type(expected) is type(found):
        return []
    return [f"{path}: expected {expected!r}, found {found!r}"]
