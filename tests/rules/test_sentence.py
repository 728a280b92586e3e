"""Every rule reads as a sentence rendered from its row, and no number is written twice (screen 13)."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from rules.dates import Span
from rules.gates.terms import GateKind
from rules.kind_names import KIND_NAMES, known_by
from rules.policy import load_profile, profile_names
from rules.sentence import Row, sentence, text_of, tokens_of, value_of
from rules.sentence_patterns import AFTER, PATTERNS
from rules.terms import Kind


def rows(profile: str) -> tuple[Row, ...]:
    policy = load_profile(profile)
    return (*policy.rules, *policy.gates)


ROWS = [pytest.param(row, id=f"{name}-{row.id}-{row.kind}") for name in profile_names() for row in rows(name)]


def numbers(value: object, path: str = "") -> Iterator[str]:
    """The paths of all numbers, spans, amounts and days in the terms of a row."""
    if isinstance(value, Span | Decimal | date) or type(value) is int:
        yield path
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for item in dataclasses.fields(value):
            yield from numbers(getattr(value, item.name), f"{path}.{item.name}".strip("."))


@pytest.mark.parametrize("row", ROWS)
def test_every_number_of_the_row_is_one_token(row: Row) -> None:
    found = Counter(token.field for token in tokens_of(sentence(row)))
    wanted = Counter(numbers(row.terms))
    if getattr(row, "statute_until", None) is not None:
        wanted["statute_until"] += 1
    assert {field: found[field] for field in wanted} == dict(wanted)
    assert set(found.values()) <= {1}


@pytest.mark.parametrize("row", ROWS)
def test_it_reads_as_danish(row: Row) -> None:
    written = text_of(sentence(row))
    assert written[0] == written[0].upper() and written.endswith(".")
    assert not re.search(r"  | \.|\.\.|,,|None|True|False|frozenset|_", written), written


@pytest.mark.parametrize("row", ROWS)
def test_a_token_holds_the_value_of_the_row(row: Row) -> None:
    for token in tokens_of(sentence(row)):
        assert token.value == value_of(row, token.field)


def test_every_kind_has_a_sentence_without_a_number() -> None:
    assert set(PATTERNS) == set(KIND_NAMES) == {*Kind, *GateKind}
    assert [kind for kind, pattern in PATTERNS.items() if re.search(r"\d", pattern + AFTER)] == []


def test_the_referral_of_the_activity_ready() -> None:
    row = load_profile("rebild").rule("REB23-48")
    assert row is not None
    assert text_of(sentence(row, load_profile("rebild").activity_sets)) == (
        "Aktivitetsparate har frist 6 måneder efter første dag i målgruppen. Fristen er opfyldt ved visitation til"
        " jobkonsulent eller virksomhedsrettede tilbud i gang på fristdagen. Også ældre visitationer og tilbud i samme"
        " forløb tæller. Uret står stille ved orlov, fritagelse og suspendering."
    )


@pytest.mark.parametrize(
    ("profile", "rule", "value"),
    [
        ("rebild", "REB23-48", "6 måneder"),
        ("rebild", "REB23-58", "4 måneder · 5 måneder"),
        ("broendby", "BRO18-01", "6 samtaler · 6 måneder"),
        ("broendby", "BRO18-12", "samtale nr. 2 · 28 dage"),
        ("rebild", "REB23-37", "gul · 2.200 kr. pr. uge"),
        ("rebild", "REB23-54", "14 dage · 91 dage"),
        ("rebild", "REB23-08", ""),
    ],
)
def test_what_a_rule_is_known_by(profile: str, rule: str, value: str) -> None:
    assert [known_by(row) for row in rows(profile) if row.id == rule] == [value]
