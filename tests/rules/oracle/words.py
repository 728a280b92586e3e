"""The sets of words that the catalogue uses, typed from its sections 2, 4 and 5."""

JOB_READY = {"insured_unemployed", "cash_job_ready", "sh_job_ready", "transitional_job_ready"}
ACTIVITY_READY = {"cash_activity_ready", "edu_activity_ready", "sh_activity_ready", "transitional_activity_ready"}
SICK = {"sick_with_employer", "sick_without_employer"}
EDU = {"edu_obviously_ready", "edu_ready", "edu_activity_ready"}
CASH = {"cash_job_ready", "cash_activity_ready", "cash_education_ready"}
OWING = JOB_READY | ACTIVITY_READY | SICK | EDU | CASH | {
    "job_clarification", "resource_course", "rehabilitation", "flexjob_unemployed",
}  # fmt: skip
NEAR = JOB_READY | {"flexjob_unemployed", "edu_obviously_ready"}
FAR_AWAY = ACTIVITY_READY | {
    "cash_education_ready", "edu_ready", "job_clarification", "resource_course", "rehabilitation",
}  # fmt: skip

BUSINESS = {"virksomhedspraktik", "wage_subsidy", "ordinary_hours", "small_job", "partial_return"}
ALL_BUSINESS = BUSINESS | {
    "nytteindsats", "virksomhedsrevalidering", "job_rotation", "adult_apprenticeship", "protected_job",
}  # fmt: skip
COUNTED_EDUCATION = {
    "ordinary_education", "education_boost", "six_week_course", "regional_pool_course", "vocational_education_110",
    "amu", "fgu",
}  # fmt: skip
EDUCATION = COUNTED_EDUCATION | {"bridging", "fvu"}
COUNTABLE = BUSINESS | COUNTED_EDUCATION
GUIDANCE = {
    "vejledning", "digital_job_search", "jobnet_cv", "job_club", "social_media_course", "job_paa_vej", "coping_course",
    "psychoeducation", "coaching", "mindfulness", "aktiv_sygemeldt", "municipal_health_offer", "exploration_course",
    "job_matching_course", "education_matching_course", "mental_health_course", "workshop", "skills_clarification",
    "competence_assessment", "specialised_course",
}  # fmt: skip
EXTENDABLE = GUIDANCE | {"external_mentor"}
ACTIVE = ALL_BUSINESS | EDUCATION | GUIDANCE

TALKS = {"jobsamtale", "joint_conversation", "intensive_conversation"}
PHYSICAL = TALKS | {"integration_conversation", "status_meeting", "offer_followup"}
INSURED_STOPS = {"employment", "sickness", "other_benefit", "holiday", "leave", "suspension"}
LES = {"leave", "exempt", "suspension"}
NUMBERS = {1: "BRO18-10", 2: "BRO18-12", 3: "BRO18-15", 4: "BRO18-17", 5: "BRO18-18", 6: "BRO18-20"}
SLOTS = {*NUMBERS.values(), "BRO18-01", "BRO18-02", "RUD21-19"}
