"""The register of companies: create, change, close, whom we talk to, where it lies and who looks after it."""

from datetime import date, timedelta
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Q

from companies.models import (
    Branch,
    Company,
    CompanyBranch,
    ContactPerson,
    Ownership,
    PostalCode,
    ProductionUnit,
    Source,
)
from companies.services.changing import change, change_once, guarded, sent_already
from staff.models import User
from staff.refusals import Refused

DAY = timedelta(days=1)


class Facts(TypedDict):
    """What the form of a company says."""

    name: str
    cvr: str | None
    address: str
    postal: PostalCode | None
    phone: str
    email: str
    employees: int | None
    growing: bool
    growth_source: str
    short_of_people: bool
    own_municipality: bool
    active: bool


def create(*, facts: Facts, branch: Branch | None, owner: User | None, today: date, form_key: UUID | None) -> Company:
    """A new company, made by hand; a form sent twice makes one."""
    with guarded():
        made = sent_already(Company, form_key)
        if made is None:
            facts["postal"] = known_place(facts["postal"])
            made = Company.objects.create(**facts, source=Source.MANUAL, form_key=form_key)
            set_branch(made, branch, today)
            set_owner(made, owner, today)
        return made


def edit(
    *, company: Company, facts: Facts, branch: Branch | None, owner: User | None, today: date, version: int
) -> Company:
    """Change what the form says; the branch and the responsible change from today."""

    def write(locked: Company) -> Company:
        facts["postal"] = known_place(facts["postal"])
        for name, value in facts.items():
            setattr(locked, name, value)
        set_branch(locked, branch, today)
        set_owner(locked, owner, today)
        return locked

    return change(company=company, version=version, write=write)


def set_branch(company: Company, branch: Branch | None, today: date) -> None:
    """From `today` the company has this branch."""
    if branch != getattr(company.branches.on(today).select_related("branch").first(), "branch", None):
        _succeed(CompanyBranch.objects.filter(company=company), today)
        if branch is not None:
            CompanyBranch.objects.create(company=company, branch=branch, from_on=today)


def set_owner(company: Company, owner: User | None, today: date) -> None:
    """From `today` this consultant looks after the company; earlier ones stay on record."""
    if owner != getattr(company.owners.on(today).select_related("user").first(), "user", None):
        _succeed(Ownership.objects.filter(company=company), today)
        if owner is not None:
            Ownership.objects.create(company=company, user=owner, from_on=today)


def _succeed(rows: Any, today: date) -> None:
    """End what holds on `today` the day before; what was to begin today or later never comes."""
    rows.filter(from_on__gte=today).delete()
    rows.on(today).update(to_on=today - DAY)


def add_person(
    *, company: Company, name: str, title: str, phone: str, email: str, today: date, form_key: UUID | None
) -> ContactPerson:
    """Someone to talk to from today."""
    return change_once(
        company=company,
        model=ContactPerson,
        form_key=form_key,
        version=None,
        write=lambda locked: ContactPerson.objects.create(
            company=locked, name=name, title=title, phone=phone, email=email, from_on=today, form_key=form_key
        ),
    )


def end_person(*, person: ContactPerson, today: date) -> ContactPerson:
    """Not there any more from today: kept on record, not offered any longer."""

    def write(locked: Company) -> ContactPerson:
        fresh = ContactPerson.objects.get(pk=person.pk)
        if fresh.to_on is None:
            fresh.to_on = max(today - DAY, fresh.from_on or today - DAY)
            fresh.save(update_fields=["to_on"])
        return fresh

    return change(company=person.company, version=None, write=write)


def add_unit(
    *, company: Company, p_number: str, name: str, address: str, postal: PostalCode | None, today: date
) -> ProductionUnit:
    """A place of work of the company."""

    def write(locked: Company) -> ProductionUnit:
        there: ProductionUnit | None = ProductionUnit.objects.filter(p_number=p_number).first()
        if there is None:
            row: dict[str, Any] = {
                "company": locked,
                "name": name,
                "address": address,
                "postal": known_place(postal),
                "from_on": today,
            }
            there = ProductionUnit(p_number=p_number, **row)
            there.save()
        if there.company_id != locked.pk:
            raise Refused(
                "P-nummeret står på en anden virksomhed. Søg den frem, eller læg dem sammen.", field="p_number"
            )
        return there

    return change(company=company, version=None, write=write)


def possible_doubles(company: Company) -> list[Company]:
    """Companies that may be the same: the same name, or the same phone or e-mail."""
    same = Q(name__iexact=company.name)
    if company.phone:
        same |= Q(phone=company.phone)
    if company.email:
        same |= Q(email__iexact=company.email)
    return list(Company.objects.shown().filter(same).exclude(pk=company.pk)[:5])


def known_place(place: PostalCode | None) -> PostalCode | None:
    """The postal code as it stands in the register; a new one is taken in."""
    if place is None:
        return None
    return PostalCode.objects.get_or_create(code=place.code, defaults={"town": place.town})[0]
