"""What a leader's yes would change: it lifts a colour, and with a need the length; never a red or a missing price."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rules.approval import LONGER, ORDINARY, weigh
from rules.gates.question import Dispensation, Offer, OfferCitizen, Question, Quote
from rules.gates.vocabulary import Colour, Decision, Goal, Ground, Result
from rules.policy import load_profile
from rules.vocabulary import ActivityType, SpecialNeed, TargetGroup

FIRST = date(2023, 1, 2)
QUOTES = (
    Quote(supplier="A", price=Decimal(9000), chosen=True, reason="Bedst", expected_effect="Praktik"),
    Quote(supplier="B", price=Decimal(9500), expected_effect="Praktik"),
)


def question(colour: Colour | None, *, last: date = date(2023, 3, 1), need: SpecialNeed | None = None) -> Question:
    citizen = OfferCitizen(group=TargetGroup.CASH_JOB_READY, attendable_hours=Decimal(20), special_need=need)
    offer = Offer(
        type=ActivityType.VEJLEDNING, first_on=FIRST, last_on=last, catalogue_colour=colour, bought=True,
        total_price=Decimal(9000), supplier="A", hours_per_week=Decimal(10), goal=Goal.JOB, goal_text="Job",
        reason_not_business="Nej", education_not_possible="Nej", prepares_for="Praktik",
    )  # fmt: skip
    return Question(today=FIRST, citizen=citizen, offer=offer, quotes=QUOTES)


@pytest.mark.parametrize(
    ("colour", "decision"),
    [
        (Colour.GREEN, Decision.ACCEPTED),
        (Colour.YELLOW, Decision.NEEDS_APPROVAL),
        (None, Decision.NEEDS_APPROVAL),
        (Colour.RED, Decision.REFUSED),
    ],
)
def test_a_colour(colour: Colour | None, decision: Decision) -> None:
    assert weigh(question(colour), load_profile("rebild")).decision is decision


def test_a_length_with_a_need_waits_for_the_agreement() -> None:
    long = question(Colour.GREEN, last=date(2023, 7, 1), need=SpecialNeed.AUTISM)
    found = weigh(long, load_profile("rebild"), asked=LONGER)
    assert found.decision is Decision.NEEDS_APPROVAL
    assert {check.rule for check in found.checks if check.result is Result.NEEDS} == {"REB23-24", "REB23-25"}
    assert weigh(long, load_profile("rebild"), asked=ORDINARY).decision is Decision.REFUSED


def test_what_a_yes_does_not_lift_stops() -> None:
    long = weigh(question(Colour.YELLOW, last=date(2023, 7, 1)), load_profile("rebild"))
    assert long.decision is Decision.REFUSED
    said = {check.rule: check.result for check in long.checks}
    assert (said["REB23-24"], said["REB23-33"]) == (Result.BLOCKS, Result.NEEDS)
    assert {check.rule for check in long.stopping} == {"REB23-24", "REB23-25"}


DOOR = Dispensation(ground=Ground.STATUTORY_RIGHT, reference="LAB § 57", decided_on=date(2022, 12, 20))


def opened(door: Dispensation = DOOR, colour: Colour = Colour.RED, **of_offer: Any) -> Question:
    asked = question(colour)
    return replace(asked, offer=replace(asked.offer, **of_offer), dispensation=door)


def test_a_dispensation_sends_a_red_one_to_a_leader_and_is_told() -> None:
    found = weigh(opened(), load_profile("rebild"))
    assert (found.decision, found.verdict.colour) == (Decision.NEEDS_APPROVAL, Colour.RED)
    now, then = (
        next(check for check in checks if check.rule == "REB23-32") for checks in (found.checks, found.agreed.checks)
    )
    door = "Rød: åbnet ved lovbestemt ret (LAB § 57, 20. december 2022);"
    assert now == ("REB23-32", Result.NEEDS, f"{door} skal drøftes med funktionsleder senest 2. januar 2023")
    assert then == ("REB23-32", Result.WARNING, f"{door} drøftet med funktionsleder og godkendt 2. januar 2023")


def test_a_dispensation_opens_the_colour_and_nothing_else() -> None:
    policy = load_profile("rebild")
    for other in (
        replace(opened(), quotes=()),
        opened(hours_per_week=Decimal(21)),
        opened(last_on=date(2023, 7, 1)),
        opened(first_on=date(2023, 1, 1)),
    ):
        assert weigh(other, policy).decision is Decision.REFUSED
    assert weigh(opened(colour=Colour.GREEN), policy) == weigh(question(Colour.GREEN), policy)


def test_a_dispensation_holds_on_its_days() -> None:
    """The offer is from the 2nd of January to the 1st of March."""
    policy, last = load_profile("rebild"), date(2023, 3, 1)
    assert weigh(opened(replace(DOOR, first_on=FIRST, last_on=last)), policy).decision is Decision.NEEDS_APPROVAL
    early, late = replace(DOOR, first_on=date(2023, 1, 3)), replace(DOOR, last_on=date(2023, 2, 28))
    said = [[check.text for check in weigh(opened(door), policy).stopping] for door in (early, late)]
    never = "Rød: anvendes aldrig for Kontanthjælp, jobparat; dispensationen gælder"
    assert said == [[f"{never} fra 3. januar 2023"], [f"{never} til 28. februar 2023"]]
    endless = opened(replace(DOOR, last_on=date(2023, 2, 1)), last_on=None)
    assert not [check for check in weigh(endless, policy).stopping if check.rule == "REB23-32"]
