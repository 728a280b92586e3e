"""Worked examples: the scenario files that prove a rule, answered by the row in force and by an unsaved one.

The questions are the files' own, in their own profile, with the row put in the place of the profile's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple, cast

from rules.defaults import SCENARIOS
from rules.explain import Json
from rules.gates.labels import RESULTS
from rules.gates.vocabulary import Result
from rules.labels import STATUSES
from rules.question_words import about, heading
from rules.scenarios import Pair, answer_of, scenarios
from rules.sentence import Row
from rules.trial import replaced
from rules.vocabulary import Status
from rules.wording import length, long_date

NOTHING = "Ingen frist"
DISTANCES = {"near": "Tæt på arbejdsmarkedet", "far": "Langt fra arbejdsmarkedet"}
FULFILLED = (Status.FULFILLED, Status.FULFILLED_LATE)


class Answer(NamedTuple):
    """What a row answers: a date, or words where it gives none, and how it came about."""

    due_on: date | None
    words: str
    reckoning: str = ""
    status: str = ""
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One line of the table. `draft` is None where only one row is asked."""

    title: str
    about: str
    now: Answer
    draft: Answer | None

    @property
    def start(self) -> date | None:
        """The day from which the rule counts."""
        return self.now.start or (self.draft.start if self.draft is not None else None)

    @property
    def kept(self) -> str:
        """The status where the citizen has fulfilled the duty by both rows; else empty."""
        same = self.draft is not None and self.now.status == self.draft.status
        return STATUSES[Status(self.now.status)] if same and self.now.status in FULFILLED else ""

    @property
    def is_changed(self) -> bool:
        return self.draft is not None and (self.now.due_on, self.now.words) != (self.draft.due_on, self.draft.words)

    @property
    def difference(self) -> str:
        """61 dage før · 5 dage senere · Uændret · Ændret"""
        if self.draft is None or not self.is_changed:
            return "Uændret"
        if self.now.due_on is None or self.draft.due_on is None:
            return "Ændret"
        days = (self.draft.due_on - self.now.due_on).days
        return f"{length(abs(days), 'days')} {'før' if days < 0 else 'senere'}"


def number_of(rule_id: str) -> int:
    """How many questions of the scenario files prove the rule."""
    return len(_questions().get(rule_id, ()))


def tried(question: Json, now: Row, draft: Row | None = None) -> tuple[Example, ...]:
    """One question of one's own, answered by the same functions as the scenario files. Raises Faults."""
    return tuple(Example(heading(question), about("", question), *pair) for pair in _pairs(now, draft, question))


def examples(now: Row, draft: Row | None = None) -> tuple[Example, ...]:
    """Every scenario of the rule, answered by the row in force and by the draft; those that differ first. Of a question
    that stands for many, the first and those that differ are shown."""
    found = [
        (pair.again, Example(heading(pair.question), about(name, pair.question), before, after))
        for name, pair in _questions().get(now.id, ())
        for before, after in _pairs(now, draft, pair.question)
    ]
    shown = [example for again, example in found if example.is_changed or not again]
    return tuple(sorted(shown, key=lambda example: not example.is_changed))


@cache
def _questions() -> dict[str, tuple[tuple[str, Pair], ...]]:
    """The name of its file and the question, for each rule that it proves."""
    found: dict[str, tuple[tuple[str, Pair], ...]] = {}
    for scenario in scenarios(SCENARIOS):
        for rule, pairs in scenario.rules().items():
            asked = tuple((scenario.path.stem, pair) for pair in pairs)
            found[rule] = (*found.get(rule, ()), *asked)
    return found


def _pairs(now: Row, draft: Row | None, question: Json) -> Iterator[tuple[Answer, Answer | None]]:
    before = _answers(now, question)
    if draft is None:
        yield from ((answer, None) for answer in before.values())
        return
    after = _answers(draft, question)
    for key in dict.fromkeys([*before, *after]):
        yield before.get(key, Answer(None, NOTHING)), after.get(key, Answer(None, NOTHING))


Key = tuple[str, object, object]


def _answers(row: Row, question: Json) -> dict[Key, Answer]:
    """What the row says in the answer; where it only serves other rules, all the dates of the answer."""
    with replaced(row):
        answer = cast(Json, answer_of(question))
    return dict(_said(row.id, answer)) or dict(_dates(answer, None))


def _said(rule: str, answer: Json) -> Iterator[tuple[Key, Answer]]:
    yield from _dates(answer, rule)
    for item in _of(answer, "lists", rule):
        since = date.fromisoformat(str(item["since"]))
        yield ("list", item["text"], None), Answer(None, f"På listen siden {long_date(since)}", str(item["text"]))
    for item in _of(answer, "notes", rule):
        yield ("note", item["ordinal"], None), Answer(None, str(item["text"]))
    for item in _of(answer, "classifications", rule):
        yield ("class", None, None), Answer(None, DISTANCES[str(item["value"])])
    for item in _of(answer, "no_deadline", rule):
        yield ("missing", item["missing"], None), Answer(None, str(item["text"]))
    for item in _of(answer, "answers", rule):
        yield ("answer", None, None), Answer(None, str(item["text"]))
    for item in _of(answer, "answers", rule):
        yield ("answer", None, None), Answer(None, str(item["text"]))
    for item in _of(answer, "checks", rule):
        yield ("check", None, None), Answer(None, RESULTS[Result(str(item["result"]))], str(item["text"]))


def _dates(answer: Json, rule: str | None) -> Iterator[tuple[Key, Answer]]:
    for item in _of(answer, "deadlines", rule):
        steps = cast(list[Json], item["trace"])
        start = next((date.fromisoformat(str(step["date"])) for step in steps if step["step"] == "anchor"), None)
        due = item["due_on"] or item["provisional_due"]
        due_on = date.fromisoformat(str(due)) if due is not None else None
        status = str(item["status"])
        words = "" if due_on is not None else STATUSES[Status(status)]
        yield (
            (str(item["rule"]), item["ordinal"], start),
            Answer(due_on, words, str(item["explanation"]), status, start),
        )


def _of(answer: Json, key: str, rule: str | None) -> Iterator[Json]:
    """The entries of a list of the answer that are about the rule."""
    for item in cast(list[Json], answer.get(key, [])):
        if rule is None or item["rule"] == rule:
            yield item
