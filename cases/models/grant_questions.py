"""What a leader asks about a grant that waits, and the caseworker's answer. A question is answered once."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.grants import Grant


class GrantQuestion(models.Model):
    """`text` is the question. Without `answered_at` the grant waits for an answer."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField("spørgsmål", max_length=500)
    asked_at = models.DateTimeField("spurgt")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField("svar", max_length=500, blank=True)
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("grant",),
                condition=Q(answered_at__isnull=True),
                name="grant_question_one_open",
                violation_error_message="Der er allerede stillet et spørgsmål, som venter på svar.",
            ),
            models.CheckConstraint(
                condition=~Q(text="")
                & (
                    Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                    | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""))
                ),
                name="grant_question_answered",
                violation_error_message="Skriv et svar.",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="grant_answer_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.answered_at IS NOT NULL OR (OLD.grant_id, OLD.text, OLD.asked_at, OLD.asked_by_id) "
                    "IS DISTINCT FROM (NEW.grant_id, NEW.text, NEW.asked_at, NEW.asked_by_id)"
                ),
            ),
            pgtrigger.Protect(name="grant_question_stays", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.asked_at:%Y-%m-%d}"
