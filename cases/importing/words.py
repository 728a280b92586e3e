"""The words that the files may use: the closed identifiers of the rules, their Danish labels and a few of daily use."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from cases.importing.cells import Reader, folded, word, words
from cases.models.course import DetailKey
from cases.models.goals import Letter
from rules import labels
from rules.vocabulary import (
    ActivityStatus,
    ConversationStatus,
    Form,
    JobBrokerAnswer,
    Party,
    PauseReason,
    Place,
    TargetGroup,
)
from staff.models import Role

Word = TypeVar("Word", bound=StrEnum)

DAILY: dict[StrEnum, tuple[str, ...]] = {
    TargetGroup.INSURED_UNEMPLOYED: ("forsikret ledig", "dagpenge"),
    TargetGroup.SICK_WITH_EMPLOYER: ("sygemeldt med arbejdsgiver",),
    TargetGroup.SICK_WITHOUT_EMPLOYER: ("sygemeldt uden arbejdsgiver",),
    TargetGroup.JOB_CLARIFICATION: ("jobafklaring",),
    TargetGroup.FLEXJOB_EMPLOYED: ("ansat i fleksjob",),
    PauseReason.EMPLOYMENT: ("i job", "arbejde"),
    PauseReason.EXEMPT: ("fritagelse",),
    PauseReason.SUSPENSION: ("suspenderet",),
    ConversationStatus.BOOKED: ("aftalt",),
    Form.PERSONAL: ("personlig", "fremmøde"),
    Form.VIDEO: ("digital",),
    JobBrokerAnswer.ACCEPTED: ("tilvalgt", "ja"),
    JobBrokerAnswer.DECLINED: ("fravalgt", "nej"),
    Place.INDIVIDUAL: ("individuel",),
    ActivityStatus.RUNNING: ("igangværende",),
    ActivityStatus.CANCELLED: ("aflyst",),
}


def _accepted(danish: Mapping[Word, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for identifier, label in danish.items():
        for name in (identifier.value, label, *DAILY.get(identifier, ())):
            found[folded(name)] = identifier.value
    return found


def _reader(danish: Mapping[Word, str], *, many: bool = False) -> Reader:
    documented = (
        ", ".join(label.lower() for label in danish.values()) if len(danish) <= 8 else "ordene i docs/import.md"
    )
    return (words if many else word)(_accepted(danish), documented)


ROLE_WORDS = {folded(name): role.value for role in Role for name in (role.value, role.label)} | {
    "funktionsleder": Role.TEAM_LEADER.value,
    "teamleder": Role.TEAM_LEADER.value,
    "sagsbehandler": Role.CASEWORKER.value,
    "virksomhedskonsulent": Role.JOB_CONSULTANT.value,
}

target_group = _reader(labels.TARGET_GROUPS)
pause_reason = _reader(labels.PAUSE_REASONS)
conversation_kind = _reader(labels.CONVERSATION_KINDS)
conversation_status = _reader(labels.CONVERSATION_STATUSES)
form = _reader(labels.FORMS)
held_by = _reader({party: labels.PARTIES[party] for party in (Party.JOBCENTER, Party.A_KASSE)})
parties = _reader({party: label for party, label in labels.PARTIES.items() if party is not Party.JOBCENTER}, many=True)
referred_to = _reader(labels.REFERRED_TO)
job_broker = _reader(labels.JOB_BROKER_ANSWERS)
place = _reader(labels.PLACES)
sector = _reader(labels.SECTORS)
activity_type = _reader(labels.ACTIVITY_TYPES)
activity_status = _reader(labels.ACTIVITY_STATUSES)
letter = word({folded(one.value): one.value for one in Letter}, ", ".join(Letter.values))
roles = words(ROLE_WORDS, "rollerne i docs/import.md")
detail_key = word(
    {folded(name): key.value for key in DetailKey for name in (key.value, str(key.label))},
    ", ".join(str(key.label).lower() for key in DetailKey),
)
