"""Whether a citizen stands on the list of those without an offer (REB23-05, RUD21-30, RUD21-50)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.answers.asked import Asking, Raw, Reply, Said, rows_of, shaped
from rules.answers.leading_terms import OfferLacking
from rules.asked import Key, ListOf, Reading, Shape, day, one_of
from rules.questions import with_status
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import ActivityStatus, ActivityType, PauseReason, TargetGroup

AHEAD = frozenset({ActivityStatus.PLANNED, ActivityStatus.RUNNING})
BEGUN = frozenset({ActivityStatus.RUNNING, ActivityStatus.ENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class HadOffer:
    type: ActivityType
    first_on: date
    status: ActivityStatus
    last_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingQuestion:
    """A citizen on the day `at`, in the group `since` a day and in the group `before` until then."""

    at: date
    group: TargetGroup
    offers: tuple[HadOffer, ...]
    since: date | None = None
    before: TargetGroup | None = None
    study_start: date | None = None
    pause: PauseReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """`offers` are the types that keep the citizen off the list."""

    listed: bool
    left_out: bool
    offers: tuple[ActivityType, ...]


def lacking(question: LackingQuestion, terms: OfferLacking) -> Lacking:
    kept = {
        offer.type for offer in question.offers if offer.type in terms.activities and _counts(offer, question, terms)
    }
    offers = tuple(kind for kind in ActivityType if kind in kept)
    if question.group in (terms.left_out or ()):
        return Lacking(listed=False, left_out=True, offers=())
    return Lacking(listed=_covers(question, terms) and not offers, left_out=False, offers=offers)


def _covers(question: LackingQuestion, terms: OfferLacking) -> bool:
    if terms.after_groups is not None and question.before not in terms.after_groups:
        return False
    if terms.study_ahead and (question.study_start is None or question.study_start <= question.at):
        return False
    return terms.pauses is None or question.pause not in terms.pauses


def _counts(offer: HadOffer, question: LackingQuestion, terms: OfferLacking) -> bool:
    """Planned or running; where the rule says so, also one that ended on or after the first day in the group."""
    if offer.status in AHEAD and (offer.last_on is None or offer.last_on >= question.at):
        return True
    since = question.since
    ended = terms.ended and offer.status in BEGUN and since is not None
    return ended and (offer.last_on is None or since is None or offer.last_on >= since)


def about(rule_id: str, rules: Iterable[Rule]) -> tuple[Rule, OfferLacking] | None:
    """The rule with this id, where it is one of such a list."""
    return next((one for one in rows_of(OfferLacking, rules) if one[0].id == rule_id), None)


def groups_of(rule: Rule, terms: OfferLacking) -> frozenset[TargetGroup]:
    """The groups whose citizens may stand on the list."""
    return rule.groups - (terms.left_out or frozenset())


def answer(question: LackingQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    """A rule says nothing of citizens in groups that it names neither as listed nor as left out."""
    return Reply(
        tuple(
            Said(rule, _text(found, terms), found)
            for rule, terms in rows_of(OfferLacking, rules)
            if question.group in rule.groups | (terms.left_out or frozenset())
            for found in (lacking(question, terms),)
        )
    )


def _text(found: Lacking, terms: OfferLacking) -> str:
    """På listen: foreslå et mestringsforløb; Ikke på listen; Undtaget fra listen"""
    if found.left_out:
        return "Undtaget fra listen"
    return f"På listen: {terms.text}" if found.listed else "Ikke på listen"


def _disagreeing(question: LackingQuestion) -> Iterator[tuple[str, str]]:
    if question.since is not None and question.since > question.at:
        yield "since", f"{question.since} er efter today; tilladt: {question.at} eller tidligere"


OFFER = Shape(
    HadOffer,
    {
        "type": Key("type", one_of(ActivityType), True),
        "from": Key("first_on", day, True),
        "to": Key("last_on", day),
        "status": Key("status", one_of(ActivityStatus)),
    },
)
KEYS = {
    "group": Key("group", one_of(TargetGroup), True),
    "since": Key("since", day),
    "before": Key("before", one_of(TargetGroup)),
    "study_start": Key("study_start", day),
    "pause": Key("pause", one_of(PauseReason)),
    "offers": Key("offers", ListOf(OFFER), True),
}
_read = shaped(LackingQuestion, KEYS, _disagreeing)


def _make(reading: Reading, raw: Raw, today: Any, path: str) -> object | None:
    """An offer without a status has the one that its dates give on `today`."""
    return _read(reading, {**raw, "offers": with_status(raw.get("offers"), today or date.max)}, today, path)


ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.OFFER_LACKING}),
    make=_make,
    answer=answer,
)
