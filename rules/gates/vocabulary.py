"""The closed vocabulary of offers and their verdicts. The Danish words stand in `rules.gates.labels`."""

from enum import StrEnum


class Colour(StrEnum):
    """Colour of an offer for a target group, the least strict first (A-16)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Result(StrEnum):
    """What one rule says of an offer, the least strict first."""

    OK = "ok"
    WARNING = "warning"
    NEEDS = "needs"
    BLOCKS = "blocks"


class Decision(StrEnum):
    """What all rules together say of an offer."""

    ACCEPTED = "accepted"
    NEEDS_APPROVAL = "needs_approval"
    REFUSED = "refused"


class Goal(StrEnum):
    JOB = "job"
    EDUCATION = "education"


class DecidedBy(StrEnum):
    """Who decides on the offer."""

    CASEWORKER = "caseworker"
    JOB_CONSULTANT = "job_consultant"
    ADMINISTRATION = "administration"
    TEAM_LEADER = "team_leader"


class AgreementKind(StrEnum):
    FUNCTIONAL_LEADER_DISCUSSION = "functional_leader_discussion"
    FUNCTIONAL_LEADER_AGREEMENT = "functional_leader_agreement"
    EXTENSION_DISCUSSION = "extension_discussion"
    THREE_PARTY_CONVERSATION = "three_party_conversation"


class AgreementOutcome(StrEnum):
    APPROVED = "approved"
    REFUSED = "refused"


class Ground(StrEnum):
    """Why an offer that is never used may be used once after all (A-69)."""

    SUPERIOR_AUTHORITY = "superior_authority"
    STATUTORY_RIGHT = "statutory_right"


class Forum(StrEnum):
    """Where an extension was discussed: the team, the makkerskab, or a sparringsmøde."""

    TEAM = "team"
    PAIRING = "pairing"
    SPARRING = "sparring"


class Role(StrEnum):
    """Who was present at an agreement."""

    CASEWORKER = "caseworker"
    JOB_CONSULTANT = "job_consultant"
    JOB_BROKER = "job_broker"
    SPECIALIST = "specialist"
    TEAM_LEADER = "team_leader"
    ADMINISTRATION = "administration"
    SUBSTITUTE = "substitute"
    COMPANY_DUTY = "company_duty"
    SUPPLIER_CONSULTANT = "supplier_consultant"
