"""Whether a company that has asked is contacted in time (HED21-57, A-32)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.hours import after_hours, after_working_hours, moment
from rules.answers.terms import ElapsedHours
from rules.asked import Key
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import Status
from rules.wording import long_date

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryQuestion:
    """One enquiry as it stands at the moment `at`."""

    at: datetime
    received_at: datetime
    contacted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """One way to count. `minutes` late, overdue or left, a begun minute counting; None when answered in time."""

    working_days: bool
    due_at: datetime
    status: Status
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """The clock that decides, and the other one, which is shown beside it."""

    due_at: datetime
    status: Status
    minutes: int | None
    beside: Reckoned


def enquiry(question: EnquiryQuestion, terms: ElapsedHours, policy: Policy) -> Enquiry:
    found = _reckoned(question, terms, terms.working_days, policy)
    return Enquiry(
        due_at=found.due_at,
        status=found.status,
        minutes=found.minutes,
        beside=_reckoned(question, terms, not terms.working_days, policy),
    )


def _reckoned(question: EnquiryQuestion, terms: ElapsedHours, working_days: bool, policy: Policy) -> Reckoned:
    if working_days:
        due_at = after_working_hours(question.received_at, terms.hours, policy.closing_days)
    else:
        due_at = after_hours(question.received_at, terms.hours)
    status, minutes = _standing(question, due_at)
    return Reckoned(working_days=working_days, due_at=due_at, status=status, minutes=minutes)


def _standing(question: EnquiryQuestion, due_at: datetime) -> tuple[Status, int | None]:
    done = question.contacted_at
    past = _passed(due_at, done if done is not None else question.at)
    if done is not None:
        return (Status.FULFILLED_LATE, _begun(past)) if past > timedelta() else (Status.FULFILLED, None)
    return (Status.OVERDUE, _begun(past)) if past > timedelta() else (Status.PENDING, -past // MINUTE)


def _passed(since: datetime, until: datetime) -> timedelta:
    """The time that really passed, whatever the clock on the wall did."""
    return until.astimezone(UTC) - since.astimezone(UTC)


def _begun(span: timedelta) -> int:
    return -(-span // MINUTE)


def answer(question: EnquiryQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(
        tuple(
            Said(rule, _text(found), found)
            for rule, terms in rows_of(ElapsedHours, rules)
            for found in (enquiry(question, terms, policy),)
        )
    )


SAID = {
    Status.FULFILLED: "kontaktet i tide",
    Status.FULFILLED_LATE: "kontaktet for sent",
    Status.OVERDUE: "ikke kontaktet, overskredet",
    Status.PENDING: "ikke kontaktet endnu",
}


def _text(found: Enquiry) -> str:
    """Senest 4. marts 2021 kl. 9.20: kontaktet i tide"""
    at = found.due_at
    return f"Senest {long_date(at.date())} kl. {at.hour}.{at.minute:02}: {SAID[found.status]}"


def _disagreeing(question: EnquiryQuestion) -> Iterator[tuple[str, str]]:
    now = question.at.isoformat(timespec="minutes")
    for place, at in (("received_at", question.received_at), ("contacted_at", question.contacted_at)):
        if at is not None and at > question.at:
            yield place, f"{at.isoformat(timespec='minutes')} er efter now; tilladt: {now} eller tidligere"
    if question.contacted_at is not None and question.contacted_at < question.received_at:
        yield "contacted_at", "ligger før received_at; tilladt: samme tidspunkt eller senere"


KEYS = {"received_at": Key("received_at", moment, True), "contacted_at": Key("contacted_at", moment)}
ASKING = Asking(
    clock=("now", moment),
    keys=KEYS,
    kinds=frozenset({Kind.ELAPSED_HOURS}),
    make=shaped(EnquiryQuestion, KEYS, _disagreeing),
    answer=answer,
)
