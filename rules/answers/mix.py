"""How started offers divide among the families, beside the baseline (REB23-15, A-37)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.answers.asked import Asking, Raw, Reply, Said, rows_of, shaped
from rules.answers.leading_terms import OfferMix
from rules.answers.shares import in_words, percent
from rules.asked import Key, ListOf, Reading, Shape, day, flag, one_of, whole
from rules.labels import ACTIVITY_FAMILIES
from rules.questions import with_status
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import ActivityFamily, ActivityStatus, ActivityType

STARTED = frozenset({ActivityStatus.RUNNING, ActivityStatus.ENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOffer:
    """`count` like offers. An extension is no new start."""

    type: ActivityType
    first_on: date
    status: ActivityStatus
    last_on: date | None = None
    extension: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MixQuestion:
    """The offers of the period, both days inclusive."""

    at: date
    first_on: date
    last_on: date
    offers: tuple[GivenOffer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One family: its started offers, their share, the baseline, and how far above it in percentage points."""

    family: ActivityFamily
    started: int
    percent: Decimal | None
    baseline: int
    above: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    total: int
    families: tuple[Part, ...]


def mix(question: MixQuestion, terms: OfferMix) -> Mix:
    started: Counter[ActivityFamily] = Counter()
    for offer in question.offers:
        if offer.type.family in terms.families and _starts(offer, question):
            started[offer.type.family] += offer.count
    baseline: Mapping[str, int] = asdict(terms.baseline)
    families = [family for family in baseline if family in terms.families]
    parts = (_part(ActivityFamily(family), started, baseline[family]) for family in families)
    return Mix(total=started.total(), families=tuple(parts))


def _starts(offer: GivenOffer, question: MixQuestion) -> bool:
    in_period = question.first_on <= offer.first_on <= question.last_on
    return in_period and offer.status in STARTED and not offer.extension


def _part(family: ActivityFamily, started: Counter[ActivityFamily], baseline: int) -> Part:
    share = percent(started[family], started.total())
    above = None if share is None else share - baseline
    return Part(family=family, started=started[family], percent=share, baseline=baseline, above=above)


def answer(question: MixQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(
        tuple(
            Said(rule, _text(found), found)
            for rule, terms in rows_of(OfferMix, rules)
            for found in (mix(question, terms),)
        )
    )


def _text(found: Mix) -> str:
    parts = (f"{ACTIVITY_FAMILIES[part.family]} {in_words(part.percent)}" for part in found.families)
    return f"{found.total} påbegyndte tilbud: {', '.join(parts)}"


def _disagreeing(question: MixQuestion) -> Iterator[tuple[str, str]]:
    if question.last_on < question.first_on:
        yield "to", f"{question.last_on} ligger før from; tilladt: {question.first_on} eller senere"
    for number, offer in enumerate(question.offers):
        if offer.status in STARTED and offer.first_on > question.at:
            wrong = f"{offer.first_on} er efter today og status er {offer.status}"
            yield f"offers[{number}].from", f"{wrong}; tilladt: {question.at} eller tidligere"


OFFER = Shape(
    GivenOffer,
    {
        "type": Key("type", one_of(ActivityType), True),
        "from": Key("first_on", day, True),
        "to": Key("last_on", day),
        "status": Key("status", one_of(ActivityStatus)),
        "extension": Key("extension", flag),
        "count": Key("count", whole),
    },
)
KEYS = {
    "from": Key("first_on", day, True),
    "to": Key("last_on", day, True),
    "offers": Key("offers", ListOf(OFFER), True),
}
_read = shaped(MixQuestion, KEYS, _disagreeing)


def _make(reading: Reading, raw: Raw, today: Any, path: str) -> object | None:
    """An offer without a status has the one that its dates give on `today`."""
    offers = with_status(raw.get("offers"), today or date.max)
    return _read(reading, {**raw, "offers": offers}, today, path)


ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.OFFER_MIX}),
    make=_make,
    answer=answer,
)
