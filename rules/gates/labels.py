"""Danish words for the vocabulary of offers."""

from rules.gates.vocabulary import AgreementKind, Colour, DecidedBy, Decision, Forum, Goal, Ground, Result, Role

COLOURS: dict[Colour, str] = {Colour.GREEN: "grøn", Colour.YELLOW: "gul", Colour.RED: "rød"}

RESULTS: dict[Result, str] = {
    Result.OK: "I orden",
    Result.WARNING: "Bemærk",
    Result.NEEDS: "Mangler",
    Result.BLOCKS: "Stopper",
}

DECISIONS: dict[Decision, str] = {
    Decision.ACCEPTED: "Kan bevilges",
    Decision.NEEDS_APPROVAL: "Kræver godkendelse",
    Decision.REFUSED: "Kan ikke bevilges",
}

GOALS: dict[Goal, str] = {Goal.JOB: "job", Goal.EDUCATION: "uddannelse"}

DECIDED_BY: dict[DecidedBy, str] = {
    DecidedBy.CASEWORKER: "rådgiver",
    DecidedBy.JOB_CONSULTANT: "jobkonsulent",
    DecidedBy.ADMINISTRATION: "administration",
    DecidedBy.TEAM_LEADER: "funktionsleder",
}

GROUNDS: dict[Ground, str] = {
    Ground.SUPERIOR_AUTHORITY: "afgørelse fra en højere myndighed",
    Ground.STATUTORY_RIGHT: "lovbestemt ret",
}

FORUMS: dict[Forum, str] = {Forum.TEAM: "team", Forum.PAIRING: "makkerskab", Forum.SPARRING: "sparringsmøde"}

ROLES: dict[Role, str] = {
    Role.CASEWORKER: "rådgiver",
    Role.JOB_CONSULTANT: "jobkonsulent",
    Role.JOB_BROKER: "jobformidler",
    Role.SPECIALIST: "fagkonsulent",
    Role.TEAM_LEADER: "funktionsleder",
    Role.ADMINISTRATION: "administration",
    Role.SUBSTITUTE: "vikar",
    Role.COMPANY_DUTY: "virksomhedsvagt",
    Role.SUPPLIER_CONSULTANT: "leverandørens konsulent",
}

AGREEMENTS: dict[AgreementKind, str] = {
    AgreementKind.FUNCTIONAL_LEADER_DISCUSSION: "drøftelse med funktionsleder",
    AgreementKind.FUNCTIONAL_LEADER_AGREEMENT: "aftale med funktionsleder",
    AgreementKind.EXTENSION_DISCUSSION: "drøftelse af forlængelsen",
    AgreementKind.THREE_PARTY_CONVERSATION: "trepartssamtale",
}
