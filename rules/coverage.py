"""Which rules of the rule book are computed, and what proves them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rules.marked import marked
from rules.policy import load_profile, profile_names
from rules.rulebook import Entry, entries
from rules.scenarios import Pair, Scenario, answer_of, differences, scenarios
from rules.trial import gate_ids, rule_ids, switched_off

DECISION = re.compile(r"A-\d{2}")
"""A row may also stand for a decided question of the documents; it is no rule of the book."""


class State(StrEnum):
    """computed: a profile computes it. realised: moreover something a user sees or may do changes with it, which a
    marked test of the screens proves. waiting: neither."""

    COMPUTED = "computed"
    REALISED = "realised"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Covered:
    """One rule of the book with its state and its proofs, as paths under the folder of the project."""

    entry: Entry
    state: State
    proofs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole book, and in Danish what is wrong with it."""

    rows: tuple[Covered, ...]
    faults: tuple[str, ...]


@dataclass(slots=True)
class Proofs:
    """What proves which rule: scenario files, and tests that carry the mark."""

    root: Path
    files: tuple[Scenario, ...]
    found: dict[str, list[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def add(self, rule: str, path: Path, test: str = "") -> None:
        proof = path.relative_to(self.root).as_posix() + test
        if proof not in (known := self.found.setdefault(rule, [])):
            known.append(proof)


def computed() -> frozenset[str]:
    """The ids that some profile computes."""
    policies = [load_profile(name) for name in profile_names()]
    return frozenset().union(*map(rule_ids, policies), *map(gate_ids, policies))


def coverage(root: Path) -> Coverage:
    """The rule book beside the tests of the project under `root`. Raises PolicyError when a row is not in order."""
    proofs, rows = _proofs(root), computed()
    found = tuple(
        Covered(entry, _state(entry.id, rows, proofs), tuple(proofs.found.get(entry.id, ()))) for entry in entries()
    )
    return Coverage(found, (*_unknown(rows | set(proofs.found)), *_lacking(found)))


def _state(rule: str, rows: frozenset[str], proofs: Proofs) -> State:
    if rule not in rows:
        return State.WAITING
    return State.REALISED if rule in proofs.seen else State.COMPUTED


def empty_proofs(root: Path) -> list[str]:
    """Every computed row is switched off once; a scenario that names it and still passes proves nothing of it."""
    return [
        f"{rule}: {scenario.path.relative_to(root).as_posix()} lykkes også uden reglen"
        for scenario in _proofs(root).files
        for rule, pairs in scenario.rules().items()
        if not _fails_without(rule, pairs)
    ]


def _fails_without(rule: str, pairs: Iterable[Pair]) -> bool:
    with switched_off(rule):
        return any(differences(pair.expected, answer_of(pair.question)) for pair in pairs)


def _proofs(root: Path) -> Proofs:
    pure = root / "tests" / "rules"
    proofs = Proofs(root, scenarios(pure))
    for scenario in proofs.files:
        for rule in scenario.rules():
            proofs.add(rule, scenario.path)
    for mark in marked(root / "tests"):
        proofs.add(mark.rule, mark.path, f"::{mark.test}")
        if pure not in mark.path.parents:
            proofs.seen.add(mark.rule)
    return proofs


def _unknown(ids: Iterable[str]) -> Iterator[str]:
    book = {entry.id for entry in entries()}
    for rule in sorted(set(ids) - book):
        if DECISION.fullmatch(rule) is None:
            yield f"{rule}: findes ikke i regelbogen"


def _lacking(rows: Iterable[Covered]) -> Iterator[str]:
    for row in rows:
        if row.state is State.COMPUTED and not row.proofs:
            yield f"{row.entry.id}: beregnes, men intet beviser den"
        if row.state is State.WAITING and row.proofs:
            yield f"{row.entry.id}: venter, men {row.proofs[0]} siger at bevise den"
        if row.state is State.WAITING and row.entry.waiting_for is None:
            yield f"{row.entry.id}: venter, men siger ikke på hvad"
