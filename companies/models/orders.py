"""Jobs that companies have told us about: job orders, and recruitment requests with a deadline and a mode."""

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from companies.models.company import Company
from staff.models.history import tracked


class Kind(models.TextChoices):
    ORDER = "order", "Jobordre"
    REQUEST = "request", "Rekrutteringsanmodning"


class Mode(models.TextChoices):
    """Who puts candidates on a recruitment request (REBGEN-55)."""

    SELF = "self", "rådgiver sætter selv på"
    SEARCHED = "searched", "udsøges af jobkonsulent"


class Ending(models.TextChoices):
    FILLED = "filled", "Besat"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


class JobOrderQuerySet(models.QuerySet[Any]):
    def open(self, now: datetime) -> Self:
        """Jobs that can still be had: not closed, and before their deadline where they have one."""
        return self.filter(Q(deadline__isnull=True) | Q(deadline__gte=now), closed_at__isnull=True)

    def found(self, words: str) -> Self:
        """Every word fits the occupation, the company, the town or the area."""
        found = self
        for word in words.split()[:6]:
            place = Q(company__postal__town__icontains=word) | Q(company__postal__area__name__icontains=word)
            found = found.filter(Q(occupation__icontains=word) | Q(company__name__icontains=word) | place)
        return found

    def updated_before(self, day: date) -> Self:
        """Nobody has said since `day` that the job is still there."""
        return self.filter(updated_on__lt=day)


@tracked()
class JobOrder(models.Model):
    """A job at a company. `updated_on`: somebody has last made sure that it is still right."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField("art", max_length=10, choices=Kind.choices, default=Kind.ORDER)
    occupation = models.CharField("stilling", max_length=120)
    positions = models.PositiveSmallIntegerField("antal stillinger", default=1)
    hours_per_week = models.DecimalField("timer om ugen", max_digits=4, decimal_places=1, null=True, blank=True)
    text = models.TextField("krav og vilkår", max_length=2000, blank=True)
    external = models.CharField("kilde", max_length=80, blank=True)
    deadline = models.DateTimeField("frist", null=True, blank=True)
    mode = models.CharField("måde", max_length=10, choices=Mode.choices, blank=True)
    updated_on = models.DateField("sidst opdateret")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ending = models.CharField("afslutning", max_length=10, choices=Ending.choices, blank=True)
    version = models.PositiveIntegerField(default=1)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = JobOrderQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = (
            models.Index(fields=("-created_at", "-id"), condition=Q(closed_at__isnull=True), name="job_order_open"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="request") | (Q(deadline__isnull=False) & ~Q(mode="")),
                name="job_request_deadline_mode",
                violation_error_message="En rekrutteringsanmodning skal have en frist og en måde.",
            ),
            models.CheckConstraint(
                condition=Q(positions__gte=1),
                name="job_order_positions",
                violation_error_message="Der skal være mindst én stilling.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(ending=""),
                name="job_order_ending",
                violation_error_message="Vælg, hvordan den sluttede.",
            ),
        )

    def __str__(self) -> str:
        return self.occupation
