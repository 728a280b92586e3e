"""The numbers and choices of a rule, one dataclass for each kind. A kind's function reads exactly its own terms."""

from dataclasses import dataclass
from enum import StrEnum

from rules.answers import terms as answers
from rules.dates import Span
from rules.vocabulary import (
    ActivityType,
    Anchor,
    ConsideredMatter,
    ConversationKind,
    Form,
    JobBrokerAnswer,
    Party,
    PauseReason,
    Place,
    ReferredTo,
    TargetGroup,
)


class Kind(StrEnum):
    """The closed set of kinds. A rule that fits none gets a new kind, in code, with tests."""

    DUE_AFTER = "due_after"
    WINDOW = "window"
    SLOT_NUMBER = "slot_number"
    SLOT_INTERVAL = "slot_interval"
    COUNT_WITHIN = "count_within"
    YEARLY = "yearly"
    BEFORE_END = "before_end"
    HAND_SET = "hand_set"
    EMPTY_INTERVALS = "empty_intervals"
    ENDED_UNREFERRED = "ended_unreferred"
    LONG_UNREFERRED = "long_unreferred"
    ACTIVITY_SET = "activity_set"
    SAME_AS = "same_as"
    RECORDS_LIST = "records_list"
    JOINT_WITHIN = "joint_within"
    LONG_SPELL = "long_spell"
    DISTANCE = "distance"
    FOCUS_NOTE = "focus_note"
    FOLLOWED_BY = "followed_by"
    STOP_AFTER_NO = "stop_after_no"
    ACTIVITY_GAP = "activity_gap"
    AFTER_REOPENING = "after_reopening"
    TIMELINESS = "timeliness"
    INFORMATION_FIRST = "information_first"
    PERSONAL_NUMBER = "personal_number"
    PERSONAL_BEFORE_ACTIVITY = "personal_before_activity"
    NEVER_CANCELLED = "never_cancelled"
    PLAN_UNDER_AGE = "plan_under_age"
    ELAPSED_HOURS = "elapsed_hours"
    CONTACT_LIST = "contact_list"
    JOBS_IN_TALK = "jobs_in_talk"
    CANDIDATE_ALLOWED = "candidate_allowed"
    KEPT_FRESH = "kept_fresh"
    COOLING_OFF = "cooling_off"
    MEMBERSHIP_GOAL = "membership_goal"
    COMPANY_PRACTICE = "company_practice"
    RECORD_KEPT = "record_kept"
    WORTH_CONSIDERING = "worth_considering"
    OFFER_LACKING = "offer_lacking"
    BUDGET_PACE = "budget_pace"
    BOUND_LINES = "bound_lines"
    OFFER_SHEET = "offer_sheet"
    SECTOR_SHARE = "sector_share"
    OFFER_MIX = "offer_mix"
    ORDER = "order"
    CONSIDERATION = "consideration"
    ELIGIBILITY = "eligibility"
    LISTED_FIRST = "listed_first"
    LADDER = "ladder"
    CLARIFICATION = "clarification"


class NotBefore(StrEnum):
    """A day before which a deadline never lies."""

    COURSE_START = "course_start"


class ActivityWhen(StrEnum):
    """When an offer fulfils: by having started, or by running on the due date (A-24)."""

    STARTED = "started"
    RUNNING_ON_DUE = "running_on_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetBy:
    """What fulfils a deadline. `older_facts` admits the two older facts of C13; `from_opening` counts conversations
    and offers from the opening of the window on instead of from the anchor."""

    referrals: frozenset[ReferredTo] = frozenset()
    activities: frozenset[ActivityType] = frozenset()
    activity_when: ActivityWhen = ActivityWhen.STARTED
    places: frozenset[Place] = frozenset()
    agreement_within: Span | None = None
    considerations: frozenset[ConsideredMatter] = frozenset()
    conversations: frozenset[ConversationKind] = frozenset()
    conversation_with: Party | None = None
    older_facts: bool = False
    from_opening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Which held conversations count (A-07); those held by `not_by` alone do not (A-67)."""

    kinds: frozenset[ConversationKind]
    not_by: frozenset[Party] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAfter:
    """A deadline `within` after the anchor, never before `not_before`; with `opens_after` it is a window."""

    anchor: Anchor
    within: Span
    met_by: MetBy
    opens_after: Span | None = None
    not_before: NotBefore | None = None
    unless_answer: JobBrokerAnswer | None = None
    unless_started: frozenset[ActivityType] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotNumber:
    """Conversation number `slot` in a series of one each `every`."""

    anchor: Anchor
    every: Span
    slot: int
    counting: Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotInterval:
    """At least one conversation in each of `slots` intervals; `early_days` before it opens also do (A-06)."""

    anchor: Anchor
    every: Span
    slots: int
    early_days: int
    counting: Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWithin:
    """`count` conversations `within` after the anchor."""

    anchor: Anchor
    within: Span
    count: int
    counting: Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """A countable offer within each span after the last one ended (A-29)."""

    anchor: Anchor
    within: Span
    activities: frozenset[ActivityType]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeEnd:
    """A decision `before` the last day of a running offer; open from `opens_before` that deadline (A-15)."""

    before: Span
    opens_before: Span
    activities: frozenset[ActivityType]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandSet:
    """The next conversation set by hand, where no cadence gives a date that day (BRO18-23)."""

    counting: Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyIntervals:
    """The list of citizens with an empty interval of the rule `of` (BRO18-05)."""

    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedUnreferred:
    """The list of citizens whose offer ended without a referral or a further offer of `answered_by` (A-24)."""

    activities: frozenset[ActivityType]
    answered_by: frozenset[ActivityType]


@dataclass(frozen=True, slots=True, kw_only=True)
class LongUnreferred:
    """The list of citizens longer than `within` on one benefit without a referral (A-25)."""

    within: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySet:
    """A named set of offer types that other rules refer to (REB23-04)."""

    name: str
    activities: frozenset[ActivityType]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAs:
    """Another sentence of the source with the same answer as the rule `of` (BRO18-25)."""

    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsList:
    """A list over the records of the municipality, not over one citizen's facts (BRO18-03)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWithin:
    """`count` conversations `within` after the anchor, `joint` of them together with `joint_with` (A-43)."""

    anchor: Anchor
    within: Span
    count: int
    joint: int
    joint_with: Party
    counting: Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class LongSpell:
    """The list of citizens unemployed longer than `within` (A-51)."""

    anchor: Anchor
    within: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """Near or far from the labour market by target group; `by_recovery` is near where recovery is expected `within`
    after the first absence day, or after a treatment that is awaited (A-35, A-60)."""

    near: frozenset[TargetGroup]
    far: frozenset[TargetGroup]
    by_recovery: frozenset[TargetGroup]
    within: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusNote:
    """A note on the conversation of the rule `of`, for those aged `from_age` to `to_age` on its due date (A-42)."""

    of: str
    from_age: int
    to_age: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedBy:
    """Unbroken guidance of `at_least` is followed by an offer of `answered_by` `within` after its last day (A-49).

    Told from `opens_before` that day while none is planned. A pause in `closed_by` ends the duty."""

    activities: frozenset[ActivityType]
    at_least: Span
    within: Span
    opens_before: Span
    answered_by: frozenset[ActivityType]
    text: str
    closed_by: frozenset[PauseReason] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class StopAfterNo:
    """An offer whose follow-up answers no ends at the latest `within` after that day (REB23-26)."""

    activities: frozenset[ActivityType]
    within: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """These of the groups are covered only under `under` years, or only from `since` years on."""

    groups: frozenset[TargetGroup]
    under: int | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityGap:
    """Never longer than `within` between two activities (A-58); a pause in `restarts` gives a new anchor."""

    anchor: Anchor
    within: Span
    activities: frozenset[ActivityType]
    restarts: frozenset[PauseReason] = frozenset()
    aged: Aged | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterReopening:
    """A deadline `within` after the reopening of the municipality's dated plan (A-54).

    Covers those of whom the reopening says `offer_class`, who are without barriers, or who await one of `awaited`
    (with `company_found` only where a company is named). Where `otherwise` is given, the clock of those whom no
    reopening concerns runs from that. `or_agreed` admits any offer agreed on before the reopening.
    """

    within: Span
    activities: frozenset[ActivityType] = frozenset()
    or_agreed: bool = False
    conversations: frozenset[ConversationKind] = frozenset()
    form: Form | None = None
    offer_class: int | None = None
    without_barriers: bool = False
    awaited: frozenset[ActivityType] = frozenset()
    company_found: bool = False
    otherwise: Anchor | None = None
    closed_by: frozenset[PauseReason] = frozenset()
    aged: Aged | None = None


Terms = (
    DueAfter
    | SlotNumber
    | SlotInterval
    | CountWithin
    | Yearly
    | BeforeEnd
    | HandSet
    | EmptyIntervals
    | EndedUnreferred
    | LongUnreferred
    | ActivitySet
    | SameAs
    | RecordsList
    | JointWithin
    | LongSpell
    | Distance
    | FocusNote
    | FollowedBy
    | StopAfterNo
    | ActivityGap
    | AfterReopening
    | answers.AnswerTerms
)

TERMS_OF: dict[Kind, type[Terms]] = {
    Kind.DUE_AFTER: DueAfter,
    Kind.WINDOW: DueAfter,
    Kind.SLOT_NUMBER: SlotNumber,
    Kind.SLOT_INTERVAL: SlotInterval,
    Kind.COUNT_WITHIN: CountWithin,
    Kind.YEARLY: Yearly,
    Kind.BEFORE_END: BeforeEnd,
    Kind.HAND_SET: HandSet,
    Kind.EMPTY_INTERVALS: EmptyIntervals,
    Kind.ENDED_UNREFERRED: EndedUnreferred,
    Kind.LONG_UNREFERRED: LongUnreferred,
    Kind.ACTIVITY_SET: ActivitySet,
    Kind.SAME_AS: SameAs,
    Kind.RECORDS_LIST: RecordsList,
    Kind.JOINT_WITHIN: JointWithin,
    Kind.LONG_SPELL: LongSpell,
    Kind.DISTANCE: Distance,
    Kind.FOCUS_NOTE: FocusNote,
    Kind.FOLLOWED_BY: FollowedBy,
    Kind.STOP_AFTER_NO: StopAfterNo,
    Kind.ACTIVITY_GAP: ActivityGap,
    Kind.AFTER_REOPENING: AfterReopening,
} | {Kind(code): terms for code, terms in answers.TERMS_OF.items()}

ANSWERED_BY_ASK = frozenset(map(Kind, answers.TERMS_OF))
"""Kinds of which `ask` answers and `explain` does not."""

LISTS = frozenset({Kind.EMPTY_INTERVALS, Kind.ENDED_UNREFERRED, Kind.LONG_UNREFERRED, Kind.LONG_SPELL})
REMARKING = frozenset({Kind.FOCUS_NOTE, Kind.FOLLOWED_BY})
"""Kinds that make notes."""

SILENT = frozenset({Kind.ACTIVITY_SET, Kind.SAME_AS, Kind.RECORDS_LIST}) | ANSWERED_BY_ASK
"""Kinds that give a citizen no row of their own."""

WITHOUT_DUTY = LISTS | SILENT | {Kind.DISTANCE, Kind.FOCUS_NOTE}
"""Kinds that give no deadline, so that they need no family of duty."""

OF_OFFERS = frozenset({Kind.BEFORE_END, Kind.FOLLOWED_BY, Kind.STOP_AFTER_NO})
"""Kinds that judge offers and need no target group."""
