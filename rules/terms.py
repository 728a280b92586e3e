"""The numbers and choices of a rule, one dataclass for each kind. A kind's function reads exactly its own terms."""

from dataclasses import dataclass
from enum import StrEnum

from rules.dates import Span
from rules.vocabulary import (
    ActivityType,
    Anchor,
    ConsideredMatter,
    ConversationKind,
    JobBrokerAnswer,
    Party,
    Place,
    ReferredTo,
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
    not_before: Anchor | None = None
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
}
