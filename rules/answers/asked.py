"""What `ask` is asked, read strictly: every fault with its place, what is wrong and what is allowed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from rules.asked import Convert, Faults, Key, Reading, join, profile, shown, text
from rules.gates.gate import Gate
from rules.questions import as_json, rule_ids
from rules.rows import Refused
from rules.rule import Policy, Rule
from rules.terms import Kind

COMMON = ("ask", "id", "profile", "rules")
Raw = Mapping[str, object]
Moment = date | datetime


class Said(NamedTuple):
    """What one row answers. `text` says it in Danish; `found` is the answer itself."""

    rule: Rule | Gate
    text: str
    found: object


class Reply(NamedTuple):
    """What the rows of a question answer. `verdict` where something is allowed or refused."""

    said: tuple[Said, ...]
    verdict: str | None = None


T = TypeVar("T")


def rows_of(terms: type[T], rules: Iterable[Rule]) -> Iterator[tuple[Rule, T]]:
    """The rows with terms of this kind, beside them."""
    for rule in rules:
        if isinstance(rule.terms, terms):
            yield rule, rule.terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One kind of question.

    clock    the key of the moment that it is asked at, and how that is read.
    keys     its other keys.
    kinds    the kinds of rows that answer it.
    make     the question from the values of its keys; it may note faults of values that do not agree.
    answer   the answer of rows of these kinds: a pure function.
    """

    clock: tuple[str, Convert]
    keys: Mapping[str, Key] | Sequence[str]
    kinds: frozenset[Kind]
    make: Callable[["Reading", Raw, Any, str], object | None]
    answer: Callable[[Any, Sequence[Rule], Policy], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question with the rows that answer it. `silent` are the rules asked for that do not."""

    id: str | None
    ask: str
    asking: Asking
    at: Moment
    policy: Policy
    rules: tuple[Rule, ...]
    silent: tuple[str, ...]
    question: object


def answers_asked(written: str, askings: Mapping[str, Asking]) -> tuple[tuple[Asked, ...], bool]:
    """The questions of a file and whether it held a list. Raises Faults with every fault of every question."""
    raw = as_json(written)
    many = isinstance(raw, list)
    reading = Reading()
    items = raw if isinstance(raw, list) else [raw]
    found = [_question(reading, item, f"[{number}]" if many else "", askings) for number, item in enumerate(items)]
    if reading.faults:
        raise Faults(reading.faults)
    return tuple(asked for asked in found if asked is not None), many


def _question(reading: Reading, raw: object, path: str, askings: Mapping[str, Asking]) -> Asked | None:
    if not isinstance(raw, dict):
        reading.fault(path, "er ikke et objekt; tilladt: {…} med ask og profile")
        return None
    before = len(reading.faults)
    ask = reading.need(_one_of(askings), raw, "ask", path)
    if ask is None:
        return None
    asking = askings[ask]
    name, convert = asking.clock
    reading.unknown(raw, dict.fromkeys([*COMMON, name, *asking.keys]), path)
    policy = reading.need(profile, raw, "profile", path)
    at = reading.need(convert, raw, name, path)
    label = reading.value(text, raw.get("id"), join(path, "id"))
    rows = _in_force(policy, asking.kinds, at) if policy is not None and at is not None else ()
    wanted = rule_ids(reading, raw.get("rules"), policy, [row.id for row in rows], join(path, "rules"))
    question = asking.make(reading, raw, at, path)
    if len(reading.faults) > before or policy is None or at is None:
        return None
    return Asked(
        id=None if label is None else str(label),
        ask=ask,
        asking=asking,
        at=at,
        policy=policy,
        rules=tuple(row for row in rows if wanted is None or row.id in wanted),
        silent=tuple(sorted((wanted or frozenset()) - {row.id for row in rows})),
        question=question,
    )


def _in_force(policy: Policy, kinds: frozenset[Kind], at: Moment) -> tuple[Rule, ...]:
    """The rows of these kinds in the version of the day."""
    day = at.date() if isinstance(at, datetime) else at
    known = policy.on(day).current
    return tuple(rule for rule in known if rule.kind in kinds and (rule.valid_to is None or day <= rule.valid_to))


def _one_of(names: Iterable[str]) -> Convert:
    def convert(value: object) -> str:
        if not isinstance(value, str) or value not in names:
            raise Refused(f"{shown(value)} kendes ikke; tilladt: {', '.join(names)}")
        return value

    return convert


def _all_agree(question: object) -> Iterable[tuple[str, str]]:
    """Nothing in the question can contradict something else in it."""
    return ()


def shaped(
    make: Callable[..., object],
    keys: Mapping[str, Key],
    agree: Callable[[Any], Iterable[tuple[str, str]]] = _all_agree,
) -> Callable[[Reading, Raw, Any, str], object | None]:
    """A question whose keys are the fields of `make`, beside the moment `at`; `agree` names the values that do not."""

    def read(reading: Reading, raw: Raw, at: Any, path: str) -> object | None:
        before = len(reading.faults)
        values = reading.filled(keys, raw, path)
        if len(reading.faults) > before or at is None:
            return None
        question = make(at=at, **values)
        for place, wrong in agree(question):
            reading.fault(join(path, place), wrong)
        return question

    return read
