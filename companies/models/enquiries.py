"""Virksomhedsvagt: companies that have asked, the clock of the answer, who is on duty, what came of it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from companies.models.company import Company
from staff.models.history import tracked


class Subject(models.TextChoices):
    """What a company wants; a retention request comes also before anybody is sick (HED21-31)."""

    RECRUIT = "recruit", "Rekruttering"
    PLACE = "place", "Praktik eller løntilskud"
    RETENTION = "retention", "Fastholdelse (fast-track)"
    OTHER = "other", "Andet"


class Result(models.TextChoices):
    """What an enquiry led to; one of these closes it (HED21-58)."""

    CANDIDATES = "candidates", "Kandidatudvælgelse"
    JOB_AD = "job_ad", "Jobopslag"
    OTHER = "other", "Andet"


class EnquiryQuerySet(models.QuerySet[Any]):
    def valid(self) -> Self:
        return self.filter(voided_at__isnull=True)

    def waiting(self) -> Self:
        """Nobody has been in touch yet."""
        return self.valid().filter(contacted_at__isnull=True)

    def open(self) -> Self:
        """In touch, or not yet; without an outcome."""
        return self.valid().filter(closed_at__isnull=True)


@tracked()
class Enquiry(models.Model):
    """A company has asked. `contacted_at` is when we were in touch; its outcome closes it. Both are written once."""

    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, null=True, blank=True, related_name="enquiries", verbose_name="virksomhed"
    )
    caller = models.CharField("hvem spurgte", max_length=120)
    phone = models.CharField("telefon eller e-mail", max_length=120, blank=True)
    subject = models.CharField("emne", max_length=10, choices=Subject.choices)
    text = models.TextField("hvad ønsker de", max_length=2000)
    received_at = models.DateTimeField("modtaget")
    recorded_at = models.DateTimeField("registreret")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    contacted_at = models.DateTimeField("kontaktet", null=True, blank=True)
    contacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField("udfald", max_length=10, choices=Result.choices, blank=True)
    outcome_note = models.CharField("bemærkning", max_length=300, blank=True)
    closed_at = models.DateTimeField("afsluttet", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voided_at = models.DateTimeField("annulleret", null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField("begrundelse", max_length=300, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ("received_at", "id")
        verbose_name_plural = "enquiries"
        indexes = (
            models.Index(
                fields=("received_at",),
                condition=Q(closed_at__isnull=True, voided_at__isnull=True),
                name="enquiry_open",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(contacted_at__isnull=True) | Q(contacted_at__gte=F("received_at")),
                name="enquiry_order",
                violation_error_message="Kontakten kan ikke ligge før henvendelsen.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (Q(contacted_at__isnull=False) & ~Q(outcome="")),
                name="enquiry_closed_with_outcome",
                violation_error_message="Vælg et udfald, når I har talt sammen.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
                name="enquiry_void_reason",
                violation_error_message="En rettelse skal have en begrundelse.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}: {self.subject}"


class Duty(models.Model):
    """Who answers companies on a day."""

    on = models.DateField("dag")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="company_duties")

    class Meta:
        ordering = ("on", "id")
        verbose_name_plural = "duties"
        constraints = (models.UniqueConstraint(fields=("on",), name="company_duty_once"),)

    def __str__(self) -> str:
        return f"{self.on}: {self.user_id}"
