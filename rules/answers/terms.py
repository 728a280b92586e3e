"""The numbers and choices of the rules that `ask` answers, one dataclass for each kind."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.answers.leading_terms import BoundLines, BudgetPace, OfferLacking, OfferMix, OfferSheet, SectorShare
from rules.dates import Span
from rules.gates.vocabulary import Role
from rules.vocabulary import ActivityType, ConversationKind, Place, TargetGroup


class CancelReason(StrEnum):
    """Why a booked conversation is to be cancelled or moved."""

    EMPLOYEE_SICK = "employee_sick"
    NO_SUBSTITUTE = "no_substitute"
    CITIZEN_PREVENTED = "citizen_prevented"
    COURSE_ENDED = "course_ended"
    OTHER = "other"


class Actor(StrEnum):
    """Who acts on a booked conversation."""

    CASEWORKER = "caseworker"
    TEAM_LEADER = "team_leader"
    SUBSTITUTE = "substitute"


class ContactKind(StrEnum):
    """How a company was in touch with the municipality (A-53)."""

    VISIT = "visit"
    PHONE = "phone"
    PERSONAL_MAIL = "personal_mail"
    MASS_MAIL = "mass_mail"
    INCOMING = "incoming"


class JobKind(StrEnum):
    """What companies have told us about a job."""

    ORDER = "order"
    REQUEST = "request"


class RequestMode(StrEnum):
    """Who puts candidates on a recruitment request (REBGEN-55)."""

    SELF = "self"
    SEARCHED = "searched"


class Practice(StrEnum):
    """Ways of working with companies and their jobs that a municipality may have decided on."""

    CALLS_BY_AREA = "calls_by_area"
    CRISIS_LEFT_OUT = "crisis_left_out"
    GROWTH_MARKED = "growth_marked"
    MORE_VISITS = "more_visits"
    MORE_ORDERS = "more_orders"
    OTHER_TRADES = "other_trades"
    DEMAND_LED = "demand_led"
    COORDINATED = "coordinated"
    JOBS_VISIBLE = "jobs_visible"
    ENQUIRY_OUTCOME = "enquiry_outcome"
    FAST_TRACK = "fast_track"
    COURSES_FOR_SHORTAGE = "courses_for_shortage"
    ROTATION = "rotation"
    MENTOR_COURSES = "mentor_courses"
    OWN_EMPLOYER = "own_employer"
    SHARED_RECRUITING = "shared_recruiting"


class Weight(StrEnum):
    """Whether an answer must be given, or its lack is only remarked."""

    NEEDS = "needs"
    WARNS = "warns"


class AskedAs(StrEnum):
    """How a question about an offer is answered. Several rules may ask for parts of the one written assessment."""

    ASSESSMENT = "assessment"
    TEXT = "text"
    YES_NO = "yes_no"
    COMPETENCES = "competences"
    DAY = "day"


class Record(StrEnum):
    """What is to be written down about a citizen."""

    JOB_BROKER = "job_broker"
    PARTIAL_RETURN = "partial_return"
    TRAINING_TRACK = "training_track"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeliness:
    """The share of due slots held in time: number k and its interval, which the rule `of` counts (A-06)."""

    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationFirst:
    """An information meeting lies before the first conversation (BRO18-09)."""

    meeting: ConversationKind
    before: ConversationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalNumber:
    """Conversation `number` of the course is personal; from `advisory_from` that is a warning."""

    number: int
    kinds: frozenset[ConversationKind]
    advisory_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalBeforeActivity:
    """A personal conversation in the span `within` before an offer starts; from `advisory_from` a warning (A-59)."""

    within: Span
    kinds: frozenset[ConversationKind]
    advisory_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverCancelled:
    """A booked conversation is not cancelled for `reasons`; `mover` may move it for `move_reasons` (BRO18-08)."""

    reasons: frozenset[CancelReason]
    mover: Actor
    move_reasons: frozenset[CancelReason]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUnderAge:
    """An education plan for everybody younger than `under_age` years."""

    under_age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ElapsedHours:
    """Contact within `hours` elapsed hours; with `working_days` the days off do not count (A-32)."""

    hours: int
    working_days: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactList:
    """Companies without contact of these kinds for `within` (A-53)."""

    within: Span
    kinds: frozenset[ContactKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsInTalk:
    """Open jobs of these kinds that fit a job goal are taken up in the conversation."""

    jobs: frozenset[JobKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateAllowed:
    """Candidates are put on a request until its deadline, by these roles in each of its modes."""

    self_by: frozenset[Role]
    searched_by: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFresh:
    """Somebody makes sure of an open job again `within` after the last time."""

    within: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CoolingOff:
    """Contacts of these kinds in the last `within` are told before another one is made."""

    within: Span
    kinds: frozenset[ContactKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipGoal:
    """From `baseline` to `goal` member companies by a day."""

    baseline: int
    goal: int
    reached_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPractice:
    """The municipality works with companies in this way; without the row it does not."""

    way: Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKept:
    """The record is kept of the citizens of the groups: `within` after the first day of absence where that is given,
    and told before it from `warn_after` on."""

    record: Record
    warn_after: Span | None = None
    within: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthConsidering:
    """Offers that may be considered for the citizens of the groups; `text` says when."""

    activities: frozenset[ActivityType]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an order: offers of these types, on these kinds of place; with `beside` only while an offer of
    those types runs, and then the places are those of the other offer. `text` says the step in fewer words."""

    activities: frozenset[ActivityType]
    places: frozenset[Place] | None = None
    beside: frozenset[ActivityType] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Offers in the order in which they are tried; who chooses a later one says why the earlier are not possible.

    With `rest` every other offer comes last. `text` is a condition that only the caseworker can judge.
    """

    weight: Weight
    first: Step
    second: Step | None = None
    third: Step | None = None
    fourth: Step | None = None
    fifth: Step | None = None
    rest: bool = False
    under_age: int | None = None
    text: str | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        found = (self.first, self.second, self.third, self.fourth, self.fifth)
        return tuple(step for step in found if step is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consideration:
    """A question that is answered when an offer is given: of these types or of any, on these kinds of place or on any,
    to citizens under an age, or only where it is bought of another supplier than that of the catalogue, or of the
    supplier that is named."""

    text: str
    asked_as: AskedAs
    weight: Weight
    activities: frozenset[ActivityType] | None = None
    places: frozenset[Place] | None = None
    under_age: int | None = None
    elsewhere: bool = False
    supplier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """These offers are given to the groups of the row alone, and where there is a `text` only after a yes to it."""

    activities: frozenset[ActivityType]
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFirst:
    """These offers stand first where an offer is chosen; for the groups `far` from a job `far_activities` do."""

    activities: frozenset[ActivityType]
    far: frozenset[TargetGroup] | None = None
    far_activities: frozenset[ActivityType] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSteps:
    """Up to seven steps in words, in order."""

    first: str
    second: str
    third: str | None = None
    fourth: str | None = None
    fifth: str | None = None
    sixth: str | None = None
    seventh: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder(NamedSteps):
    """Steps towards an ordinary job, the lowest first; each citizen of the groups stands on one (A-48)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification(NamedSteps):
    """Steps in the order in which they are tried; a later one is chosen only when the earlier are not possible."""


AnswerTerms = (
    Timeliness
    | InformationFirst
    | PersonalNumber
    | PersonalBeforeActivity
    | NeverCancelled
    | PlanUnderAge
    | ElapsedHours
    | ContactList
    | JobsInTalk
    | CandidateAllowed
    | KeptFresh
    | CoolingOff
    | MembershipGoal
    | CompanyPractice
    | RecordKept
    | WorthConsidering
    | OfferLacking
    | BudgetPace
    | BoundLines
    | OfferSheet
    | SectorShare
    | OfferMix
    | Order
    | Consideration
    | Eligibility
    | ListedFirst
    | Ladder
    | Clarification
)

TERMS_OF: dict[str, type[AnswerTerms]] = {
    "timeliness": Timeliness,
    "information_first": InformationFirst,
    "personal_number": PersonalNumber,
    "personal_before_activity": PersonalBeforeActivity,
    "never_cancelled": NeverCancelled,
    "plan_under_age": PlanUnderAge,
    "elapsed_hours": ElapsedHours,
    "contact_list": ContactList,
    "jobs_in_talk": JobsInTalk,
    "candidate_allowed": CandidateAllowed,
    "kept_fresh": KeptFresh,
    "cooling_off": CoolingOff,
    "membership_goal": MembershipGoal,
    "company_practice": CompanyPractice,
    "record_kept": RecordKept,
    "worth_considering": WorthConsidering,
    "offer_lacking": OfferLacking,
    "budget_pace": BudgetPace,
    "bound_lines": BoundLines,
    "offer_sheet": OfferSheet,
    "sector_share": SectorShare,
    "offer_mix": OfferMix,
    "order": Order,
    "consideration": Consideration,
    "eligibility": Eligibility,
    "listed_first": ListedFirst,
    "ladder": Ladder,
    "clarification": Clarification,
}
"""The terms of each of these kinds, by its code."""
