"""Offers of the catalogue for tests, by name."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from cases.services.policies.in_force import current_policy
from offers.models import ColourPeriod, Column, Offer, OfferPrice, Supplier
from offers.services import colours
from offers.services.colours import Wanted
from rules.gates.vocabulary import Colour
from staff.models import Role, User
from tests.people import NOW, TODAY, employee

SINCE = date(2023, 1, 1)
NEW_YEAR = date(2027, 1, 1)


def specialist(name: str = "Oscar Thygesen") -> User:
    return employee(name, Role.SPECIALIST)


def column(name: str = "Sygedagpenge") -> Column:
    return Column.objects.get(name=name)


def offer(name: str = "Afklaringsforløb", type: str = "skills_clarification", **values: Any) -> Offer:
    """A course at Kompasset for 1.950 kr. a week, unless said otherwise."""
    supplier = Supplier.objects.get_or_create(name=values.pop("by", "Kompasset"))[0]
    price = {"price": Decimal("1950.00"), "price_per": "week"}
    price |= {part: values.pop(part) for part in ("price", "price_per", "weeks") if part in values}
    made = Offer.objects.create(name=name, type=type, **({"supplier": supplier} | values))
    OfferPrice.objects.create(offer=made, **price)
    return made


def own(name: str, type: str, **values: Any) -> Offer:
    """An offer of the municipality's own without a price."""
    return Offer.objects.create(name=name, type=type, **values)


def coloured(
    of: Offer, colour: str, *, of_column: Column | None = None, since: date = SINCE, until: date | None = None
) -> ColourPeriod:
    """The catalogue says this colour."""
    row: ColourPeriod = ColourPeriod.objects.create(
        offer=of, column=of_column or column(), colour=colour, from_on=since, to_on=until, reason="Hidtil",
        act=uuid4(), recorded_at=NOW,
    )  # fmt: skip
    return row


def cell_rows(of: Offer, in_column: Column | None = None) -> list[tuple[str, date, date | None]]:
    """The valid rows of a cell: colour, first and last day."""
    rows = ColourPeriod.objects.of(of, in_column or column()).valid()
    return [(row.colour, row.from_on, row.to_on) for row in rows]


def seen(of: Offer, in_column: Column | None = None) -> str:
    """What a page of the cell shows now."""
    return colours.state(ColourPeriod.objects.of(of, in_column or column()).valid())


def changed(of: Offer, colour: str, *, by: User, since: date = NEW_YEAR, **values: Any) -> ColourPeriod:
    """The colour is changed through the service."""
    wanted = {name: values.pop(name) for name in ("to_on", "mends", "cite") if name in values}
    return colours.change(
        offer=of,
        column=column(),
        wanted=Wanted(colour=Colour(colour), from_on=since, reason=values.pop("reason", "Lav overgang"), **wanted),
        seen=values.pop("seen", None) or seen(of),
        by=by,
        policy=current_policy(),
        today=TODAY,
        now=NOW,
        **values,
    )
