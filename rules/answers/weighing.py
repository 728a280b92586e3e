"""What is weighed when an offer is given: which offers come before it, and which questions are answered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules.answers.asked import Asking, Reply, Said, shaped
from rules.answers.terms import AskedAs, Consideration, Eligibility, Order, Step, Weight
from rules.asked import Key, ListOf, Shape, day, flag, one_of, text
from rules.dates import age_on
from rules.gates.gate import Gate
from rules.gates.weighing import same_name
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.value_words import in_words, inside, listed
from rules.vocabulary import ActivityType, Place, TargetGroup

OWN = frozenset({Place.OWN_WORKPLACE})
NO = "nej"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """An offer that runs on the first day of the one asked about."""

    type: ActivityType
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody has answered to a rule."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighingQuestion:
    """An offer to a citizen of a target group. `at` is the day of the decision, `first_on` the first day of the offer;
    `workplace`: the citizen has an employer; `elsewhere`: bought of another `supplier` than that of the catalogue."""

    at: date
    first_on: date
    group: TargetGroup
    type: ActivityType
    place: Place | None = None
    born_on: date | None = None
    workplace: bool = False
    elsewhere: bool = False
    supplier: str | None = None
    beside: tuple[Beside, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSaid:
    """A step that the citizen may have, in codes."""

    activities: tuple[str, ...]
    places: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What one rule asks. `step` is the place of the offer in the order, None where it has none; `before` how many
    steps come earlier. `asks`: an answer is wanted; `missing`: it must be given and is not. `refused`: the offer is
    not for this citizen."""

    asked_as: AskedAs
    weight: Weight
    asks: bool
    missing: bool
    refused: bool = False
    step: int | None = None
    before: int = 0
    rest: bool = False
    steps: tuple[StepSaid, ...] = ()


class Found(NamedTuple):
    """A rule beside what it asks, the question in words, and the steps of its order in words. A gate asks too."""

    rule: Rule | Gate
    weighed: Weighed
    words: str
    steps: tuple[str, ...] = ()


def weigh(question: WeighingQuestion, rules: Iterable[Rule]) -> tuple[Found, ...]:
    """What the rules ask about the offer, in their order. A rule of another group or another offer says nothing."""
    return tuple(_found(question, rules))


def rules_on(policy: Policy, day: date) -> list[Rule]:
    """The rules that a decision of this day asks."""
    known = policy.on(day).current
    return [rule for rule in known if rule.kind in KINDS and (rule.valid_to is None or day <= rule.valid_to)]


def _found(question: WeighingQuestion, rules: Iterable[Rule]) -> Iterator[Found]:
    said = {answer.rule: answer.text.strip() for answer in question.answers}
    answered = {rule for rule, text in said.items() if text}
    for rule in rules:
        terms = rule.terms
        if isinstance(terms, Eligibility) and question.type in terms.activities:
            yield _eligible(rule, terms, question.group, said.get(rule.id, ""))
        if question.group not in rule.groups or not isinstance(terms, Order | Consideration):
            continue
        if terms.under_age is not None and not _is_under(terms.under_age, question):
            continue
        if isinstance(terms, Order):
            yield _ordered(rule, terms, question, rule.id in answered)
        elif _concerns(terms, question):
            missing = terms.weight is Weight.NEEDS and rule.id not in answered
            asked = Weighed(asked_as=terms.asked_as, weight=terms.weight, asks=True, missing=missing)
            yield Found(rule, asked, terms.text)


def _eligible(rule: Rule, terms: Eligibility, group: TargetGroup, said: str) -> Found:
    """A no to the question is as good as another group; who is in another group is not asked."""
    is_group = group in rule.groups
    asks = is_group and terms.text is not None
    no = asks and said.casefold().startswith(NO)
    weighed = Weighed(
        asked_as=AskedAs.YES_NO, weight=Weight.NEEDS, asks=asks, missing=asks and not said, refused=no or not is_group
    )
    words = terms.text or "" if asks else ""
    if weighed.refused:
        who = f"ikke til {in_words(frozenset({group}))}." if not is_group else f"kun efter et ja til: {terms.text}"
        offers = in_words(terms.activities)
        words = f"{offers[0].upper()}{offers[1:]} gives {who}"
    return Found(rule, weighed, words)


def _is_under(age: int, question: WeighingQuestion) -> bool:
    """The age on the first day of the offer (A-42); of an age that is not known no rule speaks."""
    return question.born_on is not None and age_on(question.born_on, question.first_on) < age


def _concerns(terms: Consideration, question: WeighingQuestion) -> bool:
    return (
        (terms.activities is None or question.type in terms.activities)
        and (terms.places is None or question.place in terms.places)
        and (question.elsewhere or not terms.elsewhere)
        and (terms.supplier is None or same_name(question.supplier, terms.supplier))
    )


def _ordered(rule: Rule, terms: Order, question: WeighingQuestion, answered: bool) -> Found:
    steps = [step for step in terms.steps if question.workplace or step.places != OWN]
    number = next((n for n, step in enumerate(steps, start=1) if _is_in(step, question)), None)
    if number is None and terms.rest:
        number = len(steps) + 1
    before = number - 1 if number is not None else 0
    weighed = Weighed(
        asked_as=AskedAs.TEXT,
        weight=terms.weight,
        asks=before > 0,
        missing=before > 0 and terms.weight is Weight.NEEDS and not answered,
        step=number,
        before=before,
        rest=terms.rest,
        steps=tuple(map(_said, steps)),
    )
    words = tuple(map(step_words, steps))
    return Found(rule, weighed, _question(words[:before]), words)


def _is_in(step: Step, question: WeighingQuestion) -> bool:
    if question.type not in step.activities:
        return False
    if step.beside is None:
        return step.places is None or question.place in step.places
    return any(
        other.type in step.beside and (step.places is None or other.place in step.places) for other in question.beside
    )


def _said(step: Step) -> StepSaid:
    return StepSaid(
        activities=tuple(sorted(step.activities)),
        places=tuple(sorted(step.places or ())),
        beside=tuple(sorted(step.beside or ())),
    )


def step_words(step: Step) -> str:
    """coaching, mindfulness og Aktiv Sygemeldt sammen med virksomhedspraktik (egen arbejdsplads)"""
    if step.text:
        return step.text
    beside = f" sammen med {in_words(step.beside)}" if step.beside else ""
    places = f" ({in_words(step.places)})" if step.places else ""
    return f"{in_words(step.activities)}{beside}{places}"


def _question(before: Sequence[str]) -> str:
    """Hvorfor er delvis raskmelding ikke mulig?"""
    return f"Hvorfor er {listed(map(inside, before))} ikke mulig?" if before else ""


def answer(question: WeighingQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    """Refused while an answer that must be given is not, and where the offer is not for the citizen."""
    found = weigh(question, rules)
    stopped = any(one.weighed.missing or one.weighed.refused for one in found)
    verdict = "refused" if stopped else "accepted"
    return Reply(tuple(Said(one.rule, _text(one), one.weighed) for one in found), verdict if found else None)


def _text(found: Found) -> str:
    if found.words:
        return f"{found.words} Svar mangler." if found.weighed.missing else found.words
    if isinstance(found.rule.terms, Eligibility):
        return "Må gives"
    return "Først i rækkefølgen" if found.weighed.step else "Står ikke i rækkefølgen"


TYPE, PLACE = Key("type", one_of(ActivityType), True), Key("place", one_of(Place))
KINDS = frozenset({Kind.ORDER, Kind.CONSIDERATION, Kind.ELIGIBILITY})
KEYS = {
    "from": Key("first_on", day, True),
    "group": Key("group", one_of(TargetGroup), True),
    "type": TYPE,
    "place": PLACE,
    "born_on": Key("born_on", day),
    "workplace": Key("workplace", flag),
    "elsewhere": Key("elsewhere", flag),
    "supplier": Key("supplier", text),
    "beside": Key("beside", ListOf(Shape(Beside, {"type": TYPE, "place": PLACE}))),
    "answers": Key(
        "answers", ListOf(Shape(Answer, {"rule": Key("rule", text, True), "text": Key("text", text, True)}))
    ),
}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=KINDS,
    make=shaped(WeighingQuestion, KEYS),
    answer=answer,
)
