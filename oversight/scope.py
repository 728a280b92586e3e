"""Whose cases a leader looks at: the person, the teams, and the team that the address names."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from oversight.services import overseen
from staff.models import Team, User


@dataclass(frozen=True, slots=True)
class Scope:
    """`team` is None when all of the leader's teams are shown."""

    viewer: User
    teams: tuple[Team, ...]
    team: Team | None

    @property
    def shown(self) -> tuple[Team, ...]:
        return (self.team,) if self.team else self.teams

    @property
    def name(self) -> str:
        return self.team.name if self.team else "Alle mine teams"


def scope_of(request: HttpRequest) -> Scope:
    """The leader's scope; without a team in the address the only one, else all. A foreign team is 404."""
    if not isinstance(request.user, User):
        raise Http404
    teams = tuple(overseen.teams_of(request.user))
    wanted = request.GET.get("team", "")
    if not wanted:
        return Scope(request.user, teams, teams[0] if len(teams) == 1 else None)
    for team in teams:
        if str(team.pk) == wanted:
            return Scope(request.user, teams, team)
    raise Http404
