"""The sweep: put approved rules in force on their day, bring the deadlines up to date where new rules ask for it, and
tell what passed unmet.

Started hourly and, as verification, each night by beat; by hand with `manage.py sweep`. Nothing depends on a run
having come through: every step writes only what is missing, in transactions of its own, so a run that was killed is
made good by the next. One runs at a time, guarded by an advisory lock that dies with its holder.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic

import pglock
from django.db.models import QuerySet

from cases.models import SweepFailure, SweepRun
from cases.models.runs import RunKind, RunStatus
from cases.services import notices
from cases.services.deadlines import Failure, Rebuilt, rebuild, retry
from cases.services.policies import turning
from cases.services.policies.in_force import current_policy

LOCK = "rettidig.sweep"
CHUNK = 500
LATE_AFTER, STALE_AFTER = timedelta(hours=3), timedelta(hours=26)
"""Ages of the last good run at which every page says so: a grey note, a yellow banner."""
COMPUTING = (RunKind.VERIFICATION, RunKind.POLICY)
"""Runs that compute every case whether the rules are new or not."""
UNDER_WAY = timedelta(hours=1)
"""No transaction lasts so long: what was stamped before and committed after a run began is younger than that."""
FINISHED = (RunStatus.OK, RunStatus.WITH_ERRORS)

Progress = Callable[[SweepRun], None]


@dataclass(frozen=True, slots=True)
class Swept:
    """`run` is None when another sweep was at work: nothing was done."""

    run: SweepRun | None

    @property
    def busy(self) -> bool:
        return self.run is None


def run(
    *, today: date, now: datetime, kind: str = RunKind.HOURLY, chunk: int = CHUNK, progress: Progress | None = None
) -> Swept:
    """One sweep as of the Danish day `today`. Returns at once when another is running.

    A case that cannot be computed is recorded as `SweepFailure` and the run ends "with errors". What is no fault of a
    case (the database is gone, the time limit is reached) ends the run as failed and is raised.
    """
    with pglock.advisory(LOCK, timeout=0) as free:
        if not free:
            return Swept(None)
        SweepRun.objects.filter(status=RunStatus.RUNNING).update(status=RunStatus.FAILED)
        sweep = _Sweep(SweepRun.objects.create(kind=kind, today=today, started_at=now), now, chunk, progress)
        try:
            sweep.work()
        except BaseException:
            sweep.close(RunStatus.FAILED)
            raise
        return Swept(sweep.run)


def last_good_run() -> SweepRun | None:
    """The last run that went through without a failing case: the time in the footer of every page."""
    return good_runs().first()


def good_runs() -> QuerySet[SweepRun]:
    """Runs without a failing case, the last one first."""
    return SweepRun.objects.filter(status=RunStatus.OK).order_by("-finished_at")


def _failed_before() -> list[int]:
    """The cases that the last computation of all could not compute: that their rows differ is no incident."""
    last = SweepRun.objects.filter(status__in=FINISHED, cases__gt=0).order_by("-pk").first()
    return list(last.failures.values_list("case_id", flat=True)) if last is not None else []


class _Sweep:
    def __init__(self, run: SweepRun, now: datetime, chunk: int, progress: Progress | None) -> None:
        self.run, self.now, self.chunk, self.progress = run, now, chunk, progress
        self.begun = monotonic()
        self.failures: set[int] = set()

    def work(self) -> None:
        turning.take_effect(today=self.run.today, now=self.now)
        previous = SweepRun.objects.filter(status__in=FINISHED).order_by("-pk").first()
        fingerprint = current_policy().fingerprint
        new_policy = previous is None or previous.fingerprint != fingerprint
        since, told_until = self._since(), self._told_until()
        if new_policy or self.run.kind in COMPUTING:
            retry(_failed_before(), now=self.now)
            rebuilt = rebuild(chunk=self.chunk, progress=self._rebuilt, now=self.now)
            self._fail(rebuilt.failures)
            self.run.incident = rebuilt.rows_changed > 0 and not new_policy
        self.run.fingerprint = fingerprint
        self._tell(since, told_until)
        self.close(RunStatus.WITH_ERRORS if self.failures or self.run.incident else RunStatus.OK)

    def _since(self) -> date:
        """The day up to which everything has been told: that of the last run without errors, or, as long as each had
        errors, of the first. On the very first run today, so that it tells what is overdue now and no history."""
        good = last_good_run()
        finished = SweepRun.objects.filter(status__in=FINISHED, pk__gte=good.pk if good else 0)
        oldest = finished.order_by("pk").values_list("today", flat=True).first()
        return min(oldest or self.run.today, self.run.today)

    def _told_until(self) -> datetime | None:
        """Rows computed before then an earlier good run has seen; None when all are to be looked at."""
        good = last_good_run()
        if good is None or self.run.kind == RunKind.VERIFICATION:
            return None
        return good.started_at - UNDER_WAY

    def _rebuilt(self, rebuilt: Rebuilt) -> None:
        self.run.total, self.run.cases, self.run.rows_changed = rebuilt.total, rebuilt.cases, rebuilt.rows_changed
        self._save()

    def _tell(self, since: date, told_until: datetime | None) -> None:
        found = notices.candidates(since=since, today=self.run.today, computed_from=told_until)
        for start in range(0, len(found), self.chunk):
            part = found[start : start + self.chunk]
            self._fail(notices.tell(part, run=self.run, since=since, now=self.now))
            self.run.cursor = part[-1][0]
            self._save()

    def _fail(self, failures: list[Failure]) -> None:
        SweepFailure.objects.bulk_create(
            [SweepFailure(run=self.run, case_id=failure.case_id, reason=failure.reason[:200]) for failure in failures],
            ignore_conflicts=True,
        )
        self.failures |= {failure.case_id for failure in failures}

    def _save(self) -> None:
        self.run.notices_made = self.run.notices.count()
        self.run.save()
        if self.progress:
            self.progress(self.run)

    def close(self, status: str) -> None:
        self.run.status = status
        self.run.finished_at = self.now + timedelta(seconds=monotonic() - self.begun)
        self._save()
