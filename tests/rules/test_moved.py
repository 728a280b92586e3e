"""The dates that a change moves, shown before it is saved."""

from datetime import date

from rules.catalogue import evaluate
from rules.facts import Facts, GroupPeriod, Pause, ReferralFact
from rules.moved import moved
from rules.policy import load_profile
from rules.vocabulary import PauseReason, ReferredTo, TargetGroup

POLICY = load_profile("rebild")


def day(text: str) -> date:
    return date.fromisoformat(f"2023-{text}")


def outcome(
    group: TargetGroup, first_on: str, *, pauses: tuple[Pause, ...] = (), referrals: tuple[ReferralFact, ...] = ()
):
    periods = (GroupPeriod(group=group, first_on=day(first_on)),)
    return evaluate(Facts(target_groups=periods, pauses=pauses, referrals=referrals), POLICY)


def shown(before, after) -> list[tuple[str, date | None, date | None]]:
    return [
        ((m.after or m.before).rule, m.before and m.before.due_on, m.after and m.after.due_on)
        for m in moved(before, after)
    ]


def test_a_pause_moves_the_visitation() -> None:
    before = outcome(TargetGroup.CASH_ACTIVITY_READY, "01-16")
    pause = Pause(first_on=day("03-01"), last_on=day("04-30"), reason=PauseReason.EXEMPT)
    after = outcome(TargetGroup.CASH_ACTIVITY_READY, "01-16", pauses=(pause,))
    assert shown(before, after) == [("REB23-48", day("07-16"), day("09-15"))]
    assert moved(before, before) == ()


def test_a_pause_without_end_leaves_no_date() -> None:
    before = outcome(TargetGroup.CASH_ACTIVITY_READY, "01-16")
    after = outcome(
        TargetGroup.CASH_ACTIVITY_READY, "01-16", pauses=(Pause(first_on=day("03-01"), reason=PauseReason.LEAVE),)
    )
    assert shown(before, after) == [("REB23-48", day("07-16"), None)]


def test_another_group_takes_one_duty_away_and_brings_another() -> None:
    before = outcome(TargetGroup.CASH_JOB_READY, "02-01")
    after = outcome(TargetGroup.CASH_ACTIVITY_READY, "02-01")
    assert shown(before, after) == [("REB23-47", day("05-01"), None), ("REB23-48", None, day("08-01"))]


def test_a_corrected_first_day_moves_its_duty() -> None:
    before = outcome(TargetGroup.CASH_JOB_READY, "02-01")
    after = outcome(TargetGroup.CASH_JOB_READY, "02-08")
    assert shown(before, after) == [("REB23-47", day("05-01"), day("05-08"))]


def test_a_referral_is_a_change_though_the_date_stays() -> None:
    before = outcome(TargetGroup.CASH_JOB_READY, "02-01")
    referral = ReferralFact(on=day("03-01"), to=ReferredTo.JOB_CONSULTANT)
    after = outcome(TargetGroup.CASH_JOB_READY, "02-01", referrals=(referral,))
    assert shown(before, after) == [("REB23-47", day("05-01"), day("05-01"))]
