"""Contacts with companies: logged once, voided with a reason, never changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from companies.models import CallAssignment, Company, Contact, ContactPerson, Enquiry
from companies.models.contacts import OUTGOING
from companies.policy import rule_about
from companies.services.changing import change, change_once
from rules.answers.call_list import Contact as Counted
from rules.answers.cooling_off import CoolingOffQuestion, cooling_off
from rules.answers.terms import ContactKind, CoolingOff
from rules.rule import Rule
from staff.models import User
from staff.refusals import Refused
from staff.wording import days

UNDONE = "Fortrudt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a form or an enquiry says about a contact."""

    on_date: date
    kind: str
    note: str
    outcome: str = ""
    person: ContactPerson | None = None
    with_whom: str = ""
    enquiry: Enquiry | None = None


def log(*, company: Company, said: Said, by: User, today: date, now: datetime, form_key: UUID | None = None) -> Contact:
    """Put one contact into the log; a form sent twice makes one. It takes the company off the call lists."""
    if said.on_date > today:
        raise Refused("Datoen ligger i fremtiden. En kontakt registreres, når den har været.", field="on_date")

    def write(locked: Company) -> Contact:
        ban = locked.bans.filter(to_on__isnull=True).first()
        if ban is not None and said.kind in OUTGOING and said.on_date >= (ban.from_on or today):
            raise Refused(f"Virksomheden må ikke kontaktes: {ban.reason}")
        return put(company=locked, said=said, by=by, now=now, form_key=form_key)

    return change_once(company=company, model=Contact, form_key=form_key, version=None, write=write)


def put(*, company: Company, said: Said, by: User, now: datetime, form_key: UUID | None = None) -> Contact:
    """Write one contact in the caller's transaction; whoever the company was given to is done with it."""
    made = Contact.objects.create(
        company=company, by=by, recorded_by=by, recorded_at=now, form_key=form_key, on_date=said.on_date,
        kind=said.kind, note=said.note, outcome=said.outcome, person=said.person, with_whom=said.with_whom,
        enquiry=said.enquiry,
    )  # fmt: skip
    if said.kind in OUTGOING:
        CallAssignment.objects.filter(company=company, ended_at__isnull=True).update(ended_at=now)
    return made


def void(*, contact: Contact, reason: str, by: User, now: datetime) -> Contact:
    """Take a contact out of the log; it stays on record, struck out, with the reason. A second time changes nothing."""

    def write(locked: Company) -> Contact:
        fresh: Contact = Contact.objects.select_for_update().get(pk=contact.pk)
        if fresh.voided_at is None:
            fresh.voided_at, fresh.voided_by, fresh.void_reason = now, by, reason
            fresh.save(update_fields=["voided_at", "voided_by", "void_reason"])
            _give_back(locked, fresh)
        return fresh

    return change(company=contact.company, version=None, write=write)


def undo(*, contact: Contact, by: User, now: datetime) -> Contact:
    """Only the one who logged it undoes it; others void it with a reason."""
    if contact.recorded_by_id != by.pk:
        raise Refused(
            "Kun den, der registrerede kontakten, kan fortryde den. Annullér den i stedet med en begrundelse."
        )
    return void(contact=contact, reason=UNDONE, by=by, now=now)


def _give_back(company: Company, contact: Contact) -> None:
    """The assignment that the contact ended holds again, unless the company has been given to somebody since."""
    rows = CallAssignment.objects.filter(company=company)
    if not rows.filter(ended_at__isnull=True).exists():
        rows.filter(ended_at=contact.recorded_at).update(ended_at=None)


@dataclass(frozen=True, slots=True)
class Recently:
    """What we have done to reach the company lately, by the rule about it, which may be unconfirmed."""

    contacts: int
    days: int
    rule: Rule

    @property
    def words(self) -> str:
        """2 kontakter på 8 dage"""
        return f"{self.contacts} kontakt{'' if self.contacts == 1 else 'er'} på {days(self.days)}"


def recently(rows: Iterable[Contact], *, today: date) -> Recently | None:
    """How often a company was contacted lately (RUD21-15), of its newest valid contacts.

    None where the rule finds nothing, or there is no such rule.
    """
    found = rule_about(CoolingOff, today)
    if found is None:
        return None
    rule, terms = found
    asked = tuple(Counted(on=row.on_date, kind=ContactKind(row.kind)) for row in rows if row.on_date <= today)
    lately = cooling_off(CoolingOffQuestion(at=today, contacts=asked), terms)
    return Recently(lately.contacts, lately.days, rule) if lately.contacts else None
