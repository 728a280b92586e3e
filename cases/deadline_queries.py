"""Reading stored deadlines on a day. SQL compares stored dates with `today`; it never computes one.

The conditions repeat `rules.standing` in SQL; a test holds the two to the same answers.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

NEVER_OVERDUE = ("recommendation", "information")
"""Severities whose passing is told ("bør overvejes"), but never counted as overdue."""


class Bucket(models.TextChoices):
    """Where a deadline, and by its worst deadline a citizen, stands on a day. The worst comes first."""

    OVERDUE = "overdue", "Overskredet"
    MISSING = "missing", "Mangler frist"
    DUE_SOON = "due_soon", "Forfalder snart"
    PENDING = "pending", "Ikke forfalden"
    PAUSED = "paused", "Suspenderet eller fritaget"
    NONE = "none", "Ingen pligter efter reglerne"


RANK = {bucket: rank for rank, bucket in enumerate(Bucket)}


class StoppedOn(Func):
    """True when one of the row's stops covers the day."""

    template = "jsonb_path_exists(%(expressions)s)"
    output_field = models.BooleanField()
    COVERS = "strict $[*] ? (@[0] <= $day && (@[1] == null || @[1] >= $day))"

    def __init__(self, day: date) -> None:
        path = Func(Value(self.COVERS), template="(%(expressions)s)::jsonpath", output_field=models.TextField())
        names = Func(
            Value(json.dumps({"day": day.isoformat()})),
            template="(%(expressions)s)::jsonb",
            output_field=models.TextField(),
        )
        super().__init__(F("stops"), path, names)


class DeadlineQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Rows that hold: not replaced by a later computation."""
        return self.filter(superseded_at__isnull=True)

    def unmet(self, today: date) -> Self:
        """Obligations of open subjects that nothing fulfils on `today` (a lapsed agreement fulfils nothing)."""
        return self.current().filter(
            Q(met_on__isnull=True) | Q(met_on__gt=today) | Q(met_until__lt=today),
            Q(closed_on__isnull=True) | Q(closed_on__gt=today),
        )

    def overdue(self, today: date) -> Self:
        """Unmet and due before `today`. Recommendations never count; a pause begun later never hides it."""
        return self.unmet(today).filter(~_held(today), due_on__lt=today).exclude(severity__in=NEVER_OVERDUE)

    def due_between(self, first: date, last: date, *, today: date) -> Self:
        """Unmet, due from `first` to `last`, both included."""
        return self.unmet(today).filter(~_held(today), due_on__range=(first, last))

    def ranked(self, today: date, *, due_soon_days: int) -> Self:
        """Unmet rows with `rank`, the place of their bucket in `Bucket`; none for a recommendation past its day."""
        held, soon = _held(today), today + timedelta(days=due_soon_days)
        has_date = ~held & Q(due_on__isnull=False)
        return self.unmet(today).annotate(
            stopped=StoppedOn(today),
            rank=Case(
                When(has_date & Q(due_on__lt=today, severity__in=NEVER_OVERDUE), then=Value(None)),
                When(has_date & Q(due_on__lt=today), then=Value(RANK[Bucket.OVERDUE])),
                When(~held & Q(stopped=True), then=Value(RANK[Bucket.PAUSED])),
                When(has_date & Q(due_on__lte=soon), then=Value(RANK[Bucket.DUE_SOON])),
                default=Value(RANK[Bucket.PENDING]),
                output_field=models.SmallIntegerField(null=True),
            ),
        )


def _held(today: date) -> Q:
    """A countable offer runs: as long, the due date is not final and nothing is overdue."""
    return Q(held_from__isnull=False) & (Q(held_until__isnull=True) | Q(held_until__gte=today))


class GapQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)

    def missing(self, today: date) -> Self:
        """Gaps that stand open on `today`."""
        return self.current().filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)


class ListingQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)

    def standing(self, today: date) -> Self:
        """Listings that hold on `today`."""
        return self.current().filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)


class NoticeQuerySet(models.QuerySet[Any]):
    def unseen_by(self, user: Any) -> Self:
        """Not seen yet, of cases that `user` is responsible for now; the oldest deadline first.

        What was told of a case before it was handed over follows the case to the new caseworker.
        """
        active = {"case__responsibilities__user": user, "case__responsibilities__to_on__isnull": True}
        return self.filter(**active, seen_at__isnull=True).order_by("due_on", "case_id", "rule", "ordinal", "pk")

    def of_teams(self, team_ids: Iterable[int]) -> Self:
        return self.filter(case__team__in=list(team_ids))
