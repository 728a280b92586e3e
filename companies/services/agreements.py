"""Agreements about fixed places and company centres: made, ended, renewed with another number, voided."""

from datetime import date, datetime, timedelta
from typing import TypedDict
from uuid import UUID

from companies.citizens import stays_at
from companies.models import Company, PlaceAgreement
from companies.seats import Agreed, stretches
from companies.services.changing import change, change_once
from staff.models import User
from staff.refusals import Refused
from staff.wording import day_in_words

DAY = timedelta(days=1)


class Terms(TypedDict):
    """What the form of an agreement says."""

    kind: str
    places: int
    from_on: date
    to_on: date | None
    purpose: str
    occupation: str


def agree(
    *, company: Company, terms: Terms, by: User, now: datetime, version: int | None, form_key: UUID | None
) -> PlaceAgreement:
    """A new agreement; a form sent twice makes one."""
    _in_order(terms["from_on"], terms["to_on"])

    def write(locked: Company) -> PlaceAgreement:
        _enough(locked, terms)
        made: PlaceAgreement = PlaceAgreement.objects.create(
            company=locked, **terms, recorded_at=now, recorded_by=by, form_key=form_key
        )
        return made

    return change_once(company=company, model=PlaceAgreement, form_key=form_key, version=version, write=write)


def renew(
    *,
    agreement: PlaceAgreement,
    terms: Terms,
    by: User,
    now: datetime,
    version: int | None,
    form_key: UUID | None,
) -> PlaceAgreement:
    """Goes on from a day with other terms: the one that runs ends the day before."""
    _in_order(terms["from_on"], terms["to_on"])

    def write(locked: Company) -> PlaceAgreement:
        old = _valid(agreement)
        if terms["from_on"] <= (old.from_on or terms["from_on"]):
            raise Refused("Den nye aftale skal begynde efter den gamle.", field="from_on")
        if old.to_on is None or old.to_on >= terms["from_on"]:
            old.to_on = terms["from_on"] - DAY
            old.save(update_fields=["to_on"])
        going_on: Terms = {**terms, "kind": old.kind}
        _enough(locked, going_on)
        made: PlaceAgreement = PlaceAgreement.objects.create(
            company=locked, **going_on, recorded_at=now, recorded_by=by, form_key=form_key
        )
        return made

    return change_once(company=agreement.company, model=PlaceAgreement, form_key=form_key, version=version, write=write)


def end(*, agreement: PlaceAgreement, to_on: date, version: int | None) -> PlaceAgreement:
    """Give it its last day. Who is there longer stays there, and the page says so."""

    def write(locked: Company) -> PlaceAgreement:
        fresh = _valid(agreement)
        if fresh.from_on is not None and to_on < fresh.from_on:
            raise Refused("Slutdatoen kan ikke ligge før startdatoen.", field="to_on")
        fresh.to_on = to_on
        fresh.save(update_fields=["to_on"])
        return fresh

    return change(company=agreement.company, version=version, write=write)


def void(*, agreement: PlaceAgreement, reason: str, by: User, now: datetime) -> PlaceAgreement:
    """It was recorded by mistake; it stays on record with the reason. A second time changes nothing."""

    def write(locked: Company) -> PlaceAgreement:
        fresh: PlaceAgreement = PlaceAgreement.objects.select_for_update().get(pk=agreement.pk)
        if fresh.voided_at is None:
            fresh.voided_at, fresh.voided_by, fresh.void_reason = now, by, reason
            fresh.save(update_fields=["voided_at", "voided_by", "void_reason"])
        return fresh

    return change(company=agreement.company, version=None, write=write)


def _valid(agreement: PlaceAgreement) -> PlaceAgreement:
    """As it is now, locked against whoever is being placed."""
    fresh: PlaceAgreement = PlaceAgreement.objects.select_for_update().get(pk=agreement.pk)
    if fresh.voided_at is not None:
        raise Refused("Aftalen er annulleret. Genindlæs siden.")
    return fresh


def _enough(company: Company, terms: Terms) -> None:
    """Not fewer places than there are citizens on them. The agreements are locked against whoever is being placed."""
    kind = terms["kind"]
    list(PlaceAgreement.objects.valid().filter(company=company, kind=kind).select_for_update().order_by("pk"))
    agreed = Agreed(terms["places"], terms["from_on"], terms["to_on"])
    for days in stretches([agreed], stays_at(company, kind), since=terms["from_on"]):
        if days.agreed is not None and days.taken > days.agreed:
            raise Refused(
                f"Der er {days.taken} borgere på pladserne {day_in_words(days.first)}. Aftalen kan ikke være mindre.",
                field="places",
            )


def _in_order(from_on: date, to_on: date | None) -> None:
    if to_on is not None and to_on < from_on:
        raise Refused("Slutdatoen kan ikke ligge før startdatoen.", field="to_on")
