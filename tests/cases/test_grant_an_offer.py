"""A caseworker grants an offer: what the rules accept at once, what waits for a leader, what never goes through."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cases.models import Activity, Case, CaseDetail, Grant, GrantStatus, TargetGroup, TargetGroupPeriod
from cases.services import activities, groups
from cases.services.grants import granting
from cases.services.grants.wishes import Wish
from offers.models import ColourPeriod
from rules.gates.vocabulary import Colour, Decision
from staff.models import User
from staff.refusals import Refused, Stale
from tests.cases.granting import START, bente, course, judged, page_of, refusal, sent, two_quotes, wish
from tests.offers.cast import changed, own, specialist
from tests.people import NOW, TODAY, at, caseworker

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne() -> User:
    return caseworker(hours=False)


@pytest.fixture
def case(anne: User) -> Case:
    return bente(anne)


def results(case: Case, wished: Wish) -> dict[str, str]:
    return {check.rule: check.result.value for check in judged(case, wished).weighed.checks}


@pytest.mark.proves("REB23-34")
def test_a_green_one_is_granted_at_once(case: Case, anne: User) -> None:
    wished = wish(course())
    found = judged(case, wished)
    assert (found.colour, found.decision) == (Colour.GREEN, Decision.ACCEPTED)
    assert results(case, wished).get("REB23-34") == "ok"
    grant = sent(case, wished, by=anne)
    assert (grant.status, grant.needs_approval, grant.decided_by, grant.colour) == ("granted", False, anne, "green")
    activity = Activity.objects.get()
    assert (activity.grant, activity.offer, activity.status, activity.granted_on) == (
        grant, wished.offer, "planned", TODAY,
    )  # fmt: skip
    assert (activity.from_on, activity.to_on, activity.hours_per_week) == (START, wished.to_on, Decimal(12))


def test_the_dates_move_as_soon_as_it_is_granted(case: Case, anne: User) -> None:
    """The decision to extend is owed a month before the last day of a course that runs (REB23-29)."""
    wished = wish(course(), from_on=TODAY, to_on=TODAY + timedelta(days=69))
    sent(case, wished, by=anne)
    due = case.deadlines.current().get(rule="REB23-29").due_on
    assert (Activity.objects.get().status, due) == ("running", date(2026, 12, 31))


@pytest.mark.proves("REB23-33")
def test_a_yellow_one_waits_for_a_leader(case: Case, anne: User) -> None:
    wished = wish(course("yellow"), quotes=two_quotes())
    assert judged(case, wished).decision is Decision.NEEDS_APPROVAL
    grant = sent(case, wished, by=anne)
    assert (grant.status, grant.needs_approval, grant.decided_by, grant.decided_at) == ("pending", True, None, None)
    assert (grant.total_price, grant.supplier) == (Decimal("18400"), "Kompasset")
    assert [quote.chosen for quote in grant.quotes.all()] == [False, True]
    assert not Activity.objects.exists()


@pytest.mark.proves("REB23-32")
def test_a_red_one_is_refused(case: Case, anne: User) -> None:
    wished = wish(course("red"), quotes=two_quotes())
    assert judged(case, wished).decision is Decision.REFUSED
    for shown in Decision:
        told = refusal(case, wished, by=anne, shown=shown)
        assert told == "Kan ikke bevilges. Rød: anvendes aldrig for Sygedagpenge, med arbejdsgiver."
    assert not Grant.objects.exists()


@pytest.mark.proves("REB23-35")
def test_one_without_a_colour_is_yellow_and_says_so(case: Case, anne: User) -> None:
    wished = wish(course(""), quotes=two_quotes())
    assert judged(case, wished).code == "unknown"
    grant = sent(case, wished, by=anne)
    assert (grant.status, grant.colour, grant.uncategorised) == ("pending", "yellow", True)


@pytest.mark.proves("REB23-31")
def test_the_colour_is_that_of_the_catalogue(case: Case) -> None:
    assert {name: judged(case, wish(course(name, f"Forløb {name}"))).colour for name in ("green", "yellow", "red")} == {
        "green": Colour.GREEN, "yellow": Colour.YELLOW, "red": Colour.RED,
    }  # fmt: skip


@pytest.mark.proves("REB23-37")
@pytest.mark.parametrize(("price", "colour"), [("2200.00", Colour.GREEN), ("2200.01", Colour.YELLOW)])
def test_a_dear_one_is_yellow(case: Case, price: str, colour: Colour) -> None:
    found = judged(case, wish(course(), price=Decimal(price)))
    assert (found.colour, found.catalogue_code) == (colour, "green")
    assert "REB23-37" in {check.rule for check in found.weighed.checks}


@pytest.mark.proves("REB23-36")
def test_an_external_mentor_is_yellow_at_least(case: Case) -> None:
    assert judged(case, wish(course("green", type="external_mentor"))).colour is Colour.YELLOW


@pytest.mark.proves("REB23-38")
def test_the_municipalitys_own_mentor_is_green(case: Case) -> None:
    found = judged(case, wish(own("Intern mentor", "internal_mentor")))
    assert (found.colour, found.decision) == (Colour.GREEN, Decision.ACCEPTED)


@pytest.mark.proves("REB23-39")
def test_digital_job_search_is_green(case: Case) -> None:
    assert judged(case, wish(own("Digital jobsøgning", "digital_job_search"))).colour is Colour.GREEN


@pytest.mark.proves("REB23-22")
def test_two_quotes_from_two_suppliers(case: Case) -> None:
    """W-27: none, one, and two from the same supplier are refused."""
    yellow, (other, chosen) = course("yellow"), two_quotes()
    same = (replace(other, supplier="kompasset "), chosen)
    decisions = [
        judged(case, wish(yellow, quotes=quotes)).decision for quotes in ((), (chosen,), same, (other, chosen))
    ]
    refused = Decision.REFUSED
    assert decisions == [refused, refused, refused, Decision.NEEDS_APPROVAL]


def test_the_price_of_the_chosen_quote_counts_not_the_one_typed(case: Case, anne: User) -> None:
    cheap = wish(course("yellow"), quotes=two_quotes(price=Decimal("24000")), price=Decimal(1), price_per="total")
    assert sent(case, cheap, by=anne).total_price == Decimal("24000")
    assert results(case, cheap)["REB23-37"] == "warning"


@pytest.mark.proves("REB23-24")
def test_three_months_at_most(case: Case, anne: User) -> None:
    """W-25: the last day is the day before the same date three months later."""
    last = date(2027, 2, 27)
    assert judged(case, wish(course(), to_on=last)).decision is Decision.ACCEPTED
    longer = wish(course(name="Forløb 2"), to_on=last + timedelta(days=1))
    assert judged(case, longer).decision is Decision.REFUSED
    assert refusal(case, longer, by=anne, shown=Decision.ACCEPTED).startswith(
        "Kan ikke bevilges. Slutter 28. februar 2027"
    )


@pytest.mark.proves("REB23-25")
def test_six_months_for_a_special_need_wait_for_a_leader(case: Case, anne: User) -> None:
    half_a_year = wish(course(), to_on=date(2027, 5, 29), special_need="autism")
    assert judged(case, half_a_year).decision is Decision.NEEDS_APPROVAL
    assert judged(case, replace(half_a_year, special_need="")).decision is Decision.REFUSED
    assert judged(case, replace(half_a_year, to_on=date(2027, 5, 30))).decision is Decision.REFUSED
    assert (sent(case, half_a_year, by=anne).status, Activity.objects.count()) == ("pending", 0)


@pytest.mark.proves("REB23-23")
def test_not_more_hours_than_the_citizen_can_attend(case: Case) -> None:
    """W-31."""
    found = {hours: judged(case, wish(course(name=f"{hours}"), hours_per_week=Decimal(hours))) for hours in (19, 18, 8)}
    assert [one.decision.value for one in found.values()] == ["refused", "accepted", "accepted"]


def test_hours_said_with_the_wish_are_a_fact_of_the_case(anne: User) -> None:
    case = bente(anne, hours=None)
    wished = wish(course())
    assert refusal(case, wished, by=anne, shown=Decision.ACCEPTED) == "Kan ikke bevilges. Timetal mangler: borgerens."
    sent(case, replace(wished, attendable_hours=15), by=anne)
    row = CaseDetail.objects.valid().get(case=case, key="attendable_hours")
    assert (row.text, row.recorded_by) == ("15", anne)


@pytest.mark.proves("REB23-21")
def test_no_guidance_for_the_self_supporting(case: Case, anne: User) -> None:
    TargetGroupPeriod.objects.update(group_id="self_supporting")
    wished = wish(own("Jobværkstedet", "digital_job_search"))
    assert judged(case, wished).decision is Decision.REFUSED


@pytest.mark.proves("REB23-08")
def test_always_a_goal(case: Case, anne: User) -> None:
    wished = replace(wish(course()), goal_text=" ")
    assert results(case, wished).get("REB23-08") == "blocks"
    assert refusal(case, wished, by=anne, shown=Decision.ACCEPTED) == "Målet mangler."
    assert refusal(case, replace(wished, goal="", goal_text="Job"), by=anne) == "Mål: vælg en af mulighederne."


@pytest.mark.proves("REB23-10")
def test_a_bought_one_has_a_price(case: Case) -> None:
    wished = wish(course(), price=None, price_per="")
    assert judged(case, wished).decision is Decision.REFUSED
    assert results(case, wished)["REB23-10"] == "blocks"


@pytest.mark.proves("REB23-20")
def test_guidance_says_why_not_something_else(case: Case) -> None:
    """A yellow one is stopped by a missing reason, a green one only warned (A-65)."""
    yellow = wish(course("yellow"), quotes=two_quotes(), not_now="")
    assert results(case, yellow).get("REB23-20") == "blocks"
    assert results(case, wish(course(name="Grønt"), not_now="")).get("REB23-20") == "warning"


def test_it_says_why_this_offer(case: Case, anne: User) -> None:
    assert refusal(case, replace(wish(course()), why=" "), by=anne) == "Hvorfor dette tilbud mangler."


def test_it_begins_today_or_later_and_ends_after_it(case: Case, anne: User) -> None:
    early = replace(wish(course()), from_on=TODAY - timedelta(days=1))
    assert refusal(case, early, by=anne).startswith("Starten kan ikke ligge før i dag")
    assert refusal(case, replace(wish(course(name="B")), to_on=None), by=anne, shown=Decision.ACCEPTED) == (
        "Skriv tilbuddets sidste dag."
    )


def test_a_colour_changed_between_form_and_save_is_caught(case: Case, anne: User) -> None:
    wished = wish(course())
    page = page_of(case, wished)
    changed(wished.offer, "yellow", by=specialist(), since=TODAY)
    with pytest.raises(Stale, match=r"Da: Grøn\. Nu: Gul\. Intet er gemt\.") as told:
        sent(case, wished, by=anne, seen=page, shown=Decision.ACCEPTED)
    assert told.value.saved == ("Da du åbnede siden: Grøn", "Nu: Gul")
    assert not Grant.objects.exists()


def test_who_does_not_say_what_was_seen_is_shown_it_first(case: Case, anne: User) -> None:
    with pytest.raises(Stale, match=r"Nu: Grøn\. Intet er gemt\."):
        sent(case, wish(course()), by=anne, seen="", shown=Decision.ACCEPTED)
    assert not Grant.objects.exists()


def test_a_target_group_changed_between_form_and_save_is_caught(case: Case, anne: User) -> None:
    wished, version = wish(course()), case.version
    other = TargetGroup.objects.get(code="cash_job_ready")
    again = Case.objects.get(pk=case.pk)
    groups.start(case=again, group=other, from_on=TODAY, by=caseworker("Bo Falk"), today=TODAY, now=NOW)
    with pytest.raises(Stale, match="Sagen er ændret, siden du åbnede siden"):
        sent(case, wished, by=anne, version=version)
    assert not Grant.objects.exists()


def test_another_verdict_than_the_page_showed_is_not_saved(case: Case, anne: User) -> None:
    wished = wish(course("yellow"), quotes=two_quotes())
    told = refusal(case, wished, by=anne, shown=Decision.ACCEPTED)
    assert told == "Vurderingen er nu en anden: kræver godkendelse. Intet er gemt. Læs den, og tryk igen."


def test_a_double_click_grants_once(case: Case, anne: User) -> None:
    wished, key = wish(course()), uuid4()
    page = page_of(case, wished)
    first = sent(case, wished, by=anne, form_key=key, seen=page)
    assert sent(case, wished, by=anne, form_key=key, seen=page, shown=Decision.ACCEPTED) == first
    assert (Grant.objects.count(), Activity.objects.count()) == (1, 1)


def test_not_twice_in_the_same_days(case: Case, anne: User) -> None:
    wished = wish(course())
    sent(case, wished, by=anne)
    assert refusal(case, wished, by=anne) == "Borgeren har allerede tilbuddet i perioden."
    yellow = wish(course("yellow", "Gult"), quotes=two_quotes())
    sent(case, yellow, by=anne)
    assert refusal(case, yellow, by=anne) == "Tilbuddet afventer allerede godkendelse til borgeren."


def test_it_keeps_what_the_rules_said_that_day(case: Case, anne: User) -> None:
    grant = sent(case, wish(course()), by=anne)
    told = grant.verdict
    assert (told["colour"], told["offer"], told["supplier"], told["on"]) == (
        "green", "Afklaringsforløb", "Kompasset", "2026-11-23",
    )  # fmt: skip
    assert told["total_price"] == "15600.00"
    by_rule = {check["rule"]: check for check in told["checks"]}
    assert by_rule["REB23-24"]["text"].startswith("Slutter 24. januar 2027 ≤")
    assert by_rule["REB23-24"]["cite"].startswith("Indsatsstrategi 2023")
    ColourPeriod.objects.filter(offer=grant.offer).update(to_on=TODAY)
    grant.refresh_from_db()
    assert grant.verdict == told


def test_nothing_of_it_is_rewritten(case: Case, anne: User) -> None:
    grant = sent(case, wish(course()), by=anne)
    changes: list[dict[str, Any]] = [
        {"colour": "yellow"}, {"verdict": {}}, {"total_price": 1}, {"decided_by": caseworker("Bo Falk")},
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            Grant.objects.filter(pk=grant.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).delete()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"colour": "red"}, "grant_never_red"),
        ({"colour": "yellow"}, "grant_yellow_waits"),
        ({"needs_approval": True, "decided_by": None}, "grant_approved_by_somebody"),
        ({"needs_approval": True}, "grant_not_by_oneself"),
        ({"decided_at": None}, "grant_decided_once"),
        ({"why": ""}, "grant_reasoned"),
    ],
)
def test_the_database_refuses_it_too(case: Case, anne: User, values: dict[str, object], constraint: str) -> None:
    sound = {
        "case": case, "offer": course(), "type": "skills_clarification", "group": "sick_with_employer",
        "status": "granted", "colour": "green", "from_on": START, "to_on": START, "goal": "job", "goal_text": "Job",
        "why": "Derfor", "verdict": {}, "decided_at": NOW, "decided_by": anne, "recorded_by": anne, "recorded_at": NOW,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Grant.objects.create(**sound | values)


def test_the_sender_takes_back_what_waits(case: Case, anne: User) -> None:
    grant = sent(case, wish(course("yellow"), quotes=two_quotes()), by=anne)
    with pytest.raises(Refused, match="Kun den, der sendte"):
        granting.withdraw(grant=grant, by=caseworker("Bo Falk"), now=NOW)
    assert granting.withdraw(grant=grant, by=anne, now=NOW).status == GrantStatus.WITHDRAWN
    with pytest.raises(Refused, match="allerede afgjort: trukket tilbage"):
        granting.withdraw(grant=grant, by=anne, now=NOW)


def test_undone_with_what_it_made(case: Case, anne: User) -> None:
    grant = sent(case, wish(course(), from_on=TODAY), by=anne)
    assert case.deadlines.current().filter(rule="REB23-29").exists()
    granting.void(grant=grant, reason="Fortrudt", by=anne, today=TODAY, now=at(TODAY, 9))
    assert not Activity.objects.valid().exists()
    assert not Grant.objects.valid().exists()
    assert not case.deadlines.current().filter(rule="REB23-29").exists()


def test_what_was_granted_is_not_stretched_by_hand(case: Case, anne: User) -> None:
    sent(case, wish(course()), by=anne)
    row = Activity.objects.get()
    assert row.to_on is not None
    longer: dict[str, Any] = {"activity": row, "reason": "Længere", "by": anne, "today": TODAY, "now": NOW}
    with pytest.raises(Refused, match="Bevillingen gælder"):
        activities.change(**longer, to_on=row.to_on + timedelta(days=1))
    with pytest.raises(Refused, match="Annullér bevillingen"):
        activities.void(activity=row, reason="Fejl", by=anne, today=TODAY, now=NOW)
    shorter = activities.change(**longer, to_on=row.to_on - timedelta(days=7))
    assert shorter.grant == row.grant
