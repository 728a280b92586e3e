"""Who looked at which citizen, when and why. Append-only: the application role may insert and read, nothing else."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

from staff.models.people import User


class Act(models.TextChoices):
    VIEW = "view", "Set"
    LIST = "list", "Vist i liste"
    SEARCH = "search", "Søgt"
    CHANGE = "change", "Ændret"
    REVEAL = "reveal", "Vist CPR"
    REFUSE = "refuse", "Afvist"


class Reason(models.TextChoices):
    """Why a colleague's citizen was opened."""

    SUBSTITUTE = "substitute", "Vikar"
    ENQUIRY = "enquiry", "Henvendelse fra borger"
    SPARRING = "sparring", "Sparring"
    QUALITY = "quality", "Kvalitetskontrol"
    OTHER = "other", "Andet"


class AccessLog(models.Model):
    """One row a request. `citizens` holds public ids and no foreign key, so the log survives an erasure."""

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    screen = models.CharField(max_length=60)
    act = models.CharField(max_length=10, choices=Act.choices)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    reason_text = models.CharField(max_length=200, blank=True)
    citizens = ArrayField(models.CharField(max_length=12))

    class Meta:
        indexes = (
            GinIndex(fields=("citizens",), name="access_citizens"),
            models.Index(fields=("user", "-at"), name="access_user_at"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_id} {self.screen}"
