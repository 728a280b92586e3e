"""A file that cannot be answered gives every fault: where, what is wrong, what is allowed."""

import json
from pathlib import Path
from typing import Any

import pytest

from rules.asked import Faults
from rules.questions import questions
from rules.vocabulary import ActivityStatus

GOOD: dict[str, Any] = {"profile": "rebild", "today": "2024-03-05"}


def faults(*cases: object) -> list[str]:
    with pytest.raises(Faults) as refused:
        questions(json.dumps(cases[0] if len(cases) == 1 else list(cases)))
    return list(refused.value.lines)


def test_the_least_question() -> None:
    (asked,), many = questions(json.dumps(GOOD))
    assert (asked.id, asked.rules, many, asked.policy.name) == (None, None, False, "rebild")
    assert questions("\ufeff" + json.dumps([GOOD, GOOD]))[1] is True
    assert questions("[]") == ((), True)


def test_every_key_of_the_format_is_known() -> None:
    full = GOOD | {
        "id": "alt", "rules": ["REB23-59"], "course_start": "2023-08-30",
        "citizen": {
            "born_on": "1985-05-04", "residence_permit_on": None, "special_need": "autism", "insurance": "full_time",
            "registered_on": None, "first_contact_on": None, "child_born_on": None, "cv_talk_on": None,
            "self_supporting": False, "asked_for_conversation_on": None, "early_followup_asked_on": None,
            "next_conversation_on": None, "next_conversation_set_on": None, "no_social_physical_barriers": True,
        },
        "target_groups": [{
            "group": "sick_with_employer", "from": "2023-08-30", "to": None, "first_absence_on": "2023-08-30",
            "first_unemployed_on": None, "visited_on": None, "job_broker": None, "expected_recovery_on": None,
            "awaiting_treatment": False, "expected_weeks": {"citizen": 8, "employer": None}, "jobcenter_track": False,
        }],
        "pauses": [{"from": "2023-09-01", "to": None, "reason": "leave"}],
        "conversations": [{
            "on": "2023-09-10", "kind": "jobsamtale", "status": "held", "form": "phone", "by": "jobcenter",
            "with": ["a_kasse", "company"], "number": 1, "registered_on": "2023-09-11",
        }],
        "referrals": [{"on": "2023-09-18", "to": "job_broker", "ended_on": None}],
        "considerations": [{"on": "2023-08-31", "of": "placement"}],
        "activities": [{
            "type": "virksomhedspraktik", "from": "2023-10-02", "to": None, "place": "own_workplace",
            "sector": "private", "granted_on": None, "agreed_on": None, "company": "Nordvang Byg",
            "extension_decided_on": None, "hours_per_week": 12.5,
            "follow_ups": [{"on": "2023-11-01", "progress": True, "keeps_agreement": None}],
            "status": "running",
        }],
        "payments": [{"month": "2020-02", "hours": "160.33", "kind": "dagpenge", "reported_on": None}],
        "duty_suspensions": [{"from": "2023-10-01", "to": None, "reason": "work_duty", "kept_by_decision": False}],
        "reopening": {"on": "2023-03-01", "class": 1},
    }  # fmt: skip
    (asked,), _ = questions(json.dumps(full))
    assert asked.rules == {"REB23-59"}
    (activity,) = asked.facts.activities
    assert activity.company is True and str(activity.hours_per_week) == "12.5" and len(activity.follow_ups) == 1
    (period,) = asked.facts.target_groups
    assert period.expected_weeks is not None and period.expected_weeks.citizen == 8
    assert str(asked.facts.payments[0].hours) == "160.33"


def test_an_offer_without_a_status_has_the_one_of_its_dates() -> None:
    offers = [
        {"type": "amu", "from": "2024-04-01"},
        {"type": "amu", "from": "2024-01-01", "to": "2024-02-01"},
        {"type": "amu", "from": "2024-01-01", "to": "2024-04-01"},
        {"type": "amu", "from": "2024-01-01", "status": "cancelled"},
    ]
    (asked,), _ = questions(json.dumps(GOOD | {"activities": offers}))
    assert [offer.status for offer in asked.facts.activities] == [
        *(ActivityStatus.PLANNED, ActivityStatus.ENDED, ActivityStatus.RUNNING, ActivityStatus.CANCELLED)
    ]


FAULTY = json.loads((Path(__file__).parent / "faults.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("item", FAULTY, ids=[item["fault"].split(":")[0] for item in FAULTY])
def test_each_fault_has_its_line(item: dict[str, Any]) -> None:
    lines = faults(item["ask"])
    assert any(line.startswith(item["fault"]) for line in lines), lines


def test_all_faults_of_all_questions_are_told() -> None:
    lines = faults(GOOD, {"profile": "x", "today": "2024-13-01", "rules": ["X-1"]}, GOOD | {"pauses": [{}]})
    assert [line.split(":")[0] for line in lines] == [
        *("[1].profile", "[1].today", "[2].pauses[0].from", "[2].pauses[0].reason")
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("{", "linje 1, tegn 2: ikke gyldig JSON"),
        ('{"today": "2024-03-05", "today": "2024-03-06"}', "$: nøglen today står to gange i samme objekt"),
        ("", "linje 1, tegn 1: ikke gyldig JSON"),
    ],
)
def test_what_is_not_json(written: str, fault: str) -> None:
    with pytest.raises(Faults, match="tilladt") as refused:
        questions(written)
    assert refused.value.lines[0].startswith(fault)


def test_a_long_value_is_shortened_in_the_fault() -> None:
    (line,) = faults(GOOD | {"id": ["a" * 100]})
    assert len(line) < 120
