"""What a new version changes is told in words, one line a field."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, get_type_hints

import pytest

from rules.changes import in_words_of, unchanged
from rules.dates import Span, Unit
from rules.field_names import FIELD_NAMES, SETTLED
from rules.gates.gate import GateHead
from rules.gates.terms import TERMS_OF as GATE_TERMS
from rules.policy import load_profile
from rules.rows import _without_none
from rules.rule import Head, Rule
from rules.terms import TERMS_OF
from rules.vocabulary import ActivityType, PhaseIn, TargetGroup

FJORDBY = load_profile("fjordby")
DAY = date(2027, 3, 1)


def rule(rule_id: str) -> Rule:
    found = FJORDBY.rule(rule_id)
    assert found is not None
    return found


def later(row: Rule, phase_in: PhaseIn = PhaseIn.ALL_OPEN, **changes: Any) -> Rule:
    """The row as its second version from 1 March 2027."""
    terms = {key: changes.pop(key) for key in list(changes) if hasattr(row.terms, key)}
    return replace(row, version=2, valid_from=DAY, phase_in=phase_in, terms=replace(row.terms, **terms), **changes)


@pytest.mark.parametrize(
    ("phase_in", "words"),
    [
        (PhaseIn.ALL_OPEN, "for alle åbne"),
        (PhaseIn.AFTER_NEXT_EVENT, "efter næste opfyldte"),
        (PhaseIn.NEW_COURSES, "kun for nye forløb"),
    ],
)
def test_another_length(phase_in: PhaseIn, words: str) -> None:
    before = rule("REB23-48")
    (change,) = in_words_of(before, later(before, phase_in, within=Span(4, Unit.MONTHS)))
    assert change[:4] == ("within", "Frist", "6 måneder", "4 måneder")
    assert change.text == f"Visitation til jobkonsulent for aktivitetsparate: 6 → 4 måneder fra 1. marts 2027, {words}"


def test_another_unit_says_both() -> None:
    before = rule("REB23-48")
    (change,) = in_words_of(before, later(before, within=Span(20, Unit.WEEKS)))
    assert "6 måneder → 20 uger" in change.text


def test_groups_that_come_and_go_and_another_source() -> None:
    before = rule("REB23-48")
    gone = TargetGroup.CASH_ACTIVITY_READY
    after = later(before, groups=before.groups - {gone}, none_for=frozenset({gone}), cite="Udvalget, punkt 6")
    told = {change.field: change for change in in_words_of(before, after)}
    assert set(told) == {"groups", "none_for", "cite"}
    assert "målgrupper fjernet kontanthjælp (aktivitetsparat)" in told["groups"].text
    assert told["none_for"].before == "intet"
    assert told["cite"].label == "Kilde" and told["cite"].after == "Udvalget, punkt 6"


def test_another_set_of_offers() -> None:
    before = rule("REB23-04")
    after = later(before, activities=frozenset({*FJORDBY.countable, ActivityType.FVU}) - {ActivityType.AMU})
    (change,) = in_words_of(before, after)
    assert change.text.startswith("Tilbud, der tæller som rettidig indsats: tilbud tilføjet FVU")
    assert "; fjernet AMU-kursus fra 1. marts 2027" in change.text


def test_what_stays_is_named() -> None:
    before = rule("REB23-48")
    names = unchanged(before, later(before, within=Span(4, Unit.MONTHS)))
    assert {"Startdag", "Målgrupper", "Uret står stille ved", "Kilde"} <= set(names)
    assert "Frist" not in names and len(names) == len(set(names))


def test_every_field_of_every_kind_has_a_name() -> None:
    seen: set[str] = set()

    def walk(shape: Any) -> None:
        hints = get_type_hints(shape)
        for item in fields(shape):
            inner = _without_none(hints[item.name])
            if is_dataclass(inner):
                walk(inner)
            else:
                seen.add(item.name)

    for shape in {Head, GateHead, *TERMS_OF.values(), *GATE_TERMS.values()}:
        walk(shape)
    assert seen - SETTLED == set(FIELD_NAMES)
