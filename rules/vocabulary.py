"""The closed vocabulary of the rules. Identifiers only; the Danish words stand in `rules.labels`."""

from enum import StrEnum


class TargetGroup(StrEnum):
    """Målgruppe: a citizen is in exactly one at a time."""

    INSURED_UNEMPLOYED = "insured_unemployed"
    CASH_JOB_READY = "cash_job_ready"
    CASH_ACTIVITY_READY = "cash_activity_ready"
    CASH_EDUCATION_READY = "cash_education_ready"
    EDU_OBVIOUSLY_READY = "edu_obviously_ready"
    EDU_READY = "edu_ready"
    EDU_ACTIVITY_READY = "edu_activity_ready"
    SH_JOB_READY = "sh_job_ready"
    SH_ACTIVITY_READY = "sh_activity_ready"
    TRANSITIONAL_JOB_READY = "transitional_job_ready"
    TRANSITIONAL_ACTIVITY_READY = "transitional_activity_ready"
    SICK_WITH_EMPLOYER = "sick_with_employer"
    SICK_WITHOUT_EMPLOYER = "sick_without_employer"
    JOB_CLARIFICATION = "job_clarification"
    RESOURCE_COURSE = "resource_course"
    REHABILITATION = "rehabilitation"
    FLEXJOB_UNEMPLOYED = "flexjob_unemployed"
    FLEXJOB_EMPLOYED = "flexjob_employed"
    SELF_SUPPORTING = "self_supporting"
    DISABILITY_PENSION = "disability_pension"
    YOUTH_NO_BENEFIT = "youth_no_benefit"
    PUPIL = "pupil"
    FGU_STUDENT = "fgu_student"
    EMPLOYEE_PREVENTION = "employee_prevention"


class PauseReason(StrEnum):
    """Why a clock may stand still (A-30 says which clocks)."""

    EMPLOYMENT = "employment"
    SICKNESS = "sickness"
    OTHER_BENEFIT = "other_benefit"
    HOLIDAY = "holiday"
    LEAVE = "leave"
    EXEMPT = "exempt"
    SUSPENSION = "suspension"


class ConversationKind(StrEnum):
    """Kinds of talk; which of them count is data of the rule (A-07)."""

    JOBSAMTALE = "jobsamtale"
    JOINT_CONVERSATION = "joint_conversation"
    INTENSIVE_CONVERSATION = "intensive_conversation"
    INFORMATION_MEETING = "information_meeting"
    CV_CONVERSATION = "cv_conversation"
    VISITATION_CONVERSATION = "visitation_conversation"
    INTEGRATION_CONVERSATION = "integration_conversation"
    THREE_PARTY_CONVERSATION = "three_party_conversation"
    SICK_FOLLOWUP = "sick_followup"
    FAST_TRACK = "fast_track"
    OFFER_FOLLOWUP = "offer_followup"
    PLACEMENT_FOLLOWUP = "placement_followup"
    FLEXJOB_FOLLOWUP = "flexjob_followup"
    STATUS_MEETING = "status_meeting"
    NETWORK_MEETING = "network_meeting"
    HOME_VISIT = "home_visit"
    ARENA_MEETING = "arena_meeting"
    REHABILITATION_TEAM = "rehabilitation_team"
    GROUP_MEETING = "group_meeting"
    JOB_CLUB_MEETING = "job_club_meeting"


class ConversationStatus(StrEnum):
    """Only a held conversation fulfils anything (C10)."""

    BOOKED = "booked"
    HELD = "held"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Form(StrEnum):
    PERSONAL = "personal"
    PHONE = "phone"
    VIDEO = "video"


class Party(StrEnum):
    """Who holds a conversation, or who takes part in it."""

    JOBCENTER = "jobcenter"
    A_KASSE = "a_kasse"
    JOB_CONSULTANT = "job_consultant"
    COMPANY = "company"
    SUPPLIER = "supplier"


class ReferredTo(StrEnum):
    JOB_CONSULTANT = "job_consultant"
    JOB_BROKER = "job_broker"


class JobBrokerAnswer(StrEnum):
    """The citizen's answer to the offered jobformidler (A-26)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class ConsideredMatter(StrEnum):
    """What is written down as considered; the rules of deadlines read the placement alone."""

    PLACEMENT = "placement"
    PARTIAL_RETURN = "partial_return"
    TRAINING_TRACK = "training_track"


class SpecialNeed(StrEnum):
    AUTISM = "autism"
    VERY_SPECIAL = "very_special"


class Insurance(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"


class Place(StrEnum):
    """Kind of place of a company placement (REB23-40)."""

    INDIVIDUAL = "individual"
    FIXED = "fixed"
    COMPANY_CENTRE = "company_centre"
    OWN_WORKPLACE = "own_workplace"


class Sector(StrEnum):
    PRIVATE = "private"
    PUBLIC = "public"


class ActivityStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class ActivityFamily(StrEnum):
    """The families of offers (REB23-14); `other` has neither colour nor countability."""

    BUSINESS = "business"
    EDUCATION = "education"
    GUIDANCE = "guidance"
    MENTOR = "mentor"
    OTHER = "other"


class ActivityType(StrEnum):
    """Types of offers. Which of them are countable or business-oriented is data of the policy (REB23-04, A-63)."""

    family: ActivityFamily

    def __new__(cls, code: str, family: ActivityFamily) -> "ActivityType":
        member = str.__new__(cls, code)
        member._value_ = code
        member.family = family
        return member

    VIRKSOMHEDSPRAKTIK = "virksomhedspraktik", ActivityFamily.BUSINESS
    WAGE_SUBSIDY = "wage_subsidy", ActivityFamily.BUSINESS
    ORDINARY_HOURS = "ordinary_hours", ActivityFamily.BUSINESS
    SMALL_JOB = "small_job", ActivityFamily.BUSINESS
    PARTIAL_RETURN = "partial_return", ActivityFamily.BUSINESS
    NYTTEINDSATS = "nytteindsats", ActivityFamily.BUSINESS
    VIRKSOMHEDSREVALIDERING = "virksomhedsrevalidering", ActivityFamily.BUSINESS
    JOB_ROTATION = "job_rotation", ActivityFamily.BUSINESS
    ADULT_APPRENTICESHIP = "adult_apprenticeship", ActivityFamily.BUSINESS
    PROTECTED_JOB = "protected_job", ActivityFamily.BUSINESS
    ORDINARY_EDUCATION = "ordinary_education", ActivityFamily.EDUCATION
    EDUCATION_BOOST = "education_boost", ActivityFamily.EDUCATION
    SIX_WEEK_COURSE = "six_week_course", ActivityFamily.EDUCATION
    REGIONAL_POOL_COURSE = "regional_pool_course", ActivityFamily.EDUCATION
    VOCATIONAL_EDUCATION_110 = "vocational_education_110", ActivityFamily.EDUCATION
    AMU = "amu", ActivityFamily.EDUCATION
    FGU = "fgu", ActivityFamily.EDUCATION
    BRIDGING = "bridging", ActivityFamily.EDUCATION
    FVU = "fvu", ActivityFamily.EDUCATION
    VEJLEDNING = "vejledning", ActivityFamily.GUIDANCE
    DIGITAL_JOB_SEARCH = "digital_job_search", ActivityFamily.GUIDANCE
    JOBNET_CV = "jobnet_cv", ActivityFamily.GUIDANCE
    JOB_CLUB = "job_club", ActivityFamily.GUIDANCE
    SOCIAL_MEDIA_COURSE = "social_media_course", ActivityFamily.GUIDANCE
    JOB_PAA_VEJ = "job_paa_vej", ActivityFamily.GUIDANCE
    COPING_COURSE = "coping_course", ActivityFamily.GUIDANCE
    PSYCHOEDUCATION = "psychoeducation", ActivityFamily.GUIDANCE
    COACHING = "coaching", ActivityFamily.GUIDANCE
    MINDFULNESS = "mindfulness", ActivityFamily.GUIDANCE
    AKTIV_SYGEMELDT = "aktiv_sygemeldt", ActivityFamily.GUIDANCE
    MUNICIPAL_HEALTH_OFFER = "municipal_health_offer", ActivityFamily.GUIDANCE
    EXPLORATION_COURSE = "exploration_course", ActivityFamily.GUIDANCE
    JOB_MATCHING_COURSE = "job_matching_course", ActivityFamily.GUIDANCE
    EDUCATION_MATCHING_COURSE = "education_matching_course", ActivityFamily.GUIDANCE
    MENTAL_HEALTH_COURSE = "mental_health_course", ActivityFamily.GUIDANCE
    WORKSHOP = "workshop", ActivityFamily.GUIDANCE
    SKILLS_CLARIFICATION = "skills_clarification", ActivityFamily.GUIDANCE
    COMPETENCE_ASSESSMENT = "competence_assessment", ActivityFamily.GUIDANCE
    SPECIALISED_COURSE = "specialised_course", ActivityFamily.GUIDANCE
    INTERNAL_MENTOR = "internal_mentor", ActivityFamily.MENTOR
    EXTERNAL_MENTOR = "external_mentor", ActivityFamily.MENTOR
    COMPANY_MENTOR = "company_mentor", ActivityFamily.MENTOR
    DANISH_COURSE = "danish_course", ActivityFamily.OTHER
    PERSONAL_ASSISTANCE = "personal_assistance", ActivityFamily.OTHER
    AIDS = "aids", ActivityFamily.OTHER
    WORKPLACE_ADAPTATION = "workplace_adaptation", ActivityFamily.OTHER
    ICEBREAKER = "icebreaker", ActivityFamily.OTHER
    PREFERENTIAL_ACCESS = "preferential_access", ActivityFamily.OTHER


class DutySuspensionReason(StrEnum):
    LESS_INTENSIVE_EFFORT = "less_intensive_effort"
    WORK_DUTY = "work_duty"
    LEAVE = "leave"


class PaymentKind(StrEnum):
    DAGPENGE = "dagpenge"
    WAGE_SUBSIDY = "wage_subsidy"


class Family(StrEnum):
    """Families of duty that a profile may demand of a target group (A-66)."""

    CONVERSATION = "conversation"
    REFERRAL = "referral"
    OFFER = "offer"
    EXTENSION = "extension"


class Severity(StrEnum):
    STATUTE = "statute"
    POLICY = "policy"
    RECOMMENDATION = "recommendation"
    INFORMATION = "information"


class Category(StrEnum):
    """What a rule of the rule book is about."""

    DEADLINE = "deadline"
    CADENCE = "cadence"
    GATE = "gate"
    VALIDATION = "validation"
    PROHIBITION = "prohibition"
    LIST = "list"
    METRIC = "metric"
    PROCESS = "process"


class RuleStatus(StrEnum):
    """An unverified rule says "ikke bekræftet" beside its date everywhere."""

    CONFIRMED = "confirmed"
    UNVERIFIED = "unverified"


class PhaseIn(StrEnum):
    """Whom a later version of a rule binds."""

    NEW_COURSES = "new_courses"
    ALL_OPEN = "all_open"
    AFTER_NEXT_EVENT = "after_next_event"


class Status(StrEnum):
    """Standing of a deadline on a day, in the order of precedence of C9."""

    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled_late"
    MISSED = "missed"
    SUPERSEDED = "superseded"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DUE_SOON = "due_soon"
    PENDING = "pending"


class Anchor(StrEnum):
    """The event from which a clock runs."""

    FIRST_UNEMPLOYED_ON = "first_unemployed_on"
    FIRST_ABSENCE_ON = "first_absence_on"
    VISITED_ON = "visited_on"
    RESIDENCE_PERMIT_ON = "residence_permit_on"
    COURSE_START = "course_start"
    TARGET_GROUP_START = "target_group_start"
