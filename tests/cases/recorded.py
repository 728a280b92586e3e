"""Citizens in the form of `explain`, written into the records: what the tables cannot hold is left out of both."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction

from cases.models import (
    Activity,
    Case,
    CaseDetail,
    Citizen,
    Consideration,
    Conversation,
    Fact,
    NextConversation,
    Pause,
    Referral,
    TargetGroupPeriod,
)
from tests.cases.histories import House

Told = dict[str, Any]
DAY = timedelta(days=1)


def recordable(told: Told) -> Told:
    """The same citizen as far as the tables hold it: every case has a start, every period an end before the next, no
    two pauses of one reason overlap, a date set by hand says when it was set, and no offer was followed up."""
    periods = sorted((dict(period) for period in told["target_groups"]), key=lambda period: period["from"])
    for period, after in pairwise(periods):
        period.setdefault("to", (date.fromisoformat(after["from"]) - DAY).isoformat())
    citizen = {key: told["citizen"][key] for key in ("born_on", "residence_permit_on") if key in told["citizen"]}
    due_on, set_on = (told["citizen"].get(f"next_conversation_{what}") for what in ("on", "set_on"))
    if due_on and set_on and set_on <= due_on:
        citizen |= {"next_conversation_on": due_on, "next_conversation_set_on": set_on}
    first = periods[0]["from"] if periods else told["today"]
    kept = ("profile", "today", "conversations", "referrals", "considerations")
    return {key: told[key] for key in kept} | {
        "activities": [{key: row[key] for key in row if key != "follow_ups"} for row in told["activities"]],
        "course_start": told.get("course_start", first),
        "citizen": citizen,
        "target_groups": periods,
        "pauses": list(_apart(told["pauses"])),
    }


def _apart(pauses: Iterable[Told]) -> Iterable[Told]:
    last: dict[str, str] = {}
    for pause in sorted(pauses, key=lambda pause: pause["from"]):
        if pause["from"] > last.get(pause["reason"], ""):
            last[pause["reason"]] = pause.get("to", "9999-12-31")
            yield pause


@transaction.atomic
def write(citizens: list[Told], house: House) -> list[Case]:
    """One case each, in this order."""
    people = Citizen.objects.bulk_create(
        Citizen(name="Prøve Borger", masked_cpr="010190-****", born_on=told["citizen"].get("born_on"))
        for told in citizens
    )
    cases = Case.objects.bulk_create(
        Case(citizen=citizen, team=house.team, course_start=told["course_start"])
        for citizen, told in zip(people, citizens, strict=True)
    )
    facts: dict[type[Fact], list[Fact]] = {}
    for case, told in zip(cases, citizens, strict=True):
        for fact in _facts(case, told, house):
            facts.setdefault(type(fact), []).append(fact)
    for model, rows in facts.items():
        model._default_manager.bulk_create(rows)
    return cases


def _facts(case: Case, told: Told, house: House) -> Iterable[Fact]:
    for one in told["target_groups"]:
        events = {key: one.get(key) for key in ("first_absence_on", "first_unemployed_on", "visited_on")}
        yield TargetGroupPeriod(
            case=case, group_id=one["group"], from_on=one["from"], to_on=one.get("to"),
            job_broker=one.get("job_broker", ""), **events,
        )  # fmt: skip
    for one in told["pauses"]:
        yield Pause(case=case, reason=one["reason"], from_on=one["from"], to_on=one.get("to"))
    for one in told["conversations"]:
        yield Conversation(
            case=case, kind=one["kind"], status=one["status"], on_date=one["on"], form=one.get("form", ""),
            held_by=one.get("by", "jobcenter"), parties=one.get("with", []), number=one.get("number"),
        )  # fmt: skip
    for one in told["referrals"]:
        yield Referral(case=case, on_date=one["on"], to=one["to"], ended_on=one.get("ended_on"))
    for one in told["considerations"]:
        yield Consideration(case=case, on_date=one["on"], of=one["of"])
    for one in told["activities"]:
        yield Activity(
            case=case, type=one["type"], status=one["status"], from_on=one["from"], to_on=one.get("to"),
            company=house.company if one.get("company") else None, place=one.get("place", ""),
            agreed_on=one.get("agreed_on"), extension_decided_on=one.get("extension_decided_on"),
        )  # fmt: skip
    citizen = told["citizen"]
    if "residence_permit_on" in citizen:
        yield CaseDetail(case=case, key="residence_permit_on", on_date=citizen["residence_permit_on"])
    if "next_conversation_on" in citizen:
        due_on, set_on = citizen["next_conversation_on"], citizen["next_conversation_set_on"]
        yield NextConversation(case=case, due_on=due_on, set_on=set_on, reason="Aftalt")
