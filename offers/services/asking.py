"""What the rules are asked about an offer of the catalogue. One shape for the matrix, the change and the grant."""

from datetime import date, timedelta
from fractions import Fraction

from offers.models import Column, Offer, OfferPrice, PricePer
from rules.gates import question as asked
from rules.gates.cell import Cell, cell_of, raised_by_price
from rules.gates.vocabulary import Colour
from rules.rule import Policy
from rules.vocabulary import ActivityType, TargetGroup

DAYS = 7
KINDS: dict[str, ActivityType] = {str(member.value): member for member in ActivityType}
"""The closed identifiers by the word that the database holds."""


def as_asked(offer: Offer, *, colour: str | None, day: date, price: OfferPrice | None = None) -> asked.Offer:
    """The offer as the rules see it, from `day` on for its usual length, at the price of that day or at `price`."""
    price = price or offer.price_on(day)
    in_all = price.price_per == PricePer.TOTAL and price.weeks
    return asked.Offer(
        type=KINDS[offer.type],
        first_on=day,
        last_on=day + timedelta(days=DAYS * (price.weeks or 0) - 1) if in_all else None,
        supplier=offer.supplier.name if offer.supplier else None,
        bought=offer.supplier is not None,
        catalogue_colour=Colour(colour) if colour else None,
        price_per_week=price.price if price.price_per == PricePer.WEEK else None,
        total_price=price.price if in_all else None,
        hours_per_week=offer.hours_per_week,
    )


def cell(offer: Offer, column: Column, *, colour: str | None, day: date, policy: Policy) -> Cell:
    """What holds for the offer and a column of target groups on a day, when the catalogue says `colour`."""
    codes = column.codes
    group = TargetGroup(codes[0]) if codes else TargetGroup.INSURED_UNEMPLOYED
    question = asked.Question(
        today=day, citizen=asked.OfferCitizen(group=group), offer=as_asked(offer, colour=colour, day=day)
    )
    return cell_of(question, policy)


def price_per_week(price: OfferPrice) -> Fraction | None:
    """Kroner for one citizen and week, exact (A-17)."""
    if price.price is None:
        return None
    if price.price_per == PricePer.WEEK:
        return Fraction(price.price)
    return Fraction(price.price) / price.weeks if price.weeks else None


def is_dear(offer: Offer, *, day: date, policy: Policy, price: OfferPrice | None = None) -> bool:
    """Whether its price that day, or `price`, alone asks for a colour (REB23-37)."""
    return raised_by_price(
        asked.Question(
            today=day,
            citizen=asked.OfferCitizen(group=TargetGroup.INSURED_UNEMPLOYED),
            offer=as_asked(offer, colour=None, day=day, price=price),
        ),
        policy,
    )
