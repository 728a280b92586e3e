"""Colours: the strictest wins (A-16), and what a colour asks for."""

from datetime import date

from rules.gates.labels import COLOURS, GROUNDS
from rules.gates.question import Dispensation
from rules.gates.terms import (
    CatalogueColour,
    ColourDiscussed,
    ColourGate,
    ColourOf,
    ForActivities,
    GateKind,
    PriceColour,
)
from rules.gates.vocabulary import AgreementKind, AgreementOutcome, Colour, Result
from rules.gates.weighing import Finding, Weighing
from rules.gates.words import kroner
from rules.labels import ACTIVITY_TYPES, TARGET_GROUPS
from rules.wording import long_date

ORDER = tuple(Colour)


def colour_of(weighing: Weighing) -> Colour | None:
    """The fixed colour, else that of the catalogue, raised by the least colour of the type and by the price."""
    base: Colour | None = None
    least: list[Colour] = []
    for gate in weighing.policy.gates:
        terms = gate.terms
        if weighing.offer.type not in getattr(terms, "activities", ()):
            continue
        if isinstance(terms, CatalogueColour):
            base = base or weighing.offer.catalogue_colour or terms.without_entry
        elif isinstance(terms, ColourOf) and gate.kind is GateKind.FIXED_COLOUR:
            base = terms.colour
        elif isinstance(terms, ColourOf) or (isinstance(terms, PriceColour) and _dear(terms, weighing)):
            least.append(terms.colour)
    return max((base, *least), key=ORDER.index) if base is not None else None


def is_uncategorised(weighing: Weighing) -> bool:
    """The offer stands in no catalogue row for the target group, and its type has no fixed colour (A-20)."""
    return any(
        gate.kind is GateKind.UNCATEGORISED and uncategorised(gate.terms, weighing) is not None
        for gate in weighing.policy.gates
        if isinstance(gate.terms, ForActivities)
    )


def _dear(terms: PriceColour, weighing: Weighing) -> bool:
    price = weighing.price_per_week
    return price is not None and price > terms.limit


def fixed_colour(terms: ColourOf, weighing: Weighing) -> Finding | None:
    if weighing.offer.type not in terms.activities:
        return None
    return Finding(Result.OK, f"{ACTIVITY_TYPES[weighing.offer.type]} er {COLOURS[terms.colour]} i alle målgrupper")


def least_colour(terms: ColourOf, weighing: Weighing) -> Finding | None:
    if weighing.offer.type not in terms.activities:
        return None
    text = f"{ACTIVITY_TYPES[weighing.offer.type]} er mindst {COLOURS[terms.colour]} i alle målgrupper"
    return Finding(Result.OK, text)


def catalogue_colour(terms: CatalogueColour, weighing: Weighing) -> Finding | None:
    offer = weighing.offer
    if offer.type not in terms.activities or offer.catalogue_colour is None or weighing.has_fixed_colour:
        return None
    group = TARGET_GROUPS[weighing.question.citizen.group]
    return Finding(Result.OK, f"Kataloget: {COLOURS[offer.catalogue_colour]} for {group}")


def uncategorised(terms: ForActivities, weighing: Weighing) -> Finding | None:
    offer = weighing.offer
    if offer.type not in terms.activities or offer.catalogue_colour is not None or weighing.has_fixed_colour:
        return None
    group = TARGET_GROUPS[weighing.question.citizen.group]
    return Finding(Result.WARNING, f"Ikke kategoriseret for {group}")


def price_colour(terms: PriceColour, weighing: Weighing) -> Finding | None:
    """A price that cannot be compared is never taken for a low one."""
    if weighing.offer.type not in terms.activities:
        return None
    price = weighing.price_per_week
    if price is None:
        if weighing.price is None:
            return None
        return Finding(Result.NEEDS, "Pris pr. uge kan ikke regnes ud: tilbuddets sidste dag mangler")
    limit = kroner(terms.limit)
    if not _dear(terms, weighing):
        return Finding(Result.OK, f"Pris {kroner(price, terms.limit)} kr./uge ≤ {limit} kr.")
    return Finding(Result.WARNING, f"Pris {kroner(price, terms.limit)} kr./uge > {limit} kr.")


def colour_refused(terms: ColourGate, weighing: Weighing) -> Finding | None:
    """Never used; with a dispensation (A-69) only by the way of a leader, and never without a remark."""
    if weighing.colour is not terms.colour:
        return None
    offer, door = weighing.offer, weighing.question.dispensation
    never = f"{_shade(terms.colour)}: anvendes aldrig for {TARGET_GROUPS[weighing.question.citizen.group]}"
    if door is None:
        return Finding(Result.BLOCKS, never)
    if not door.covers(offer.first_on, offer.last_on):
        return Finding(Result.BLOCKS, f"{never}; dispensationen gælder {_days(door)}")
    opened = f"åbnet ved {GROUNDS[door.ground]} ({door.reference}, {long_date(door.decided_on)})"
    said = _discussed(AgreementKind.FUNCTIONAL_LEADER_DISCUSSION, weighing, f"{_shade(terms.colour)}: {opened};")
    return Finding(Result.WARNING, said.text) if said.result is Result.OK else said


def _days(door: Dispensation) -> str:
    """fra 1. december 2026 til 31. januar 2027"""
    first = f"fra {long_date(door.first_on)}" if door.first_on else ""
    return " ".join(filter(None, [first, f"til {long_date(door.last_on)}" if door.last_on else ""]))


def colour_free(terms: ColourGate, weighing: Weighing) -> Finding | None:
    if weighing.colour is not terms.colour:
        return None
    return Finding(Result.OK, f"{_shade(terms.colour)}: kan frit anvendes")


def colour_discussed(terms: ColourDiscussed, weighing: Weighing) -> Finding | None:
    if weighing.colour is not terms.colour:
        return None
    return _discussed(terms.agreement, weighing, f"{_shade(terms.colour)}:")


def _discussed(kind: AgreementKind, weighing: Weighing, subject: str) -> Finding:
    """Approved before the start (or, for an extension, before the decision); needed as long as it can be reached."""
    start, today = weighing.offer.first_on, weighing.question.today
    until = start if weighing.extension is None else weighing.decided_on
    held = weighing.approved(kind, until)
    if held is not None and held.outcome is AgreementOutcome.APPROVED:
        return Finding(Result.OK, f"{subject} drøftet med funktionsleder og godkendt {long_date(held.on)}")
    return Finding(*_not_approved(kind, weighing, until, subject, start < today))


def _not_approved(
    kind: AgreementKind, weighing: Weighing, until: date, subject: str, started: bool
) -> tuple[Result, str]:
    discussions = weighing.agreements(kind)
    refused = max((a.on for a in discussions if a.outcome is AgreementOutcome.REFUSED), default=None)
    if refused is not None:
        return Result.BLOCKS, f"{subject} afvist af funktionsleder {long_date(refused)}"
    late = min((a.on for a in discussions if a.on > until), default=None)
    if late is not None:
        return Result.BLOCKS, f"{subject} først drøftet med funktionsleder {long_date(late)}, senest {long_date(until)}"
    if started:
        return (
            Result.BLOCKS,
            f"{subject} ikke drøftet med funktionsleder før start {long_date(weighing.offer.first_on)}",
        )
    return Result.NEEDS, f"{subject} skal drøftes med funktionsleder senest {long_date(until)}"


def _shade(colour: Colour) -> str:
    return COLOURS[colour].capitalize()
