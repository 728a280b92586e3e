"""Records of work: sweeps, imports, drafts of forms."""

from django.conf import settings
from django.db import models

from cases.models.course import Case


class RunKind(models.TextChoices):
    HOURLY = "hourly", "Hver time"
    VERIFICATION = "verification", "Natlig kontrol"
    MANUAL = "manual", "Startet i hånden"
    POLICY = "policy", "Nye regler"


class RunStatus(models.TextChoices):
    RUNNING = "running", "I gang"
    OK = "ok", "Gennemført"
    WITH_ERRORS = "with_errors", "Gennemført med fejl"
    FAILED = "failed", "Afbrudt"


class SweepRun(models.Model):
    """One sweep. `cases` of `total` cases have been computed anew; `cursor` is the last case done; `incident`: rows
    were found that facts and policy do not give, so something was written past the services."""

    kind = models.CharField(max_length=15, choices=RunKind.choices)
    status = models.CharField(max_length=15, choices=RunStatus.choices, default=RunStatus.RUNNING)
    today = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    cases = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    notices_made = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)
    cursor = models.BigIntegerField(default=0)
    incident = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("status", "-finished_at"), name="sweep_last"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%Y-%m-%d %H:%M} {self.status}"


class SweepFailure(models.Model):
    """A case that a run could not compute: shown, never silently left out. The reason names no person."""

    run = models.ForeignKey(SweepRun, on_delete=models.CASCADE, related_name="failures")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("run", "case"), name="sweep_failure_once"),)

    def __str__(self) -> str:
        return f"{self.run_id}: {self.case_id}"


class ImportRun(models.Model):
    """One import of municipality files: what came, what changed."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    as_of = models.DateField()
    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class ImportedRow(models.Model):
    """What the source said last time: one row a file and key, as a keyed digest of the values, never the values.

    A fact whose present values no longer have this digest was changed by hand and is left alone by later imports.
    """

    file = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=32)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rows")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "key"), name="imported_row_once"),)

    def __str__(self) -> str:
        return f"{self.file} {self.pk}"


class Draft(models.Model):
    """What a person has typed in a form and not saved yet."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "case", "form"), name="draft_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.form}"
