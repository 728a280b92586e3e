"""How large a part of the offers at workplaces is given in one sector (HED21-17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.leading_terms import SectorShare
from rules.answers.shares import in_words, percent
from rules.asked import Key, ListOf, Shape, day, one_of
from rules.labels import SECTORS
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import ActivityType, Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedOffer:
    type: ActivityType
    sector: Sector | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorQuestion:
    at: date
    offers: tuple[PlacedOffer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """`unknown` offers have no sector; `percent` is of the others."""

    offers: int
    in_sector: int
    unknown: int
    percent: Decimal | None


def shared(question: SectorQuestion, terms: SectorShare) -> Shared:
    sectors = [offer.sector for offer in question.offers if offer.type in terms.activities]
    return of(len(sectors), sectors.count(terms.sector), sectors.count(None))


def of(offers: int, in_sector: int, unknown: int) -> Shared:
    return Shared(offers=offers, in_sector=in_sector, unknown=unknown, percent=percent(in_sector, offers - unknown))


def answer(question: SectorQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(
        tuple(
            Said(rule, _text(found, terms), found)
            for rule, terms in rows_of(SectorShare, rules)
            for found in (shared(question, terms),)
        )
    )


def _text(found: Shared, terms: SectorShare) -> str:
    """4 tilbud, 33,3 % i privat virksomhed"""
    return f"{found.offers} tilbud, {in_words(found.percent)} i {SECTORS[terms.sector]} virksomhed"


OFFER = Shape(PlacedOffer, {"type": Key("type", one_of(ActivityType), True), "sector": Key("sector", one_of(Sector))})
KEYS = {"offers": Key("offers", ListOf(OFFER), True)}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.SECTOR_SHARE}),
    make=shaped(SectorQuestion, KEYS),
    answer=answer,
)
