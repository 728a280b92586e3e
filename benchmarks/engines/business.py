"""The five rules in business-rules (MIT): conditions in JSON, asked case by case."""

from collections.abc import Iterable, Mapping
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC, FIELD_TEXT
from business_rules.variables import BaseVariables, boolean_rule_variable, string_rule_variable

from benchmarks.engines.shared import (
    ACTIVITY,
    ACTIVITY_READY,
    CONSIDER,
    JOB_READY,
    REFER_ACTIVITY_READY,
    REFER_JOB_READY,
    REFER_SICK,
    SICK,
    Answers,
    Case,
)
from rules.dates import add_months


class Asked(BaseVariables):  # type: ignore[misc]
    def __init__(self, case: Case) -> None:
        self.case = case

    @string_rule_variable()
    def group(self) -> str:
        return self.case.group

    @boolean_rule_variable()
    def referred(self) -> bool:
        return self.case.referred is not None

    @boolean_rule_variable()
    def considered(self) -> bool:
        return self.case.considered is not None


class Owed(BaseActions):  # type: ignore[misc]
    def __init__(self, case: Case) -> None:
        self.case = case
        self.found: list[tuple[str, int]] = []

    @rule_action(params={"rule": FIELD_TEXT, "months": FIELD_NUMERIC})
    def from_start(self, rule: str, months: int) -> None:
        self.found.append((rule, add_months(self.case.start, months).toordinal()))

    @rule_action(params={"rule": FIELD_TEXT, "months": FIELD_NUMERIC})
    def from_last_offer(self, rule: str, months: int) -> None:
        anchor = self.case.offer_ended or self.case.start
        self.found.append((rule, add_months(anchor, months).toordinal()))


def _rule(rule: str, months: int, group: str, undone: str) -> dict[str, Any]:
    return {
        "conditions": {
            "all": [
                {"name": "group", "operator": "equal_to", "value": group},
                {"name": undone, "operator": "is_false", "value": True},
            ]
        },
        "actions": [{"name": "from_start", "params": {"rule": rule, "months": months}}],
    }


def rules(months: Mapping[str, int]) -> list[dict[str, Any]]:
    yearly = {"name": "from_last_offer", "params": {"rule": ACTIVITY, "months": months[ACTIVITY]}}
    return [
        _rule(REFER_JOB_READY, months[REFER_JOB_READY], JOB_READY, "referred"),
        _rule(REFER_ACTIVITY_READY, months[REFER_ACTIVITY_READY], ACTIVITY_READY, "referred"),
        _rule(CONSIDER, months[CONSIDER], SICK, "considered"),
        _rule(REFER_SICK, months[REFER_SICK], SICK, "referred"),
        {"conditions": {"all": [{"name": "group", "operator": "non_empty", "value": True}]}, "actions": [yearly]},
    ]


def answer(cases: Iterable[Case], months: Mapping[str, int]) -> Answers:
    held = rules(months)
    found = []
    for case in cases:
        owed = Owed(case)
        run_all(held, Asked(case), owed, stop_on_first_trigger=False)
        found.append(sorted(owed.found))
    return found
