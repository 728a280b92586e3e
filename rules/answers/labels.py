"""Danish words for the vocabulary of the rules that `ask` answers, as they stand inside a sentence."""

from rules.answers.terms import Actor, CancelReason, ContactKind, JobKind

QUESTIONS: dict[str, str] = {
    "rate": "Rettidighed i en måned",
    "booking": "Booking af samtale",
    "cancellation": "Aflysning af samtaler",
    "plan": "Uddannelsesplan",
    "enquiry": "Henvendelse fra virksomhed",
    "call_list": "Ringeliste",
    "job_talk": "Job i samtalen",
    "candidate": "Kandidat på rekrutteringsanmodning",
    "freshness": "Opdatering af åbent job",
    "cooling_off": "Pause mellem kontakter",
    "membership": "Medlemmer af Code of Care",
    "mix": "Fordeling af påbegyndte tilbud",
}

CANCEL_REASONS: dict[CancelReason, str] = {
    CancelReason.EMPLOYEE_SICK: "rådgivers sygdom",
    CancelReason.NO_SUBSTITUTE: "manglende vikar",
    CancelReason.CITIZEN_PREVENTED: "borgerens forfald",
    CancelReason.COURSE_ENDED: "afsluttet forløb",
    CancelReason.OTHER: "andet",
}

ACTORS: dict[Actor, str] = {
    Actor.CASEWORKER: "rådgiver",
    Actor.TEAM_LEADER: "funktionsleder",
    Actor.SUBSTITUTE: "vikar",
}

CONTACT_KINDS: dict[ContactKind, str] = {
    ContactKind.VISIT: "besøg",
    ContactKind.PHONE: "opkald",
    ContactKind.PERSONAL_MAIL: "personlig mail",
    ContactKind.MASS_MAIL: "fællesmail",
    ContactKind.INCOMING: "henvendelse fra virksomheden",
}

JOB_KINDS: dict[JobKind, str] = {JobKind.ORDER: "jobordrer", JobKind.REQUEST: "rekrutteringsanmodninger"}
