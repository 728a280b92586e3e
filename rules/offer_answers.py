"""The verdict on an invented offer as JSON, without a database: what `manage.py decide` prints."""

import json
from typing import TextIO

from rules.decide import decide
from rules.explain import Json, read
from rules.offer_asked import OfferAsked, offer_questions


def run(file: str, stdin: TextIO) -> str:
    """The answer to a file (or `-`) as JSON text. Raises Faults when it cannot be answered."""
    return json.dumps(answer(read(file, stdin)), ensure_ascii=False, indent=2)


def answer(written: str) -> Json | list[Json]:
    """The answer has the shape of the question: one object or a list."""
    asked, many = offer_questions(written)
    answers = [verdict(one) for one in asked]
    return answers if many else answers[0]


def verdict(asked: OfferAsked) -> Json:
    found = decide(asked.question, asked.policy)
    return {
        "id": asked.id,
        "colour": found.colour,
        "uncategorised": found.uncategorised,
        "verdict": found.decision,
        "latest_to": found.latest_to.isoformat() if found.latest_to is not None else None,
        "decision_due": found.decision_due.isoformat() if found.decision_due is not None else None,
        "late_days": found.late_days,
        "checks": [check._asdict() for check in found.checks],
    }
