"""The numbers and choices of a gate, one dataclass for each kind. A kind's function reads exactly its own terms."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rules.dates import Span
from rules.gates.vocabulary import AgreementKind, Colour, DecidedBy, Result, Role
from rules.vocabulary import ActivityType, ConversationKind, Party, Place, TargetGroup


class GateKind(StrEnum):
    """The closed set of gates. A rule that fits none gets a new kind, in code, with tests."""

    FIXED_COLOUR = "fixed_colour"
    CATALOGUE_COLOUR = "catalogue_colour"
    UNCATEGORISED = "uncategorised"
    LEAST_COLOUR = "least_colour"
    PRICE_COLOUR = "price_colour"
    COLOUR_REFUSED = "colour_refused"
    COLOUR_DISCUSSED = "colour_discussed"
    COLOUR_FREE = "colour_free"
    GOAL = "goal"
    PRICE_KNOWN = "price_known"
    ANSWERS = "answers"
    NOT_SELF_SUPPORTING = "not_self_supporting"
    QUOTES = "quotes"
    HOURS_AT_MOST = "hours_at_most"
    HOURS_AT_LEAST = "hours_at_least"
    LENGTH_AT_MOST = "length_at_most"
    LONGER_AGREED = "longer_agreed"
    LENGTH_BETWEEN = "length_between"
    PROGRESS = "progress"
    EXTENSION_REASONED = "extension_reasoned"
    EXTENSION_IN_TIME = "extension_in_time"
    EXTENSION_DISCUSSED = "extension_discussed"
    EXTENSION_ASSESSED = "extension_assessed"
    PLACE_STATED = "place_stated"
    PLACE_REASONED = "place_reasoned"
    PLACE_ONLY_FIRST = "place_only_first"
    PLACE_FREE = "place_free"
    SOLE_SUPPLIER = "sole_supplier"
    THREE_PARTY = "three_party"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForActivities:
    """A gate that needs nothing but the types of offers it binds."""

    activities: frozenset[ActivityType]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourOf:
    """These offers have this colour (REB23-38, 39), or at least this colour (REB23-36)."""

    activities: frozenset[ActivityType]
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueColour:
    """The families that have colours, and the colour of an offer that stands in no catalogue row (A-20)."""

    activities: frozenset[ActivityType]
    without_entry: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceColour:
    """At least `colour` above `limit` kroner for one citizen and week (A-17)."""

    activities: frozenset[ActivityType]
    limit: Decimal
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourGate:
    """What the colour that came out of all of them asks for."""

    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourDiscussed:
    """The colour needs this agreement with outcome approved, on the first day at the latest (A-19)."""

    colour: Colour
    agreement: AgreementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Texts that must be written; in the colour `eased_by` a missing one is only a warning (A-65)."""

    activities: frozenset[ActivityType]
    eased_by: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """So many suppliers have given a price and an expected effect, unless the colour is `not_for` (A-18)."""

    activities: frozenset[ActivityType]
    suppliers: int
    not_for: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursAtLeast:
    """All offers that run on the first day have together so many hours a week."""

    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthAtMost:
    """A grant lasts at most `within`, unless the gate `unless` allows it more (A-12, A-13)."""

    activities: frozenset[ActivityType]
    within: Span
    unless: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LongerAgreed:
    """A grant longer than the gate `beyond` allows: special need and this agreement, at most `within` (A-14)."""

    activities: frozenset[ActivityType]
    within: Span
    beyond: str
    agreement: AgreementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Statutory:
    """The longest placement by law, for these groups and for the others. Not confirmed: a warning only (A-36)."""

    groups: frozenset[TargetGroup]
    within: Span
    others: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthBetween:
    """A grant lasts from `shortest` (not for an extension) to `longest`, both inclusive (C7)."""

    activities: frozenset[ActivityType]
    shortest: Span
    longest: Span
    statutory: Statutory


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A follow-up that says no ends the offer at most `within` later."""

    activities: frozenset[ActivityType]
    within: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionReasoned:
    """An extension as long as the gate `of` allows with the assessment, or as `unless` allows without it; together
    with the first grant longer than `in_all` it gets a warning (A-13)."""

    activities: frozenset[ActivityType]
    of: str
    unless: str
    in_all: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionInTime:
    """Decided on the day of the deadline rule `deadline` at the latest."""

    deadline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDiscussed:
    """Discussed in a forum with one of these roles present, on the day of the decision at the latest."""

    activities: frozenset[ActivityType]
    agreement: AgreementKind
    present: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAssessed:
    """An extension is decided by this role with a text; its own length as in the gate `of`."""

    activities: frozenset[ActivityType]
    by: DecidedBy
    of: str
    statutory: Statutory


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReasoned:
    """These kinds of place ask for a reason: the result with one, and the result with an empty one."""

    places: frozenset[Place]
    given: Result
    empty: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOnlyFirst:
    """These kinds of place never after an earlier offer of these types (A-22)."""

    places: frozenset[Place]
    after: frozenset[ActivityType]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFree:
    places: frozenset[Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoleSupplier:
    """The only supplier of these offers for starts in a period, both days inclusive (A-52)."""

    activities: frozenset[ActivityType]
    supplier: str
    first_start: date
    last_start: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeParty:
    """A conversation of this kind with these parties is held, with a purpose, before a course at the supplier."""

    supplier: str
    conversation: ConversationKind
    agreement: AgreementKind
    parties: frozenset[Party]
    roles: frozenset[Role]


GateTerms = (
    ForActivities
    | ColourOf
    | CatalogueColour
    | PriceColour
    | ColourGate
    | ColourDiscussed
    | Answers
    | Quotes
    | HoursAtLeast
    | LengthAtMost
    | LongerAgreed
    | LengthBetween
    | Progress
    | ExtensionReasoned
    | ExtensionInTime
    | ExtensionDiscussed
    | ExtensionAssessed
    | PlaceReasoned
    | PlaceOnlyFirst
    | PlaceFree
    | SoleSupplier
    | ThreeParty
)

TERMS_OF: dict[GateKind, type[GateTerms]] = {
    GateKind.FIXED_COLOUR: ColourOf,
    GateKind.CATALOGUE_COLOUR: CatalogueColour,
    GateKind.UNCATEGORISED: ForActivities,
    GateKind.LEAST_COLOUR: ColourOf,
    GateKind.PRICE_COLOUR: PriceColour,
    GateKind.COLOUR_REFUSED: ColourGate,
    GateKind.COLOUR_DISCUSSED: ColourDiscussed,
    GateKind.COLOUR_FREE: ColourGate,
    GateKind.GOAL: ForActivities,
    GateKind.PRICE_KNOWN: ForActivities,
    GateKind.ANSWERS: Answers,
    GateKind.NOT_SELF_SUPPORTING: ForActivities,
    GateKind.QUOTES: Quotes,
    GateKind.HOURS_AT_MOST: ForActivities,
    GateKind.HOURS_AT_LEAST: HoursAtLeast,
    GateKind.LENGTH_AT_MOST: LengthAtMost,
    GateKind.LONGER_AGREED: LongerAgreed,
    GateKind.LENGTH_BETWEEN: LengthBetween,
    GateKind.PROGRESS: Progress,
    GateKind.EXTENSION_REASONED: ExtensionReasoned,
    GateKind.EXTENSION_IN_TIME: ExtensionInTime,
    GateKind.EXTENSION_DISCUSSED: ExtensionDiscussed,
    GateKind.EXTENSION_ASSESSED: ExtensionAssessed,
    GateKind.PLACE_STATED: ForActivities,
    GateKind.PLACE_REASONED: PlaceReasoned,
    GateKind.PLACE_ONLY_FIRST: PlaceOnlyFirst,
    GateKind.PLACE_FREE: PlaceFree,
    GateKind.SOLE_SUPPLIER: SoleSupplier,
    GateKind.THREE_PARTY: ThreeParty,
}
