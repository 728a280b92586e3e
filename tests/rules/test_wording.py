"""Danish sentences from the trace, and the lines of "Hvorfor?"."""

import json
from datetime import date

from rules.catalogue import evaluate
from rules.explain import answer
from rules.facts import ActivityFact, CitizenFacts, ConversationFact, Facts, GroupPeriod, Pause
from rules.obligation import Obligation
from rules.policy import load_profile
from rules.vocabulary import (
    ActivityStatus,
    ActivityType,
    ConversationKind,
    ConversationStatus,
    PauseReason,
    TargetGroup,
)
from rules.wording import Line, explanation, length, lines, long_date, missing, period, traced

POLICY = load_profile("fjordby")


def day(text: str) -> date:
    return date.fromisoformat(text)


def insured(**facts: object) -> Facts:
    group = GroupPeriod(
        group=TargetGroup.INSURED_UNEMPLOYED, first_on=day("2026-07-27"), first_unemployed_on=day("2026-07-27")
    )
    return Facts(target_groups=(group,), course_start=day("2026-07-27"), **facts)  # type: ignore[arg-type]


def row(facts: Facts, rule: str, ordinal: int | None = None) -> Obligation:
    (found,) = (o for o in evaluate(facts, POLICY).obligations if (o.rule, o.ordinal) == (rule, ordinal))
    return found


def test_dates_periods_and_lengths() -> None:
    assert long_date(day("2023-08-30")) == "30. august 2023"
    assert period(day("2026-10-05"), day("2026-10-09")) == "5.–9. oktober 2026"
    assert period(day("2023-03-01"), day("2023-04-30")) == "1. marts – 30. april 2023"
    assert period(day("2026-12-01"), day("2027-01-22")) == "1. december 2026 – 22. januar 2027"
    assert period(day("2026-12-01"), day("2026-12-01")) == "1. december 2026"
    assert period(day("2026-12-01"), None) == "fra 1. december 2026 uden slutdato"
    assert [length(1, "months"), length(2, "weeks"), length(1, "days")] == ["1 måned", "2 uger", "1 dag"]


def test_the_reckoning_of_a_conversation_with_a_holiday() -> None:
    holiday = Pause(first_on=day("2026-10-05"), last_on=day("2026-10-09"), reason=PauseReason.HOLIDAY)
    fourth = row(insured(pauses=(holiday,)), "BRO18-17", 4)
    rule = POLICY.rule("BRO18-17")
    assert rule is not None
    assert lines(fourth, rule, POLICY.closing_days) == (
        Line("anchor", "Første ledighedsdag", "27. juli 2026"),
        Line("add", "Jobsamtale 4: 4 × 28 ledige dage", "+ 112 dage = 16. nov. 2026"),
        Line("pause", "Pause: ferie 5.–9. oktober 2026", "+ 5 dage"),
        Line("due", "Frist", "21. november 2026"),
        Line("planday", "Sidste hverdag før fristen", "20. november 2026"),
        Line("counts", "Tæller", str(rule.counts)),
        Line("counts_not", "Tæller ikke", str(rule.counts_not)),
        Line("source", "Kilde", "Brøndby Kommune, brev af 5. juli 2018, Jobsamtale 4"),
    )


def test_lines_without_the_rule_and_with_an_open_pause() -> None:
    leave = Pause(first_on=day("2026-10-05"), reason=PauseReason.LEAVE)
    fourth = row(insured(pauses=(leave,)), "BRO18-17", 4)
    assert lines(fourth, None, POLICY.closing_days) == (
        Line("anchor", "Første ledighedsdag", "27. juli 2026"),
        Line("add", "+ 112 dage", "16. november 2026"),
        Line("pause", "Pause: orlov fra 5. oktober 2026 uden slutdato", "åben"),
    )


def test_a_rule_that_names_nothing_that_counts_shows_its_source_alone() -> None:
    rule = POLICY.rule("BRO18-03")
    assert rule is not None
    second = row(insured(), "BRO18-12", 2)
    assert [line.code for line in lines(second, rule, POLICY.closing_days)][-1] == "source"
    assert "counts" not in [line.code for line in lines(second, rule, POLICY.closing_days)]


def test_what_was_held_and_what_fulfilled_it() -> None:
    talk = ConversationFact(on=day("2026-08-20"), kind=ConversationKind.JOBSAMTALE, status=ConversationStatus.HELD)
    facts = insured(conversations=(talk,))
    texts = [step.text for step in traced(row(facts, "BRO18-10", 1).basis)]
    assert texts[-1] == "Opfyldt 20. august 2026: afholdt samtale"
    assert "1 af 6 samtaler afholdt" in [step.text for step in traced(row(facts, "BRO18-01").basis)]
    codes = [line.code for line in lines(row(facts, "BRO18-02", 1), None, POLICY.closing_days)]
    assert codes == ["anchor", "add", "opens", "due", "planday", "met"]
    assert Line("opens", "Åbner", "27. juli 2026") in lines(row(facts, "BRO18-02", 1), None, POLICY.closing_days)


def test_overlapping_pauses_are_counted_once() -> None:
    exempt = Pause(first_on=day("2026-08-01"), last_on=day("2026-08-10"), reason=PauseReason.SUSPENSION)
    inside = Pause(first_on=day("2026-08-05"), last_on=day("2026-08-06"), reason=PauseReason.LEAVE)
    across = Pause(first_on=day("2026-08-09"), last_on=day("2026-08-12"), reason=PauseReason.HOLIDAY)
    first = row(insured(pauses=(exempt, inside, across)), "BRO18-10", 1)
    assert first.due_on == day("2026-09-05")
    assert explanation(first) == (
        "Første ledighedsdag 27. juli 2026 + 28 dage = 24. august 2026; "
        "pause: suspendering 1.–10. august 2026 + 10 dage; pause: ferie 9.–12. august 2026 + 2 dage = 5. september 2026"
    )


def test_a_permit_before_the_municipality_took_over() -> None:
    group = GroupPeriod(group=TargetGroup.SH_JOB_READY, first_on=day("2023-07-01"))
    facts = Facts(
        target_groups=(group,),
        course_start=day("2023-07-01"),
        citizen=CitizenFacts(residence_permit_on=day("2023-06-14")),
    )
    found = row(facts, "REB23-49")
    assert explanation(found) == (
        "Opholdstilladelse modtaget 14. juni 2023 (dog tidligst: forløbet startede 1. juli 2023) "
        "samme dag = 1. juli 2023"
    )
    assert lines(found, None, POLICY.closing_days)[1] == Line("anchor", "Forløbet startede", "1. juli 2023")


def test_an_agreement_says_how_long_it_holds() -> None:
    group = GroupPeriod(group=TargetGroup.CASH_JOB_READY, first_on=day("2023-02-01"))
    offer = ActivityFact(
        type=ActivityType.WAGE_SUBSIDY, first_on=day("2023-05-08"), status=ActivityStatus.PLANNED,
        agreed_on=day("2023-04-20"), company=True,
    )  # fmt: skip
    found = row(Facts(target_groups=(group,), activities=(offer,)), "REB23-47")
    assert traced(found.basis)[-1].text == "Opfyldt 20. april 2023: aftale med en virksomhed, gælder til 8. maj 2023"


def test_a_running_offer_is_named_until_it_ends() -> None:
    offer = ActivityFact(
        type=ActivityType.AMU, first_on=day("2026-08-01"), last_on=day("2026-08-31"), status=ActivityStatus.RUNNING
    )
    second = row(insured(activities=(offer,)), "REB23-03", 2)
    assert explanation(second, day("2026-09-01")) == (
        "Sidste dag i tællende tilbud 31. august 2026 + 12 måneder = 31. august 2027"
    )
    assert Line("hold", "I tællende tilbud", "til 31. august 2026") in lines(second, None, POLICY.closing_days)
    assert explanation(second, day("2026-08-31")).startswith("I tællende tilbud til 31. august 2026; foreløbigt: ")
    assert explanation(second).startswith("I tællende tilbud til ")


def test_a_missing_fact_says_what_to_do() -> None:
    (gap,) = (g for g in evaluate(Facts(), POLICY).gaps)
    assert missing(gap) == "Vælg målgruppe"


def test_the_trace_survives_storage() -> None:
    found = row(insured(), "BRO18-10", 1)
    assert traced(json.loads(json.dumps(found.basis))) == traced(found.basis)
    assert len(json.dumps(found.basis)) < 300


def test_an_extension_is_reckoned_backwards() -> None:
    offer = {"type": "vejledning", "from": "2023-01-01", "to": "2023-03-31", "status": "running"}
    found = answer(json.dumps({"profile": "rebild", "today": "2023-02-01", "activities": [offer]}))
    assert isinstance(found, dict)
    entry = next(entry for entry in found["deadlines"] if entry["rule"] == "REB23-29")  # type: ignore[union-attr]
    assert entry["explanation"] == "Tilbuddets sidste dag 31. marts 2023 − 1 måned = 28. februar 2023"
