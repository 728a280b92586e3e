"""Whether a conversation may be booked as it is: the information meeting before it, and its form (A-07, A-59)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rules.answers.asked import Asking, Raw, Reply, Said
from rules.answers.terms import InformationFirst, PersonalBeforeActivity, PersonalNumber
from rules.asked import FACTS, Key, Reading, Shape, day, one_of, whole
from rules.courses import Spell
from rules.dates import add
from rules.facts import ActivityFact, ConversationFact, Facts
from rules.gates.vocabulary import Decision, Result
from rules.history import History
from rules.labels import ACTIVITY_TYPES, FORMS
from rules.questions import read_facts
from rules.rule import Policy, Rule
from rules.terms import Counting, Kind
from rules.vocabulary import ActivityStatus, ConversationKind, ConversationStatus, Form
from rules.wording import long_date

TO_COME = frozenset({ConversationStatus.BOOKED, ConversationStatus.HELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """The conversation that is to be booked; `number` where a person has given it one."""

    on: date
    kind: ConversationKind
    form: Form
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingQuestion:
    """`facts` are those of the citizen without the conversation asked about."""

    conversation: Booking
    facts: Facts


@dataclass(frozen=True, slots=True)
class Check:
    """What a rule says of the booking."""

    result: Result
    text: str


class Weighed:
    """The booking among the other conversations of its dagpenge period."""

    def __init__(self, question: BookingQuestion) -> None:
        self.talk = question.conversation
        self.facts = question.facts
        history = History(question.facts)
        self.group = history.group_on(self.talk.on)
        self.spell = next((spell for spell in history.dagpenge if _covers(spell, self.talk.on)), None)
        self.others = tuple(
            talk
            for talk in question.facts.conversations
            if talk.status in TO_COME and self.spell is not None and _covers(self.spell, talk.on)
        )

    def numbered(self, kinds: frozenset[ConversationKind]) -> Mapping[int, date]:
        """Day of conversation k, booked ones and this one among them, numbered as held ones are (A-67)."""
        if self.spell is None:
            return {}
        mine = ConversationFact(
            on=self.talk.on, kind=self.talk.kind, status=ConversationStatus.HELD, number=self.talk.number
        )
        held = (*(replace(talk, status=ConversationStatus.HELD) for talk in self.others), mine)
        return History(replace(self.facts, conversations=held)).numbered(self.spell, Counting(kinds=kinds))

    def number(self, kinds: frozenset[ConversationKind]) -> int | None:
        """Which one of these conversations it is; None where it is none of them."""
        if self.talk.kind not in kinds:
            return None
        mine = [number for number, on in self.numbered(kinds).items() if on == self.talk.on]
        return max(mine, default=None)


def _covers(spell: Spell, on: date) -> bool:
    return spell.first_on <= on and (spell.last_on is None or on <= spell.last_on)


def information_first(terms: InformationFirst, weighed: Weighed) -> Check | None:
    """The meeting lies before the first conversation, whichever of the two is booked last."""
    talk = weighed.talk
    meetings = [other.on for other in weighed.others if other.kind is terms.meeting]
    if talk.kind is terms.meeting:
        meetings, first_on = [*meetings, talk.on], weighed.numbered(frozenset({terms.before})).get(1)
    else:
        first_on = talk.on if weighed.number(frozenset({terms.before})) == 1 else None
    if first_on is None:
        return None
    if any(on < first_on for on in meetings):
        return Check(Result.OK, f"Informationsmøde {long_date(min(meetings))} ligger før jobsamtale 1")
    when = f"mødet er {long_date(min(meetings))}" if meetings else "der er ikke booket eller holdt et møde"
    return Check(
        Result.WARNING, f"Informationsmøde skal ligge før jobsamtale 1: {when}, samtalen er {long_date(first_on)}"
    )


def personal_number(terms: PersonalNumber, weighed: Weighed) -> Check | None:
    if weighed.number(terms.kinds) != terms.number:
        return None
    return _personal(weighed.talk, f"Samtale {terms.number}", terms.advisory_from)


def personal_before_activity(terms: PersonalBeforeActivity, weighed: Weighed) -> Check | None:
    """The next offer that starts soon, unless another personal conversation lies before it."""
    talk = weighed.talk
    if talk.kind not in terms.kinds:
        return None
    ahead = [offer for offer in _ahead(weighed.facts) if talk.on <= offer.first_on <= add(talk.on, terms.within)]
    uncovered = [offer for offer in ahead if not _met(terms, weighed, offer)]
    for offer in uncovered or ahead:
        start = f"{ACTIVITY_TYPES[offer.type]} begynder {long_date(offer.first_on)}"
        if not uncovered and talk.form is not Form.PERSONAL:
            return Check(Result.OK, f"{start}; der er en anden fysisk samtale før")
        return _personal(talk, f"{start}: samtalen", terms.advisory_from)
    return None


def _ahead(facts: Facts) -> list[ActivityFact]:
    offers = (offer for offer in facts.activities if offer.status is not ActivityStatus.CANCELLED)
    return sorted(offers, key=lambda offer: (offer.first_on, offer.type))


def _met(terms: PersonalBeforeActivity, weighed: Weighed, offer: ActivityFact) -> bool:
    return any(
        other.kind in terms.kinds
        and other.form is Form.PERSONAL
        and add(offer.first_on, terms.within, -1) <= other.on <= offer.first_on
        for other in weighed.others
    )


def _personal(talk: Booking, what: str, advisory_from: date) -> Check:
    if talk.form is Form.PERSONAL:
        return Check(Result.OK, f"{what} er fysisk")
    wrong = f"{what} skal være fysisk, ikke {FORMS[talk.form].lower()}"
    if talk.on < advisory_from:
        return Check(Result.BLOCKS, wrong)
    return Check(Result.WARNING, f"{wrong}, medmindre borgeren har valgt formen; skriv en begrundelse")


def answer(question: BookingQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    weighed = Weighed(question)
    said = tuple(_said(weighed, rules))
    refused = any(isinstance(one.found, Check) and one.found.result is Result.BLOCKS for one in said)
    return Reply(said, Decision.REFUSED if refused else Decision.ACCEPTED)


def _said(weighed: Weighed, rules: Sequence[Rule]) -> Iterator[Said]:
    for rule in rules:
        check = _check(rule, weighed) if weighed.group in rule.groups else None
        if check is not None:
            yield Said(rule, check.text, check)


def _check(rule: Rule, weighed: Weighed) -> Check | None:
    match rule.terms:
        case InformationFirst():
            return information_first(rule.terms, weighed)
        case PersonalNumber():
            return personal_number(rule.terms, weighed)
        case PersonalBeforeActivity():
            return personal_before_activity(rule.terms, weighed)
        case _:
            return None


BOOKING = Shape(
    Booking,
    {
        "on": Key("on", day, True),
        "kind": Key("kind", one_of(ConversationKind), True),
        "form": Key("form", one_of(Form), True),
        "number": Key("number", whole),
    },
)


def _make(reading: Reading, raw: Raw, today: Any, path: str) -> BookingQuestion | None:
    values = reading.filled({"conversation": Key("conversation", BOOKING, True)}, raw, path)
    facts = read_facts(reading, raw, today, path)
    if facts is None or "conversation" not in values:
        return None
    return BookingQuestion(facts=facts, **values)


ASKING = Asking(
    clock=("today", day),
    keys=("conversation", *FACTS),
    kinds=frozenset({Kind.INFORMATION_FIRST, Kind.PERSONAL_NUMBER, Kind.PERSONAL_BEFORE_ACTIVITY}),
    make=_make,
    answer=answer,
)
