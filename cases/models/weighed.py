"""What was weighed when an offer was given: the question or order of one rule as it was that day, and the answer."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.events import Activity
from cases.models.grants import Grant


class WeighedAnswer(models.Model):
    """One rule with its answer, of a grant or of an activity that was registered without one. Nothing of it changes.

    `question` in words; `steps` the order of that day in words and `step` the place of the offer in it, for a rule
    with an order. An empty `answer` was not given, and need not be.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, related_name="weighed")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="weighed")
    rule = models.CharField("regel", max_length=20)
    digest = models.CharField(max_length=16)
    title = models.CharField("titel", max_length=200)
    cite = models.CharField("kilde", max_length=300)
    question = models.CharField("spørgsmål", max_length=700, blank=True)
    steps = models.JSONField("rækkefølge", default=list)
    step = models.PositiveSmallIntegerField("trin", null=True)
    answer = models.CharField("svar", max_length=700, blank=True)
    recorded_at = models.DateTimeField("registreret")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(grant__isnull=False, activity__isnull=True) | Q(grant__isnull=True, activity__isnull=False),
                name="weighed_of_one",
                violation_error_message="Et svar hører til én bevilling eller ét tilbud.",
            ),
            models.UniqueConstraint(fields=("grant", "rule"), name="weighed_once_for_a_grant"),
            models.UniqueConstraint(fields=("activity", "rule"), name="weighed_once_for_an_activity"),
        )
        triggers = (pgtrigger.Protect(name="weighed_stays", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.rule}: {self.grant_id or self.activity_id}"
