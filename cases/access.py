"""Who may see and open which case. Every page fetches cases through these querysets; a foreign case is 404.

The sentences (house rules): own cases, cases referred to one and a team leader's own team are opened at once. Of the
same team one sees the lists, and the page asks for a reason once a day. Other teams are 404; one page of theirs opens
for a specialist, that of a dispensation. A protected citizen is
visible to the responsible caseworker and the consultant the citizen is referred to, to nobody else.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from staff.models import Role, User

if TYPE_CHECKING:
    from cases.models import Case

TEAM_ROLES = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER)
OVERSEEING_ROLES = (Role.TEAM_LEADER, Role.SPECIALIST)


class CaseQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Cases that are not closed."""
        return self.filter(closed_on__isnull=True)

    def of_caseworker(self, user: User) -> Self:
        """Cases for which `user` is responsible now."""
        return self.filter(responsibilities__user=user, responsibilities__to_on__isnull=True)

    def in_caseload_of(self, user: User) -> Self:
        """Open cases that `user` works with: responsible for now, or the citizen is referred to `user`."""
        return self.open().filter(_own(user))

    def without_responsible(self) -> Self:
        """Open cases that nobody is responsible for (BRO18-03)."""
        from cases.models import Responsibility

        active = Responsibility.objects.filter(case=OuterRef("pk"), to_on__isnull=True)
        return self.open().filter(~Exists(active))

    def opened_at_once(self, user: User) -> Self:
        """Cases `user` opens without giving a reason."""
        return self.filter(_own(user) | Q(team_id__in=user.team_ids(Role.TEAM_LEADER), citizen__protected=False))

    def visible_to(self, user: User) -> Self:
        """Cases `user` may see in lists and open, where needed with a reason."""
        if not user.is_active:
            return self.none()
        return self.filter(_own(user) | Q(team_id__in=user.team_ids(*TEAM_ROLES), citizen__protected=False))

    def dispensed_by(self, user: User) -> Self:
        """Cases for which a specialist may enter a dispensation (A-69): open ones of any team, never of a protected
        citizen. The right is to that one page, whose address the caseworker sends."""
        if not user.is_active or not user.has_role(Role.SPECIALIST):
            return self.none()
        return self.open().filter(citizen__protected=False)

    def counted_for(self, user: User) -> Self:
        """Cases that stand in the lists and figures of those who oversee: also the protected, shown without name."""
        return self.filter(team_id__in=user.team_ids(*OVERSEEING_ROLES))


def _own(user: User) -> Q:
    """Responsible now (of a closed case: to its last day), or referred to `user` by a referral that has not ended."""
    from cases.models import Referral, Responsibility

    responsible = Responsibility.objects.filter(
        Q(to_on__isnull=True) | Q(to_on=F("case__closed_on")), case=OuterRef("pk"), user=user
    )
    referred = Referral.objects.valid().filter(case=OuterRef("pk"), consultant=user, ended_on__isnull=True)
    return Q(Exists(responsible)) | Q(Exists(referred))


def needs_reason(case: "Case", *, user: User, today: date) -> bool:
    """True when `user` must say why before the page of `case` opens, and has not said so today."""
    from cases.models import Case
    from staff.access import reason_given

    if Case.objects.opened_at_once(user).filter(pk=case.pk).exists():
        return False
    return not reason_given(user=user, citizen=case.citizen.public_id, today=today)
