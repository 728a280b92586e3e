"""Invented companies by name, for the tests of the company side. Numbers fit their check digits and are made up."""

from datetime import date
from itertools import count
from typing import Any

from stdnum.dk import cvr as cvr_numbers

from companies.models import Area, Branch, Company, CompanyBranch, Contact, Ownership, PostalCode, ProductionUnit
from companies.models.numbers import p_number_fits
from staff.models import User

_serial = count(9_941_000)
_units = count(109_941_000)
LONG_AGO = date(2019, 1, 1)


def a_cvr() -> str:
    """A number of eight digits that fits and that nobody has."""
    while True:
        head = str(next(_serial))
        for last in "0123456789":
            if cvr_numbers.is_valid(head + last):
                return head + last


def a_p_number() -> str:
    while True:
        head = str(next(_units))
        for last in "0123456789":
            if p_number_fits(head + last):
                return head + last


def an_area(name: str = "Nordbyen", *codes: str) -> Area:
    area = Area.objects.get_or_create(name=name)[0]
    for code in codes or ("9990",):
        PostalCode.objects.update_or_create(code=code, defaults={"town": f"{name} {code}", "area": area})
    return area


def a_branch(name: str = "Opførelse af bygninger", code: str = "412000") -> Branch:
    return Branch.objects.get_or_create(code=code, defaults={"name": name})[0]


def a_company(
    name: str = "Nordvang Byg ApS",
    *,
    postal: str = "",
    branch: Branch | None = None,
    owner: User | None = None,
    units: int = 0,
    **fields: Any,
) -> Company:
    """A company with a number of its own."""
    place = PostalCode.objects.get_or_create(code=postal, defaults={"town": "Fjordby"})[0] if postal else None
    made = Company.objects.create(name=name, **{"cvr": a_cvr(), "postal": place, **fields})
    if branch is not None:
        CompanyBranch.objects.create(company=made, branch=branch, from_on=LONG_AGO)
    if owner is not None:
        Ownership.objects.create(company=made, user=owner, from_on=LONG_AGO)
    for _ in range(units):
        ProductionUnit.objects.create(company=made, p_number=a_p_number(), from_on=LONG_AGO, postal=place)
    return made


def talked(company: Company, on: date, *, by: User, kind: str = "phone", **fields: Any) -> Contact:
    """A contact is in the log."""
    return Contact.objects.create(company=company, on_date=on, kind=kind, by=by, recorded_by=by, **fields)
