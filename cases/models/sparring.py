"""The sparringsmøde: which grants are put on its agenda, and what came of each on the day of the meeting."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.fact import Fact
from cases.models.grant_life import GrantDiscussion
from cases.models.grants import Grant
from staff.models.history import tracked


class Outcome(models.TextChoices):
    EXTEND = "extend", "Forlænges"
    STOP = "stop", "Stoppes"
    OTHER = "other", "Andet tilbud"
    AGAIN = "again", "Drøftes igen"


@tracked()
class AgendaCase(Fact):
    """A grant that a leader has put on the agenda, or that is to be discussed again, of meetings from `from_on` on.

    It stands there until an outcome settles it.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="agenda", verbose_name="bevilling")
    from_on = models.DateField("fra")
    why = models.CharField("hvad der skal drøftes", max_length=500)
    settled_at = models.DateTimeField("drøftet", null=True, blank=True)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(why=""),
                name="agenda_case_reasoned",
                violation_error_message="Skriv, hvad der skal drøftes.",
            ),
            models.UniqueConstraint(
                fields=("grant",),
                condition=Q(voided_at__isnull=True, settled_at__isnull=True),
                name="agenda_case_once",
                violation_error_message="Bevillingen står allerede på dagsordenen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.from_on}"


class SparringOutcome(models.Model):
    """What came of one case on the day of a meeting. Written once; `why` is why it stood on the agenda.

    `discussion` is the record that an extension was discussed (REB23-30), where the offer runs.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="outcomes", verbose_name="bevilling")
    on_date = models.DateField("mødedag")
    why = models.CharField("på dagsordenen", max_length=700, blank=True)
    outcome = models.CharField("udfald", max_length=10, choices=Outcome.choices)
    text = models.CharField("begrundelse", max_length=500)
    discussion = models.OneToOneField(GrantDiscussion, on_delete=models.PROTECT, null=True, related_name="outcome")
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on_date", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("grant", "on_date"),
                name="sparring_outcome_once",
                violation_error_message="Udfaldet er allerede skrevet den dag.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="sparring_outcome_reasoned",
                violation_error_message="Skriv, hvorfor det blev udfaldet.",
            ),
        )
        triggers = (pgtrigger.Protect(name="sparring_outcome_stays", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.on_date} {self.outcome}"
