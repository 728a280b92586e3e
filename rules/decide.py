"""The verdict on one offer: every gate of the policy is asked, and the strictest answer decides. Pure; no clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from rules.gates import colour, extension, length, offer, place, supplier
from rules.gates.gate import Gate
from rules.gates.question import Question
from rules.gates.terms import ExtensionInTime, GateKind
from rules.gates.vocabulary import Colour, Decision, Result
from rules.gates.weighing import Finding, Weighing
from rules.rule import Policy

GATES: dict[GateKind, Callable[[Any, Weighing], Finding | None]] = {
    GateKind.FIXED_COLOUR: colour.fixed_colour,
    GateKind.CATALOGUE_COLOUR: colour.catalogue_colour,
    GateKind.UNCATEGORISED: colour.uncategorised,
    GateKind.LEAST_COLOUR: colour.least_colour,
    GateKind.PRICE_COLOUR: colour.price_colour,
    GateKind.COLOUR_REFUSED: colour.colour_refused,
    GateKind.COLOUR_DISCUSSED: colour.colour_discussed,
    GateKind.COLOUR_FREE: colour.colour_free,
    GateKind.GOAL: offer.goal,
    GateKind.PRICE_KNOWN: offer.price_known,
    GateKind.ANSWERS: offer.answers,
    GateKind.NOT_SELF_SUPPORTING: offer.not_self_supporting,
    GateKind.QUOTES: offer.quotes,
    GateKind.HOURS_AT_MOST: offer.hours_at_most,
    GateKind.HOURS_AT_LEAST: offer.hours_at_least,
    GateKind.LENGTH_AT_MOST: length.length_at_most,
    GateKind.LONGER_AGREED: length.longer_agreed,
    GateKind.LENGTH_BETWEEN: length.length_between,
    GateKind.PROGRESS: length.progress,
    GateKind.EXTENSION_REASONED: extension.extension_reasoned,
    GateKind.EXTENSION_IN_TIME: extension.extension_in_time,
    GateKind.EXTENSION_DISCUSSED: extension.extension_discussed,
    GateKind.EXTENSION_ASSESSED: extension.extension_assessed,
    GateKind.PLACE_STATED: place.place_stated,
    GateKind.PLACE_REASONED: place.place_reasoned,
    GateKind.PLACE_ONLY_FIRST: place.place_only_first,
    GateKind.PLACE_FREE: place.place_free,
    GateKind.SOLE_SUPPLIER: supplier.sole_supplier,
    GateKind.THREE_PARTY: supplier.three_party,
}
REASONS: dict[GateKind, Callable[[Any, Weighing], str]] = {GateKind.HOURS_AT_LEAST: offer.why_few_hours}
"""What a gate wants answered in words beside its check."""
LATEST: dict[GateKind, Callable[[Any, Weighing], date | None]] = {
    GateKind.LENGTH_AT_MOST: length.latest_at_most,
    GateKind.LENGTH_BETWEEN: length.latest_between,
    GateKind.PROGRESS: length.latest_after_no,
    GateKind.EXTENSION_REASONED: extension.latest_reasoned,
}
DECISIONS = {Result.BLOCKS: Decision.REFUSED, Result.NEEDS: Decision.NEEDS_APPROVAL}
STRICTNESS = tuple(Result)


class Check(NamedTuple):
    """What one rule says, with the compared numbers in the text."""

    rule: str
    result: Result
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to a question.

    latest_to      latest last day that the rules accept with the facts given; None without a limit, or where no day is
                   accepted.
    decision_due   day by which an extension must be decided; None where none is owed.
    late_days      days by which the decision to extend came after it.
    """

    colour: Colour | None
    uncategorised: bool
    decision: Decision
    latest_to: date | None
    decision_due: date | None
    late_days: int
    checks: tuple[Check, ...]


def decide(question: Question, policy: Policy) -> Verdict:
    weighing = Weighing(question=question, policy=policy)
    weighing = replace(weighing, policy=policy.deciding_on(weighing.decided_on))
    weighing = replace(weighing, colour=colour.colour_of(weighing))
    checks = tuple(_checks(weighing))
    strictest = max((check.result for check in checks), key=STRICTNESS.index, default=Result.OK)
    in_time = [gate.terms for gate in policy.gates if isinstance(gate.terms, ExtensionInTime)]
    due = [day for terms in in_time if (day := extension.decision_due(terms, weighing)) is not None]
    return Verdict(
        colour=weighing.colour,
        uncategorised=colour.is_uncategorised(weighing),
        decision=DECISIONS.get(strictest, Decision.ACCEPTED),
        latest_to=_latest_to(weighing),
        decision_due=min(due, default=None),
        late_days=max((extension.days_late(terms, weighing) for terms in in_time), default=0),
        checks=checks,
    )


def reasons(question: Question, policy: Policy) -> Iterator[tuple[Gate, str]]:
    """The gates that want a reason for this offer, each with what it asks."""
    weighing = Weighing(question=question, policy=policy.deciding_on(question.today))
    for gate in weighing.policy.gates:
        if gate.kind in REASONS and question.citizen.group in gate.groups:
            words = REASONS[gate.kind](gate.terms, weighing)
            if words:
                yield gate, words


def _checks(weighing: Weighing) -> Iterator[Check]:
    """The gates asked for that concern the group and the offer, in the order of the policy."""
    asked = weighing.question.rules
    for gate in weighing.policy.gates:
        if (asked is None or gate.id in asked) and weighing.question.citizen.group in gate.groups:
            finding = GATES[gate.kind](gate.terms, weighing)
            if finding is not None:
                yield Check(gate.id, finding.result, finding.text)


def _latest_to(weighing: Weighing) -> date | None:
    limits = [
        day
        for gate in weighing.policy.gates
        if gate.kind in LATEST and (day := LATEST[gate.kind](gate.terms, weighing)) is not None
    ]
    until = min(limits, default=None)
    return until if until is None or until >= weighing.offer.first_on else None
