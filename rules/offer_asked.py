"""What `decide` is asked, read strictly: every fault with its place, what is wrong and what is allowed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.asked import (
    FOLLOW_UP,
    Faults,
    Key,
    ListOf,
    Reading,
    Shape,
    day,
    flag,
    join,
    one_of,
    profile,
    shown,
    some_of,
    text,
)
from rules.gates.question import (
    Agreement,
    EarlierActivity,
    ExtensionOf,
    Offer,
    OfferCitizen,
    Question,
    Quote,
    Talk,
)
from rules.gates.vocabulary import AgreementKind, AgreementOutcome, Colour, DecidedBy, Forum, Goal, Role
from rules.questions import as_json, rule_ids, with_status
from rules.rows import Refused
from rules.rule import Policy
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

AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
WEEK = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAsked:
    """One question about one offer."""

    id: str | None
    policy: Policy
    question: Question


def amount(value: object) -> Decimal:
    """An amount of kroner or a number of hours, as a number or a text, so that no digit is lost."""
    written = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not AMOUNT.fullmatch(written):
        raise Refused(f'{shown(value)} er ikke et beløb eller timetal; tilladt: 0 eller mere, 37, 37.5 eller "2200.00"')
    return Decimal(written)


def weekly(value: object) -> Decimal:
    found = amount(value)
    if found > WEEK:
        raise Refused(f"{shown(value)} er flere timer, end ugen har; tilladt: 0–{WEEK}")
    return found


def count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Refused(f"{shown(value)} er ikke et antal; tilladt: 0, 1, 2 …")
    return value


FROM, TO = Key("first_on", day, True), Key("last_on", day)
EARLIER = Shape(
    EarlierActivity,
    {
        "type": Key("type", one_of(ActivityType), True),
        "from": FROM,
        "to": TO,
        "status": Key("status", one_of(ActivityStatus)),
        "place": Key("place", one_of(Place)),
        "hours_per_week": Key("hours_per_week", weekly),
    },
)
CITIZEN = Shape(
    OfferCitizen,
    {
        "born_on": Key("born_on", day),
        "group": Key("group", one_of(TargetGroup), True),
        "self_supporting": Key("self_supporting", flag),
        "attendable_hours": Key("attendable_hours", weekly),
        "special_need": Key("special_need", one_of(SpecialNeed)),
        "earlier_activities": Key("earlier_activities", ListOf(EARLIER)),
    },
)
TEXTS = (
    *("supplier", "placement_reason", "goal_text", "reason_not_business", "education_not_possible"),
    *("business_not_possible", "prepares_for"),
)
OFFER = Shape(
    Offer,
    {"type": Key("type", one_of(ActivityType), True), "from": FROM, "to": TO}
    | {name: Key(name, text) for name in TEXTS}
    | {name: Key(name, amount) for name in ("price_per_week", "total_price")}
    | {name: Key(name, count) for name in ("agreed_places", "running_places")}
    | {
        "catalogue_colour": Key("catalogue_colour", one_of(Colour)),
        "bought": Key("bought", flag),
        "hours_per_week": Key("hours_per_week", weekly),
        "place": Key("place", one_of(Place)),
        "goal": Key("goal", one_of(Goal)),
        "by": Key("by", one_of(DecidedBy)),
    },
)
QUOTE = Shape(
    Quote,
    {name: Key(name, text) for name in ("supplier", "reason", "expected_effect")}
    | {"price": Key("price", amount), "chosen": Key("chosen", flag)},
)
AGREEMENT = Shape(
    Agreement,
    {
        "kind": Key("kind", one_of(AgreementKind), True),
        "on": Key("on", day, True),
        "outcome": Key("outcome", one_of(AgreementOutcome)),
        "forum": Key("forum", one_of(Forum)),
        "held": Key("held", flag),
        "purpose": Key("purpose", text),
        "present": Key("present", some_of(Role)),
    },
)
EXTENSION_OF = Shape(
    ExtensionOf,
    {
        "from": Key("first_on", day),
        "to": TO,
        "decided_on": Key("decided_on", day),
        "likely_job_or_education": Key("likely_job_or_education", flag),
        "reason": Key("reason", text),
    },
)
TALK = Shape(
    Talk,
    {
        "on": Key("on", day, True),
        "kind": Key("kind", one_of(ConversationKind), True),
        "status": Key("status", one_of(ConversationStatus), True),
        "with": Key("with_parties", some_of(Party)),
        "purpose": Key("purpose", text),
    },
)
FOLLOWED_UP = Shape(FOLLOW_UP.make, {**FOLLOW_UP.keys, "on": Key("on", day, True)})
PARTS: Mapping[str, Key] = {
    "citizen": Key("citizen", CITIZEN, True),
    "offer": Key("offer", OFFER, True),
    "quotes": Key("quotes", ListOf(QUOTE)),
    "agreements": Key("agreements", ListOf(AGREEMENT)),
    "follow_ups": Key("follow_ups", ListOf(FOLLOWED_UP)),
    "extension_of": Key("extension_of", EXTENSION_OF),
    "conversations": Key("conversations", ListOf(TALK)),
}
ABOUT = ("id", "profile", "today", "rules")


def offer_questions(written: str) -> tuple[tuple[OfferAsked, ...], bool]:
    """The questions of a file and whether it held a list. Raises Faults with every fault of every question."""
    raw = as_json(written)
    many = isinstance(raw, list)
    reading = Reading()
    items = raw if isinstance(raw, list) else [raw]
    found = [_question(reading, item, f"[{number}]" if many else "") for number, item in enumerate(items)]
    if reading.faults:
        raise Faults(reading.faults)
    return tuple(asked for asked in found if asked is not None), many


def _question(reading: Reading, raw: object, path: str) -> OfferAsked | None:
    if not isinstance(raw, dict):
        reading.fault(path, "er ikke et objekt; tilladt: {…} med profile, today, citizen og offer")
        return None
    before = len(reading.faults)
    reading.unknown(raw, dict.fromkeys([*ABOUT, *PARTS]), path)
    policy = reading.need(profile, raw, "profile", path)
    today = reading.need(day, raw, "today", path)
    policy = policy.on(today) if policy is not None and today is not None else policy
    label = reading.value(text, raw.get("id"), join(path, "id"))
    computed = [gate.id for gate in policy.gates] if policy is not None else []
    rules = rule_ids(reading, raw.get("rules"), policy, computed, join(path, "rules"))
    values = _parts(reading, raw, today, path)
    if len(reading.faults) > before:
        return None
    question = Question(today=today, rules=rules, **values)
    for place, wrong in (*_backwards(question), *_not_yet(question), *_two_chosen(question)):
        reading.fault(join(path, place), wrong)
    return OfferAsked(id=None if label is None else str(label), policy=policy, question=question)


def _parts(reading: Reading, raw: Mapping[str, object], today: date | None, path: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, key in PARTS.items():
        part = raw.get(name)
        if part is None and key.required:
            reading.fault(join(path, name), "mangler; skal udfyldes")
        part = _dated(part, today) if name == "citizen" else part
        value = reading.value(key.convert, part, join(path, name))
        if value is not None:
            values[key.field] = value
    return values


def _dated(citizen: object, today: date | None) -> object:
    """An earlier offer without a status has the one that its dates give on `today`."""
    if not isinstance(citizen, dict):
        return citizen
    earlier = with_status(citizen.get("earlier_activities"), today or date.max)
    return citizen | {"earlier_activities": earlier} if "earlier_activities" in citizen else citizen


def _backwards(question: Question) -> Iterator[tuple[str, str]]:
    """An end before its beginning."""
    spans: dict[str, tuple[date | None, date | None]] = {
        f"citizen.earlier_activities[{number}]": (item.first_on, item.last_on)
        for number, item in enumerate(question.citizen.earlier_activities)
    }
    spans["offer"] = (question.offer.first_on, question.offer.last_on)
    if question.extension_of is not None:
        spans["extension_of"] = (question.extension_of.first_on, question.extension_of.last_on)
    for name, (first_on, last_on) in spans.items():
        if first_on is not None and last_on is not None and last_on < first_on:
            yield f"{name}.to", f"{last_on} ligger før from; tilladt: {first_on} eller senere"


def _not_yet(question: Question) -> Iterator[tuple[str, str]]:
    """What is said to have happened cannot lie after today."""
    allowed = f"tilladt: {question.today} eller tidligere"
    for number, talk in enumerate(question.conversations):
        if talk.status is ConversationStatus.HELD and talk.on > question.today:
            yield f"conversations[{number}].on", f"{talk.on} er efter today og status er held; {allowed}"
    for number, item in enumerate(question.citizen.earlier_activities):
        path = f"citizen.earlier_activities[{number}]"
        if item.status in (ActivityStatus.RUNNING, ActivityStatus.ENDED) and item.first_on > question.today:
            yield f"{path}.from", f"{item.first_on} er efter today og status er {item.status}; {allowed}"
        if item.status is ActivityStatus.ENDED and item.last_on is not None and item.last_on > question.today:
            yield f"{path}.to", f"{item.last_on} er efter today og status er ended; {allowed}"


def _two_chosen(question: Question) -> Iterator[tuple[str, str]]:
    chosen = [number for number, quote in enumerate(question.quotes) if quote.chosen]
    for number in chosen[1:]:
        yield f"quotes[{number}].chosen", f"quotes[{chosen[0]}] er også valgt; tilladt: ét valgt tilbud"
