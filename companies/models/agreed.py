"""The shape of what is agreed with a company for a time: who recorded it, and how a mistake is taken out."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from companies.models.dated import Dated, DatedQuerySet


class AgreedQuerySet(DatedQuerySet):
    def valid(self) -> Self:
        """Rows that hold: not voided."""
        return self.filter(voided_at__isnull=True)


class AgreedWithCompany(Dated):
    """Base: from a day to a day, both included; never deleted, voided with a reason. `form_key` is used once."""

    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField("begrundelse", max_length=300, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects: ClassVar[Any] = AgreedQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = True
