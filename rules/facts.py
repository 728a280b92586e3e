"""What is known about one citizen's case: dates and codes only, never an id, a name or a CPR number.

All dates are local Danish dates (C1); every `last_on` is the last day inside (inclusive), None = no end known.
The order inside the tuples carries no meaning. Only valid (not voided) facts belong here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.vocabulary import (
    ActivityStatus,
    ActivityType,
    ConsideredMatter,
    ConversationKind,
    ConversationStatus,
    DutySuspensionReason,
    Form,
    Insurance,
    JobBrokerAnswer,
    Party,
    PauseReason,
    PaymentKind,
    Place,
    ReferredTo,
    Sector,
    SpecialNeed,
    TargetGroup,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenFacts:
    born_on: date | None = None
    residence_permit_on: date | None = None
    special_need: SpecialNeed | None = None
    insurance: Insurance | None = None
    registered_on: date | None = None
    first_contact_on: date | None = None
    child_born_on: date | None = None
    cv_talk_on: date | None = None
    self_supporting: bool = False
    asked_for_conversation_on: date | None = None
    early_followup_asked_on: date | None = None
    next_conversation_on: date | None = None
    next_conversation_set_on: date | None = None
    no_social_physical_barriers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedWeeks:
    """Weeks of absence expected by the citizen and by the employer."""

    citizen: int | None = None
    employer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPeriod:
    """One target-group period. Without `last_on` it lasts until the next period begins."""

    group: TargetGroup
    first_on: date
    last_on: date | None = None
    first_absence_on: date | None = None
    first_unemployed_on: date | None = None
    visited_on: date | None = None
    job_broker: JobBrokerAnswer | None = None
    expected_recovery_on: date | None = None
    awaiting_treatment: bool = False
    expected_weeks: ExpectedWeeks | None = None
    jobcenter_track: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    first_on: date
    reason: PauseReason
    last_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationFact:
    on: date
    kind: ConversationKind
    status: ConversationStatus
    form: Form | None = None
    by: Party | None = None
    with_parties: frozenset[Party] = frozenset()
    number: int | None = None
    registered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFact:
    on: date
    to: ReferredTo
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsiderationFact:
    on: date
    of: ConsideredMatter


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFact:
    on: date
    progress: bool | None = None
    keeps_agreement: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFact:
    """One offer given. `last_on` is the last day as things stand; `planned_last_on` the last day once planned,
    where an offer was stopped before its time (A-15 counts from the planned one)."""

    type: ActivityType
    first_on: date
    status: ActivityStatus
    last_on: date | None = None
    planned_last_on: date | None = None
    place: Place | None = None
    sector: Sector | None = None
    granted_on: date | None = None
    agreed_on: date | None = None
    company: bool = False
    extension_decided_on: date | None = None
    hours_per_week: Decimal | None = None
    follow_ups: tuple[FollowUpFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact:
    month: str
    hours: Decimal
    kind: PaymentKind
    reported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySuspensionFact:
    first_on: date
    reason: DutySuspensionReason
    last_on: date | None = None
    kept_by_decision: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopeningFact:
    on: date
    offer_class: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the rules may know about one case."""

    citizen: CitizenFacts = CitizenFacts()
    course_start: date | None = None
    target_groups: tuple[GroupPeriod, ...] = ()
    pauses: tuple[Pause, ...] = ()
    conversations: tuple[ConversationFact, ...] = ()
    referrals: tuple[ReferralFact, ...] = ()
    considerations: tuple[ConsiderationFact, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    payments: tuple[PaymentFact, ...] = ()
    duty_suspensions: tuple[DutySuspensionFact, ...] = ()
    reopening: ReopeningFact | None = None
