"""The worked examples of a rule: its scenario files, answered by the row in force and by an unsaved one (screen 13)."""

import dataclasses
from datetime import date

import pytest

from rules.asked import Faults
from rules.dates import Span, Unit
from rules.examples import Example, examples, number_of, tried
from rules.gates.terms import LengthAtMost, PriceColour
from rules.policy import load_profile, profile_names
from rules.question_words import about, heading
from rules.rule import Rule
from rules.sentence import Row
from rules.terms import ActivitySet, DueAfter
from rules.trial import load_profile as on_trial
from rules.trial import replaced, switched_off, with_row
from rules.vocabulary import ActivityType, PhaseIn

REBILD = load_profile("rebild")


def rule(rule_id: str) -> Rule:
    found = REBILD.rule(rule_id)
    assert found is not None
    return found


def within(row: Rule, number: int) -> Rule:
    assert isinstance(row.terms, DueAfter)
    return dataclasses.replace(row, terms=dataclasses.replace(row.terms, within=Span(number, Unit.MONTHS)))


def the(found: tuple[Example, ...], text: str) -> Example:
    return next(example for example in found if text in example.about)


def test_six_months_become_four() -> None:
    found = examples(rule("REB23-48"), within(rule("REB23-48"), 4))
    exempt = the(found, "W-18")
    assert exempt.title == "Kontanthjælp, aktivitetsparat"
    assert exempt.about == "W-18 · fritaget 1. marts – 30. april 2023"
    assert exempt.start == date(2023, 1, 16)
    assert exempt.now.due_on == date(2023, 9, 15)
    assert exempt.draft is not None and exempt.draft.due_on == date(2023, 7, 16)
    assert (exempt.difference, exempt.kept) == ("61 dage før", "")
    assert "+ 4 måneder = 16. maj 2023" in exempt.draft.reckoning


def test_a_fulfilled_duty_stays_fulfilled() -> None:
    found = examples(rule("REB23-48"), within(rule("REB23-48"), 4))
    assert the(found, "visiteret til jobkonsulent 3. april 2023").kept == "Rettidig"


def test_later_is_said_too() -> None:
    found = examples(rule("REB23-48"), within(rule("REB23-48"), 7))
    assert the(found, "W-18").difference == "31 dage senere"


def test_a_group_taken_out_has_no_deadline_any_more() -> None:
    row = rule("REB23-48")
    found = examples(row, dataclasses.replace(row, groups=frozenset({*row.groups} - {"cash_activity_ready"})))
    exempt = the(found, "W-18")
    assert exempt.draft is not None and exempt.draft.words == "Ingen frist"
    assert exempt.difference == "Ændret"


def test_a_gate_answers_with_its_result_and_the_compared_numbers() -> None:
    gate = next(gate for gate in REBILD.gates if isinstance(gate.terms, LengthAtMost))
    assert isinstance(gate.terms, LengthAtMost)
    shorter = dataclasses.replace(gate, terms=dataclasses.replace(gate.terms, within=Span(1, Unit.MONTHS)))
    exact = examples(gate, shorter)[0]
    assert exact.title == "Vejledning og opkvalificering"
    assert exact.now.words == "I orden" and exact.draft is not None and exact.draft.words == "Stopper"
    assert "(1 måned)" in exact.draft.reckoning


def test_one_row_alone_is_answered_without_a_draft() -> None:
    found = examples(rule("REB23-48"))
    assert found and all(example.draft is None and example.difference == "Uændret" for example in found)


def rows(profile: str) -> tuple[Row, ...]:
    policy = load_profile(profile)
    return (*policy.rules, *policy.gates)


@pytest.mark.parametrize("name", profile_names())
def test_a_row_differs_nowhere_from_itself(name: str) -> None:
    for row in rows(name):
        found = examples(row, row)
        assert [example for example in found if example.is_changed] == []
        assert bool(found) is bool(number_of(row.id))


def test_a_question_is_named_by_its_own_facts() -> None:
    stays = [{"group": "cash_activity_ready", "from": "2023-05-01"}, {"group": "cash_job_ready", "from": "2023-01-01"}]
    assert heading({"target_groups": stays}) == "Kontanthjælp, jobparat → Kontanthjælp, aktivitetsparat"
    assert heading({}) == "Uden målgruppe"
    talk = {"on": "2023-01-02"}
    assert about("no-code", {"conversations": [talk]}) == "1 samtale"
    assert about("W-09-x", {"conversations": [talk, talk]}) == "W-09 · 2 samtaler"


def test_another_set_of_offers_is_used_wherever_it_was() -> None:
    row = rule("REB23-14")
    assert isinstance(row.terms, ActivitySet)
    fewer = frozenset({ActivityType.VIRKSOMHEDSPRAKTIK})
    with replaced(dataclasses.replace(row, terms=dataclasses.replace(row.terms, activities=fewer))):
        policy = on_trial("rebild")
    used = policy.rule("REB23-48")
    assert policy.business_oriented == fewer
    assert used is not None and isinstance(used.terms, DueAfter) and used.terms.met_by.activities == fewer
    assert on_trial("rebild").business_oriented == row.terms.activities


def test_a_profile_without_the_row_stays_as_it_is() -> None:
    with replaced(rule("REB23-48")):
        assert on_trial("hedensted") == load_profile("hedensted")
    with switched_off("REB23-37"):
        assert not [gate for gate in on_trial("rebild").gates if isinstance(gate.terms, PriceColour)]


def test_an_answer_to_another_question_is_told_in_its_words() -> None:
    hedensted = load_profile("hedensted").rule("HED21-42")
    assert hedensted is not None
    found = examples(hedensted)
    assert found[0].title == "Uddannelsesplan"
    assert all(example.now.words for example in found)


def test_a_question_of_ones_own() -> None:
    row = rule("REB23-48")
    stay = {"group": "cash_activity_ready", "from": "2026-09-12"}
    (found,) = tried({"profile": "rebild", "today": "2026-11-23", "target_groups": [stay]}, row, within(row, 4))
    assert found.now.due_on == date(2027, 3, 12)
    assert found.draft is not None and found.draft.due_on == date(2027, 1, 12)


def test_a_question_that_cannot_be_answered_is_refused_with_a_list() -> None:
    with pytest.raises(Faults) as refused:
        tried({"profile": "rebild", "target_groups": [{"group": "x"}]}, rule("REB23-48"))
    assert len(refused.value.lines) == 3


def test_all_versions_of_a_rule_give_way_to_the_one_on_trial() -> None:
    row = rule("REB23-48")
    later = dataclasses.replace(within(row, 4), version=2, valid_from=date(2027, 3, 1), phase_in=PhaseIn.ALL_OPEN)
    both = dataclasses.replace(REBILD, rules=(*REBILD.rules, later))
    assert [found for found in with_row(both, row).rules if found.id == row.id] == [row]
