"""A leader's decision that was undone the same day: kept as it was, while the grant waits again."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.grants import Grant, GrantStatus

UNDOABLE = (GrantStatus.GRANTED, GrantStatus.REFUSED)


class UndoneDecision(models.Model):
    """`version` is that of the grant with the decision. Without this row the database lets no decision go."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="undone", verbose_name="bevilling")
    version = models.PositiveIntegerField()
    status = models.CharField("afgørelse", max_length=10, choices=[(code.value, code.label) for code in UNDOABLE])
    decided_at = models.DateTimeField("afgjort")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("årsag", max_length=30, blank=True)
    text = models.CharField("begrundelse", max_length=500, blank=True)
    decision = models.JSONField("vurdering ved afgørelsen", null=True)
    undone_at = models.DateTimeField("fortrudt")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("grant", "version"),
                name="decision_undone_once",
                violation_error_message="Afgørelsen er allerede fortrudt.",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=F("decided_by")) & Q(undone_at__gte=F("decided_at")),
                name="decision_undone_by_its_author",
                violation_error_message="Kun den, der afgjorde bevillingen, kan fortryde afgørelsen.",
            ),
        )
        triggers = (pgtrigger.Protect(name="undone_decision_stays", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.status} {self.undone_at:%Y-%m-%d}"
