"""The verdict as a pure function: never an exception, the strictest answer decides, gates are rows of the policy."""

import dataclasses
import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from rules.asked import YEARS, Faults, day, flag, text
from rules.decide import DECISIONS, GATES, STRICTNESS, decide
from rules.gates import labels, vocabulary
from rules.gates.question import Offer, OfferCitizen, Question
from rules.gates.terms import TERMS_OF, ExtensionReasoned, GateKind
from rules.gates.vocabulary import Colour, Decision, Result
from rules.offer_answers import answer
from rules.offer_asked import PARTS, Key, ListOf, Shape, amount, count, offer_questions, weekly
from rules.policy import PolicyError, load_profile, profile_names, read_profile
from rules.vocabulary import ActivityType, TargetGroup

FIRST = date(2023, 1, 2)
GATE = """
[[gate]]
id = "X-1"
kind = "length_at_most"
category = "validation"
title = "Prøve"
groups = ["*"]
activities = ["guidance"]
within = "3 months"
unless = "X-2"
severity = "policy"
cite = "Prøve"
quote = "Prøve"
seed = "prøve.txt"
status = "confirmed"
checked_on = 2026-11-22
"""
LONGER = GATE.replace('"X-1"', '"X-2"').replace("length_at_most", "longer_agreed").replace(
    'unless = "X-2"', 'beyond = "X-1"\nagreement = "functional_leader_agreement"'
)  # fmt: skip


def question(kind: ActivityType = ActivityType.VEJLEDNING, **offer: Any) -> Question:
    citizen = OfferCitizen(group=TargetGroup.CASH_JOB_READY)
    return Question(today=FIRST, citizen=citizen, offer=Offer(type=kind, first_on=FIRST, **offer))


def test_every_kind_of_gate_has_its_terms_and_its_function() -> None:
    assert set(TERMS_OF) == set(GATES) == set(GateKind)


def test_every_kind_of_gate_stands_in_a_shipped_profile() -> None:
    assert {gate.kind for name in profile_names() for gate in load_profile(name).gates} == set(GateKind)


def test_words_are_complete() -> None:
    words: list[tuple[dict[Any, str], type[StrEnum]]] = [
        (labels.COLOURS, vocabulary.Colour), (labels.RESULTS, vocabulary.Result),
        (labels.DECISIONS, vocabulary.Decision), (labels.GOALS, vocabulary.Goal),
        (labels.DECIDED_BY, vocabulary.DecidedBy), (labels.FORUMS, vocabulary.Forum), (labels.ROLES, vocabulary.Role),
    ]  # fmt: skip
    for table, codes in words:
        assert set(table) == set(codes) and all(table.values())


def test_gates_cite_their_source() -> None:
    for name in profile_names():
        for gate in load_profile(name).gates:
            assert gate.title and gate.cite and gate.quote and gate.seed.endswith(".txt")


def test_gates_do_not_stand_among_the_deadlines() -> None:
    rebild, fjordby = load_profile("rebild"), load_profile("fjordby")
    assert [gate for gate in fjordby.gates if gate.id not in BORROWED] == list(rebild.gates)
    assert {gate.id for gate in fjordby.gates} - {gate.id for gate in rebild.gates} == BORROWED
    assert rebild.rule("REB23-37") is None
    assert [gate.id for gate in rebild.gates] == sorted(gate.id for gate in rebild.gates)


def test_the_strictest_answer_decides() -> None:
    policy = load_profile("rebild")
    rng = random.Random(7)
    for _ in range(50):
        verdict = decide(_typed(rng, "rebild"), policy)
        strictest = max((check.result for check in verdict.checks), key=STRICTNESS.index, default=Result.OK)
        assert verdict.decision is DECISIONS.get(strictest, Decision.ACCEPTED)


def test_the_order_of_the_gates_does_not_change_the_verdict() -> None:
    policy = load_profile("rebild")
    turned = dataclasses.replace(policy, gates=policy.gates[::-1])
    rng = random.Random(8)
    for _ in range(100):
        asked = _typed(rng, "rebild")
        one, other = decide(asked, policy), decide(asked, turned)
        assert dataclasses.replace(one, checks=()) == dataclasses.replace(other, checks=())
        assert set(one.checks) == set(other.checks)


@pytest.mark.parametrize("gate_id", [gate.id for gate in load_profile("rebild").gates])
def test_without_a_gate_the_others_still_answer(gate_id: str) -> None:
    policy = load_profile("rebild")
    without = dataclasses.replace(policy, gates=tuple(gate for gate in policy.gates if gate.id != gate_id))
    rng = random.Random(gate_id)
    for _ in range(25):
        assert gate_id not in {check.rule for check in decide(_typed(rng, "rebild"), without).checks}


def test_without_the_price_row_a_price_raises_nothing() -> None:
    policy = load_profile("rebild")
    dear = {"catalogue_colour": Colour.GREEN, "price_per_week": amount("9000")}
    assert decide(question(**dear), policy).colour is Colour.YELLOW
    cheap = dataclasses.replace(policy, gates=tuple(gate for gate in policy.gates if gate.id != "REB23-37"))
    assert decide(question(**dear), cheap).colour is Colour.GREEN


def test_a_number_of_a_row_is_the_number_of_the_answer(tmp_path: Path) -> None:
    shorter = _profile(tmp_path, GATE.replace("3 months", "2 weeks") + LONGER)
    verdict = decide(question(last_on=date(2023, 1, 16)), shorter)
    assert verdict.latest_to == date(2023, 1, 15)
    assert [check.text for check in verdict.checks if check.rule == "X-1"] == [
        "Slutter 16. januar 2023 > 15. januar 2023 (2 uger)"
    ]


def _profile(tmp_path: Path, module: str, profile: str = "") -> Any:
    (tmp_path / "module.toml").write_text(module, encoding="utf-8")
    (tmp_path / "prøve.toml").write_text(f'title = "Prøve"\nmodules = ["module"]\n{profile}', encoding="utf-8")
    return read_profile(tmp_path / "prøve.toml", tmp_path)


def test_an_override_reaches_a_gate(tmp_path: Path) -> None:
    plain = _profile(tmp_path, GATE + LONGER)
    other = _profile(tmp_path, GATE + LONGER, '[[override]]\nid = "X-1"\nwithin = "4 months"\n')
    assert (plain.gates[0].terms.within.number, other.gates[0].terms.within.number) == (3, 4)
    assert plain.gates[0].digest != other.gates[0].digest and plain.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("module", "fault"),
    [
        (GATE, "X-1.unless: reglen X-2 findes ikke i profilen"),
        (LONGER, "X-2.beyond: reglen X-1 findes ikke i profilen"),
        (GATE + LONGER.replace("functional_leader_agreement", "handshake"), "X-2.agreement: 'handshake' kendes ikke"),
        (GATE.replace("length_at_most", "mood"), "X-1.kind: 'mood' kendes ikke; tilladt: fixed_colour"),
        (GATE.replace("within", "inside"), "X-1.inside: ukendt nøgle; tilladt: activities, unless, within"),
        (GATE + GATE, "module.X-1: id findes to gange"),
        (GATE.replace("length_at_most", "price_colour").replace('within = "3 months"\nunless = "X-2"', "limit = 2200"),
         "X-1.limit: 2200 er ikke et beløb; tilladt: \"2200.00\""),
        (GATE.replace("length_at_most", "price_colour").replace('within = "3 months"\nunless = "X-2"', 'limit = "dyr"'),
         "X-1.limit: 'dyr' er ikke et beløb"),
        (GATE.replace("length_at_most", "extension_in_time").replace(
            'activities = ["guidance"]\nwithin = "3 months"\nunless = "X-2"', 'deadline = "X-9"'),
         "X-1.deadline: reglen X-9 findes ikke i profilen"),
    ],
)  # fmt: skip
def test_each_fault_of_a_gate_row_is_named(tmp_path: Path, module: str, fault: str) -> None:
    with pytest.raises(PolicyError) as refused:
        _profile(tmp_path, module)
    assert any(line.startswith(fault) for line in refused.value.faults), refused.value.faults


def test_an_extension_is_refused_where_its_length_has_no_row() -> None:
    policy = load_profile("rebild")
    terms = next(gate.terms for gate in policy.gates if gate.id == "REB23-28")
    assert isinstance(terms, ExtensionReasoned)
    bare = dataclasses.replace(
        policy, gates=tuple(gate for gate in policy.gates if gate.id not in (terms.of, terms.unless))
    )
    rng = random.Random(9)
    for _ in range(100):
        asked = _typed(rng, "rebild")
        for check in decide(asked, bare).checks:
            assert check.rule != "REB23-28" or check.result is Result.BLOCKS


# Random valid questions, made from the shapes that read them.

BORROWED = {"HED21-20", "RUD21-32", "RUD21-33"}
WORDS = ("", " ", "A", "Væksthuset", "En grund")
SEEDED = 2_000


def _day(rng: random.Random) -> str:
    if rng.random() < 0.02:
        return rng.choice([f"{YEARS[0]}-01-01", f"{YEARS[-1]}-12-31"])
    return (FIRST + timedelta(days=rng.randint(-400, 400))).isoformat()


MADE: dict[Callable[..., object], Callable[[random.Random], object]] = {
    day: _day,
    flag: lambda rng: rng.random() < 0.5,
    text: lambda rng: rng.choice(WORDS),
    count: lambda rng: rng.randint(0, 5),
    amount: lambda rng: rng.choice(["0", "2200.00", "2200.01", "26400", "999999999.9999", 12.5, 3]),
    weekly: lambda rng: rng.choice([0, 5.75, "6", 12, 168]),
}


def _value(convert: Any, rng: random.Random) -> object:
    if isinstance(convert, Shape):
        return _object(convert, rng)
    if isinstance(convert, ListOf):
        return [_object(convert.shape, rng) for _ in range(rng.randint(0, 3))]
    if convert in MADE:
        return MADE[convert](rng)
    members = list(convert.__closure__[-1].cell_contents)
    return (
        rng.choice(members) if "one_of" in convert.__qualname__ else rng.sample(members, rng.randint(0, len(members)))
    )


def _object(shape: Shape, rng: random.Random) -> dict[str, object]:
    return {name: _value(key.convert, rng) for name, key in shape.keys.items() if key.required or rng.random() < 0.6}


def _question(rng: random.Random, profile: str) -> dict[str, object]:
    parts: dict[str, Key] = dict(PARTS)
    asked = {name: _value(key.convert, rng) for name, key in parts.items() if key.required or rng.random() < 0.6}
    return {"profile": profile, "today": _day(rng)} | asked


def _typed(rng: random.Random, profile: str) -> Question:
    while True:
        try:
            (asked,), _ = offer_questions(json.dumps(_question(rng, profile)))
        except Faults:
            continue
        return asked.question


def test_two_thousand_valid_questions_are_answered() -> None:
    rng = random.Random(2023)
    names = profile_names()
    decisions = set()
    for number in range(SEEDED):
        profile = names[number % len(names)]
        verdict = decide(_typed(rng, profile), load_profile(profile))
        decisions.add(verdict.decision)
        assert verdict.late_days >= 0
        assert len({check.rule for check in verdict.checks}) == len(verdict.checks)
    assert decisions == set(Decision)


def test_random_questions_are_answered_or_refused_by_line() -> None:
    """Files as they come, with contradictions: an answer in the shape of the format, or lines of faults."""
    rng = random.Random(2024)
    answered = told = 0
    for _ in range(500):
        written = json.dumps(_question(rng, "rebild"))
        try:
            found = answer(written)
        except Faults as refused:
            told += len(refused.lines)
            continue
        assert isinstance(found, dict)
        json.dumps(found)
        answered += 1
    assert answered > 50 and told > 50
