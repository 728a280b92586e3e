"""One cell of a catalogue: the colour of an offer for a target group on a day, and which rules decide over its entry.

The same gates as in a verdict (`rules.decide`), asked without a citizen: the colour is that of `colour_of`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rules.gates import colour
from rules.gates.question import Question
from rules.gates.terms import ColourOf, GateKind, PriceColour
from rules.gates.vocabulary import Colour, Result
from rules.gates.weighing import Weighing
from rules.rule import Policy


class Deciding(NamedTuple):
    """A rule that decides over the entry, with its sentence."""

    rule: str
    text: str
    cite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`colour` is what holds (None: the offer has no colours); `least` the mildest colour that an entry may give.

    fixed      no entry changes the colour: it is the same for every group
    deciding   the rules that fix it, or that allow nothing milder than `least`
    """

    colour: Colour | None
    uncategorised: bool
    fixed: bool
    least: Colour
    deciding: tuple[Deciding, ...]

    @property
    def choices(self) -> tuple[Colour, ...]:
        """The colours that an entry of the catalogue may give."""
        if self.fixed or self.colour is None:
            return ()
        return colour.ORDER[colour.ORDER.index(self.least) :]

    @property
    def locked(self) -> bool:
        """The colour shown is the one that the rules ask for, whatever milder entry stands there."""
        return bool(self.deciding) and (self.fixed or self.colour is self.least)


def cell_of(question: Question, policy: Policy) -> Cell:
    """The cell on `question.today`; the offer asked about carries the entry as its `catalogue_colour`."""
    weighing = Weighing(question=question, policy=policy.deciding_on(question.today))
    least = [item for item, _ in _raising(weighing)]
    fixed = weighing.has_fixed_colour
    return Cell(
        colour=colour.colour_of(weighing),
        uncategorised=colour.is_uncategorised(weighing),
        fixed=fixed,
        least=max(least, key=colour.ORDER.index, default=colour.ORDER[0]),
        deciding=(*_fixing(weighing), *(found for _, found in _raising(weighing))),
    )


def _fixing(weighing: Weighing) -> Iterator[Deciding]:
    for gate in weighing.policy.gates:
        if gate.kind is GateKind.FIXED_COLOUR and isinstance(gate.terms, ColourOf):
            finding = colour.fixed_colour(gate.terms, weighing)
            if finding is not None:
                yield Deciding(gate.id, finding.text, gate.cite)


def _raising(weighing: Weighing) -> Iterator[tuple[Colour, Deciding]]:
    """The rules that allow no milder colour than theirs."""
    for gate in weighing.policy.gates:
        if gate.kind is GateKind.LEAST_COLOUR and isinstance(gate.terms, ColourOf):
            finding = colour.least_colour(gate.terms, weighing)
            if finding is not None:
                yield gate.terms.colour, Deciding(gate.id, finding.text, gate.cite)
        elif isinstance(gate.terms, PriceColour):
            finding = colour.price_colour(gate.terms, weighing)
            if finding is not None and finding.result is Result.WARNING:
                yield gate.terms.colour, Deciding(gate.id, finding.text, gate.cite)


def raised_by_price(question: Question, policy: Policy) -> bool:
    """Whether the price of the offer alone asks for a stricter colour."""
    weighing = Weighing(question=question, policy=policy.deciding_on(question.today))
    found = (
        colour.price_colour(gate.terms, weighing)
        for gate in weighing.policy.gates
        if isinstance(gate.terms, PriceColour)
    )
    return any(finding is not None and finding.result is Result.WARNING for finding in found)
