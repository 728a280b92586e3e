"""Danish words for the vocabulary, used by screens and explanations alike."""

from rules.terms import ActivityWhen
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

TARGET_GROUPS: dict[TargetGroup, str] = {
    TargetGroup.INSURED_UNEMPLOYED: "A-dagpenge",
    TargetGroup.CASH_JOB_READY: "Kontanthjælp, jobparat",
    TargetGroup.CASH_ACTIVITY_READY: "Kontanthjælp, aktivitetsparat",
    TargetGroup.CASH_EDUCATION_READY: "Kontanthjælp, uddannelsesparat",
    TargetGroup.EDU_OBVIOUSLY_READY: "Uddannelseshjælp, åbenlyst uddannelsesparat",
    TargetGroup.EDU_READY: "Uddannelseshjælp, uddannelsesparat",
    TargetGroup.EDU_ACTIVITY_READY: "Uddannelseshjælp, aktivitetsparat",
    TargetGroup.SH_JOB_READY: "S&H-ydelse, jobparat",
    TargetGroup.SH_ACTIVITY_READY: "S&H-ydelse, aktivitetsparat",
    TargetGroup.TRANSITIONAL_JOB_READY: "Overgangsydelse, jobparat",
    TargetGroup.TRANSITIONAL_ACTIVITY_READY: "Overgangsydelse, aktivitetsparat",
    TargetGroup.SICK_WITH_EMPLOYER: "Sygedagpenge, med arbejdsgiver",
    TargetGroup.SICK_WITHOUT_EMPLOYER: "Sygedagpenge, uden arbejdsgiver",
    TargetGroup.JOB_CLARIFICATION: "Jobafklaringsforløb",
    TargetGroup.RESOURCE_COURSE: "Ressourceforløb",
    TargetGroup.REHABILITATION: "Revalidering",
    TargetGroup.FLEXJOB_UNEMPLOYED: "Ledighedsydelse",
    TargetGroup.FLEXJOB_EMPLOYED: "Fleksjob",
    TargetGroup.SELF_SUPPORTING: "Selvforsørgende",
    TargetGroup.DISABILITY_PENSION: "Førtidspension",
    TargetGroup.YOUTH_NO_BENEFIT: "Ung uden ydelse",
    TargetGroup.PUPIL: "Grundskoleelev",
    TargetGroup.FGU_STUDENT: "FGU-elev",
    TargetGroup.EMPLOYEE_PREVENTION: "Ansat før sygemelding (fast-track)",
}

PAUSE_REASONS: dict[PauseReason, str] = {
    PauseReason.EMPLOYMENT: "job",
    PauseReason.SICKNESS: "sygdom",
    PauseReason.OTHER_BENEFIT: "anden ydelse",
    PauseReason.HOLIDAY: "ferie",
    PauseReason.LEAVE: "orlov",
    PauseReason.EXEMPT: "fritaget",
    PauseReason.SUSPENSION: "suspendering",
}

CONVERSATION_KINDS: dict[ConversationKind, str] = {
    ConversationKind.JOBSAMTALE: "Jobsamtale",
    ConversationKind.JOINT_CONVERSATION: "Fællessamtale",
    ConversationKind.INTENSIVE_CONVERSATION: "Intensiv samtale",
    ConversationKind.INFORMATION_MEETING: "Informationsmøde",
    ConversationKind.CV_CONVERSATION: "CV-samtale",
    ConversationKind.VISITATION_CONVERSATION: "Visitationssamtale",
    ConversationKind.INTEGRATION_CONVERSATION: "Integrationssamtale",
    ConversationKind.THREE_PARTY_CONVERSATION: "Trepartssamtale",
    ConversationKind.SICK_FOLLOWUP: "Sygeopfølgning",
    ConversationKind.FAST_TRACK: "Fast-track-samtale",
    ConversationKind.OFFER_FOLLOWUP: "Opfølgning på tilbud",
    ConversationKind.PLACEMENT_FOLLOWUP: "Praktikopfølgning",
    ConversationKind.FLEXJOB_FOLLOWUP: "Fleksjobopfølgning",
    ConversationKind.STATUS_MEETING: "Statusmøde",
    ConversationKind.NETWORK_MEETING: "Netværksmøde",
    ConversationKind.HOME_VISIT: "Hjemmebesøg",
    ConversationKind.ARENA_MEETING: "Arenamøde",
    ConversationKind.REHABILITATION_TEAM: "Møde i rehabiliteringsteam",
    ConversationKind.GROUP_MEETING: "Gruppemøde",
    ConversationKind.JOB_CLUB_MEETING: "Jobklubmøde",
}

CONVERSATION_STATUSES: dict[ConversationStatus, str] = {
    ConversationStatus.BOOKED: "Booket",
    ConversationStatus.HELD: "Afholdt",
    ConversationStatus.CANCELLED: "Aflyst",
    ConversationStatus.NO_SHOW: "Udeblevet",
}

FORMS: dict[Form, str] = {
    Form.PERSONAL: "Fysisk",
    Form.PHONE: "Telefon",
    Form.VIDEO: "Video",
}

PARTIES: dict[Party, str] = {
    Party.JOBCENTER: "jobcenter",
    Party.A_KASSE: "a-kasse",
    Party.JOB_CONSULTANT: "jobkonsulent",
    Party.COMPANY: "virksomhed",
    Party.SUPPLIER: "leverandør",
}

REFERRED_TO: dict[ReferredTo, str] = {
    ReferredTo.JOB_CONSULTANT: "jobkonsulent",
    ReferredTo.JOB_BROKER: "jobformidler",
}

JOB_BROKER_ANSWERS: dict[JobBrokerAnswer, str] = {
    JobBrokerAnswer.ACCEPTED: "Tog imod jobformidler",
    JobBrokerAnswer.DECLINED: "Fravalgte jobformidler",
}

PLACES: dict[Place, str] = {
    Place.INDIVIDUAL: "individuel plads",
    Place.FIXED: "fast plads",
    Place.COMPANY_CENTRE: "virksomhedscenter",
    Place.OWN_WORKPLACE: "egen arbejdsplads",
}

SECTORS: dict[Sector, str] = {Sector.PRIVATE: "privat", Sector.PUBLIC: "offentlig"}

ACTIVITY_STATUSES: dict[ActivityStatus, str] = {
    ActivityStatus.PLANNED: "Planlagt",
    ActivityStatus.RUNNING: "I gang",
    ActivityStatus.ENDED: "Afsluttet",
    ActivityStatus.CANCELLED: "Annulleret",
}

ACTIVITY_FAMILIES: dict[ActivityFamily, str] = {
    ActivityFamily.BUSINESS: "Virksomhedsrettet tilbud",
    ActivityFamily.EDUCATION: "Ordinær uddannelse",
    ActivityFamily.GUIDANCE: "Øvrig vejledning og opkvalificering",
    ActivityFamily.MENTOR: "Mentor",
    ActivityFamily.OTHER: "Andet",
}

ACTIVITY_TYPES: dict[ActivityType, str] = {
    ActivityType.VIRKSOMHEDSPRAKTIK: "Virksomhedspraktik",
    ActivityType.WAGE_SUBSIDY: "Løntilskud",
    ActivityType.ORDINARY_HOURS: "Ordinære løntimer",
    ActivityType.SMALL_JOB: "Småjob",
    ActivityType.PARTIAL_RETURN: "Delvis raskmelding",
    ActivityType.NYTTEINDSATS: "Nytteindsats",
    ActivityType.VIRKSOMHEDSREVALIDERING: "Virksomhedsrevalidering",
    ActivityType.JOB_ROTATION: "Jobrotation",
    ActivityType.ADULT_APPRENTICESHIP: "Voksenlærling",
    ActivityType.PROTECTED_JOB: "KLAP-job eller skånejob",
    ActivityType.ORDINARY_EDUCATION: "Ordinær uddannelse",
    ActivityType.EDUCATION_BOOST: "Uddannelsesløft",
    ActivityType.SIX_WEEK_COURSE: "6 ugers jobrettet uddannelse",
    ActivityType.REGIONAL_POOL_COURSE: "Kursus fra den regionale uddannelsespulje",
    ActivityType.VOCATIONAL_EDUCATION_110: "Erhvervsuddannelse med 110 % dagpenge",
    ActivityType.AMU: "AMU-kursus",
    ActivityType.FGU: "FGU",
    ActivityType.BRIDGING: "Brobygning",
    ActivityType.FVU: "FVU",
    ActivityType.VEJLEDNING: "Vejledning og opkvalificering",
    ActivityType.DIGITAL_JOB_SEARCH: "Digital jobsøgning",
    ActivityType.JOBNET_CV: "Jobnet CV",
    ActivityType.JOB_CLUB: "Jobklub",
    ActivityType.SOCIAL_MEDIA_COURSE: "SO-ME-forløb",
    ActivityType.JOB_PAA_VEJ: "Job på Vej",
    ActivityType.COPING_COURSE: "Mestringsforløb",
    ActivityType.PSYCHOEDUCATION: "Psykoeducation",
    ActivityType.COACHING: "Coaching",
    ActivityType.MINDFULNESS: "Mindfulness",
    ActivityType.AKTIV_SYGEMELDT: "Aktiv Sygemeldt",
    ActivityType.MUNICIPAL_HEALTH_OFFER: "Kommunalt sundhedstilbud",
    ActivityType.EXPLORATION_COURSE: "Afsøgningsforløb",
    ActivityType.JOB_MATCHING_COURSE: "Jobformidlingsforløb",
    ActivityType.EDUCATION_MATCHING_COURSE: "Uddannelsesformidling",
    ActivityType.MENTAL_HEALTH_COURSE: "Mental Sundhed",
    ActivityType.WORKSHOP: "Workshop",
    ActivityType.SKILLS_CLARIFICATION: "Kompetenceafklaring",
    ActivityType.COMPETENCE_ASSESSMENT: "Individuel kompetencevurdering (IKV)",
    ActivityType.SPECIALISED_COURSE: "Specialiseret forløb",
    ActivityType.INTERNAL_MENTOR: "Intern mentor",
    ActivityType.EXTERNAL_MENTOR: "Ekstern mentor",
    ActivityType.COMPANY_MENTOR: "Virksomhedsmentor",
    ActivityType.DANISH_COURSE: "Danskuddannelse",
    ActivityType.PERSONAL_ASSISTANCE: "Personlig assistance",
    ActivityType.AIDS: "Hjælpemidler",
    ActivityType.WORKPLACE_ADAPTATION: "Arbejdspladsindretning",
    ActivityType.ICEBREAKER: "Isbryder",
    ActivityType.PREFERENTIAL_ACCESS: "Fortrinsadgang",
}

FAMILIES: dict[Family, str] = {
    Family.CONVERSATION: "Samtale",
    Family.REFERRAL: "Visitation",
    Family.OFFER: "Tilbud",
    Family.EXTENSION: "Forlængelse",
}

SEVERITIES: dict[Severity, str] = {
    Severity.STATUTE: "lovkrav",
    Severity.POLICY: "kommunal politik",
    Severity.RECOMMENDATION: "anbefaling",
    Severity.INFORMATION: "oplysning",
}

CATEGORIES: dict[Category, str] = {
    Category.DEADLINE: "frist",
    Category.CADENCE: "samtalekadence",
    Category.GATE: "godkendelse",
    Category.VALIDATION: "kontrol af tilbud",
    Category.PROHIBITION: "forbud",
    Category.LIST: "prioriteret liste",
    Category.METRIC: "nøgletal",
    Category.PROCESS: "arbejdsgang",
}

RULE_STATUSES: dict[RuleStatus, str] = {RuleStatus.CONFIRMED: "bekræftet", RuleStatus.UNVERIFIED: "ikke bekræftet"}

STATUSES: dict[Status, str] = {
    Status.FULFILLED: "Rettidig",
    Status.FULFILLED_LATE: "For sent",
    Status.MISSED: "Ikke nået",
    Status.SUPERSEDED: "Bortfaldet",
    Status.OVERDUE: "Overskredet",
    Status.PAUSED: "Suspenderet",
    Status.DUE_SOON: "Forfalder snart",
    Status.PENDING: "Ikke forfalden",
}

ANCHORS: dict[str, str] = {
    Anchor.FIRST_UNEMPLOYED_ON: "Første ledighedsdag",
    Anchor.FIRST_ABSENCE_ON: "Første fraværsdag",
    Anchor.VISITED_ON: "Visiteret",
    Anchor.RESIDENCE_PERMIT_ON: "Opholdstilladelse modtaget",
    Anchor.COURSE_START: "Forløbet startede",
    Anchor.TARGET_GROUP_START: "Første dag i målgruppen",
    "last_day_of_offer": "Tilbuddets sidste dag",
    "last_countable_day": "Sidste dag i tællende tilbud",
    "hand_set_on": "Næste samtale aftalt",
    "follow_up_no": "Opfølgning med nej",
    "reopening": "Genåbning",
    "after_suspension": "Suspendering ophørt",
}

ACTIVITY_WHEN: dict[ActivityWhen, str] = {
    ActivityWhen.STARTED: "der er begyndt",
    ActivityWhen.RUNNING_ON_DUE: "i gang på fristdagen",
}

CONSIDERED_MATTERS: dict[ConsideredMatter, str] = {
    ConsideredMatter.PLACEMENT: "praktik",
    ConsideredMatter.PARTIAL_RETURN: "delvis raskmelding",
    ConsideredMatter.TRAINING_TRACK: "træningsbane",
}


def within_sentence(word: str) -> str:
    """A label as it stands within a sentence: intensiv samtale · AMU-kursus."""
    return word if word[:2].isupper() else word[0].lower() + word[1:]


MET_BY: dict[str, str] = {
    "conversation": "afholdt samtale",
    "conversation:personal": "afholdt fysisk samtale",
    "conversation:phone": "afholdt telefonsamtale",
    "conversation:video": "afholdt videosamtale",
    "referral:job_consultant": "visitation til jobkonsulent",
    "referral:job_broker": "tilknyttet jobformidler",
    "consideration:placement": "praktik overvejet",
    "consideration:partial_return": "delvis raskmelding overvejet",
    "consideration:training_track": "behov for træningsbane skrevet",
    "agreement": "aftale med en virksomhed",
    "extension_decision": "beslutning om forlængelse",
    "offer_ended": "tilbuddets sidste dag",
}
MET_BY |= {f"conversation:{code}": f"afholdt samtale med {word}" for code, word in PARTIES.items()}
MET_BY |= {f"conversation:{code}": within_sentence(word) for code, word in CONVERSATION_KINDS.items()}
MET_BY |= {f"activity:{code}": within_sentence(word) for code, word in ACTIVITY_TYPES.items()}
"""What fulfilled a deadline, by the code in its trace."""

MISSING_FACTS: dict[str, str] = {
    "target_group": "Vælg målgruppe",
    "course_start": "Udfyld forløbets startdag",
    "first_unemployed_on": "Udfyld første ledighedsdag",
    "first_absence_on": "Udfyld første fraværsdag",
    "visited_on": "Udfyld visitationsdag",
    "residence_permit_on": "Udfyld dag for opholdstilladelse",
    "job_broker": "Registrér svar om jobformidler",
    "next_conversation_on": "Aftal dag for næste samtale",
    "to": "Udfyld tilbuddets sidste dag",
    "born_on": "Udfyld fødselsdag",
    "expected_recovery_on": "Udfyld dag for forventet raskmelding",
    "progress": "Svar på, om der er progression",
    "keeps_agreement": "Svar på, om aftalen overholdes",
    "reopening": "Angiv dagen for genåbningen",
}
"""What to do about the missing fact of a gap, in the words of the screen."""
