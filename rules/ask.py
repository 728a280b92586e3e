"""The other questions from outside: rate, booking, cancellation, plan, call_list and others; without a database."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TextIO

from rules.answers import (
    booking,
    budget,
    call_list,
    cancellation,
    candidate,
    cooling_off,
    enquiry,
    freshness,
    job_talk,
    lacking,
    membership,
    mix,
    picker,
    plan,
    possibility,
    practice,
    rate,
    record,
    sector,
    sheet,
    steps,
    weighing,
)
from rules.answers.asked import Asked, Asking, Said, answers_asked
from rules.explain import Json, read

ASKINGS: Mapping[str, Asking] = {
    "rate": rate.ASKING,
    "booking": booking.ASKING,
    "cancellation": cancellation.ASKING,
    "plan": plan.ASKING,
    "enquiry": enquiry.ASKING,
    "call_list": call_list.ASKING,
    "job_talk": job_talk.ASKING,
    "candidate": candidate.ASKING,
    "freshness": freshness.ASKING,
    "cooling_off": cooling_off.ASKING,
    "membership": membership.ASKING,
    "practice": practice.ASKING,
    "weighing": weighing.ASKING,
    "record": record.ASKING,
    "possibility": possibility.ASKING,
    "lacking": lacking.ASKING,
    "budget": budget.ASKING,
    "budget_line": budget.LINE_ASKING,
    "sheet": sheet.ASKING,
    "sector": sector.ASKING,
    "mix": mix.ASKING,
    "picker": picker.ASKING,
    "steps": steps.ASKING,
}


def run(file: str, stdin: TextIO) -> str:
    """The answer to a file (or `-`) as JSON text. Raises Faults when it cannot be answered."""
    return json.dumps(answer(read(file, stdin)), ensure_ascii=False, indent=2)


def answer(written: str) -> Json | list[Json]:
    """The answer has the shape of the question: one object or a list."""
    asked, many = answers_asked(written, ASKINGS)
    answers = [reply(one) for one in asked]
    return answers if many else answers[0]


def reply(asked: Asked) -> Json:
    found = asked.asking.answer(asked.question, asked.rules, asked.policy)
    return {
        "id": asked.id,
        "ask": asked.ask,
        asked.asking.clock[0]: plain(asked.at),
        "policy": {"profile": asked.policy.name, "fingerprint": asked.policy.fingerprint},
        "verdict": found.verdict,
        "answers": [_entry(said) for said in found.said],
        "notes": _notes(asked),
    }


def _entry(said: Said) -> Json:
    rule, own = said.rule, plain(said.found)
    assert isinstance(own, dict)
    head: Json = {"rule": rule.id, "title": rule.title, "text": said.text}
    return head | own | {"cite": rule.cite, "seed": rule.seed, "rule_status": rule.status}


def _notes(asked: Asked) -> list[Json]:
    """The rules asked for that do not answer; without any row nothing is answered."""
    name = asked.policy.name
    if not asked.rules and not asked.silent:
        return [{"rule": None, "level": "info", "text": f"Ingen regel i profilen {name} besvarer {asked.ask}"}]
    text = f"Reglen besvarer ikke {asked.ask} i profilen {name}"
    return [{"rule": rule, "level": "info", "text": text} for rule in asked.silent]


def plain(value: object) -> object:
    """An answer as JSON knows it: dates and moments as ISO, exact decimals as texts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
