"""Every word of the vocabulary has a Danish one."""

import pytest

from rules import labels
from rules.policy import load_profile
from rules.vocabulary import (
    ActivityFamily,
    ActivityStatus,
    ActivityType,
    Anchor,
    Category,
    ConsideredMatter,
    ConversationKind,
    ConversationStatus,
    Family,
    Form,
    JobBrokerAnswer,
    Party,
    PauseReason,
    Place,
    ReferredTo,
    RuleStatus,
    Sector,
    Severity,
    Status,
    TargetGroup,
)


@pytest.mark.parametrize(
    ("words", "vocabulary"),
    [
        (labels.TARGET_GROUPS, TargetGroup),
        (labels.PAUSE_REASONS, PauseReason),
        (labels.CATEGORIES, Category),
        (labels.CONVERSATION_KINDS, ConversationKind),
        (labels.CONVERSATION_STATUSES, ConversationStatus),
        (labels.FORMS, Form),
        (labels.PARTIES, Party),
        (labels.REFERRED_TO, ReferredTo),
        (labels.JOB_BROKER_ANSWERS, JobBrokerAnswer),
        (labels.PLACES, Place),
        (labels.SECTORS, Sector),
        (labels.ACTIVITY_STATUSES, ActivityStatus),
        (labels.ACTIVITY_FAMILIES, ActivityFamily),
        (labels.ACTIVITY_TYPES, ActivityType),
        (labels.FAMILIES, Family),
        (labels.SEVERITIES, Severity),
        (labels.RULE_STATUSES, RuleStatus),
        (labels.STATUSES, Status),
    ],
)
def test_labels_are_complete(words: dict[str, str], vocabulary: type) -> None:
    assert set(words) == set(vocabulary)
    assert all(words.values())


def test_whatever_fulfils_has_a_label() -> None:
    conversations = (*ConversationKind, *Party, *Form)
    assert {f"conversation:{code}" for code in conversations} <= set(labels.MET_BY)
    assert {f"referral:{code}" for code in ReferredTo} | {f"activity:{code}" for code in ActivityType} <= set(
        labels.MET_BY
    )
    assert {f"consideration:{code}" for code in ConsideredMatter} <= set(labels.MET_BY)
    assert (labels.MET_BY["activity:amu"], labels.MET_BY["activity:wage_subsidy"]) == ("AMU-kursus", "løntilskud")


def test_anchors_have_labels() -> None:
    assert set(Anchor) <= set(labels.ANCHORS)


def test_every_rule_has_a_title_a_citation_and_a_seed() -> None:
    for rule in load_profile("fjordby").rules:
        assert rule.title and rule.cite and rule.seed.endswith(".txt") and rule.quote
