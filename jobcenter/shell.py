"""What every page shows around its content. Read only when a template asks, at most two queries a page."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cases.access import TEAM_ROLES
from cases.models import SweepRun
from cases.services.sweep import LATE_AFTER, STALE_AFTER, good_runs, last_good_run
from jobcenter import navigation
from oversight.services import approvals
from staff.models import Role, User

SHORT_FINGERPRINT = 8


@dataclass(frozen=True)
class Computed:
    """The last good sweep. `state`: fresh, late (grey note), stale (yellow banner) or never."""

    finished_at: datetime | None
    fingerprint: str
    state: str


def computed(*, run: SweepRun | None, now: datetime) -> Computed:
    """When the deadlines were last computed without a failure of the whole run."""
    if run is None or run.finished_at is None:
        return Computed(None, "", "never")
    age = now - run.finished_at
    state = "stale" if age > STALE_AFTER else "late" if age > LATE_AFTER else "fresh"
    return Computed(run.finished_at, run.fingerprint[:SHORT_FINGERPRINT], state)


class Shell:
    """The frame of one page for one person."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    place: str = settings.JOBCENTER_NAME
    practice: bool = settings.PRACTICE

    @cached_property
    def user(self) -> User | None:
        person = getattr(self.request, "user", None)
        return person if isinstance(person, User) and person.is_authenticated else None

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def nav(self) -> list[navigation.Item]:
        if self.user is None:
            return []
        _, waiting = self.last_run
        return navigation.menu(user=self.user, path=self.request.path, counts={"approvals": waiting})

    @cached_property
    def last_run(self) -> tuple[SweepRun | None, int]:
        """The last good run, and in the same statement how many citizens wait for a leader's yes."""
        if self.user is None or not self.user.has_role(Role.TEAM_LEADER):
            return last_good_run(), 0
        run = good_runs().annotate(waiting=approvals.number_waiting(self.user)).first()
        if run is None:
            return None, approvals.waiting_for(self.user).values("case").distinct().count()
        return run, getattr(run, "waiting", 0) or 0

    @cached_property
    def role(self) -> str:
        """Rådgiver · Jobteam Nord"""
        first = self.user.assignments[0] if self.user and self.user.assignments else None
        return str(first) if first else ""

    @cached_property
    def search_url(self) -> str:
        """The search of citizens, for the roles that have it."""
        return navigation.address("search") if self.user and self.user.has_role(*TEAM_ROLES) else ""

    @cached_property
    def computed(self) -> Computed:
        return computed(run=self.last_run[0], now=timezone.now())


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request)}
