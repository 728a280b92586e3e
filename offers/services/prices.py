"""Prices of an offer: changed from a day on, and taken back before that day. What held is never rewritten."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet

from offers.models import Offer, OfferPrice, PricePer
from offers.services.rights import need_editor
from rules.gates.words import kroner
from rules.wording import long_date
from staff.models import User
from staff.refusals import Guarded, Refused, Stale

DAY = timedelta(days=1)
STATE_LENGTH = 12
UNDONE, REPLACED = "Fortrudt", "Erstattet"
NONE = "Ingen pris"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A price from a day on. `mends` says that a mistake of the past is mended."""

    price: Decimal | None
    price_per: str
    weeks: int | None
    from_on: date
    note: str = ""
    mends: bool = False

    def same_as(self, row: OfferPrice) -> bool:
        return (self.price, self.price_per, self.weeks) == (row.price, row.price_per, row.weeks)


def words(row: OfferPrice | Wanted) -> str:
    """15.600 kr. i alt for 8 uger"""
    if row.price is None:
        return NONE
    weeks = f" for {row.weeks} uger" if row.price_per == PricePer.TOTAL else ""
    return f"{kroner(row.price)} kr. {PricePer(row.price_per).label}{weeks}"


def state(rows: Iterable[OfferPrice]) -> str:
    """Names the valid prices of an offer, so that a form made before a change is known to be stale."""
    said = "|".join(f"{row.pk}:{row.to_on}" for row in rows)
    return hashlib.sha256(said.encode()).hexdigest()[:STATE_LENGTH]


def change(
    *,
    offer: Offer,
    wanted: Wanted,
    seen: str,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
) -> OfferPrice:
    """Give the offer another price from a day on, until the next planned one. A form sent twice changes nothing the
    second time.

    `seen` is the `state` of the page. Raises Stale where the prices have changed since, Refused where it says nothing
    new or the day has passed.
    """
    need_editor(by)
    with Guarded("offers", "kataloget"):
        Offer.objects.select_for_update(no_key=True, of=("self",)).get(pk=offer.pk)
        sent: OfferPrice | None = OfferPrice.objects.filter(form_key=form_key).first() if form_key else None
        if sent is not None:
            return sent
        rows = list(OfferPrice.objects.valid().filter(offer=offer).in_order().select_related("recorded_by"))
        if state(rows) != seen:
            saved = tuple(f"{words(row)}, {span(row)}" for row in rows if row.to_on is None or row.to_on >= today)
            raise Stale(_changed_by(rows), saved=saved)
        _check(wanted, rows, today)
        return _write(offer, wanted, rows, by, now, form_key)


def begin(*, offer: Offer, wanted: Wanted, by: User, now: datetime) -> OfferPrice | None:
    """The first price of a new offer; none where nothing is said."""
    if wanted.price is None and wanted.weeks is None:
        return None
    return _write(offer, wanted, [], by, now, None)


def span(row: OfferPrice) -> str:
    """fra d. 1. januar 2027; hidtil; til d. 31. december 2026"""
    first = f"fra {long_date(row.from_on)}" if row.from_on else ""
    last = f"til {long_date(row.to_on)}" if row.to_on else ""
    return f"{first} {last}".strip() or "hidtil"


def _changed_by(rows: list[OfferPrice]) -> str:
    last = max(rows, key=lambda row: row.pk, default=None)
    who = f"{last.recorded_by} har ændret prisen" if last is not None and last.recorded_by else "Prisen er ændret"
    return f"{who}, siden du åbnede siden. Intet er gemt."


def _check(wanted: Wanted, rows: list[OfferPrice], today: date) -> None:
    if wanted.from_on < today and not wanted.mends:
        raise Refused("Datoen er passeret. Sæt hak ved »Ret en fejl« for at rette bagud.", field="from_on")
    held = next((row for row in rows if row.holds(wanted.from_on)), None)
    if held is not None and held.from_on == wanted.from_on and wanted.from_on > today:
        raise Refused("Der er allerede planlagt en pris fra den dag. Fortryd den først.", field="from_on")
    if wanted.same_as(held or OfferPrice()):
        raise Refused(f"Prisen er allerede {words(wanted)} den dag.", field="price")


def _write(
    offer: Offer, wanted: Wanted, rows: list[OfferPrice], by: User, now: datetime, form_key: UUID | None
) -> OfferPrice:
    """The new row, and the end of the one before it."""
    old = next((row for row in rows if row.holds(wanted.from_on)), None)
    later = (row.from_on for row in rows if row.from_on is not None and row.from_on > wanted.from_on)
    following = min(later, default=None)
    made = OfferPrice(
        offer=offer, from_on=wanted.from_on, to_on=following - DAY if following else None, price=wanted.price,
        price_per=wanted.price_per, weeks=wanted.weeks, note=wanted.note.strip(), form_key=form_key, recorded_at=now,
        recorded_by=by,
    )  # fmt: skip
    if old is not None and old.from_on == wanted.from_on:
        _void([old], REPLACED, by, now)
    elif old is not None:
        old.to_on = wanted.from_on - DAY
        old.save(update_fields=["to_on"])
    try:
        made.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="price") from None
    made.save()
    return made


def undo(*, made: OfferPrice, by: User, today: date, now: datetime) -> None:
    """Take a planned price back; the one before it holds on. A second time changes nothing."""
    need_editor(by)
    with transaction.atomic():
        Offer.objects.select_for_update(no_key=True, of=("self",)).get(pk=made.offer_id)
        row: OfferPrice | None = OfferPrice.objects.valid().filter(pk=made.pk).first()
        if row is None:
            return
        if row.from_on is None or row.from_on <= today:
            raise Refused("Prisen gælder allerede og kan ikke fortrydes. Lav en ny pris i stedet.")
        _void([row], UNDONE, by, now)
        before: QuerySet[Any] = OfferPrice.objects.valid().filter(offer=made.offer_id, to_on=row.from_on - DAY)
        before.update(to_on=row.to_on)


def _void(rows: list[OfferPrice], reason: str, by: User, now: datetime) -> None:
    for row in rows:
        row.voided_at, row.voided_by, row.void_reason = now, by, reason
        row.save(update_fields=["voided_at", "voided_by", "void_reason"])


def history(offer: Offer) -> list[OfferPrice]:
    """Every price that the offer has had, the newest first, also those taken back."""
    rows: QuerySet[Any] = OfferPrice.objects.filter(offer=offer).select_related("recorded_by", "voided_by")
    return list(rows.order_by(F("from_on").desc(nulls_last=True), "-pk"))
