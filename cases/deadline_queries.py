"""Reading stored deadlines on a day. SQL compares stored dates with `today`; it never computes one.

The conditions repeat `rules.standing` in SQL; a test holds the two to the same answers.
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

RECOMMENDATION = "recommendation"


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
        return self.unmet(today).filter(_due_shown(today), due_on__lt=today).exclude(severity=RECOMMENDATION)

    def due_between(self, first: date, last: date, *, today: date) -> Self:
        """Unmet, due from `first` to `last`, both included."""
        return self.unmet(today).filter(_due_shown(today), due_on__range=(first, last))


def _due_shown(today: date) -> Q:
    """While a countable offer runs (`held_from`..`held_until`) there is no due date."""
    running = Q(held_from__lte=today) & (Q(held_until__isnull=True) | Q(held_until__gte=today))
    return Q(held_from__isnull=True) | ~running


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
