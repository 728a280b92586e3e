"""Colours: the strictest wins (A-16), and what a colour asks for."""

from datetime import date

from rules.gates.labels import COLOURS
from rules.gates.terms import (
    CatalogueColour,
    ColourDiscussed,
    ColourGate,
    ColourOf,
    ForActivities,
    GateKind,
    PriceColour,
)
from rules.gates.vocabulary import AgreementOutcome, Colour, Result
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
    if weighing.colour is not terms.colour:
        return None
    group = TARGET_GROUPS[weighing.question.citizen.group]
    return Finding(Result.BLOCKS, f"{_shade(terms.colour)}: anvendes aldrig for {group}")


def colour_free(terms: ColourGate, weighing: Weighing) -> Finding | None:
    if weighing.colour is not terms.colour:
        return None
    return Finding(Result.OK, f"{_shade(terms.colour)}: kan frit anvendes")


def colour_discussed(terms: ColourDiscussed, weighing: Weighing) -> Finding | None:
    """Approved before the start (or, for an extension, before the decision); needed as long as it can be reached."""
    if weighing.colour is not terms.colour:
        return None
    shade, start, today = _shade(terms.colour), weighing.offer.first_on, weighing.question.today
    until = start if weighing.extension is None else weighing.decided_on
    held = weighing.approved(terms.agreement, until)
    if held is not None and held.outcome is AgreementOutcome.APPROVED:
        return Finding(Result.OK, f"{shade}: drøftet med funktionsleder og godkendt {long_date(held.on)}")
    return Finding(*_not_approved(terms, weighing, until, shade, start < today))


def _not_approved(
    terms: ColourDiscussed, weighing: Weighing, until: date, shade: str, started: bool
) -> tuple[Result, str]:
    discussions = weighing.agreements(terms.agreement)
    refused = max((a.on for a in discussions if a.outcome is AgreementOutcome.REFUSED), default=None)
    if refused is not None:
        return Result.BLOCKS, f"{shade}: afvist af funktionsleder {long_date(refused)}"
    late = min((a.on for a in discussions if a.on > until), default=None)
    if late is not None:
        return Result.BLOCKS, f"{shade}: først drøftet med funktionsleder {long_date(late)}, senest {long_date(until)}"
    if started:
        return Result.BLOCKS, f"{shade}: ikke drøftet med funktionsleder før start {long_date(weighing.offer.first_on)}"
    return Result.NEEDS, f"{shade}: skal drøftes med funktionsleder senest {long_date(until)}"


def _shade(colour: Colour) -> str:
    return COLOURS[colour].capitalize()
