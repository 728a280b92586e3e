"""Which version of a rule binds whom: the three phase-ins, expired versions, and what was settled before."""

import json
from datetime import date, timedelta

import pytest

from rules.catalogue import evaluate, obligations
from rules.facts import ActivityFact, ConversationFact, Facts, GroupPeriod, Pause, ReferralFact
from rules.obligation import Obligation
from rules.policy import load_profile
from rules.questions import questions
from rules.rule import Policy
from rules.standing import is_met
from rules.vocabulary import (
    ActivityStatus,
    ActivityType,
    ConversationKind,
    ConversationStatus,
    PauseReason,
    PhaseIn,
    ReferredTo,
    TargetGroup,
)
from tests.rules.histories import history
from tests.rules.versions import DAY, second, with_versions

REFERRAL = "REB23-48"
PHASES = [str(phase) for phase in PhaseIn]
Row = tuple[date, date | None, date | None, int]


def day(text: str) -> date:
    return date.fromisoformat(text)


def of(facts: Facts, policy: Policy, rule: str = REFERRAL) -> list[Obligation]:
    return [row for row in obligations(facts, policy) if row.rule == rule]


def read(row: Obligation) -> Row:
    return row.anchor_on, row.due_on, row.met_on, row.rule_version


def ready(since: str, *, until: str | None = None, referred: str | None = None) -> Facts:
    """Activity-ready on kontanthjælp, perhaps referred to a job consultant."""
    period = GroupPeriod(
        group=TargetGroup.CASH_ACTIVITY_READY, first_on=day(since), last_on=day(until) if until else None
    )
    referrals = (ReferralFact(on=day(referred), to=ReferredTo.JOB_CONSULTANT),) if referred else ()
    return Facts(course_start=day(since), target_groups=(period,), referrals=referrals)


def four_months(phase_in: str) -> Policy:
    return with_versions((REFERRAL, second(phase_in, within="4 months")))


@pytest.mark.parametrize(
    ("phase_in", "since", "due", "version"),
    [
        ("new_courses", "2027-02-28", "2027-08-28", 1),
        ("new_courses", "2027-03-01", "2027-07-01", 2),
        ("all_open", "2026-09-21", "2027-01-21", 2),
        ("all_open", "2020-01-01", "2020-05-01", 2),
        ("all_open", "2027-03-01", "2027-07-01", 2),
        ("after_next_event", "2026-09-21", "2027-03-21", 1),
        ("after_next_event", "2027-03-01", "2027-07-01", 2),
    ],
)
def test_an_open_duty(phase_in: str, since: str, due: str, version: int) -> None:
    (row,) = of(ready(since), four_months(phase_in))
    assert read(row) == (day(since), day(due), None, version)
    assert row.rule_digest == {rule.version: rule.digest for rule in four_months(phase_in).versions(REFERRAL)}[version]


@pytest.mark.parametrize("phase_in", PHASES)
@pytest.mark.parametrize(("referred", "version"), [("2027-02-28", 1), ("2027-03-01", 2)])
def test_what_was_met_before_keeps_its_version(phase_in: str, referred: str, version: int) -> None:
    (row,) = of(ready("2026-09-21", referred=referred), four_months(phase_in))
    expected = version if phase_in == "all_open" else 1
    assert (row.met_on, row.rule_version) == (day(referred), expected)


@pytest.mark.parametrize("phase_in", PHASES)
@pytest.mark.parametrize(("until", "version"), [("2027-02-28", 1), ("2027-03-01", 2)])
def test_what_was_over_before_keeps_its_version(phase_in: str, until: str, version: int) -> None:
    (row,) = of(ready("2026-09-21", until=until), four_months(phase_in))
    assert row.closed_on == day(until) + timedelta(days=1)
    assert row.rule_version == (version if phase_in == "all_open" else 1)


def talks(*days: str) -> Facts:
    """On A-dagpenge from 4 January 2027, with conversations held."""
    first = day("2027-01-04")
    period = GroupPeriod(group=TargetGroup.INSURED_UNEMPLOYED, first_on=first, first_unemployed_on=first)
    held = tuple(
        ConversationFact(on=day(on), kind=ConversationKind.JOBSAMTALE, status=ConversationStatus.HELD) for on in days
    )
    return Facts(course_start=first, target_groups=(period,), conversations=held)


def intervals(facts: Facts, phase_in: str) -> dict[int | None, tuple[str, int]]:
    """The conversations of BRO18-02, every 4 weeks, and from 1 March 2027 every second week instead."""
    policy = with_versions(("BRO18-02", second(phase_in, every="2 weeks")))
    rows = sorted(of(facts, policy, "BRO18-02"), key=lambda row: row.ordinal or 0)
    return {row.ordinal: (str(row.due_on), row.rule_version) for row in rows}


def test_a_series_after_the_next_conversation() -> None:
    before = intervals(talks("2027-01-20", "2027-02-20"), "after_next_event")
    assert {version for _, version in before.values()} == {1}, "nobody has been to the next one yet"
    after = intervals(talks("2027-01-20", "2027-02-20", "2027-03-20"), "after_next_event")
    assert {number: version for number, (_, version) in after.items()} == {1: 1, 2: 1, 3: 1, 6: 2}
    assert after[3] == before[3]
    assert after[6] == (str(day("2027-01-04") + timedelta(weeks=12)), 2), "4 and 5 lie before it"


def test_a_series_for_all_open() -> None:
    found = intervals(talks("2027-01-20", "2027-02-20"), "all_open")
    assert [version for _, version in found.values()] == [1, 1, 2, 2, 2, 2]
    assert found[3] == (str(day("2027-01-04") + timedelta(weeks=6)), 2), "a date in the past"


def test_a_longer_series_adds_what_is_to_come() -> None:
    policy = with_versions(("BRO18-02", second("all_open", slots=8)))
    rows = of(talks("2027-01-20"), policy, "BRO18-02")
    assert sorted(row.ordinal or 0 for row in rows) == list(range(1, 9))
    shorter = with_versions(("BRO18-02", second("all_open", slots=4)))
    assert sorted(row.ordinal or 0 for row in of(talks("2027-01-20"), shorter, "BRO18-02")) == [1, 2, 3, 4]


GONE = "cash_activity_ready"
LEFT = ["edu_activity_ready", "sh_activity_ready", "transitional_activity_ready"]


@pytest.mark.parametrize(("phase_in", "rows"), [("new_courses", 1), ("all_open", 0), ("after_next_event", 1)])
@pytest.mark.parametrize("changes", [{"groups": LEFT, "none_for": [GONE]}, {"groups": None, "none_for": [GONE, *LEFT]}])
def test_an_explicit_none(phase_in: str, rows: int, changes: dict[str, object]) -> None:
    policy = with_versions((REFERRAL, second(phase_in, **changes)))
    assert len(of(ready("2026-09-21"), policy)) == rows
    assert [row.rule_version for row in of(ready("2026-09-21", referred="2026-12-01"), policy)] == [1]
    assert of(ready("2027-03-01"), policy) == []


def test_an_expired_rule_binds_nobody_new() -> None:
    policy = with_versions((REFERRAL, {"first": True, "valid_to": DAY - timedelta(days=1)}))
    assert len(of(ready("2027-02-28"), policy)) == 1
    assert of(ready("2027-03-01"), policy) == []


def test_a_hard_first_day() -> None:
    policy = with_versions((REFERRAL, {"first": True, "valid_from": DAY}))
    assert of(ready("2027-02-28"), policy) == []
    assert [row.rule_version for row in of(ready("2027-03-01"), policy)] == [1]


def test_a_group_that_is_new_to_the_rule() -> None:
    """Nothing is written about what was over before the rule knew the group."""
    groups = ["cash_activity_ready", *LEFT, "resource_course"]
    policy = with_versions((REFERRAL, second("all_open", groups=groups)))

    def rows(since: str, until: str | None = None, referred: str | None = None) -> list[Row]:
        period = GroupPeriod(
            group=TargetGroup.RESOURCE_COURSE, first_on=day(since), last_on=day(until) if until else None
        )
        referral = (ReferralFact(on=day(referred), to=ReferredTo.JOB_CONSULTANT),) if referred else ()
        return [read(row) for row in of(Facts(target_groups=(period,), referrals=referral), policy)]

    assert rows("2026-11-01") == [(day("2026-11-01"), day("2027-05-01"), None, 2)]
    assert rows("2019-01-01", until="2020-01-01") == []
    assert rows("2019-01-01", referred="2019-05-01") == []


def test_three_versions() -> None:
    policy = with_versions(
        (REFERRAL, second("all_open", within="4 months")),
        (REFERRAL, second("new_courses", day("2028-01-01"), within="2 months")),
    )
    assert [read(row)[1:] for row in of(ready("2026-10-01"), policy)] == [(day("2027-02-01"), None, 2)]
    assert [read(row)[1:] for row in of(ready("2028-02-01"), policy)] == [(day("2028-04-01"), None, 3)]
    kept = of(ready("2026-10-01", referred="2027-02-01"), policy)
    assert [row.rule_version for row in kept] == [1]


def offer(kind: ActivityType, first: str, last: str) -> ActivityFact:
    return ActivityFact(type=kind, first_on=day(first), last_on=day(last), status=ActivityStatus.ENDED)


def test_the_year_goes_on_where_an_offer_counts_no_more() -> None:
    """A set of offers has versions, and the rules that use it with it; the open year is never lost."""
    countable = [kind.value for kind in load_profile("fjordby").countable if kind is not ActivityType.AMU]
    for phase_in in PHASES:
        policy = with_versions(("REB23-04", second(phase_in, activities=countable)))
        assert [rule.version for rule in policy.versions("REB23-03")] == [1, 1]
        facts = Facts(
            course_start=day("2026-01-05"),
            target_groups=(GroupPeriod(group=TargetGroup.CASH_JOB_READY, first_on=day("2026-01-05")),),
            activities=(offer(ActivityType.AMU, "2026-06-01", "2026-06-30"),),
        )
        first, then = of(facts, policy, "REB23-03")
        assert first.met_on == day("2026-06-01")
        assert (then.anchor_on, then.due_on, then.met_on) == (day("2026-06-30"), day("2027-06-30"), None)


def test_lists_and_missing_facts_go_by_their_days() -> None:
    policy = with_versions(("REB23-53", second("all_open", list_text="Ny tekst")))
    assert {rule.id for rule in policy.current} == {rule.id for rule in load_profile("fjordby").current}
    open_since = GroupPeriod(group=TargetGroup.INSURED_UNEMPLOYED, first_on=day("2026-12-01"))
    over = GroupPeriod(group=TargetGroup.INSURED_UNEMPLOYED, first_on=day("2026-06-01"), last_on=day("2026-07-01"))
    later = with_versions(("BRO18-02", second("all_open", slots=4)), ("BRO18-01", second("new_courses", title="Ny")))
    for period in (open_since, over):
        plain = evaluate(Facts(target_groups=(period,)), load_profile("fjordby"))
        found = evaluate(Facts(target_groups=(period,)), later)
        assert found.gaps == plain.gaps, "the same day is missing whatever the version"


def test_versions_that_have_not_begun_are_not_there_yet() -> None:
    policy = four_months("all_open")
    before = policy.on(DAY - timedelta(days=1))
    assert read(of(ready("2026-09-21"), before)[0])[1] == day("2027-03-21")
    assert before.fingerprint != policy.fingerprint
    assert before.fingerprint == load_profile("fjordby").fingerprint
    assert policy.on(DAY).fingerprint == policy.fingerprint
    assert policy.on(DAY) is policy.on(date.max)
    plain = load_profile("fjordby")
    assert plain.on(DAY) is plain


@pytest.mark.parametrize("phase_in", PHASES)
def test_random_histories(phase_in: str) -> None:
    """Each duty comes from one of the two versions as that alone answers; what was settled from the first."""
    begins = day("2022-01-01")
    policy = with_versions(
        (REFERRAL, second(phase_in, begins, within="4 months")), ("BRO18-02", second(phase_in, begins, every="2 weeks"))
    )
    alone = with_versions(
        (REFERRAL, {"first": True, "within": "4 months"}), ("BRO18-02", {"first": True, "every": "2 weeks"})
    )
    plain, seen = load_profile("fjordby"), set()
    for seed in range(300):
        facts = questions(json.dumps(history(seed)[0]))[0][0].facts
        old, new = _dates(facts, plain), _dates(facts, alone)
        for row in obligations(facts, policy):
            key = row.rule, row.ordinal, row.anchor_on
            if row.rule not in (REFERRAL, "BRO18-02"):
                continue
            source = old if row.rule_version == 1 else new
            assert _shape(row) == _shape(source[key])
            assert row.rule_version == 1 or key not in old or not is_met(old[key], begins - timedelta(days=1))
            seen.add((row.rule, row.rule_version))
    assert len(seen) == 4, seen


def _dates(facts: Facts, policy: Policy) -> dict[tuple[str, int | None, date], Obligation]:
    return {(row.rule, row.ordinal, row.anchor_on): row for row in obligations(facts, policy)}


def _shape(row: Obligation) -> tuple[object, ...]:
    return row.due_on, row.met_on, row.closed_on, row.opens_on, row.stops


def test_a_pause_still_moves_the_date_of_both_versions() -> None:
    facts = ready("2026-12-01")
    paused = Facts(
        course_start=facts.course_start,
        target_groups=facts.target_groups,
        pauses=(Pause(first_on=day("2027-02-01"), last_on=day("2027-02-10"), reason=PauseReason.LEAVE),),
    )
    (row,) = of(paused, four_months("all_open"))
    assert row.due_on == day("2027-04-11") and row.rule_version == 2
