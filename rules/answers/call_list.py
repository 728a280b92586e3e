"""Companies that nobody has been in touch with for long (REBGEN-52, RUD21-12, A-53)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.terms import ContactKind, ContactList
from rules.asked import Key, ListOf, Shape, day, one_of, text
from rules.dates import add
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    on: date
    kind: ContactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    name: str
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallListQuestion:
    at: date
    companies: tuple[Company, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """A company on the list and its last contact that counts; None where there never was one."""

    company: str
    last_contact: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """`before`: a last contact before this day puts a company on the list."""

    before: date
    companies: tuple[ToCall, ...]


def call_list(question: CallListQuestion, terms: ContactList) -> CallList:
    """Never contacted on top, then the oldest contact, then by name."""
    before = add(question.at, terms.within, -1)
    last = [ToCall(company=company.name, last_contact=_last(company, terms)) for company in question.companies]
    listed = [one for one in last if one.last_contact is None or one.last_contact < before]
    listed.sort(key=lambda one: (one.last_contact or date.min, one.company))
    return CallList(before=before, companies=tuple(listed))


def _last(company: Company, terms: ContactList) -> date | None:
    return max((contact.on for contact in company.contacts if contact.kind in terms.kinds), default=None)


def answer(question: CallListQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    return Reply(
        tuple(
            Said(rule, _text(found), found)
            for rule, terms in rows_of(ContactList, rules)
            for found in (call_list(question, terms),)
        )
    )


def _text(found: CallList) -> str:
    number = len(found.companies)
    who = "1 virksomhed" if number == 1 else f"{number} virksomheder"
    return f"{who} uden kontakt siden {long_date(found.before)}"


def _disagreeing(question: CallListQuestion) -> Iterator[tuple[str, str]]:
    for number, company in enumerate(question.companies):
        for place, contact in enumerate(company.contacts):
            if contact.on > question.at:
                yield (
                    f"companies[{number}].contacts[{place}].on",
                    f"{contact.on} er efter today; tilladt: {question.at} eller tidligere",
                )


CONTACT = Shape(Contact, {"on": Key("on", day, True), "kind": Key("kind", one_of(ContactKind), True)})
COMPANY = Shape(Company, {"name": Key("name", text, True), "contacts": Key("contacts", ListOf(CONTACT))})
KEYS = {"companies": Key("companies", ListOf(COMPANY), True)}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.CONTACT_LIST}),
    make=shaped(CallListQuestion, KEYS, _disagreeing),
    answer=answer,
)
