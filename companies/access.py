"""Who may read and write the register of companies. A company is no citizen: it is the whole house's."""

from django.http import Http404, HttpRequest

from staff.models import Role, User

READERS = (Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.CASEWORKER)
"""Job consultants, team leaders and caseworkers read every company."""
WRITERS = (Role.JOB_CONSULTANT, Role.TEAM_LEADER)
"""Job consultants and team leaders write."""


def signed_in(request: HttpRequest) -> User:
    """The person who asks. Pages are 404 for anybody else."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def may_write(user: User) -> bool:
    return user.has_role(*WRITERS)


def may_lift_ban(user: User) -> bool:
    """Only a team leader lets a company be contacted again."""
    return user.has_role(Role.TEAM_LEADER)
