"""Prøv selv: a question of one's own answered by the row shown and, of a draft, by the row before it too."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from rules import scenarios
from rules.asked import Faults
from rules.examples import Example, tried
from rules.explain import Json
from rules.kind_names import known_by
from rules.sentence import Row
from rules.vocabulary import RuleStatus


@dataclass(frozen=True, slots=True)
class Tried:
    """What came out: the answers, or the faults of the question; `scenario` is the question with its answer as the
    text of a scenario file."""

    examples: tuple[Example, ...] = ()
    faults: tuple[str, ...] = ()
    scenario: str = ""
    now: str = ""
    draft: str = ""
    now_version: int = 1
    draft_version: int = 0
    unverified: bool = False


def answered(questions: Sequence[Json], now: Row, draft: Row | None = None) -> Tried:
    """The answer to each question; a question that cannot be answered is told with every fault."""
    try:
        found = tuple(example for question in questions for example in tried(question, now, draft))
        scenario = _scenario(questions)
    except Faults as faults:
        return Tried(faults=faults.lines)
    return Tried(
        examples=found,
        scenario=scenario,
        now=known_by(now),
        draft=known_by(draft) if draft is not None else "",
        now_version=now.version,
        draft_version=draft.version if draft is not None else 0,
        unverified=now.status is RuleStatus.UNVERIFIED,
    )


def _scenario(questions: Sequence[Json]) -> str:
    """The form of tests/rules/scenarios: what is asked, and what the rules in force answer."""
    answers = [scenarios.answer_of(question) for question in questions]
    one = len(questions) == 1
    about = "Prøvet på regelsiden"
    found = {"about": about, "ask": questions[0] if one else questions, "expect": answers[0] if one else answers}
    return json.dumps(found, ensure_ascii=False, indent=1)
