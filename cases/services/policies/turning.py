"""The day a version takes effect: from then on it is in force, and the worker computes every case anew.

Only the sweep lets it happen, under its own lock: at once when a version is approved on its day or later, else within
the hour of the day. Until then everybody sees the dates of the earlier version.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from cases.models import RuleProfile, RuleVersion, SweepRun
from cases.models.rule_versions import RuleVersionQuerySet
from cases.services.policies.files import save_fingerprint
from cases.services.policies.in_force import profile


@transaction.atomic
def take_effect(*, today: date, now: datetime) -> tuple[RuleVersion, ...]:
    """Put the versions whose day has come in force and let those before them expire. Waits until no fact is being
    written, so that every later fact is judged by the new rules."""
    if not _due(profile(), today).exists():
        return ()
    held = RuleProfile.objects.select_for_update(no_key=True).get(pk=profile().pk)
    versions = tuple(_due(held, today).select_for_update())
    RuleVersion.objects.filter(pk__in=[version.pk for version in versions]).update(in_force_at=now)
    for version in versions:
        earlier = RuleVersion.objects.filter(profile=held, table=version.table, rule=version.rule).in_force()
        earlier.filter(version__lt=version.version, expired_at__isnull=True).update(expired_at=now)
    save_fingerprint(held)
    return versions


def _due(held: RuleProfile, today: date) -> RuleVersionQuerySet:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    waiting = RuleVersion.objects.filter(begun, profile=held, approved_at__isnull=False, in_force_at__isnull=True)
    return waiting.order_by("valid_from", "version")


def rebuilding(version: RuleVersion) -> SweepRun | None:
    """The last run that computed every case since the version took effect; None until one has begun."""
    if version.in_force_at is None:
        return None
    runs = SweepRun.objects.filter(started_at__gte=version.in_force_at).exclude(total=0)
    return runs.order_by("-pk").first()
