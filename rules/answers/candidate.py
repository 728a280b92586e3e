"""Whether a candidate may be put on a recruitment request now, and by whom (REBGEN-55, A-55)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.hours import moment
from rules.answers.terms import CandidateAllowed, RequestMode
from rules.asked import Key, one_of
from rules.gates.labels import ROLES
from rules.gates.vocabulary import Decision, Role
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateQuestion:
    """Somebody in the role `by` wants to put a candidate on a request at the moment `at`."""

    at: datetime
    mode: RequestMode
    by: Role
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`reason` says in Danish why not; empty when it is allowed."""

    allowed: bool
    reason: str


def candidate(question: CandidateQuestion, terms: CandidateAllowed) -> Candidate:
    """The deadline itself is still in time. The time that really passed decides, whatever the clock on the wall did."""
    deadline = question.deadline
    if deadline is not None and question.at.astimezone(UTC) > deadline.astimezone(UTC):
        when = f"{long_date(deadline.date())} kl. {deadline.hour}.{deadline.minute:02}"
        return Candidate(allowed=False, reason=f"Fristen var {when}. Der kan ikke sættes flere kandidater på")
    allowed = terms.self_by if question.mode is RequestMode.SELF else terms.searched_by
    if question.by in allowed:
        return Candidate(allowed=True, reason="")
    who = " eller ".join(ROLES[role] for role in Role if role in allowed) or "ingen"
    if question.mode is RequestMode.SEARCHED:
        return Candidate(allowed=False, reason=f"Kandidater udsøges af {who}")
    return Candidate(allowed=False, reason=f"Kandidater sættes på af {who}")


def answer(question: CandidateQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    found = [(rule, candidate(question, terms)) for rule, terms in rows_of(CandidateAllowed, rules)]
    refused = any(not one.allowed for _, one in found)
    said = tuple(Said(rule, one.reason or "En kandidat kan sættes på", one) for rule, one in found)
    return Reply(said, Decision.REFUSED if refused else Decision.ACCEPTED)


KEYS = {
    "mode": Key("mode", one_of(RequestMode), True),
    "by": Key("by", one_of(Role), True),
    "deadline": Key("deadline", moment),
}
ASKING = Asking(
    clock=("now", moment),
    keys=KEYS,
    kinds=frozenset({Kind.CANDIDATE_ALLOWED}),
    make=shaped(CandidateQuestion, KEYS),
    answer=answer,
)
