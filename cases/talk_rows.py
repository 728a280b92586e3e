"""The rows of the tab Samtaler: each conversation with its number, outcome and company, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.change_log import AUTOMATIC
from cases.dossier import Dossier
from cases.duties import Duty
from cases.models import Conversation
from rules.labels import CONVERSATION_KINDS, CONVERSATION_STATUSES, FORMS, PARTIES
from rules.vocabulary import ConversationKind, ConversationStatus, Form, Party


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One conversation in words. `by` is who recorded it, or "Indlæst"."""

    talk: Conversation
    name: str
    outcome: str
    form: str
    parties: str
    by: str


def talk_rows(dossier: Dossier, lines: Sequence[Duty]) -> list[TalkRow]:
    """Every conversation of the case, voided ones too."""
    return [_row(talk, lines) for talk in reversed(dossier.conversations)]


def _row(talk: Conversation, lines: Sequence[Duty]) -> TalkRow:
    writer = talk.outcome_by or talk.recorded_by
    return TalkRow(
        talk=talk,
        name=name_of(talk, lines),
        outcome=CONVERSATION_STATUSES[ConversationStatus(talk.status)],
        form=FORMS[Form(talk.form)] if talk.form in set(Form) else "",
        parties=", ".join(PARTIES[Party(party)] for party in talk.parties if party in set(Party)),
        by=writer.name if writer else AUTOMATIC,
    )


def name_of(talk: Conversation, lines: Sequence[Duty]) -> str:
    """Jobsamtale 3: the number set by hand, or the one whose deadline the conversation met."""
    if talk.kind != ConversationKind.JOBSAMTALE:
        return CONVERSATION_KINDS[ConversationKind(talk.kind)] if talk.kind in set(ConversationKind) else talk.kind
    number = talk.number
    if number is None and talk.status == ConversationStatus.HELD and talk.voided_at is None:
        number = next((line.number for line in lines if line.number and line.row.met_on == talk.on_date), None)
    return f"Jobsamtale {number}" if number else "Jobsamtale"
