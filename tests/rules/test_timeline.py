"""Exactly one version for each rule, group and day: every gap and every overlap is named."""

from datetime import date

import pytest

from rules.policy import PolicyError
from rules.toml_text import table
from tests.rules.versions import DAY, Changes, second, with_versions

RULE = "REB23-48"
THEN = date(2028, 1, 1)


def faults(*versions: tuple[str, Changes]) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as refused:
        with_versions(*versions)
    return refused.value.faults


def numbers(*versions: tuple[str, Changes]) -> list[int]:
    """The versions of the rule in a policy that is in order."""
    return sorted(row.version for row in with_versions(*versions).versions_of(RULE, "rule"))


@pytest.mark.parametrize(
    ("versions", "fault"),
    [
        (
            [second("all_open", groups=["edu_activity_ready", "sh_activity_ready", "transitional_activity_ready"])],
            "groups: hul: version 2 fra 1. marts 2027 siger intet om Kontanthjælp, aktivitetsparat; "
            "skriv dem i groups eller none_for",
        ),
        (
            [{"first": True, "valid_to": date(2027, 1, 31)}, second("all_open")],
            "valid_from: hul: ingen version gælder 1. februar 2027 – 28. februar 2027; skriv en version med none_for",
        ),
        (
            [{"first": True, "valid_to": date(2027, 3, 31)}, second("all_open", valid_to=None)],
            "valid_from: overlap: version 1 og 2 gælder begge 1. marts 2027 – 31. marts 2027",
        ),
        (
            [second("all_open"), second("new_courses")],
            "valid_from: overlap: version 2 og 3 gælder begge fra 1. marts 2027",
        ),
        (
            [second("all_open", THEN), second("new_courses", DAY)],
            "valid_from: overlap: version 2 og 3 gælder begge fra 1. januar 2028",
        ),
        ([{"valid_from": DAY}], "phase_in: mangler; version 2 siger, hvem den gælder for"),
        ([{"phase_in": "all_open"}], "valid_from: mangler; version 2 gælder fra en dag"),
        (
            [second("all_open", valid_to=date(2027, 2, 1))],
            "valid_to: 2027-02-01 ligger før valid_from; tilladt: 2027-03-01 eller senere",
        ),
        (
            [second("all_open", none_for=["cash_activity_ready"])],
            "none_for: Kontanthjælp, aktivitetsparat står også i groups; tilladt: ét af stederne",
        ),
        ([second("all_open", kind="window", opens_after="1 months")], "kind: window er en anden slags end version 1"),
    ],
)
def test_what_is_not_in_order(versions: list[Changes], fault: str) -> None:
    found = faults(*((RULE, changes) for changes in versions))
    assert any(line.startswith(f"{RULE}.{fault}") for line in found), found


def test_what_is_in_order() -> None:
    ended: tuple[str, Changes] = (RULE, {"first": True, "valid_to": date(2027, 2, 28)})
    assert numbers((RULE, second("all_open")), (RULE, second("new_courses", THEN))) == [1, 2, 3]
    assert numbers(ended, (RULE, second("all_open", valid_to=None))) == [1, 2]
    assert numbers(ended) == [1]


def test_a_group_stays_named_in_the_versions_after_none() -> None:
    others = ["edu_activity_ready", "sh_activity_ready", "transitional_activity_ready"]
    without = second("all_open", groups=others, none_for=["cash_activity_ready"])
    with_versions((RULE, without))
    assert "siger intet om Kontanthjælp" in faults((RULE, without), (RULE, second("all_open", THEN, none_for=None)))[0]
    back = ["cash_activity_ready", *others]
    with_versions((RULE, without), (RULE, second("all_open", THEN, groups=back, none_for=None)))


def test_gates_need_no_phase_in_and_meet_the_day_of_the_decision() -> None:
    policy = with_versions(("REB23-22", {"valid_from": DAY, "suppliers": 3}))
    numbers = {
        day: [getattr(gate.terms, "suppliers", None) for gate in policy.deciding_on(day).gates if gate.id == "REB23-22"]
        for day in (date(2027, 2, 28), DAY)
    }
    assert numbers == {date(2027, 2, 28): [2], DAY: [3]}
    gone = with_versions(("REB23-22", {"first": True, "valid_to": date(2027, 2, 28)}))
    assert [gate.id for gate in gone.deciding_on(DAY).gates if gate.id == "REB23-22"] == []
    assert [gate.id for gate in gone.deciding_on(date(2027, 2, 28)).gates if gate.id == "REB23-22"] == ["REB23-22"]
    assert any(
        line.startswith("REB23-22.groups: hul")
        for line in faults(("REB23-22", {"valid_from": DAY, "groups": ["pupil"]}))
    )


def test_only_what_a_row_may_hold_is_written() -> None:
    with pytest.raises(TypeError, match="object has no place in a row"):
        table("rule", {"id": object()})
