"""Rettidighed: of the conversations due in a month, how many were held in time (BRO18-30, A-06)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.answers.asked import Asking, Raw, Reply, Said, rows_of
from rules.answers.shares import in_words, percent
from rules.answers.terms import Timeliness
from rules.asked import FACTS, Reading, day, join, month, text
from rules.catalogue import evaluate
from rules.facts import Facts
from rules.obligation import Obligation
from rules.questions import read_facts
from rules.rule import Policy, Rule
from rules.standing import standing
from rules.terms import Kind
from rules.vocabulary import Status
from rules.wording import MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    name: str
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class RateQuestion:
    """The citizens of one caseworker, one team or everybody, and the month as ÅÅÅÅ-MM."""

    today: date
    month: str
    citizens: tuple[Citizen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Conversation `ordinal` of a citizen: its number and its interval together. `timely` is None while it is open."""

    citizen: str
    ordinal: int | None
    due_on: date
    timely: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`due` are the slots of the month that are decided; `open` those that may still be held in time."""

    month: str
    due: int
    timely: int
    open: int
    percent: Decimal | None
    slots: tuple[Slot, ...]


def rate(question: RateQuestion, terms: Timeliness, policy: Policy) -> Rate:
    found = tuple(slot for citizen in question.citizens for slot in _slots(citizen, question, terms, policy))
    decided = [slot for slot in found if slot.timely is not None]
    timely = sum(1 for slot in decided if slot.timely)
    return Rate(
        month=question.month,
        due=len(decided),
        timely=timely,
        open=len(found) - len(decided),
        percent=percent(timely, len(decided)),
        slots=found,
    )


def _slots(citizen: Citizen, question: RateQuestion, terms: Timeliness, policy: Policy) -> Iterator[Slot]:
    together: dict[tuple[date, int | None], list[Obligation]] = {}
    for row in evaluate(citizen.facts, policy).obligations:
        if _counts(row, terms, policy):
            together.setdefault((row.anchor_on, row.ordinal), []).append(row)
    for (_, ordinal), rows in sorted(together.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
        due_on = rows[0].due_on
        if due_on is not None and f"{due_on:%Y-%m}" == question.month and not _gone(rows, question.today):
            yield Slot(
                citizen=citizen.name, ordinal=ordinal, due_on=due_on, timely=_timely(rows, due_on, question.today)
            )


def _counts(row: Obligation, terms: Timeliness, policy: Policy) -> bool:
    rule = policy.rule(row.rule)
    return row.rule == terms.of or (rule is not None and rule.kind is Kind.SLOT_NUMBER)


def _gone(rows: Iterable[Obligation], today: date) -> bool:
    """Closed before it was due: it was never due."""
    return any(standing(row, today).status is Status.SUPERSEDED for row in rows)


def _timely(rows: Iterable[Obligation], due_on: date, today: date) -> bool | None:
    if all(standing(row, today).status is Status.FULFILLED for row in rows):
        return True
    return None if today <= due_on else False


def answer(question: RateQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    found = rows_of(Timeliness, rules)
    return Reply(tuple(_said(rule, rate(question, terms, policy)) for rule, terms in found))


def _said(rule: Rule, found: Rate) -> Said:
    year, number = found.month.split("-")
    name = f"{MONTHS[int(number) - 1]} {year}"
    shown = f": {in_words(found.percent)}" if found.due else ""
    return Said(rule, f"{found.timely} af {found.due} jobsamtaler holdt rettidigt i {name}{shown}", found)


def _make(reading: Reading, raw: Raw, today: Any, path: str) -> RateQuestion | None:
    """Each citizen is read as `explain` reads one, beside a name of its own."""
    asked_month = reading.need(month, raw, "month", path)
    items = raw.get("citizens")
    if not isinstance(items, list):
        reading.fault(join(path, "citizens"), "er ikke en liste; tilladt: [{…}, …]")
        return None
    found = [
        _citizen(reading, item, today, f"{join(path, 'citizens')}[{number}]", number + 1)
        for number, item in enumerate(items)
    ]
    citizens = tuple(citizen for citizen in found if citizen is not None)
    return RateQuestion(today=today, month=asked_month, citizens=citizens)


def _citizen(reading: Reading, raw: object, today: date | None, path: str, number: int) -> Citizen | None:
    if not isinstance(raw, dict):
        reading.fault(path, f"er ikke et objekt; tilladt: {{…}} med id, {', '.join(FACTS)}")
        return None
    reading.unknown(raw, dict.fromkeys(["id", *FACTS]), path)
    label = reading.value(text, raw.get("id"), join(path, "id"))
    facts = read_facts(reading, raw, today, path)
    return None if facts is None else Citizen(name=str(label) if label is not None else f"{number}", facts=facts)


ASKING = Asking(
    clock=("today", day),
    keys=("month", "citizens"),
    kinds=frozenset({Kind.TIMELINESS}),
    make=_make,
    answer=answer,
)
