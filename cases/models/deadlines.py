"""What the rules said: deadlines, missing deadlines, and the notices that someone was told.

Rows are derived: a changed date makes a new row and closes the old one, so the rows are their own history.
"Overdue" is never stored; a reader compares the stored dates with today (`rules.standing`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.deadline_queries import DeadlineQuerySet, GapQuerySet, ListingQuerySet, NoticeQuerySet
from cases.models.course import Case
from cases.models.stops import StopsField


class Deadline(models.Model):
    """One obligation as computed. `basis` is the trace in codes, dates and numbers; text is rendered from it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    rule = models.CharField(max_length=20)
    ordinal = models.PositiveSmallIntegerField(null=True)
    family = models.CharField(max_length=20)
    severity = models.CharField(max_length=20)
    group = models.CharField(max_length=40)
    anchor_on = models.DateField()
    opens_on = models.DateField(null=True)
    base_due = models.DateField(null=True)
    due_on = models.DateField(null=True)
    open_since = models.DateField(null=True)
    remaining_days = models.PositiveIntegerField(null=True)
    met_on = models.DateField(null=True)
    met_until = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    held_from = models.DateField(null=True)
    held_until = models.DateField(null=True)
    stops = StopsField(default=tuple)
    basis = models.JSONField(default=list)
    rule_version = models.PositiveIntegerField()
    rule_digest = models.CharField(max_length=64)
    unverified = models.BooleanField(default=False)
    computed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "rule", "ordinal", "anchor_on"),
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="deadline_current",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_on",),
                condition=Q(superseded_at__isnull=True, closed_on__isnull=True),
                name="deadline_due",
            ),
            models.Index(
                fields=("met_on",),
                condition=Q(superseded_at__isnull=True, met_on__gt=models.F("due_on")),
                name="deadline_met_late",
            ),
            models.Index(
                fields=("met_until",),
                condition=Q(superseded_at__isnull=True, met_until__isnull=False),
                name="deadline_met_until",
            ),
            models.Index(
                fields=("closed_on",),
                condition=Q(superseded_at__isnull=True, closed_on__gt=models.F("due_on")),
                name="deadline_closed_late",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.rule} {self.due_on}"


class Gap(models.Model):
    """A missing deadline or fact (A-66) from `since`, until `until`: "mangler frist"."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="gaps")
    rule = models.CharField(max_length=20)
    family = models.CharField(max_length=20)
    fact = models.CharField(max_length=40)
    group = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    computed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "rule", "family", "fact", "since"),
                condition=Q(superseded_at__isnull=True),
                name="gap_current",
            ),
        )
        indexes = (models.Index(fields=("since",), condition=Q(superseded_at__isnull=True), name="gap_since"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.fact}"


class Listing(models.Model):
    """The citizen stands on a steering list of a rule from `since` to `until`, both included."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="listings")
    rule = models.CharField(max_length=20)
    text = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(null=True)
    computed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "rule", "text", "since"),
                condition=Q(superseded_at__isnull=True),
                name="listing_current",
            ),
        )
        indexes = (
            models.Index(fields=("rule", "since"), condition=Q(superseded_at__isnull=True), name="listing_since"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.rule} {self.since}"


class Notice(models.Model):
    """We told someone that a deadline passed unmet. One for each deadline and due date, for ever."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    rule = models.CharField(max_length=20)
    ordinal = models.PositiveSmallIntegerField(null=True)
    anchor_on = models.DateField()
    due_on = models.DateField()
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="notices"
    )
    run = models.ForeignKey("cases.SweepRun", on_delete=models.PROTECT, related_name="notices")
    noticed_at = models.DateTimeField()
    noticed_on = models.DateField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "rule", "ordinal", "anchor_on", "due_on"), nulls_distinct=False, name="notice_once"
            ),
        )
        indexes = (
            models.Index(fields=("caseworker",), condition=Q(seen_at__isnull=True), name="notice_unseen"),
            models.Index(fields=("noticed_on",), name="notice_day"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.rule} {self.due_on}"
