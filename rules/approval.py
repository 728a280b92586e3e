"""What a leader's yes would change: the verdict as it stands, beside the one with the agreements given today. Pure.

An offer is accepted as it stands, needs a leader (with the yes it would be accepted), or cannot be granted.
"""

from dataclasses import dataclass, replace

from rules.decide import Check, Verdict, decide
from rules.gates.question import Agreement, Question
from rules.gates.vocabulary import AgreementKind, AgreementOutcome, Decision, Result
from rules.rule import Policy

ORDINARY = (AgreementKind.FUNCTIONAL_LEADER_DISCUSSION,)
LONGER = (*ORDINARY, AgreementKind.FUNCTIONAL_LEADER_AGREEMENT)
MET = (Result.OK, Result.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """`verdict` is what holds now, `agreed` what would hold after a yes, `checks` those of `verdict`; one that the yes
    would lift says NEEDS, and one that it would not lift BLOCKS."""

    decision: Decision
    verdict: Verdict
    agreed: Verdict
    checks: tuple[Check, ...]

    @property
    def stopping(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.result is Result.BLOCKS)


def weigh(question: Question, policy: Policy, *, asked: tuple[AgreementKind, ...] = ORDINARY) -> Weighed:
    """`asked` are the agreements that the leader is asked for."""
    now = decide(question, policy)
    if now.decision is Decision.ACCEPTED:
        return Weighed(decision=now.decision, verdict=now, agreed=now, checks=now.checks)
    agreed = decide(approved(question, asked), policy)
    lifted = {check.rule for check in agreed.checks if check.result in MET}
    reached = agreed.decision is Decision.ACCEPTED
    return Weighed(
        decision=Decision.NEEDS_APPROVAL if reached else Decision.REFUSED,
        verdict=now,
        agreed=agreed,
        checks=tuple(_said(check, lifted) for check in now.checks),
    )


def approved(question: Question, kinds: tuple[AgreementKind, ...]) -> Question:
    """The question with a leader's agreement of today."""
    given = (Agreement(kind=kind, on=question.today, outcome=AgreementOutcome.APPROVED) for kind in kinds)
    return replace(question, agreements=(*question.agreements, *given))


def _said(check: Check, lifted: set[str]) -> Check:
    if check.result in MET:
        return check
    return check._replace(result=Result.NEEDS if check.rule in lifted else Result.BLOCKS)
