"""Rules come in from files and go out as the same files; both answer alike."""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from cases.models import RuleProfile, RuleVersion
from cases.models.rule_versions import State
from cases.services.policies import approval, drafts, files, turning
from cases.services.policies.in_force import current_policy
from rules.defaults import SCENARIOS
from rules.policy import load_profile, profile_names
from rules.rule import Policy
from rules.scenarios import answer_of, scenarios
from rules.trial import read_from
from rules.vocabulary import PhaseIn
from staff.models import Role
from tests import people
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 1)


def output(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def installed(name: str, settings: Any) -> Policy:
    """The rules of an installation with this profile."""
    settings.RULE_PROFILE = name
    files.load(name=name, today=TODAY, now=NOW)
    return current_policy()


def changed_rule() -> RuleVersion:
    """Visitation within four months for all open cases, in force since 1 March 2027."""
    author, second = people.employee("Henriette Brandt", Role.SPECIALIST), people.employee("Ole", Role.SPECIALIST)
    draft = drafts.begin(rule_id="REB23-48", valid_from=MARCH, phase_in=PhaseIn.ALL_OPEN, by=author, now=NOW)
    draft = drafts.edit(draft=draft, changes={"within": "4 months"}, revision=1, by=author, now=NOW)
    approval.approve(draft=draft, revision=2, reason="Punkt 6", by=second, today=TODAY, now=NOW)
    turning.take_effect(today=MARCH, now=NOW)
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize("name", profile_names())
def test_files_and_database_are_one_policy(name: str, settings: Any) -> None:
    stored, shipped = installed(name, settings), load_profile(name)
    assert stored == shipped
    assert stored is not shipped
    assert RuleVersion.objects.filter(profile__name=name).count() == len(shipped.rules) + len(shipped.gates)


def test_files_and_database_answer_alike_on_all_scenarios(settings: Any, tmp_path: Path) -> None:
    """Every question of every file, asked of the shipped files and of what comes out of the database."""
    for name in profile_names():
        installed(name, settings)
        files.export(folder=tmp_path, profile=RuleProfile.objects.get(name=name))
    asked = [pair.question for scenario in scenarios(SCENARIOS) for pair in scenario.pairs]
    by_files = [answer_of(question) for question in asked]
    with read_from(tmp_path):
        by_database = [answer_of(question) for question in asked]
    assert len(asked) > 100
    assert by_database == by_files


def test_what_is_loaded_is_the_first_version_and_in_force() -> None:
    version = RuleVersion.objects.of_rule("REB23-48").get()
    assert (version.version, version.author, version.valid_from, version.state) == (1, None, None, State.IN_FORCE)
    assert version.module == "rebild/company_offers"


def test_a_second_time_changes_nothing() -> None:
    before = list(RuleVersion.objects.order_by("pk").values())
    number = len(before)
    assert output("load_policies") == f"Regelprofil fjordby: 0 nye versioner, {number} er her allerede.\n"
    assert list(RuleVersion.objects.order_by("pk").values()) == before


def test_a_file_that_says_something_else_changes_nothing(tmp_path: Path) -> None:
    files.export(folder=tmp_path, profile=RuleProfile.objects.get())
    path = tmp_path / "rebild" / "company_offers.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"6 months"', '"5 months"', 1), encoding="utf-8")
    before = current_policy().fingerprint
    told = output("load_policies", str(tmp_path))
    assert "Filen siger noget andet, det godkendte gælder: REB23-48 v1" in told
    assert current_policy().fingerprint == before


def test_a_wrong_file_is_refused_whole(tmp_path: Path) -> None:
    files.export(folder=tmp_path, profile=RuleProfile.objects.get())
    path = tmp_path / "rebild" / "company_offers.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"6 months"', '"6 moons"'), encoding="utf-8")
    with pytest.raises(CommandError, match="Intet er indlæst"):
        output("load_policies", str(tmp_path))


def test_out_and_in_again(tmp_path: Path) -> None:
    """A changed installation, taken out and brought into an empty one."""
    changed_rule()
    policy = current_policy()
    assert f"{len(policy.rules) + len(policy.gates)} versioner er skrevet" in output("export_policies", str(tmp_path))
    assert load_profile("fjordby", tmp_path) == policy
    RuleProfile.objects.update(name="old")
    files.load(name="fjordby", today=MARCH, now=NOW, folder=tmp_path)
    assert current_policy() == policy
    again = tmp_path / "again"
    files.export(folder=again, profile=RuleProfile.objects.get(name="fjordby"))
    for path in tmp_path.rglob("*.toml"):
        if again not in path.parents:
            assert (again / path.relative_to(tmp_path)).read_bytes() == path.read_bytes()
    with pytest.raises(CommandError, match="ikke tom"):
        output("export_policies", str(tmp_path))


def test_a_version_of_a_file_waits_for_its_day(tmp_path: Path) -> None:
    changed_rule()
    output("export_policies", str(tmp_path))
    RuleProfile.objects.update(name="old")
    files.load(name="fjordby", today=TODAY, now=NOW, folder=tmp_path)
    assert [rule.version for rule in current_policy().versions("REB23-48")] == [1]
    assert [row.version for row in turning.take_effect(today=MARCH, now=NOW)] == [2]
    assert [rule.version for rule in current_policy().versions("REB23-48")] == [1, 2]


def test_explain_and_decide_by_an_exported_folder(tmp_path: Path) -> None:
    changed_rule()
    output("export_policies", str(tmp_path / "ud"))
    question = {
        "profile": "fjordby",
        "today": "2027-03-01",
        "rules": ["REB23-48"],
        "target_groups": [{"group": "cash_activity_ready", "from": "2026-09-21"}],
    }
    path = tmp_path / "spørgsmål.json"

    def answer(today: date, *policy: str) -> str:
        path.write_text(json.dumps(question | {"today": today.isoformat()}), encoding="utf-8")
        return str(json.loads(output("explain", str(path), *policy))["deadlines"][0]["due_on"])

    assert answer(MARCH) == "2027-03-21"
    assert answer(MARCH, "--policy", str(tmp_path / "ud")) == "2027-01-21"
    assert answer(MARCH - timedelta(days=1), "--policy", str(tmp_path / "ud")) == "2027-03-21"
    offer = {"type": "vejledning", "from": "2026-12-01", "to": "2027-01-31"}
    asked = {"profile": "fjordby", "today": "2026-11-23", "citizen": {"group": "cash_job_ready"}, "offer": offer}
    path.write_text(json.dumps(asked), encoding="utf-8")
    assert json.loads(output("decide", str(path), "--policy", str(tmp_path / "ud"))) == json.loads(
        output("decide", str(path))
    )
    for command in ("explain", "decide"):
        with pytest.raises(SystemExit, match="2"):
            output(command, str(path), "--policy", str(tmp_path / "ingen"))


def test_an_installation_without_rules_says_what_to_do(settings: Any) -> None:
    settings.RULE_PROFILE = "rebild"
    with pytest.raises(ImproperlyConfigured, match=r"kør manage\.py load_policies"):
        current_policy()
