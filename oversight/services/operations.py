"""The runs of the sweep, for the operations page."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet

from cases.models import SweepFailure, SweepRun

RUNS = 30
FAILURES = 50


def runs() -> QuerySet[SweepRun]:
    """The last runs, newest first, each with `failed`, the number of cases it could not compute."""
    return SweepRun.objects.annotate(failed=Count("failures")).order_by("-pk")[:RUNS]


def failures() -> Sequence[SweepFailure]:
    """Cases that the newest finished run could not compute; the reason names no person."""
    newest = SweepRun.objects.filter(finished_at__isnull=False).order_by("-pk").first()
    if newest is None:
        return []
    return list(newest.failures.order_by("case_id")[:FAILURES])
