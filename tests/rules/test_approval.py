"""What a leader's yes would change: it lifts a colour, and with a need the length; never a red or a missing price."""

from datetime import date
from decimal import Decimal

import pytest

from rules.approval import LONGER, ORDINARY, weigh
from rules.gates.question import Offer, OfferCitizen, Question, Quote
from rules.gates.vocabulary import Colour, Decision, Goal, Result
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
