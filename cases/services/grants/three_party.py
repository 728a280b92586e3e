"""The three-party conversation before a course at the supplier that the rules name (RUD21-33)."""

from dataclasses import replace

from cases.models import Case, Conversation
from rules.gates.question import Question, Talk
from rules.gates.terms import ThreeParty
from rules.gates.weighing import same_name
from rules.rule import Policy
from rules.vocabulary import ConversationKind, ConversationStatus, Party


def asked_of(question: Question, *, case: Case, policy: Policy) -> Question:
    """The question with the conversations of the case that such a rule asks for; its purpose is the note of each.

    One statement where a rule asks for one before an offer of this supplier, none otherwise.
    """
    kinds = {
        gate.terms.conversation
        for gate in policy.deciding_on(question.today).gates
        if isinstance(gate.terms, ThreeParty) and same_name(question.offer.supplier, gate.terms.supplier)
    }
    if not kinds:
        return question
    rows = Conversation.objects.valid().filter(case=case, kind__in=kinds, status=ConversationStatus.HELD)
    return replace(question, conversations=(*question.conversations, *map(_talk, rows)))


def _talk(row: Conversation) -> Talk:
    return Talk(
        on=row.on_date,
        kind=ConversationKind(row.kind),
        status=ConversationStatus(row.status),
        with_parties=frozenset(Party(party) for party in row.parties),
        purpose=row.note,
    )
