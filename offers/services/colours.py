"""Colours of the catalogue: changed from a day on, and taken back before that day. What held is never rewritten."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from offers.models import ColourPeriod, Column, Offer
from offers.services import asking
from offers.services.rights import need_editor
from rules.gates.labels import COLOURS
from rules.gates.vocabulary import Colour
from rules.rule import Policy
from rules.wording import long_date, period
from staff.models import User
from staff.refusals import Guarded, Refused, Stale

DAY = timedelta(days=1)
STATE_LENGTH = 12
UNDONE = "Fortrudt"
REPLACED = "Erstattet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A colour from a day (to a day) with its reason. `mends` says that a mistake of the past is mended."""

    colour: Colour
    from_on: date
    to_on: date | None = None
    reason: str
    cite: str = ""
    mends: bool = False


def state(rows: Iterable[ColourPeriod]) -> str:
    """Names the valid rows of a cell, so that a form made before a change is known to be stale."""
    said = "|".join(f"{row.pk}:{row.to_on}" for row in sorted(rows, key=lambda row: row.pk) if row.voided_at is None)
    return hashlib.sha256(said.encode()).hexdigest()[:STATE_LENGTH]


def holding(rows: Iterable[ColourPeriod], day: date) -> ColourPeriod | None:
    """The valid row that holds on a day."""
    found = (row for row in rows if row.voided_at is None and row.from_on <= day)
    return next((row for row in found if row.to_on is None or day <= row.to_on), None)


def words(row: ColourPeriod) -> str:
    """Gul fra d. 1. januar 2027 (Oscar Thygesen: Lav overgang til praktik)"""
    span = period(row.from_on, row.to_on) if row.to_on else f"fra {long_date(row.from_on)}"
    return f"{row.get_colour_display()} {span} ({row.recorded_by or 'indlæst'}: {row.reason})"


def change(
    *,
    offer: Offer,
    column: Column,
    wanted: Wanted,
    seen: str,
    by: User,
    policy: Policy,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
) -> ColourPeriod:
    """Give the cell another colour from a day on. A form sent twice changes nothing the second time.

    `seen` is the `state` of the page. Raises Stale where the cell has changed since, Refused where a rule, another
    planned change or the database does not allow it.
    """
    need_editor(by)
    with Guarded("offers", "kataloget"):
        Offer.objects.select_for_update(no_key=True, of=("self",)).get(pk=offer.pk)
        sent: ColourPeriod | None = ColourPeriod.objects.filter(form_key=form_key).first() if form_key else None
        if sent is not None:
            return sent
        rows = list(ColourPeriod.objects.of(offer, column).valid().select_related("recorded_by"))
        if state(rows) != seen:
            saved = tuple(words(row) for row in rows if row.to_on is None or row.to_on >= today)
            raise Stale(_changed_by(rows), saved=saved)
        _check(offer, column, wanted, rows, policy, today)
        return _write(offer, column, wanted, rows, by, now, form_key)


def _changed_by(rows: list[ColourPeriod]) -> str:
    last = max(rows, key=lambda row: row.pk, default=None)
    who = f"{last.recorded_by} har ændret farven" if last is not None and last.recorded_by else "Farven er ændret"
    return f"{who}, siden du åbnede siden. Intet er gemt."


def _check(offer: Offer, column: Column, wanted: Wanted, rows: list[ColourPeriod], policy: Policy, today: date) -> None:
    if not wanted.reason.strip():
        raise Refused("Skriv en begrundelse for farven.", field="reason")
    if wanted.to_on is not None and wanted.to_on < wanted.from_on:
        raise Refused("Slutdatoen kan ikke ligge før startdatoen.", field="to_on")
    if wanted.from_on < today and not wanted.mends:
        raise Refused("Datoen er passeret. Sæt hak ved »Ret en fejl« for at rette bagud.", field="from_on")
    _check_rules(offer, column, wanted, policy)
    now_held = holding(rows, wanted.from_on)
    if now_held is not None and now_held.from_on == wanted.from_on and wanted.from_on > today:
        raise Refused("Der er allerede planlagt en ændring den dag. Fortryd den først.", field="from_on")
    if now_held is not None and now_held.colour == wanted.colour:
        raise Refused(f"Farven er allerede {COLOURS_OF[wanted.colour]} den dag.", field="colour")
    later = [
        row for row in rows if row.from_on > wanted.from_on and (wanted.to_on is None or row.from_on <= wanted.to_on)
    ]
    if later:
        first = min(later, key=lambda row: row.from_on)
        raise Refused(
            f"Der er en ændring til {COLOURS_OF[first.colour]} fra {long_date(first.from_on)}. "
            "Fortryd den først, eller vælg en slutdato før den.",
            field="to_on",
        )


COLOURS_OF: dict[str, str] = {code.value: name for code, name in COLOURS.items()}


def _check_rules(offer: Offer, column: Column, wanted: Wanted, policy: Policy) -> None:
    """A colour that the rules would not let stand is not entered."""
    found = asking.cell(offer, column, colour=wanted.colour, day=wanted.from_on, policy=policy)
    if wanted.colour in found.choices:
        return
    if not found.deciding:
        raise Refused("Tilbud af den art har ingen farve.", field="colour")
    rule = found.deciding[0]
    if found.fixed:
        raise Refused(f"Kan ikke ændres her. Fastlagt af {rule.rule}: {rule.text}.", field="colour")
    name = COLOURS_OF[wanted.colour].capitalize()
    raise Refused(f"{name} kan ikke vælges. {rule.text} ({rule.rule}).", field="colour")


def _write(
    offer: Offer,
    column: Column,
    wanted: Wanted,
    rows: list[ColourPeriod],
    by: User,
    now: datetime,
    form_key: UUID | None,
) -> ColourPeriod:
    """The new row, the end of the one before it, and after a last day the colour that was."""
    act, old = uuid4(), holding(rows, wanted.from_on)
    until = old.to_on if old is not None else None
    if old is not None and old.from_on == wanted.from_on:
        old.voided_at, old.voided_by, old.void_reason = now, by, REPLACED
        old.save(update_fields=["voided_at", "voided_by", "void_reason"])
    elif old is not None:
        old.to_on = wanted.from_on - DAY
        old.save(update_fields=["to_on"])
    made = ColourPeriod.objects.create(
        offer=offer, column=column, colour=wanted.colour, from_on=wanted.from_on,
        to_on=wanted.to_on or until, reason=wanted.reason.strip(), cite=wanted.cite.strip(), cut=old, act=act,
        form_key=form_key, recorded_at=now, recorded_by=by,
    )  # fmt: skip
    if old is not None and wanted.to_on is not None and (until is None or wanted.to_on < until):
        ColourPeriod.objects.create(
            offer=offer, column=column, colour=old.colour, from_on=wanted.to_on + DAY, to_on=until,
            reason=old.reason, cite=old.cite, act=act, recorded_at=now, recorded_by=by,
        )  # fmt: skip
    return made


def undo(*, made: ColourPeriod, by: User, today: date, now: datetime) -> None:
    """Take a planned change back, all rows of it; the row before it holds on. A second time changes nothing."""
    need_editor(by)
    with transaction.atomic():
        Offer.objects.select_for_update(no_key=True, of=("self",)).get(pk=made.offer_id)
        rows = list(ColourPeriod.objects.valid().filter(act=made.act).order_by("from_on"))
        if not rows:
            return
        first, last = rows[0], rows[-1]
        if first.from_on <= today:
            raise Refused("Ændringen gælder allerede og kan ikke fortrydes. Lav en ny ændring i stedet.")
        if ColourPeriod.objects.valid().filter(cut__in=rows).exclude(act=made.act).exists():
            raise Refused("Der er planlagt en senere ændring oven på denne. Fortryd den først.")
        for row in rows:
            row.voided_at, row.voided_by, row.void_reason = now, by, UNDONE
        ColourPeriod.objects.bulk_update(rows, ("voided_at", "voided_by", "void_reason"))
        if first.cut_id is not None:
            ColourPeriod.objects.filter(pk=first.cut_id, voided_at__isnull=True).update(to_on=last.to_on)
