"""Danish words for the vocabulary of the rules that `ask` answers, as they stand inside a sentence."""

from rules.answers.leading_terms import SheetColumn
from rules.answers.terms import Actor, AskedAs, CancelReason, ContactKind, JobKind, Practice, Record, Weight

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
    "practice": "Arbejdet med virksomheder",
    "weighing": "Overvejelser ved et tilbud",
    "record": "Registrering på borgeren",
    "possibility": "Tilbud, der kan overvejes",
    "picker": "Tilbud, der står først",
    "lacking": "Liste over borgere uden tilbud",
    "budget": "Forbrug af budgettet",
    "budget_line": "Bunden budgetlinje",
    "sheet": "Overblik over tilbud",
    "steps": "Trin mod job",
    "sector": "Andel efter sektor",
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

PRACTICES: dict[Practice, str] = {
    Practice.CALLS_BY_AREA: "ringelister deles efter område og ikke efter branche",
    Practice.CRISIS_LEFT_OUT: "virksomheder i brancher, der selv er ramt af krisen, udelades af ringelisterne",
    Practice.GROWTH_MARKED: "virksomheder, der vækster eller mangler arbejdskraft, kan søges frem for sig",
    Practice.MORE_VISITS: "antallet af virksomhedsbesøg øges fra måned til måned",
    Practice.MORE_ORDERS: "antallet af jobordrer og andelen, der besættes, øges fra måned til måned",
    Practice.OTHER_TRADES: "ledige uden job i deres jobmål får forslag om brancheskifte",
    Practice.DEMAND_LED: "fag, der er efterspurgt af virksomhederne, vises ved borgerens jobmål",
    Practice.COORDINATED: "arbejdet med virksomheder har en koordinator på tværs af afdelinger",
    Practice.JOBS_VISIBLE: "alle åbne job er synlige for ledige og for medarbejdere",
    Practice.ENQUIRY_OUTCOME: "en henvendelse fører til udvælgelse af kandidater eller et jobopslag",
    Practice.FAST_TRACK: "virksomheder kan bede om en hurtig samtale, før en medarbejder bliver sygemeldt",
    Practice.COURSES_FOR_SHORTAGE: "der laves målrettede forløb, hvor virksomheder har svært ved at rekruttere",
    Practice.ROTATION: "forløb kan også være jobrotation, voksenlærlinge og dobbelt kompetenceløft",
    Practice.MENTOR_COURSES: "virksomhedernes medarbejdere tilbydes mentorkurser",
    Practice.OWN_EMPLOYER: "kommunens egne arbejdspladser kan søges frem og tælles for sig",
    Practice.SHARED_RECRUITING: "job fra en fælles rekrutteringsservice kan søges frem for sig",
}

WEIGHTS: dict[Weight, str] = {Weight.NEEDS: "skal gives", Weight.WARNS: "bør gives"}

ASKED_AS: dict[AskedAs, str] = {
    AskedAs.ASSESSMENT: "den skriftlige vurdering",
    AskedAs.TEXT: "tekst",
    AskedAs.YES_NO: "ja eller nej",
    AskedAs.COMPETENCES: "faglige, personlige eller sociale kompetencer",
    AskedAs.DAY: "en dato",
}

RECORDS: dict[Record, str] = {
    Record.JOB_BROKER: "svaret på tilbuddet om jobformidler",
    Record.PARTIAL_RETURN: "en plan for delvis raskmelding eller grunden til, at den ikke er mulig",
    Record.TRAINING_TRACK: "behovet for en træningsbane",
}

SHEET_COLUMNS: dict[SheetColumn, str] = {
    SheetColumn.PRICE: "pris",
    SheetColumn.HOURS: "timer",
    SheetColumn.SUPPLIER: "leverandør",
}
