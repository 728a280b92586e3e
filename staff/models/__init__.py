from staff.models.access import AccessLog, Act, Reason
from staff.models.people import Role, RoleAssignment, Team, User
from staff.models.time import ClosingDay, WorkingHours

__all__ = [
    "AccessLog",
    "Act",
    "ClosingDay",
    "Reason",
    "Role",
    "RoleAssignment",
    "Team",
    "User",
    "WorkingHours",
]
