"""What somebody asks for when an offer is to be granted, as typed. Nothing in it has been judged yet."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from cases.models import Dispensation, Grant
from offers.models import Offer, PricePer
from rules.gates import question as asked

OERE = Decimal("0.01")
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WishedQuote:
    """An indhentet tilbud: the price is that of the whole course."""

    supplier: str = ""
    price: Decimal | None = None
    expected_effect: str = ""
    chosen: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.supplier and self.price is None and not self.expected_effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The offer, its days, hours and price, and why. `attendable_hours` is said where the case does not know it.

    `dispensation` is the one that a grant was sent with; a new wish finds its own.
    An extension names the grant it `extends`, and whether job or education is more `likely` than not with it.
    `answers` are those to the rules that ask for one, beside `why`, by the id of the rule.
    The price of the chosen quote is the price of the grant; without one it is `price`, a week or in all.
    """

    offer: Offer
    from_on: date
    to_on: date | None = None
    hours_per_week: Decimal | None = None
    attendable_hours: int | None = None
    price: Decimal | None = None
    price_per: str = ""
    quotes: tuple[WishedQuote, ...] = ()
    goal: str = ""
    goal_text: str = ""
    why: str = ""
    not_now: str = ""
    leads_to: str = ""
    special_need: str = ""
    extends: Grant | None = None
    likely: bool | None = None
    dispensation: Dispensation | None = None
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def chosen(self) -> WishedQuote | None:
        return next((quote for quote in self.quotes if quote.chosen and quote.price is not None), None)

    @property
    def supplier(self) -> str:
        if self.chosen is not None and self.chosen.supplier:
            return self.chosen.supplier
        return self.offer.supplier.name if self.offer.supplier else ""

    @property
    def weekly_price(self) -> Decimal | None:
        """As entered a week; a chosen quote and a price in all are compared by the rules (A-17)."""
        return self.price if self.chosen is None and self.price_per == PricePer.WEEK else None

    @property
    def course_price(self) -> Decimal | None:
        if self.chosen is not None:
            return self.chosen.price
        return self.price if self.price_per == PricePer.TOTAL else None

    @property
    def total_price(self) -> Decimal | None:
        """Kroner for the whole course, to the øre; a weekly price counts by the day."""
        if self.course_price is not None:
            return self.course_price
        if self.weekly_price is None or self.to_on is None:
            return None
        days = (self.to_on - self.from_on).days + 1
        return (self.weekly_price * days / WEEK).quantize(OERE, ROUND_HALF_UP)

    def asked_quotes(self) -> tuple[asked.Quote, ...]:
        return tuple(
            asked.Quote(
                supplier=quote.supplier,
                price=quote.price,
                chosen=quote.chosen,
                reason=self.why if quote.chosen else None,
                expected_effect=quote.expected_effect,
            )
            for quote in self.quotes
            if not quote.is_empty
        )
