"""Changing an offer that citizens have: its kind stays, for the rules have judged it as that."""

from cases.models import Activity, Grant
from offers.models import Offer
from offers.services import shelf
from offers.services.asking import KINDS
from offers.services.shelf import Facts
from rules.labels import ACTIVITY_TYPES
from staff.models import User
from staff.refusals import Guarded, Refused


def edit(*, offer: Offer, facts: Facts, version: int | None, by: User) -> Offer:
    """As `shelf.edit`; refused where the kind is another and the offer has been granted or begun."""
    with Guarded("offers", "kataloget"):
        locked = shelf.lock(offer)
        if facts["type"] != locked.type and in_use(locked):
            name = ACTIVITY_TYPES[KINDS[locked.type]]
            raise Refused(f"Tilbuddet er bevilget som {name}. Opret et nyt tilbud, og lad dette udgå.", field="type")
        return shelf.edit(offer=locked, facts=facts, version=version, by=by)


def in_use(offer: Offer) -> bool:
    """Whether a citizen has, had or is to have it."""
    return Grant.objects.filter(offer=offer).exists() or Activity.objects.filter(offer=offer).exists()
