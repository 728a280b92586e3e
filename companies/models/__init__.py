from companies.models.company import (
    Branch,
    Company,
    CompanyBranch,
    CompanyName,
    ContactBan,
    ContactPerson,
    Merge,
    Ownership,
    ProductionUnit,
    Source,
)
from companies.models.numbers import validate_cvr, validate_p_number
from companies.models.places import Area, PostalCode

__all__ = [
    "Area",
    "Branch",
    "Company",
    "CompanyBranch",
    "CompanyName",
    "ContactBan",
    "ContactPerson",
    "Merge",
    "Ownership",
    "PostalCode",
    "ProductionUnit",
    "Source",
    "validate_cvr",
    "validate_p_number",
]
