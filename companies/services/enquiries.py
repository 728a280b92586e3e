"""Enquiries of companies: received, taken, answered within the hours of the rule, closed with an outcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from companies.models import Channel, Company, Duty, Enquiry
from companies.models.contacts import OUTGOING
from companies.services.changing import guarded, sent_already
from companies.services.contacts import UNDONE, Said, put
from companies.services.contacts import void as void_contact
from rules.answers import enquiry as answers
from rules.answers.enquiry import EnquiryQuestion, Reckoned
from rules.answers.terms import ElapsedHours
from rules.rule import Policy, Rule
from rules.vocabulary import Status
from staff.models import User
from staff.refusals import Refused
from staff.wording import COPENHAGEN

VOIDED = "Henvendelsen er annulleret"


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of one enquiry by the rule that decides, and the other way to count beside it."""

    rule: Rule
    hours: int
    decides: Reckoned
    beside: Reckoned

    @property
    def late(self) -> bool:
        return self.decides.status in (Status.OVERDUE, Status.FULFILLED_LATE)


def clock_rule(policy: Policy) -> Rule | None:
    """The rule about answering companies, where the municipality has one."""
    return next((rule for rule in policy.current if isinstance(rule.terms, ElapsedHours)), None)


def clock(row: Enquiry, *, rule: Rule | None, policy: Policy, now: datetime) -> Clock | None:
    """How the enquiry stands at `now`; the rules' own answer, also across the change of the clock on the wall."""
    if rule is None or not isinstance(rule.terms, ElapsedHours):
        return None
    question = EnquiryQuestion(
        at=_local(now),
        received_at=_local(row.received_at),
        contacted_at=_local(row.contacted_at) if row.contacted_at else None,
    )
    found = answers.enquiry(question, rule.terms, policy)
    decides = Reckoned(
        working_days=rule.terms.working_days, due_at=found.due_at, status=found.status, minutes=found.minutes
    )
    return Clock(rule, rule.terms.hours, decides, found.beside)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(COPENHAGEN)


def receive(
    *,
    company: Company | None,
    caller: str,
    phone: str,
    subject: str,
    text: str,
    received_at: datetime,
    by: User,
    now: datetime,
    form_key: UUID | None,
) -> Enquiry:
    """An enquiry comes in; a form sent twice makes one. A company we know gets it in its log, which is no contact."""
    if received_at > now:
        raise Refused("Tidspunktet ligger i fremtiden.", field="received_on")
    with guarded():
        sent = sent_already(Enquiry, form_key)
        if sent is not None:
            return sent
        made = Enquiry.objects.create(
            company=company, caller=caller, phone=phone, subject=subject, text=text, received_at=received_at,
            recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip
        if company is not None:
            day = _local(received_at).date()
            put(
                company=company,
                said=Said(on_date=day, kind=Channel.INCOMING, note=text, with_whom=caller, enquiry=made),
                by=by,
                now=now,
            )
        return made


def take(*, row: Enquiry, by: User) -> Enquiry:
    """Somebody takes the enquiry; who comes second is told who has it."""

    def write(locked: Enquiry) -> None:
        if locked.taken_by_id not in (None, by.pk):
            raise Refused(f"{locked.taken_by} har taget henvendelsen.")
        locked.taken_by = by

    return _change(row, write)


def contacted(*, row: Enquiry, at: datetime, note: str, by: User, now: datetime) -> Enquiry:
    """We were in touch at `at`; it is written once and stands in the log of the company."""
    if at > now:
        raise Refused("Tidspunktet ligger i fremtiden.", field="on")

    def write(locked: Enquiry) -> None:
        if locked.contacted_at is not None:
            if locked.contacted_by_id == by.pk and locked.contacted_at == at:
                return
            raise Refused(f"{locked.contacted_by} har allerede kontaktet dem.")
        if at < locked.received_at:
            raise Refused("Kontakten kan ikke ligge før henvendelsen.", field="on")
        locked.contacted_at, locked.contacted_by = at, by
        locked.taken_by = locked.taken_by or by
        if locked.company is not None:
            said = note or "Svar på henvendelse"
            day = _local(at).date()
            answer = Said(on_date=day, kind=Channel.PHONE, note=said, with_whom=locked.caller, enquiry=locked)
            put(company=locked.company, said=answer, by=by, now=now)

    return _change(row, write)


def take_back(*, row: Enquiry, by: User, now: datetime) -> Enquiry:
    """We had not talked after all: the clock runs again, and the contact leaves the log. Only for who said so."""

    def write(locked: Enquiry) -> None:
        if locked.contacted_at is None:
            return
        if locked.closed_at is not None:
            raise Refused("Henvendelsen er afsluttet. Kontakten kan ikke fortrydes.")
        if locked.contacted_by_id != by.pk:
            raise Refused(f"Kun {locked.contacted_by} kan fortryde sin kontakt.")
        _void_log(locked, kinds=OUTGOING, reason=UNDONE, by=by, now=now)
        locked.contacted_at = locked.contacted_by = None

    return _change(row, write)


def _void_log(row: Enquiry, *, kinds: Iterable[str], reason: str, by: User, now: datetime) -> None:
    """What the enquiry wrote in the log of its company holds no longer."""
    for contact in row.contacts.valid().filter(kind__in=list(kinds)).select_related("company"):
        void_contact(contact=contact, reason=reason, by=by, now=now)


def close(*, row: Enquiry, outcome: str, note: str, by: User, now: datetime) -> Enquiry:
    """An outcome closes it: candidates, a job advertisement or something else (HED21-58)."""

    def write(locked: Enquiry) -> None:
        if locked.closed_at is not None:
            if (locked.outcome, locked.closed_by_id) == (outcome, by.pk):
                return
            raise Refused(f"{locked.closed_by} har allerede afsluttet henvendelsen.")
        if locked.contacted_at is None:
            raise Refused("Registrér først, hvornår I har talt med virksomheden.")
        locked.outcome, locked.outcome_note, locked.closed_at, locked.closed_by = outcome, note, now, by

    return _change(row, write)


def void(*, row: Enquiry, reason: str, by: User, now: datetime) -> Enquiry:
    """Taken out of the list with a reason, and its lines out of the log of the company; all of it stays on record."""

    def write(locked: Enquiry) -> None:
        if locked.voided_at is None:
            _void_log(locked, kinds=Channel.values, reason=f"{VOIDED}: {reason}"[:300], by=by, now=now)
            locked.voided_at, locked.voided_by, locked.void_reason = now, by, reason

    return _change(row, write)


def _change(row: Enquiry, write: Any) -> Enquiry:
    with guarded():
        rows = Enquiry.objects.select_for_update(of=("self",), no_key=True)
        locked: Enquiry = rows.select_related("taken_by", "contacted_by", "closed_by", "company").get(pk=row.pk)
        if locked.voided_at is not None:
            raise Refused("Henvendelsen er annulleret. Genindlæs siden.")
        write(locked)
        locked.save()
    return locked


def on_duty(day: date) -> User | None:
    """Who answers companies on a day."""
    duty = Duty.objects.filter(on=day).select_related("user").first()
    return duty.user if duty else None


def put_on_duty(*, days: list[date], users: list[User | None]) -> None:
    """The roster of some days; None takes whoever had the day off it."""
    with guarded():
        for day, user in zip(days, users, strict=True):
            if user is None:
                Duty.objects.filter(on=day).delete()
            else:
                Duty.objects.update_or_create(on=day, defaults={"user": user})
