"""What the rules want weighed when an offer is given: asked on the form, judged on saving, kept with the offer."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from cases.models import Activity, Grant, WeighedAnswer
from cases.services import checking
from cases.services.grants.judging import Judged, Known, earlier, group_on
from cases.services.grants.wishes import Wish
from offers.services.asking import KINDS
from rules.answers.terms import AskedAs, Weight
from rules.answers.weighing import Answer, Beside, Found, Weighed, WeighingQuestion, rules_on, weigh
from rules.decide import reasons
from rules.facts import Facts
from rules.gates.question import Offer, OfferCitizen, Question
from rules.rule import Policy
from rules.vocabulary import ActivityStatus, ActivityType, Place, TargetGroup
from staff.models import User
from staff.refusals import Refused

Answers = Mapping[str, str]
"""The answer to each rule, in words."""
NOTHING: Answers = {}
ANSWER = 700


def asked(
    facts: Facts,
    *,
    type: ActivityType,
    first_on: date,
    policy: Policy,
    today: date,
    place: Place | None = None,
    elsewhere: bool = False,
    supplier: str = "",
    hours: Decimal | None = None,
    attendable_hours: int | None = None,
    answers: Answers = NOTHING,
) -> tuple[Found, ...]:
    """What is asked of an offer of this type from this day on; nothing where the citizen has no target group then.

    `hours` a week are those of the offer, `attendable_hours` those that the citizen can attend.
    """
    group = group_on(facts, first_on)
    if group is None:
        return ()
    question = WeighingQuestion(
        at=today,
        first_on=first_on,
        group=group,
        type=type,
        place=place,
        born_on=facts.citizen.born_on,
        workplace=group is TargetGroup.SICK_WITH_EMPLOYER,
        elsewhere=elsewhere,
        supplier=supplier,
        beside=tuple(_running(facts, first_on)),
        answers=tuple(Answer(rule=rule, text=text) for rule, text in answers.items()),
    )
    possible = Decimal(attendable_hours) if attendable_hours is not None else None
    citizen = OfferCitizen(group=group, attendable_hours=possible, earlier_activities=earlier(facts))
    offer = Offer(type=type, first_on=first_on, hours_per_week=hours)
    said = _reasons(Question(today=today, citizen=citizen, offer=offer), policy, answers)
    return (*weigh(question, rules_on(policy, today)), *said)


def _reasons(question: Question, policy: Policy, answers: Answers) -> Iterable[Found]:
    """What the gates want answered in words."""
    for gate, words in reasons(question, policy):
        missing = not answers.get(gate.id, "").strip()
        weighed = Weighed(asked_as=AskedAs.TEXT, weight=Weight.NEEDS, asks=True, missing=missing)
        yield Found(gate, weighed, words)


def of_wish(judged: Judged, *, today: date) -> tuple[Found, ...]:
    """What is asked of a wish, with its answers."""
    return of_offer(judged.wish, judged.known, policy=judged.policy, today=today)


def of_offer(wish: Wish, known: Known, *, policy: Policy, today: date) -> tuple[Found, ...]:
    """The same, before anything is judged. An extension goes on with an offer that has been weighed."""
    if wish.extends is not None:
        return ()
    found = _of_wish(wish, known, policy, today, NOTHING)
    return _of_wish(wish, known, policy, today, answers_of(found, wish))


def answers_of(found: Iterable[Found], wish: Wish) -> Answers:
    """The answers of a wish; why this offer and why now is its part of the written assessment."""
    assessed = {one.rule.id: wish.why for one in found if one.weighed.asked_as is AskedAs.ASSESSMENT}
    return assessed | dict(wish.answers)


def bought_elsewhere(wish: Wish) -> bool:
    """Of another supplier than that of the catalogue."""
    own = wish.offer.supplier.name if wish.offer.supplier else ""
    return bool(wish.supplier) and wish.supplier.strip().casefold() != own.strip().casefold()


def check(found: Iterable[Found]) -> None:
    """Refuse where the offer is not for the citizen, or an answer that must be given is missing."""
    found = tuple(found)
    for one in found:
        if one.weighed.refused:
            raise Refused(f"{one.words} ({one.rule.id})")
    missing = [f"{one.words} ({one.rule.id})" for one in found if one.weighed.missing]
    if missing:
        raise Refused(f"Der mangler svar: {' '.join(missing)}")


def record(
    found: Iterable[Found],
    answers: Answers,
    *,
    by: User,
    now: datetime,
    grant: Grant | None = None,
    activity: Activity | None = None,
) -> None:
    """Keep what was asked that day and what was answered."""
    WeighedAnswer.objects.bulk_create(
        WeighedAnswer(
            grant=grant, activity=activity, rule=one.rule.id, digest=one.rule.digest, title=one.rule.title,
            cite=one.rule.cite, question=one.words, steps=list(one.steps), step=one.weighed.step,
            answer=checking.text(answers.get(one.rule.id, ""), field="", name="Svaret", length=ANSWER),
            recorded_at=now, recorded_by=by,
        )
        for one in found
        if one.weighed.asks or one.weighed.step is not None
    )  # fmt: skip


def kept(activity: Activity) -> list[str]:
    """What was answered about an activity: Hvorfor dette tilbud, og hvorfor nu? Prøver faget (REB23-07)"""
    return [f"{row.question} {row.answer} ({row.rule})" for row in activity.weighed.all() if row.answer]


def follow(old: Activity, new: Activity) -> None:
    """The answers of an activity stand also with the row that replaces it."""
    if new.weighed.exists():
        return
    kept = list(WeighedAnswer.objects.filter(activity=old))
    for row in kept:
        row.pk, row.activity = None, new
    WeighedAnswer.objects.bulk_create(kept)


def place_of(code: str) -> Place | None:
    """The kind of place; None where none is chosen."""
    return Place(code) if code in set(Place) else None


def _of_wish(wish: Wish, known: Known, policy: Policy, today: date, answers: Answers) -> tuple[Found, ...]:
    agreed = known.attendable_hours if known.attendable_hours is not None else wish.attendable_hours
    return asked(
        known.facts, type=KINDS[wish.offer.type], first_on=wish.from_on, policy=policy, today=today,
        elsewhere=bought_elsewhere(wish), supplier=wish.supplier, hours=wish.hours_per_week, attendable_hours=agreed,
        answers=answers,
    )  # fmt: skip


def _running(facts: Facts, day: date) -> Iterable[Beside]:
    for row in facts.activities:
        if row.status is ActivityStatus.CANCELLED or row.first_on > day:
            continue
        if row.last_on is None or day <= row.last_on:
            yield Beside(type=row.type, place=row.place)
