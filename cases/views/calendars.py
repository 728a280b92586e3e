"""Whose calendar a conversation is booked in."""

from cases.models import Case, Referral, Responsibility
from staff.models import User


def calendars(*, case: Case, user: User) -> list[User]:
    """The calendars `user` may book for `case`, the suggested one first.

    The own calendar for the responsible and for the consultant the citizen is referred to; for everybody else that
    of the responsible, and the own one as the second choice (vikar).
    """
    responsible = Responsibility.objects.filter(case=case, to_on__isnull=True).select_related("user").first()
    if responsible is None or responsible.user_id == user.pk:
        return [user]
    referrals = Referral.objects.valid().filter(case=case, consultant=user, ended_on__isnull=True)
    return [user, responsible.user] if referrals.exists() else [responsible.user, user]


def chosen_calendar(*, case: Case, user: User, wanted: str) -> User:
    """The calendar with the id `wanted` if it is among those allowed, else the suggested one."""
    allowed = calendars(case=case, user=user)
    return next((person for person in allowed if str(person.pk) == wanted), allowed[0])
