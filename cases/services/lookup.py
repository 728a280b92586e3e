"""Finding citizens: by name or case number among those one may see, by exact CPR number in the whole house."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, OuterRef, Q, Subquery

from cases import cpr
from cases.access import CaseQuerySet
from cases.models import Case
from staff.models import Role, User

MOST = 20
SEARCHERS = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER)


class Answer(StrEnum):
    """What an exact number leads to: a citizen one may open, another team's, or none that may be told of."""

    OPEN = "open"
    OTHER_TEAM = "other_team"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Found:
    """The latest case of the citizen with the number. `case` is given also when `answer` says it may not be told."""

    answer: Answer
    case: Case | None = None


def by_name(*, user: User, words: str) -> list[Case]:
    """At most `MOST` + 1 citizens whose name has all the words, or whose case number it is; never a protected one."""
    cases = _latest(Case.objects.visible_to(user).filter(citizen__protected=False))
    number = Q(citizen__public_id__iexact=words)
    names = Q()
    for word in words.split():
        names &= Q(citizen__name__icontains=word)
    return list(cases.filter(number | names).order_by("citizen__sort_name", "pk")[: MOST + 1]) if words else []


def by_number(*, user: User, number: str, today: date) -> Found:
    """The citizen with exactly this CPR number. Raises `cases.cpr.InvalidCpr` for what is no number.

    A protected citizen is found only by who may open the case at once.
    """
    lookup = cpr.lookup(cpr.parse(number, today=today))
    case = _latest(Case.objects.filter(citizen__number__lookup=lookup)).first()
    if case is None:
        return Found(Answer.NONE)
    if Case.objects.visible_to(user).filter(pk=case.pk).exists():
        return Found(Answer.OPEN, case)
    may_search = user.has_role(*SEARCHERS) and not case.citizen.protected
    return Found(Answer.OTHER_TEAM if may_search else Answer.NONE, case)


def _latest(cases: CaseQuerySet) -> CaseQuerySet:
    """The open case of each citizen, or the last one."""
    newer = (
        Case.objects.filter(citizen=OuterRef("citizen"))
        .order_by(F("closed_on").desc(nulls_first=True), "-opened_at", "-pk")
        .values("pk")[:1]
    )
    return cases.filter(pk=Subquery(newer)).select_related("citizen", "team")
