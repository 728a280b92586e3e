"""Policies are read strictly: every fault is named, and a row's digest follows the row."""

import re
from datetime import date
from pathlib import Path

import pytest

from rules.policy import PolicyError, load_profile, profile_names, read_profile
from rules.vocabulary import ActivityType, Family, PauseReason, Severity, TargetGroup

RULE = """
[[rule]]
id = "X-1"
kind = "due_after"
category = "deadline"
title = "Prøve"
family = "referral"
groups = ["cash_*"]
anchor = "target_group_start"
within = "3 months"
severity = "policy"
cite = "Prøve"
seed = "prøve.txt"
status = "confirmed"
checked_on = 2026-11-22
[rule.met_by]
referrals = ["job_consultant"]
"""
PROFILE = 'title = "Prøve"\nmodules = ["module"]\n'


def read(tmp_path: Path, module: str = RULE, profile: str = PROFILE) -> object:
    (tmp_path / "module.toml").write_text(module, encoding="utf-8")
    (tmp_path / "prøve.toml").write_text(profile, encoding="utf-8")
    return read_profile(tmp_path / "prøve.toml", tmp_path)


def faults(tmp_path: Path, module: str = RULE, profile: str = PROFILE) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as refused:
        read(tmp_path, module, profile)
    return refused.value.faults


def test_the_shipped_profiles() -> None:
    assert profile_names() == ("broendby", "fjordby", "hedensted", "rebild", "rudersdal")
    fingerprints = {load_profile(name).fingerprint for name in profile_names()}
    assert len(fingerprints) == 5
    assert load_profile("rebild") is load_profile("rebild")


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(PolicyError, match="broendby, fjordby, hedensted, rebild, rudersdal"):
        load_profile("aarhus")


def test_a_rule_of_both_municipalities_has_one_digest() -> None:
    rebild, fjordby = load_profile("rebild").rule("REB23-47"), load_profile("fjordby").rule("REB23-47")
    assert rebild is not None and fjordby is not None
    assert rebild.digest == fjordby.digest
    assert re.fullmatch("[0-9a-f]{16}", rebild.digest)
    assert (rebild.version, rebild.valid_from, rebild.phase_in) == (1, None, None)


def test_rules_are_found_by_id_and_by_group() -> None:
    policy = load_profile("fjordby")
    assert policy.rule("X-1") is None
    found = {rule.id for rule in policy.rules_for(frozenset({TargetGroup.RESOURCE_COURSE}))}
    assert {"REB23-51", "REB23-52", "REB23-03", "BRO18-23"} <= found
    assert "REB23-48" not in found


def test_demands_and_sets_of_offers() -> None:
    rebild, broendby = load_profile("rebild"), load_profile("broendby")
    assert rebild.demanded(TargetGroup.CASH_JOB_READY) == frozenset(Family)
    assert rebild.demanded(TargetGroup.DISABILITY_PENSION) == frozenset()
    assert broendby.demanded(TargetGroup.INSURED_UNEMPLOYED) == {Family.CONVERSATION}
    assert ActivityType.AMU in rebild.countable and ActivityType.FVU not in rebild.countable
    assert ActivityType.NYTTEINDSATS not in rebild.business_oriented
    assert broendby.countable == broendby.business_oriented == frozenset()


def test_stops_for_the_insured_alone() -> None:
    rule = load_profile("rebild").rule("REB23-47")
    assert rule is not None
    assert PauseReason.EMPLOYMENT in rule.stops_for(TargetGroup.INSURED_UNEMPLOYED)
    assert PauseReason.EMPLOYMENT not in rule.stops_for(TargetGroup.CASH_JOB_READY)


def test_statute_becomes_policy_in_2020() -> None:
    rule = load_profile("broendby").rule("BRO18-02")
    assert rule is not None
    assert rule.severity_on(date(2019, 12, 31)) is Severity.STATUTE
    assert rule.severity_on(date(2020, 1, 1)) is Severity.POLICY


def test_an_override_changes_one_field_and_the_digest(tmp_path: Path) -> None:
    plain = read(tmp_path)
    other = read(tmp_path, profile=PROFILE + '[[override]]\nid = "X-1"\nwithin = "4 months"\n')
    assert plain.rules[0].terms.within.number == 3
    assert other.rules[0].terms.within.number == 4
    assert plain.rules[0].digest != other.rules[0].digest
    assert plain.fingerprint != other.fingerprint


def test_a_profile_sets_its_own_closing_days_and_window(tmp_path: Path) -> None:
    policy = read(tmp_path, profile=PROFILE + 'due_soon_days = 7\nclosing_days = ["12-24"]\n')
    assert (policy.due_soon_days, policy.closing_days) == (7, frozenset({(12, 24)}))
    assert load_profile("rebild").due_soon_days == 14


@pytest.mark.parametrize(
    ("module", "profile", "fault"),
    [
        (RULE.replace("3 months", "3 moons"), PROFILE, "X-1.within: '3 moons' er ikke et tidsrum"),
        (RULE.replace('"3 months"', "3"), PROFILE, "X-1.within: 3 er ikke et tidsrum"),
        (RULE.replace('"policy"', '"must"'), PROFILE, "X-1.severity: 'must' kendes ikke; tilladt: statute"),
        (RULE.replace("cash_*", "kontant_*"), PROFILE, "X-1.groups: 'kontant_*' passer på ingen målgruppe"),
        (RULE.replace('["cash_*"]', "[]"), PROFILE, "X-1.groups: [] er ikke en liste med indhold"),
        (RULE.replace('["cash_*"]', "[1]"), PROFILE, "X-1.groups: 1 kendes ikke"),
        (RULE.replace('groups = ["cash_*"]', ""), PROFILE, "X-1.groups: mangler"),
        (RULE.replace('family = "referral"', ""), PROFILE, "X-1.family: mangler"),
        (RULE.replace('"Prøve"\nfamily', '5\nfamily'), PROFILE, "X-1.title: 5 er ikke en tekst"),
        (RULE.replace('within = "3 months"', ""), PROFILE, "X-1.within: mangler"),
        (RULE.replace('cite = "Prøve"', ""), PROFILE, "X-1.cite: mangler"),
        (RULE.replace("within", "inside"), PROFILE, "X-1.inside: ukendt nøgle; tilladt:"),
        (RULE.replace("referrals", "persons"), PROFILE, "X-1.met_by.persons: ukendt nøgle"),
        (RULE + 'activities = "countable"\n', PROFILE, "X-1.met_by.activities: 'countable' er ikke et kendt sæt"),
        (RULE[: RULE.index("[rule.met_by]")] + "met_by = 1", PROFILE, "X-1.met_by: 1 er ikke en tabel"),
        (RULE.replace('"due_after"', '"window"'), PROFILE, "X-1.opens_after: skal stå på et vindue og kun der"),
        (RULE + RULE, PROFILE, "module.X-1: id findes to gange"),
        ("x = 1" + RULE, PROFILE, "module.x: ukendt nøgle; tilladt: rule"),
        (RULE, PROFILE + "y = 1\n", "prøve.toml.y: ukendt nøgle"),
        (RULE, PROFILE + '[[override]]\nid = "X-2"\n', "prøve.toml.override: reglen X-2 findes ikke"),
        (RULE, PROFILE + '[demands]\noffer = ["cash_job_ready"]\n', "demands.offer: ingen regel i profilen giver"),
        (RULE, PROFILE + "[demands]\nwork = []\n", "prøve.toml.demands.work: ukendt nøgle"),
        (RULE, PROFILE.replace('"module"', '"none"'), "none.toml: "),
        (RULE, "title = ", "prøve.toml: "),
        (RULE.replace('"due_after"', '"same_as"'), PROFILE, "X-1.of: mangler"),
    ],
)  # fmt: skip
def test_each_fault_is_named(tmp_path: Path, module: str, profile: str, fault: str) -> None:
    assert any(line.startswith(fault) for line in faults(tmp_path, module, profile)), faults(tmp_path, module, profile)


def test_references_to_other_rules_and_lists_are_checked(tmp_path: Path) -> None:
    head = RULE[: RULE.index("anchor")] + RULE[RULE.index("severity") : RULE.index("[rule.met_by]")]
    same = head.replace("due_after", "same_as") + 'of = "X-9"\n'
    empty = head.replace("due_after", "empty_intervals").replace("X-1", "X-2") + 'of = "X-1"\n'
    assert faults(tmp_path, same + empty) == ("X-1.of: reglen X-9 findes ikke i profilen", "X-2.list_text: mangler")


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, RULE.replace("3 months", "soon").replace("policy", "must"))
    assert len(found) == 1, "the head is refused first"
    found = faults(tmp_path, RULE.replace("3 months", "soon").replace("target_group_start", "monday"))
    assert [line.split(":")[0] for line in found] == ["X-1.anchor", "X-1.within"]
