"""The numbers and choices of the rules of a leader's lists, budget and figures, one dataclass for each kind."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rules.vocabulary import ActivityFamily, ActivityType, PauseReason, Sector, TargetGroup


class SheetColumn(StrEnum):
    """What the page of all offers of one target group says of each."""

    PRICE = "price"
    HOURS = "hours"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLacking:
    """The list of citizens of the groups who are in none of these offers and have none planned; `text` says what then.

    left_out      groups that the list leaves out in so many words.
    after_groups  only those who came to their group from one of these.
    pauses        nobody stands on the list during such a pause.
    ended         an offer that ended after the citizen came to the group counts as well.
    study_ahead   only those who are to begin to study.
    """

    activities: frozenset[ActivityType]
    text: str
    left_out: frozenset[TargetGroup] | None = None
    after_groups: frozenset[TargetGroup] | None = None
    pauses: frozenset[PauseReason] | None = None
    ended: bool = False
    study_ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPace:
    """Told where more is committed than the part of the year gone allows and `tolerance` percent of the budget more.
    `reduction` is what one year was cut by."""

    tolerance: int
    reduction: Decimal
    reduced_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundLines:
    """A line of the budget that pays these offers is bound: shown apart, and no part of what can be cut."""

    activities: frozenset[ActivityType]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSheet:
    """One page for each target group with all offers by colour; `shows` is what it says of each."""

    shows: frozenset[SheetColumn]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorShare:
    """These offers are given at workplaces of the sector as far as possible: the share of them that is."""

    activities: frozenset[ActivityType]
    sector: Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Percentages of the three families."""

    guidance: int
    business: int
    education: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMix:
    """Started offers by family, beside a baseline (A-37)."""

    families: frozenset[ActivityFamily]
    baseline: Shares
