"""Danish sentences from the trace of a calculation (C11). What the screen says is what was reckoned."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from rules.dates import planday
from rules.labels import ANCHORS, MET_BY, MISSING_FACTS, PARTIES, PAUSE_REASONS
from rules.obligation import Gap
from rules.rule import Rule
from rules.standing import HasDates, is_held
from rules.terms import SlotInterval, SlotNumber
from rules.vocabulary import Party, PauseReason

MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
MONTHS_SHORT = ("jan.", "feb.", "mar.", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")
UNITS = {
    "days": ("dag", "dage"),
    "weeks": ("uge", "uger"),
    "months": ("måned", "måneder"),
}


class HasTrace(HasDates, Protocol):
    """A row that can explain itself: an Obligation or a stored row."""

    @property
    def basis(self) -> Sequence[Sequence[str | int | None]]: ...
    @property
    def ordinal(self) -> int | None: ...


class Line(NamedTuple):
    """One line of "Hvorfor?": a code for the layout, what it is about, and its value."""

    code: str
    label: str
    value: str


class Traced(NamedTuple):
    """One step of a trace with its date and its text."""

    step: str
    on: date | None
    text: str


def long_date(day: date) -> str:
    """30. august 2023"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def period(first: date, last: date | None) -> str:
    """5.–9. oktober 2026 · 1. marts – 30. april 2023 · fra 1. marts 2023 uden slutdato"""
    if last is None:
        return f"fra {long_date(first)} uden slutdato"
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{long_date(last)}"
    if first.year == last.year:
        return f"{first.day}. {MONTHS[first.month - 1]} – {long_date(last)}"
    return f"{long_date(first)} – {long_date(last)}"


def length(number: int, unit: str) -> str:
    """6 måneder · 1 dag"""
    one, many = UNITS[unit]
    return f"{number} {one if number == 1 else many}"


def traced(basis: Sequence[Sequence[str | int | None]]) -> tuple[Traced, ...]:
    """The steps of a trace in words."""
    return tuple(_STEPS[str(step[0])](*step) for step in basis)


def explanation(row: HasTrace, today: date | None = None) -> str:
    """One sentence from the anchor to the date: "Første fraværsdag 30. august 2023 + 6 måneder = 29. februar 2024"."""
    steps = traced(row.basis)
    sentence = " ".join(step.text for step in steps if step.step in ("anchor", "not_before", "add", "subtract", "set"))
    for number, step in enumerate(steps):
        if step.step == "stop":
            sentence += f"; {step.text[0].lower()}{step.text[1:]}"
            if number + 1 < len(steps) and steps[number + 1].step != "stop" and row.due_on is not None:
                sentence += f" = {long_date(row.due_on)}"
    held = next((step.text for step in steps if step.step == "hold"), None)
    if held is None or (today is not None and not is_held(row, today)):
        return sentence
    return f"{held}; foreløbigt: {sentence}" if sentence else held


def missing(gap: Gap) -> str:
    """What to do about a missing fact."""
    return missing_fact(gap.fact)


def missing_fact(fact: str) -> str:
    return MISSING_FACTS[fact]


def lines(row: HasTrace, rule: Rule | None, closing_days: frozenset[tuple[int, int]]) -> tuple[Line, ...]:
    """The lines of "Hvorfor?": the reckoning, then what counts and where the rule stands."""
    return (*_reckoning(row, rule, closing_days), *_rule_lines(rule))


def _reckoning(row: HasTrace, rule: Rule | None, closing_days: frozenset[tuple[int, int]]) -> Iterator[Line]:
    for step, (name, on, text) in zip(row.basis, traced(row.basis), strict=True):
        shown = long_date(on) if on is not None else ""
        if name in ("anchor", "not_before"):
            yield Line("anchor", ANCHORS[str(step[1])], shown)
        elif name in ("add", "subtract"):
            amount = text.split(" = ")[0]
            label = _slot_label(row, rule)
            yield Line("add", label, f"{amount} = {_short(_day(step[3]))}") if label else Line("add", amount, shown)
        elif name == "stop":
            days = length(_number(step[4]), "days") if step[4] is not None else ""
            yield Line("pause", text.split(" + ")[0], f"+ {days}" if days else "åben")
        elif name == "due":
            yield Line("due", "Frist", shown)
            yield Line("planday", "Sidste hverdag før fristen", long_date(planday(_day(step[1]), closing_days)))
        elif name in _DATED:
            yield Line(name, _DATED[name], shown)
        elif name == "hold":
            yield Line(name, _HELD, text.removeprefix(f"{_HELD} "))
        else:
            yield Line(name, text, shown)


def _slot_label(row: HasTrace, rule: Rule | None) -> str | None:
    """Jobsamtale 4: 4 × 28 ledige dage"""
    if rule is None or not isinstance(rule.terms, SlotNumber | SlotInterval):
        return None
    every = rule.terms.every
    return f"{rule.title}: {row.ordinal} × {every.number} ledige {UNITS[every.unit][1]}"


def _rule_lines(rule: Rule | None) -> Iterator[Line]:
    if rule is None:
        return
    if rule.counts is not None:
        yield Line("counts", "Tæller", rule.counts)
    if rule.counts_not is not None:
        yield Line("counts_not", "Tæller ikke", rule.counts_not)
    yield Line("source", "Kilde", rule.cite)


def _short(day: date) -> str:
    """16. nov. 2026"""
    return f"{day.day}. {MONTHS_SHORT[day.month - 1]} {day.year}"


def _number(value: str | int | None) -> int:
    return int(value or 0)


def _day(value: str | int | None) -> date:
    return date.fromisoformat(str(value))


Part = str | int | None


def _anchor(step: Part, code: Part, on: Part) -> Traced:
    return Traced(str(step), _day(on), f"{ANCHORS[str(code)]} {long_date(_day(on))}")


def _not_before(step: Part, code: Part, on: Part) -> Traced:
    label = ANCHORS[str(code)]
    return Traced(str(step), _day(on), f"(dog tidligst: {label[0].lower()}{label[1:]} {long_date(_day(on))})")


def _sum(step: Part, number: Part, unit: Part, base: Part) -> Traced:
    sign = "+" if step == "add" else "−"
    amount = f"{sign} {length(_number(number), str(unit))}" if number else "samme dag"
    return Traced(str(step), _day(base), f"{amount} = {long_date(_day(base))}")


def _set(step: Part, on: Part) -> Traced:
    return Traced(str(step), _day(on), f"til {long_date(_day(on))}")


def _count(step: Part, wanted: Part, held: Part) -> Traced:
    return Traced(str(step), None, f"{held} af {wanted} samtaler afholdt")


def _joint(step: Part, party: Part, wanted: Part, held: Part) -> Traced:
    return Traced(str(step), None, f"{held} af {wanted} samtaler holdt sammen med {PARTIES[Party(str(party))]}")


def _stop(step: Part, reason: Part, first: Part, last: Part, days: Part) -> Traced:
    span = period(_day(first), _day(last) if last is not None else None)
    text = f"Pause: {PAUSE_REASONS[PauseReason(str(reason))]} {span}"
    return Traced(str(step), _day(first), text if days is None else f"{text} + {length(_number(days), 'days')}")


def _opens(step: Part, on: Part) -> Traced:
    return Traced(str(step), _day(on), f"Åbner {long_date(_day(on))}")


def _hold(step: Part, first: Part, last: Part) -> Traced:
    if last is None:
        return Traced(str(step), _day(first), f"{_HELD} {period(_day(first), None)}")
    return Traced(str(step), _day(last), f"{_HELD} til {long_date(_day(last))}")


def _due(step: Part, on: Part) -> Traced:
    return Traced(str(step), _day(on), f"Frist {long_date(_day(on))}")


def _met(step: Part, code: Part, on: Part, until: Part) -> Traced:
    text = f"Opfyldt {long_date(_day(on))}: {MET_BY[str(code)]}"
    return Traced(str(step), _day(on), text if until is None else f"{text}, gælder til {long_date(_day(until))}")


_HELD = "I tællende tilbud"
_DATED = {"set": "Aftalt dato", "opens": "Åbner"}
"""Steps whose line is a label and the date."""
_STEPS: dict[str, Callable[..., Traced]] = {
    "anchor": _anchor,
    "not_before": _not_before,
    "add": _sum,
    "subtract": _sum,
    "set": _set,
    "count": _count,
    "joint": _joint,
    "stop": _stop,
    "opens": _opens,
    "hold": _hold,
    "due": _due,
    "met": _met,
}
