from companies.models.agreements import PlaceAgreement, PlaceKind
from companies.models.care import CareMembership
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
from companies.models.contacts import CallAssignment, Channel, Contact, ContactGoal, Outcome
from companies.models.coordination import Coordinator
from companies.models.courses import CourseKind, Mentor, MentorCourse, TargetedCourse, TargetedSeat
from companies.models.enquiries import Duty, Enquiry, Result, Subject
from companies.models.numbers import validate_cvr, validate_p_number
from companies.models.orders import Ending, JobOrder, Kind, Mode
from companies.models.places import Area, PostalCode

__all__ = [
    "Area",
    "Branch",
    "CallAssignment",
    "CareMembership",
    "Channel",
    "Company",
    "CompanyBranch",
    "CompanyName",
    "Contact",
    "ContactBan",
    "ContactGoal",
    "ContactPerson",
    "Coordinator",
    "CourseKind",
    "Duty",
    "Ending",
    "Enquiry",
    "JobOrder",
    "Kind",
    "Mentor",
    "MentorCourse",
    "Merge",
    "Mode",
    "Outcome",
    "Ownership",
    "PlaceAgreement",
    "PlaceKind",
    "PostalCode",
    "ProductionUnit",
    "Result",
    "Source",
    "Subject",
    "TargetedCourse",
    "TargetedSeat",
    "validate_cvr",
    "validate_p_number",
]
