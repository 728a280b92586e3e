"""What is asked about one offer: the offer itself and what is recorded about it. Dates, codes, amounts and texts only.

A text is None when the answer was never given and empty when it was given as nothing. All `last_on` are inclusive.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.facts import FollowUpFact
from rules.gates.vocabulary import AgreementKind, AgreementOutcome, Colour, DecidedBy, Forum, Goal, Ground, Role
from rules.vocabulary import (
    ActivityStatus,
    ActivityType,
    ConversationKind,
    ConversationStatus,
    Party,
    Place,
    SpecialNeed,
    TargetGroup,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierActivity:
    """An offer that the citizen has had, or has beside the one asked about."""

    type: ActivityType
    first_on: date
    last_on: date | None = None
    status: ActivityStatus
    place: Place | None = None
    hours_per_week: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCitizen:
    """The citizen on the first day of the offer. `attendable_hours` a week, as agreed with the citizen."""

    group: TargetGroup
    born_on: date | None = None
    self_supporting: bool = False
    attendable_hours: Decimal | None = None
    special_need: SpecialNeed | None = None
    earlier_activities: tuple[EarlierActivity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The offer. Prices are kroner for one citizen; places are those of the company on the first day."""

    type: ActivityType
    first_on: date
    last_on: date | None = None
    supplier: str | None = None
    catalogue_colour: Colour | None = None
    price_per_week: Decimal | None = None
    total_price: Decimal | None = None
    bought: bool | None = None
    hours_per_week: Decimal | None = None
    place: Place | None = None
    placement_reason: str | None = None
    goal: Goal | None = None
    goal_text: str | None = None
    reason_not_business: str | None = None
    education_not_possible: str | None = None
    business_not_possible: str | None = None
    prepares_for: str | None = None
    agreed_places: int | None = None
    running_places: int | None = None
    by: DecidedBy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An indhentet tilbud: the price of the whole course and what is expected of it."""

    supplier: str | None = None
    price: Decimal | None = None
    chosen: bool = False
    reason: str | None = None
    expected_effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    kind: AgreementKind
    on: date
    outcome: AgreementOutcome | None = None
    forum: Forum | None = None
    held: bool | None = None
    purpose: str | None = None
    present: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispensation:
    """The one door past "aldrig" (A-69): a decision of a superior authority, or a right that the law gives, named by
    `reference`. Without a first or last day it holds for the offer whenever it is."""

    ground: Ground
    reference: str
    decided_on: date
    first_on: date | None = None
    last_on: date | None = None

    def covers(self, first_on: date, last_on: date | None) -> bool:
        """Whether all days of an offer lie within it; an offer without a last day is asked by its first."""
        return (self.first_on is None or self.first_on <= first_on) and (
            self.last_on is None or (last_on or first_on) <= self.last_on
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionOf:
    """The offer that is extended, and the decision to extend it."""

    first_on: date | None = None
    last_on: date | None = None
    decided_on: date | None = None
    likely_job_or_education: bool | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    on: date
    kind: ConversationKind
    status: ConversationStatus
    with_parties: frozenset[Party] = frozenset()
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One offer on one day. `rules` limits the checks to these ids; None asks all. `dispensation` opens a colour that
    is never used, and nothing else."""

    today: date
    citizen: OfferCitizen
    offer: Offer
    quotes: tuple[Quote, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    follow_ups: tuple[FollowUpFact, ...] = ()
    extension_of: ExtensionOf | None = None
    conversations: tuple[Talk, ...] = ()
    dispensation: Dispensation | None = None
    rules: frozenset[str] | None = None
