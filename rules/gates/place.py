"""The place of a placement: stated, reasoned, fixed only the first time, and free."""

from rules.gates.question import EarlierActivity
from rules.gates.terms import ForActivities, PlaceFree, PlaceOnlyFirst, PlaceReasoned
from rules.gates.vocabulary import Result
from rules.gates.weighing import Finding, Weighing
from rules.gates.words import answered
from rules.labels import ACTIVITY_TYPES, PLACES
from rules.vocabulary import ActivityStatus
from rules.wording import long_date


def place_stated(terms: ForActivities, weighing: Weighing) -> Finding | None:
    offer = weighing.offer
    if offer.type not in terms.activities:
        return None
    if offer.place is None:
        return Finding(Result.WARNING, "Ikke oplyst: individuel plads, fast plads eller virksomhedscenter")
    return Finding(Result.OK, f"Plads: {PLACES[offer.place]}")


def place_reasoned(terms: PlaceReasoned, weighing: Weighing) -> Finding | None:
    offer = weighing.offer
    if offer.place is None or offer.place not in terms.places:
        return None
    place = PLACES[offer.place].capitalize()
    missing = answered({f"begrundelse for {PLACES[offer.place]}": offer.placement_reason}, terms.empty)
    return missing or Finding(terms.given, f"{place} med begrundelse")


def place_only_first(terms: PlaceOnlyFirst, weighing: Weighing) -> Finding | None:
    """Prolonging the same placement is not a new use (REB23-44)."""
    offer = weighing.offer
    if offer.place is None or offer.place not in terms.places or weighing.extension is not None:
        return None
    place = PLACES[offer.place].capitalize()
    earlier = [item for item in weighing.question.citizen.earlier_activities if _was_before(item, terms, weighing)]
    if not earlier:
        return Finding(Result.OK, f"{place}: intet tidligere virksomhedsrettet tilbud")
    first = min(earlier, key=lambda item: item.first_on)
    return Finding(Result.BLOCKS, f"{place} efter {ACTIVITY_TYPES[first.type]} fra {long_date(first.first_on)}")


def _was_before(item: EarlierActivity, terms: PlaceOnlyFirst, weighing: Weighing) -> bool:
    started = item.status in (ActivityStatus.RUNNING, ActivityStatus.ENDED)
    return started and item.type in terms.after and item.first_on < weighing.offer.first_on


def place_free(terms: PlaceFree, weighing: Weighing) -> Finding | None:
    """The places taken, this one included, against the number agreed with the company."""
    offer = weighing.offer
    if offer.place not in terms.places or offer.agreed_places is None or offer.running_places is None:
        return None
    own = 0 if weighing.extension is not None else 1
    taken, text = offer.running_places + own, f"{offer.running_places} faste pladser i brug af {offer.agreed_places}"
    return Finding(Result.BLOCKS if taken > offer.agreed_places else Result.OK, text)
