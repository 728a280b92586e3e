"""The rule book: every rule of the documents once, and the policy rows say the same of source and words."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from rules.defaults import CATALOGUE, POLICIES
from rules.policy import PolicyError, load_profile, profile_names
from rules.rulebook import ID, entries, entry, read_entries, sources
from rules.vocabulary import Category, Severity

ROW = """
[[entry]]
id       = "BRO18-01"
title    = "Seks jobsamtaler"
category = "cadence"
groups   = "A-dagpenge"
heading  = "Jobsamtale 1"
quote    = "afholdes inden uge 4"
severity = "statute"
build    = 1
"""


def test_every_rule_of_the_documents_stands_once() -> None:
    assert Counter(one.source.prefix for one in entries()) == {
        "REB23": 62, "BRO18": 29, "HED21": 63, "RUD21": 56, "REBGEN": 57
    }  # fmt: skip
    assert {one.id for one in entries()} == CATALOGUE
    assert all(ID.fullmatch(one.id) for one in entries())
    assert Counter(one.build for one in entries()) == {1: 89, 2: 92, 3: 86}
    assert Counter(one.severity for one in entries()) == {
        Severity.STATUTE: 16, Severity.POLICY: 218, Severity.RECOMMENDATION: 17, Severity.INFORMATION: 16
    }  # fmt: skip
    assert Counter(one.category for one in entries()) == {
        Category.DEADLINE: 38, Category.CADENCE: 13, Category.GATE: 15, Category.VALIDATION: 40,
        Category.PROHIBITION: 4, Category.LIST: 37, Category.METRIC: 40, Category.PROCESS: 80,
    }  # fmt: skip


def test_a_number_that_the_document_skips_is_no_rule() -> None:
    assert entry("BRO18-21") is None and "BRO18-21" not in CATALOGUE
    found = entry("BRO18-20")
    assert found is not None and found.source.seed == "004_09993d8b4cec2db0.txt"


def test_titles_are_short() -> None:
    assert [one.id for one in entries() if not 1 <= len(one.title.split()) <= 8] == []
    assert [one.id for one in entries() if one.waiting_for and len(one.waiting_for.split()) > 8] == []


@pytest.mark.parametrize("profile", profile_names())
def test_policy_rows_cite_the_same_place_and_words(profile: str) -> None:
    for row in load_profile(profile).rules:
        if not row.id.startswith("A-"):
            found = entry(row.id)
            assert found is not None, row.id
            assert row.seed == found.source.seed, row.id
            assert row.quote in (None, found.quote), row.id
            assert row.cite.endswith(f", {found.heading}"), row.id


def read(folder: Path, text: str) -> list[str]:
    """The faults found when the rows of Brøndby are these."""
    shutil.copytree(POLICIES, folder, dirs_exist_ok=True)
    broendby = next(source for source in sources() if source.prefix == "BRO18")
    (folder / f"{broendby.rows}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        read_entries(folder)
    return list(refused.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"cadence"', '"kadence"', "BRO18-01.category: 'kadence' kendes ikke; tilladt: deadline"),
        ('"statute"', '"lov"', "BRO18-01.severity: 'lov' kendes ikke; tilladt: statute"),
        ("= 1\n", "= 4\n", "BRO18-01.build: 4 kendes ikke; tilladt: 1, 2, 3"),
        ("= 1\n", "= 1\nsecondary = ['cadence']\n", "BRO18-01.secondary: cadence står allerede"),
        ("= 1\n", "= 1\nwaiting_for = ' '\n", "BRO18-01.waiting_for: er tom"),
        ("= 1\n", "= 1\nwaiting = 'x'\n", "BRO18-01.waiting: ukendt nøgle"),
        ('"Jobsamtale 1"', '""', "BRO18-01.heading: er tom"),
        ("BRO18-01", "BRO18-21", "BRO18-21: findes ikke i Brøndby"),
        ("BRO18-01", "BRO18-31", "BRO18-31: findes ikke i Brøndby"),
        ("[[entry]]", "[[rule]]", "broendby_2018.toml.rule: ukendt nøgle; tilladt: entry"),
        ("[[entry]]", "[[entry", "broendby_2018.toml: "),
        ("[[entry]]", "[[entry]]\nid = 'BRO18-01'\n[[entry]]", "BRO18-01.title: mangler"),
        ("[[entry]]", "[[entry]]\nid = 'BRO18-01'\n[[entry]]", "BRO18-01: id findes to gange"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    faults = read(tmp_path, ROW.replace(old, new, 1))
    assert any(found.startswith(fault) for found in faults), faults


def test_a_missing_rule_is_named(tmp_path: Path) -> None:
    shutil.copytree(POLICIES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "catalogue" / "broendby_2018.toml"
    path.write_text(ROW, encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        read_entries(tmp_path)
    assert len(refused.value.faults) == 28
    assert refused.value.faults[0] == "catalogue/broendby_2018: reglen BRO18-02 mangler"
