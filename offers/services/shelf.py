"""Offers of the catalogue are made and changed. Prices and colours have acts of their own."""

from datetime import datetime
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from offers.models import BudgetLine, Offer, Supplier
from offers.services import prices
from offers.services.asking import KINDS
from offers.services.prices import Wanted
from offers.services.rights import need_editor
from staff.models import User
from staff.refusals import Guarded, Refused, Stale

CHANGED = "Tilbuddet er ændret af en anden, siden du åbnede siden. Intet er gemt."


class Facts(TypedDict):
    """What the form of an offer says; `type` is one of the closed identifiers."""

    name: str
    type: str
    supplier: Supplier | None
    vat: str
    hours_per_week: Decimal | None
    capacity: int | None
    budget_line: BudgetLine | None
    active: bool


def create(*, facts: Facts, price: Wanted, by: User, now: datetime, form_key: UUID | None = None) -> Offer:
    """A new offer with its first price. A form sent twice makes one."""
    need_editor(by)
    _check(facts)
    with Guarded("offers", "kataloget"):
        sent: Offer | None = Offer.objects.filter(form_key=form_key).first() if form_key else None
        if sent is not None:
            return sent
        made = Offer.objects.create(**facts, form_key=form_key)
        prices.begin(offer=made, wanted=price, by=by, now=now)
        return made


def edit(*, offer: Offer, facts: Facts, version: int | None, by: User) -> Offer:
    """Change what is said of the offer. What was granted keeps what it was granted on.

    Raises Stale where the offer is no longer the version that the page showed.
    """
    need_editor(by)
    _check(facts)
    with Guarded("offers", "kataloget"):
        locked = lock(offer)
        if version != locked.version:
            raise Stale(CHANGED)
        for name, value in facts.items():
            setattr(locked, name, value)
        locked.version += 1
        locked.save()
        return locked


def lock(offer: Offer) -> Offer:
    """The offer as it is now, until the transaction ends."""
    locked: Offer = Offer.objects.select_for_update(no_key=True, of=("self",)).get(pk=offer.pk)
    return locked


def _check(facts: Facts) -> None:
    if not facts["name"].strip():
        raise Refused("Skriv tilbuddets navn.", field="name")
    if facts["type"] not in KINDS:
        raise Refused("Vælg tilbuddets art.", field="type")
