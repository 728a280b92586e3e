"""One offer under one policy, with what several gates ask of it: the colour, the price a week, the agreements."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from rules.dates import DAY
from rules.gates.question import Agreement, ExtensionOf, Offer, Question, Quote
from rules.gates.terms import GateKind, GateTerms
from rules.gates.vocabulary import AgreementKind, AgreementOutcome, Colour, Result
from rules.rule import Policy

T = TypeVar("T", bound=GateTerms)


class Finding(NamedTuple):
    """What a gate says of the offer; None in its place means that the gate does not concern it."""

    result: Result
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The question, the policy, and the colour that came out of all colour gates (None: the offer has none)."""

    question: Question
    policy: Policy
    colour: Colour | None = None

    @property
    def offer(self) -> Offer:
        return self.question.offer

    @property
    def extension(self) -> ExtensionOf | None:
        return self.question.extension_of

    @property
    def decided_on(self) -> date:
        """The day of the decision to extend; a decision not yet recorded is taken today."""
        extension = self.extension
        return extension.decided_on if extension is not None and extension.decided_on else self.question.today

    @property
    def ends_on(self) -> date:
        """The last day of the offer that is extended."""
        extension = self.extension
        return extension.last_on if extension is not None and extension.last_on else self.offer.first_on - DAY

    @property
    def bought(self) -> bool:
        """Whether a supplier is paid: as said, otherwise as a supplier, a price or a quote shows."""
        offer = self.offer
        if offer.bought is not None:
            return offer.bought
        if self.has_fixed_colour:
            return False
        priced = offer.price_per_week is not None or offer.total_price is not None
        return offer.supplier is not None or priced or bool(self.question.quotes)

    @property
    def has_fixed_colour(self) -> bool:
        """Offers of the municipality's own: green whatever the catalogue says (A-16)."""
        gates = (gate for gate in self.policy.gates if gate.kind is GateKind.FIXED_COLOUR)
        return any(self.offer.type in getattr(gate.terms, "activities", ()) for gate in gates)

    @property
    def chosen(self) -> Quote | None:
        return next((quote for quote in self.question.quotes if quote.chosen), None)

    @property
    def price(self) -> Decimal | None:
        """The price of the whole course (A-17): as entered, otherwise that of the chosen quote."""
        if self.offer.total_price is not None:
            return self.offer.total_price
        return self.chosen.price if self.chosen is not None else None

    @property
    def price_per_week(self) -> Fraction | None:
        """Kroner for one citizen and week, exact: as entered, otherwise the price of the course ÷ (days ÷ 7); None
        while the last day as typed lies before the first."""
        offer = self.offer
        if offer.price_per_week is not None:
            return Fraction(offer.price_per_week)
        if self.price is None or offer.last_on is None:
            return None
        days = (offer.last_on - offer.first_on).days + 1
        return Fraction(self.price) * 7 / days if days > 0 else None

    def terms(self, gate_id: str, shape: type[T]) -> T | None:
        """The terms of another gate of the policy."""
        terms = next((gate.terms for gate in self.policy.gates if gate.id == gate_id), None)
        return terms if isinstance(terms, shape) else None

    def approved(self, kind: AgreementKind, until: date) -> Agreement | None:
        """The agreement of this kind that holds: made by `until` and by today, and not refused that day or later."""
        made = [a for a in self.agreements(kind) if a.held is not False and a.on <= min(until, self.question.today)]
        refused = max((a.on for a in made if a.outcome is AgreementOutcome.REFUSED), default=date.min)
        held = (a for a in made if a.outcome is not AgreementOutcome.REFUSED and a.on > refused)
        return max(held, key=lambda a: (a.outcome is AgreementOutcome.APPROVED, a.on), default=None)

    def agreements(self, kind: AgreementKind) -> tuple[Agreement, ...]:
        return tuple(a for a in self.question.agreements if a.kind is kind)


def same_name(one: str | None, other: str | None) -> bool:
    """Names of suppliers are compared without regard to case and outer spaces."""
    return one is not None and other is not None and one.strip().casefold() == other.strip().casefold()
