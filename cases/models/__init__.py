from cases.models.candidates import Candidate, CandidateResult
from cases.models.citizens import Citizen, CitizenNumber
from cases.models.course import Case, CaseDetail, DetailKey, Pause, Responsibility, TargetGroupPeriod
from cases.models.deadlines import Deadline, Gap, Listing, Notice
from cases.models.dispensations import Dispensation
from cases.models.documents import Document, DocumentContent
from cases.models.events import Activity, Consideration, Conversation, NextConversation, Referral
from cases.models.fact import Fact
from cases.models.goals import JobGoal
from cases.models.grant_claims import GrantCost, GrantSeat
from cases.models.grant_documents import GrantDocument
from cases.models.grant_life import GrantDiscussion, GrantFollowUp, GrantNotExtended
from cases.models.grant_questions import GrantQuestion
from cases.models.grant_undone import UndoneDecision
from cases.models.grants import Grant, GrantQuote, GrantStatus
from cases.models.groups import TargetGroup
from cases.models.rule_versions import RuleProfile, RuleVersion
from cases.models.runs import Draft, ImportedRow, ImportRun, SweepFailure, SweepRun
from cases.models.sparring import AgendaCase, SparringOutcome
from cases.models.steps import ClarifiedStep, LadderStep
from cases.models.weighed import WeighedAnswer

__all__ = [
    "Activity",
    "AgendaCase",
    "Candidate",
    "CandidateResult",
    "Case",
    "CaseDetail",
    "Citizen",
    "CitizenNumber",
    "ClarifiedStep",
    "Consideration",
    "Conversation",
    "Deadline",
    "DetailKey",
    "Dispensation",
    "Document",
    "DocumentContent",
    "Draft",
    "Fact",
    "Gap",
    "Grant",
    "GrantCost",
    "GrantDiscussion",
    "GrantDocument",
    "GrantFollowUp",
    "GrantNotExtended",
    "GrantQuestion",
    "GrantQuote",
    "GrantSeat",
    "GrantStatus",
    "ImportRun",
    "ImportedRow",
    "JobGoal",
    "LadderStep",
    "Listing",
    "NextConversation",
    "Notice",
    "Pause",
    "Referral",
    "Responsibility",
    "RuleProfile",
    "RuleVersion",
    "SparringOutcome",
    "SweepFailure",
    "SweepRun",
    "TargetGroup",
    "TargetGroupPeriod",
    "UndoneDecision",
    "WeighedAnswer",
]
