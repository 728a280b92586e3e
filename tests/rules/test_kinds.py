"""What the scenarios do not reach: odd facts, and rules that no shipped profile has."""

from datetime import date
from pathlib import Path

import pytest

from rules.catalogue import evaluate, obligations
from rules.defaults import POLICIES
from rules.facts import (
    ActivityFact,
    CitizenFacts,
    ConversationFact,
    Facts,
    GroupPeriod,
    Pause,
)
from rules.obligation import Obligation
from rules.policy import load_profile, read_profile
from rules.rule import Policy
from rules.vocabulary import (
    ActivityStatus,
    ActivityType,
    ConversationKind,
    ConversationStatus,
    PauseReason,
    Place,
    TargetGroup,
)

FJORDBY = load_profile("fjordby")


def day(text: str) -> date:
    return date.fromisoformat(text)


def own_profile(tmp_path: Path, modules: str, overrides: str) -> Policy:
    path = tmp_path / "egen.toml"
    path.write_text(f"modules = [{modules}]\n{overrides}", encoding="utf-8")
    return read_profile(path, POLICIES)


def of(rows: tuple[Obligation, ...], rule: str) -> list[Obligation]:
    return [row for row in rows if row.rule == rule]


def talk(on: str) -> ConversationFact:
    return ConversationFact(on=day(on), kind=ConversationKind.JOBSAMTALE, status=ConversationStatus.HELD)


def insured(first: str, last: str | None = None, unemployed: str | None = None) -> GroupPeriod:
    return GroupPeriod(
        group=TargetGroup.INSURED_UNEMPLOYED,
        first_on=day(first),
        last_on=day(last) if last else None,
        first_unemployed_on=day(unemployed) if unemployed else None,
    )


def test_a_surplus_conversation_shortly_before_the_interval_counts_where_the_municipality_says_so(
    tmp_path: Path,
) -> None:
    """early_days (A-06): only a conversation beyond the first of its own interval, and only so many days early."""
    policy = own_profile(tmp_path, '"broendby/conversations"', '[[override]]\nid = "BRO18-02"\nearly_days = 7\n')
    period = insured("2018-07-02", None, "2018-07-02")
    early = Facts(target_groups=(period,), conversations=(talk("2018-07-10"), talk("2018-07-25")))
    intervals = of(obligations(early, policy), "BRO18-02")
    assert [row.met_on for row in intervals[:3]] == [day("2018-07-10"), day("2018-07-25"), None]
    too_early = Facts(target_groups=(period,), conversations=(talk("2018-07-10"), talk("2018-07-23")))
    assert of(obligations(too_early, policy), "BRO18-02")[1].met_on is None
    assert of(obligations(early, FJORDBY), "BRO18-02")[1].met_on is None


def test_the_list_of_a_rule_without_the_insured(tmp_path: Path) -> None:
    override = '[[override]]\nid = "A-25"\ngroups = ["cash_*"]\n[[override]]\nid = "REB23-29"\ngroups = ["cash_*"]\n'
    policy = own_profile(tmp_path, '"rebild/offers", "rebild/company_offers"', override)
    offer = ActivityFact(
        type=ActivityType.COACHING, first_on=day("2018-08-01"), last_on=day("2018-10-31"), status=ActivityStatus.RUNNING
    )
    cash = GroupPeriod(group=TargetGroup.CASH_JOB_READY, first_on=day("2018-05-01"), last_on=day("2018-07-01"))
    found = evaluate(Facts(target_groups=(cash, insured("2018-07-02")), activities=(offer,)), policy)
    assert found.listings == ()
    assert of(found.obligations, "REB23-29") == []


def test_two_offers_that_end_on_one_day_are_two_decisions() -> None:
    def offer(kind: ActivityType, first: str) -> ActivityFact:
        return ActivityFact(type=kind, first_on=day(first), last_on=day("2023-03-31"), status=ActivityStatus.RUNNING)

    offers = (offer(ActivityType.EXTERNAL_MENTOR, "2023-01-09"), offer(ActivityType.VEJLEDNING, "2023-01-02"))
    rows = of(obligations(Facts(activities=offers), FJORDBY), "REB23-29")
    assert [(row.ordinal, row.anchor_on) for row in rows] == [(None, day("2023-03-31")), (2, day("2023-03-31"))]


def test_an_offer_stopped_early_leaves_no_missed_decision() -> None:
    """A-15: the planned last day counts; the offer ended before the decision was due."""
    offer = ActivityFact(
        type=ActivityType.VEJLEDNING, first_on=day("2023-01-02"), last_on=day("2023-02-10"),
        planned_last_on=day("2023-03-31"), status=ActivityStatus.ENDED,
    )  # fmt: skip
    (row,) = of(obligations(Facts(activities=(offer,)), FJORDBY), "REB23-29")
    assert (row.due_on, row.closed_on) == (day("2023-02-28"), day("2023-02-11"))


def test_a_permit_after_the_citizen_left_gives_nothing() -> None:
    period = GroupPeriod(group=TargetGroup.SH_JOB_READY, first_on=day("2023-01-01"), last_on=day("2023-02-28"))
    for permit, course_start in (("2023-06-01", "2023-01-01"), ("2022-12-01", "2023-02-28")):
        facts = Facts(
            target_groups=(period,),
            course_start=day(course_start),
            citizen=CitizenFacts(residence_permit_on=day(permit)),
        )
        assert [row.due_on for row in of(obligations(facts, FJORDBY), "REB23-49")] == (
            [] if permit == "2023-06-01" else [day("2023-02-28")]
        )


def test_an_individual_praktik_running_on_the_anchor_counts() -> None:
    period = GroupPeriod(group=TargetGroup.FLEXJOB_UNEMPLOYED, first_on=day("2023-05-31"), visited_on=day("2023-05-31"))
    for last, met_on in ((None, day("2023-05-31")), ("2023-05-31", day("2023-05-31")), ("2023-05-30", None)):
        offer = ActivityFact(
            type=ActivityType.VIRKSOMHEDSPRAKTIK, first_on=day("2023-05-01"), place=Place.INDIVIDUAL,
            last_on=day(last) if last else None, status=ActivityStatus.RUNNING,
        )  # fmt: skip
        (row,) = of(obligations(Facts(target_groups=(period,), activities=(offer,)), FJORDBY), "REB23-53")
        assert row.met_on == met_on


def test_insured_periods_without_a_first_day_hang_together_without_a_gap() -> None:
    near = Facts(target_groups=(insured("2023-01-01", "2023-01-31"), insured("2023-02-01")))
    (row,) = of(obligations(near, FJORDBY), "REB23-47")
    assert (row.anchor_on, row.due_on) == (day("2023-01-01"), day("2023-04-01"))
    apart = Facts(target_groups=(insured("2023-01-01", "2023-01-31"), insured("2023-02-03")))
    assert [row.anchor_on for row in of(obligations(apart, FJORDBY), "REB23-47")] == [
        day("2023-01-01"),
        day("2023-02-03"),
    ]


def test_another_first_unemployed_day_starts_a_new_course() -> None:
    groups = (insured("2022-01-03", "2022-12-31", "2022-01-03"), insured("2023-01-01", None, "2023-01-01"))
    rows = obligations(Facts(target_groups=groups, conversations=(talk("2022-02-01"),)), FJORDBY)
    assert [row.met_on for row in of(rows, "BRO18-10")] == [day("2022-02-01"), None]
    assert [row.anchor_on for row in of(rows, "REB23-47")] == [day("2022-01-03"), day("2023-01-01")]


@pytest.mark.parametrize(
    ("middle", "reason"),
    [
        (TargetGroup.SICK_WITH_EMPLOYER, PauseReason.SICKNESS),
        (TargetGroup.CASH_JOB_READY, PauseReason.OTHER_BENEFIT),
        (None, PauseReason.EMPLOYMENT),
    ],
)
def test_the_days_between_two_insured_periods_are_a_stop(middle: TargetGroup | None, reason: PauseReason) -> None:
    groups = [insured("2022-01-03", "2022-03-31", "2022-01-03"), insured("2022-05-01", None, "2022-01-03")]
    if middle is not None:
        groups.append(GroupPeriod(group=middle, first_on=day("2022-04-01"), last_on=day("2022-04-30")))
    row = of(obligations(Facts(target_groups=tuple(groups)), FJORDBY), "BRO18-18")[0]
    assert [tuple(stop) for stop in row.stops] == [(day("2022-04-01"), day("2022-04-30"), reason)]
    assert row.due_on == day("2022-06-22")


def test_the_year_runs_on_through_a_gap_in_one_dagpenge_period() -> None:
    groups = (insured("2022-01-03", "2022-03-31", "2022-01-03"), insured("2022-05-01", None, "2022-01-03"))
    (row,) = of(obligations(Facts(target_groups=groups, course_start=day("2022-01-03")), FJORDBY), "REB23-03")
    leave = Pause(first_on=day("2022-04-10"), last_on=day("2022-05-05"), reason=PauseReason.LEAVE)
    facts = Facts(target_groups=groups, course_start=day("2022-01-03"), pauses=(leave,))
    (paused,) = of(obligations(facts, FJORDBY), "REB23-03")
    assert (row.due_on, paused.due_on) == (day("2023-02-02"), day("2023-02-07"))


def test_several_days_of_pause_split_the_gap() -> None:
    period = GroupPeriod(group=TargetGroup.CASH_JOB_READY, first_on=day("2023-01-01"), last_on=day("2023-12-31"))
    pauses = (
        Pause(first_on=day("2023-03-01"), last_on=day("2023-03-31"), reason=PauseReason.HOLIDAY),
        Pause(first_on=day("2024-02-01"), last_on=day("2024-02-02"), reason=PauseReason.LEAVE),
    )
    gaps = [g for g in evaluate(Facts(target_groups=(period,), pauses=pauses), FJORDBY).gaps if g.rule == "BRO18-23"]
    assert [(g.since, g.until) for g in gaps] == [
        (day("2023-01-01"), day("2023-02-28")),
        (day("2023-04-01"), day("2023-12-31")),
    ]
