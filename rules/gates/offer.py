"""What every offer must say: its goal, its price, why it and not another, its quotes and its hours."""

from decimal import Decimal

from rules.gates.question import OfferCitizen
from rules.gates.terms import Answers, ForActivities, HoursAtLeast, Quotes
from rules.gates.vocabulary import Result
from rules.gates.weighing import Finding, Weighing
from rules.gates.words import answered, hours
from rules.labels import ACTIVITY_TYPES
from rules.vocabulary import ActivityStatus, TargetGroup


def goal(terms: ForActivities, weighing: Weighing) -> Finding | None:
    offer = weighing.offer
    if offer.type not in terms.activities:
        return None
    missing = answered({"mål (job eller uddannelse)": offer.goal, "målet med ord": offer.goal_text})
    return missing or Finding(Result.OK, "Målet er oplyst")


def price_known(terms: ForActivities, weighing: Weighing) -> Finding | None:
    """A bought offer has a price; only an offer of the municipality's own may lack one (A-17)."""
    offer = weighing.offer
    if offer.type not in terms.activities or not weighing.bought:
        return None
    if offer.price_per_week is None and weighing.price is None:
        return Finding(Result.NEEDS, "Pris mangler")
    return Finding(Result.OK, "Pris er oplyst")


def answers(terms: Answers, weighing: Weighing) -> Finding | None:
    offer = weighing.offer
    if offer.type not in terms.activities:
        return None
    not_business = offer.business_not_possible if offer.business_not_possible is not None else offer.reason_not_business
    texts = {
        "hvorfor uddannelse ikke er mulig": offer.education_not_possible,
        "hvorfor virksomhedsrettet tilbud ikke er muligt": not_business,
        "hvad tilbuddet forbereder til": offer.prepares_for,
    }
    missing = answered(texts, Result.WARNING if weighing.colour is terms.eased_by else Result.BLOCKS)
    return missing or Finding(Result.OK, "Begrundelse for vejledning er skrevet")


def not_self_supporting(terms: ForActivities, weighing: Weighing) -> Finding | None:
    citizen = weighing.question.citizen
    if weighing.offer.type not in terms.activities or not _is_self_supporting(citizen):
        return None
    return Finding(Result.BLOCKS, f"{ACTIVITY_TYPES[weighing.offer.type]} gives ikke til selvforsørgende")


def _is_self_supporting(citizen: OfferCitizen) -> bool:
    return citizen.self_supporting or citizen.group is TargetGroup.SELF_SUPPORTING


def quotes(terms: Quotes, weighing: Weighing) -> Finding | None:
    """Different suppliers, each with a price and an expected effect, and the choice with its reason."""
    if weighing.offer.type not in terms.activities or not weighing.bought:
        return None
    if weighing.colour is terms.not_for:
        return Finding(Result.OK, "Grøn: tilbud behøver ikke indhentes")
    whole = [
        quote
        for quote in weighing.question.quotes
        if quote.price is not None and quote.expected_effect is not None and quote.expected_effect.strip()
    ]
    unsaid = [q for q in weighing.question.quotes if q.price is not None and q.expected_effect is None]
    suppliers = {quote.supplier.strip().casefold() for quote in (*whole, *unsaid) if quote.supplier} - {""}
    compared = f"Indhentede tilbud fra {len(suppliers)} af {terms.suppliers} leverandører"
    if len(suppliers) < terms.suppliers:
        return Finding(Result.BLOCKS, compared)
    if weighing.chosen is None:
        return Finding(Result.BLOCKS, f"{compared}, men intet er valgt")
    texts = {"begrundelse for valget": weighing.chosen.reason} | ({"forventet udbytte": None} if unsaid else {})
    return answered(texts) or Finding(Result.OK, compared)


def hours_at_most(terms: ForActivities, weighing: Weighing) -> Finding | None:
    """Not more hours than the citizen can attend (A-33)."""
    offered, possible = weighing.offer.hours_per_week, weighing.question.citizen.attendable_hours
    if weighing.offer.type not in terms.activities:
        return None
    if possible is None or offered is None:
        return Finding(Result.NEEDS, f"Timetal mangler: {'borgerens' if possible is None else 'tilbuddets'}")
    if offered > possible:
        return Finding(Result.BLOCKS, f"{hours(offered)} om ugen > {hours(possible)}, som borgeren kan fremmøde")
    if offered < possible:
        return Finding(Result.OK, f"{hours(offered)} om ugen < {hours(possible)}: borgeren kan mere")
    return Finding(Result.OK, f"{hours(offered)} om ugen = {hours(possible)}, som borgeren kan fremmøde")


def hours_at_least(terms: HoursAtLeast, weighing: Weighing) -> Finding | None:
    """The hours of the offer and of those that run on its first day."""
    together = _together(weighing)
    if together is None:
        return Finding(Result.WARNING, "Timetal mangler")
    if together >= terms.hours:
        return Finding(Result.OK, f"{hours(together)} om ugen i alt, mindst {terms.hours}")
    possible = weighing.question.citizen.attendable_hours
    why = f"; borgeren kan kun fremmøde {hours(possible)}" if possible is not None and possible < terms.hours else ""
    return Finding(Result.WARNING, f"{hours(together)} om ugen i alt, mindst {terms.hours}{why}")


def why_few_hours(terms: HoursAtLeast, weighing: Weighing) -> str:
    """What fewer hours ask in words; empty where there are enough, none are known, or the citizen can attend no more
    (A-33)."""
    together, possible = _together(weighing), weighing.question.citizen.attendable_hours
    if together is None or together >= terms.hours or (possible is not None and possible < terms.hours):
        return ""
    return f"Hvorfor ikke mindst {terms.hours} timer om ugen i alt?"


def _together(weighing: Weighing) -> Decimal | None:
    """Hours a week of the offer and of those that run on its first day; None where no hours are known."""
    start = weighing.offer.first_on
    running = [
        item.hours_per_week
        for item in weighing.question.citizen.earlier_activities
        if item.status is not ActivityStatus.CANCELLED
        and item.first_on <= start
        and (item.last_on >= start if item.last_on is not None else item.status is not ActivityStatus.ENDED)
    ]
    known = [number for number in (weighing.offer.hours_per_week, *running) if number is not None]
    return sum(known[1:], known[0]) if known else None
