"""The five rules in zen-engine (MIT): one decision in its own language, evaluated case by case from Python."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import zen

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


def decision(months: Mapping[str, int]) -> str:
    def owed(rule: str, group: str, undone: str) -> str:
        return f"group == '{group}' and {undone} == null ? {_due('start', months[rule])} : null"

    expressions = {
        REFER_JOB_READY: owed(REFER_JOB_READY, JOB_READY, "referred"),
        REFER_ACTIVITY_READY: owed(REFER_ACTIVITY_READY, ACTIVITY_READY, "referred"),
        CONSIDER: owed(CONSIDER, SICK, "considered"),
        REFER_SICK: owed(REFER_SICK, SICK, "referred"),
        ACTIVITY: _due("(offer_ended == null ? start : offer_ended)", months[ACTIVITY]),
    }
    rows = [{"id": rule, "key": rule, "value": value} for rule, value in expressions.items()]
    place = {"x": 0, "y": 0}
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "in", "position": place},
        {"id": "five", "type": "expressionNode", "name": "five", "position": place, "content": {"expressions": rows}},
        {"id": "out", "type": "outputNode", "name": "out", "position": place},
    ]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in (("in", "five"), ("five", "out"))
    ]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def _due(start: str, months: int) -> str:
    return f"d({start}).add({months}, 'month').format('%Y-%m-%d')"


def answer(cases: Iterable[Case], months: Mapping[str, int]) -> Answers:
    held = zen.ZenEngine().create_decision(decision(months))
    found = []
    for case in cases:
        dates = {name: day.isoformat() if day else None for name, day in case._asdict().items() if name != "group"}
        said = held.evaluate({"group": case.group, **dates})["result"]
        found.append(sorted((rule, date.fromisoformat(due).toordinal()) for rule, due in said.items() if due))
    return found
