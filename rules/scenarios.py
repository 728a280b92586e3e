"""Scenario files: questions about invented citizens, and the answers that a person has typed from the documents.

Objects are compared on the keys that the file names, lists in full length and order. A file may name words
(`"each": {"$group": [...]}`): a question with such a word, and its answer, stand for one with each of the members.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import NamedTuple

from rules import ask, explain, offer_answers
from rules.defaults import CATALOGUE
from rules.explain import Json
from rules.rule import Policy
from rules.trial import gate_ids, load_profile, rule_ids

KEYS = frozenset({"about", "ask", "expect"})
EACH = "each"
PROVES = "proves"
"""Rules that a file proves although no answer names them: sets of offers that other rules use."""


class Pair(NamedTuple):
    """A question and the answer expected. `again`: with a further member of a word, as another pair has the first."""

    question: Json
    expected: Json
    again: bool = False


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
    pairs: tuple[Pair, ...]
    proves: frozenset[str]

    def rules(self) -> dict[str, list[Pair]]:
        """Each rule of the book that the file proves, with the questions whose profile computes it."""
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            computed = _command(pair.question).computes(load_profile(str(pair.question["profile"]))) & CATALOGUE
            for rule in sorted(computed & self.proves.union(_rules_in(pair.expected))):
                found.setdefault(rule, []).append(pair)
        return found


def scenarios(folder: Path) -> tuple[Scenario, ...]:
    """Every scenario file under a folder, in the order of the paths."""
    found = ((path, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.rglob("*.json")))
    return tuple(
        Scenario(path, str(raw["about"]), _pairs(raw), frozenset(raw.get(PROVES, ())))
        for path, raw in found
        if isinstance(raw, dict) and KEYS <= set(raw) <= KEYS | {EACH, PROVES}
    )


def _pairs(raw: Json) -> tuple[Pair, ...]:
    ask, expect, each = raw["ask"], raw["expect"], raw.get(EACH, {})
    assert isinstance(each, dict)
    if isinstance(ask, list) and isinstance(expect, list):
        return tuple(pair for one in zip(ask, expect, strict=True) for pair in _with_each(one, each))
    return tuple(_with_each((ask, expect), each))


def _with_each(pair: tuple[object, object], each: dict[str, list[str]]) -> Iterator[Pair]:
    """The pair once for every member of the words that its question names."""
    named = {word: members for word, members in each.items() if word in json.dumps(pair[0])}
    for number, members in enumerate(product(*named.values())):
        text = json.dumps(pair)
        for word, member in zip(named, members, strict=True):
            text = text.replace(word, member)
        question, expected = json.loads(text)
        yield Pair(question, expected, number > 0)


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
