"""Whether booked conversations may be cancelled or moved (BRO18-08)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.labels import ACTORS, CANCEL_REASONS
from rules.answers.terms import Actor, CancelReason, NeverCancelled
from rules.asked import Key, ListOf, Shape, day, one_of
from rules.gates.vocabulary import Decision
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import TargetGroup
from rules.wording import long_date


class Act(StrEnum):
    """What is to be done with the conversations."""

    CANCEL = "cancel"
    MOVE = "move"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedTalk:
    """A booked conversation; `due_on` is the deadline that it is booked for."""

    on: date
    group: TargetGroup
    due_on: date | None = None
    move_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationQuestion:
    at: date
    act: Act
    reason: CancelReason
    by: Actor
    conversations: tuple[BookedTalk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`counted`: the leader's list counts it. `choose` is what remains to do where it is refused."""

    on: date
    verdict: Decision
    counted: bool
    choose: Act | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    conversations: tuple[Outcome, ...]


def cancellation(question: CancellationQuestion, rule: Rule, terms: NeverCancelled) -> Cancellation:
    return Cancellation(conversations=tuple(_outcome(talk, question, rule, terms) for talk in question.conversations))


def _outcome(talk: BookedTalk, question: CancellationQuestion, rule: Rule, terms: NeverCancelled) -> Outcome:
    """The reasons of the rule are refused, and the reasons for moving are none for cancelling."""
    reason = CANCEL_REASONS[question.reason]
    if talk.group not in rule.groups or question.reason not in terms.reasons | terms.move_reasons:
        return _allowed(talk, "Reglen er ikke til hinder")
    if question.act is Act.SUBSTITUTE:
        return _allowed(talk, "Samtalen holdes af en vikar")
    if question.reason in terms.reasons:
        done = "aflyses" if question.act is Act.CANCEL else "flyttes"
        return _refused(talk, Act.SUBSTITUTE, f"Samtalen {done} ikke på grund af {reason}; vælg en vikar")
    if question.act is Act.CANCEL:
        return _refused(talk, Act.MOVE, f"Samtalen aflyses ikke på grund af {reason}; den kan flyttes")
    return _moved(talk, question, terms)


def _moved(talk: BookedTalk, question: CancellationQuestion, terms: NeverCancelled) -> Outcome:
    if question.by is not terms.mover:
        return _refused(talk, Act.SUBSTITUTE, f"Samtalen kan kun flyttes af {ACTORS[terms.mover]}; vælg en vikar")
    if talk.due_on is not None and talk.move_to is not None and talk.move_to > talk.due_on:
        wrong = f"{long_date(talk.move_to)} er efter fristen {long_date(talk.due_on)}"
        return _refused(talk, Act.MOVE, f"Samtalen kan ikke flyttes: {wrong}")
    return _allowed(talk, "Flytningen tælles på leders liste", counted=True)


def _allowed(talk: BookedTalk, text: str, *, counted: bool = False) -> Outcome:
    return Outcome(on=talk.on, verdict=Decision.ACCEPTED, counted=counted, choose=None, text=text)


def _refused(talk: BookedTalk, choose: Act, text: str) -> Outcome:
    return Outcome(on=talk.on, verdict=Decision.REFUSED, counted=False, choose=choose, text=text)


def answer(question: CancellationQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    found = [(rule, cancellation(question, rule, terms)) for rule, terms in rows_of(NeverCancelled, rules)]
    refused = any(talk.verdict is Decision.REFUSED for _, one in found for talk in one.conversations)
    said = tuple(Said(rule, _text(one), one) for rule, one in found)
    return Reply(said, Decision.REFUSED if refused else Decision.ACCEPTED)


def _text(found: Cancellation) -> str:
    return "; ".join(dict.fromkeys(talk.text for talk in found.conversations)) or "Ingen samtaler"


def _disagreeing(question: CancellationQuestion) -> Iterator[tuple[str, str]]:
    """A move needs its day, from today on; nothing else has one."""
    for number, talk in enumerate(question.conversations):
        place = f"conversations[{number}].move_to"
        if question.act is Act.MOVE and talk.move_to is None:
            yield place, "mangler, når act er move; tilladt: den nye dag"
        if question.act is not Act.MOVE and talk.move_to is not None:
            yield place, f"står kun, når act er move; act er {question.act}"
        if talk.move_to is not None and talk.move_to < question.at:
            yield place, f"{talk.move_to} er før today; tilladt: {question.at} eller senere"


TALK = Shape(
    BookedTalk,
    {
        "on": Key("on", day, True),
        "group": Key("group", one_of(TargetGroup), True),
        "due_on": Key("due_on", day),
        "move_to": Key("move_to", day),
    },
)
KEYS = {
    "act": Key("act", one_of(Act), True),
    "reason": Key("reason", one_of(CancelReason), True),
    "by": Key("by", one_of(Actor), True),
    "conversations": Key("conversations", ListOf(TALK), True),
}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.NEVER_CANCELLED}),
    make=shaped(CancellationQuestion, KEYS, _disagreeing),
    answer=answer,
)
