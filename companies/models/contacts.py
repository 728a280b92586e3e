"""What was said to a company, by whom and when; whom it is given to; what each consultant is to reach."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from companies.models.company import Company, ContactPerson
from rules.answers.terms import ContactKind
from staff.models.history import tracked


class Channel(models.TextChoices):
    """How a company was in touch; the words of the rules (A-53)."""

    PHONE = ContactKind.PHONE.value, "Telefon"
    VISIT = ContactKind.VISIT.value, "Besøg"
    PERSONAL_MAIL = ContactKind.PERSONAL_MAIL.value, "Mail"
    INCOMING = ContactKind.INCOMING.value, "De skrev til os"
    MASS_MAIL = ContactKind.MASS_MAIL.value, "Nyhedsbrev"


OUTGOING = (Channel.PHONE, Channel.VISIT, Channel.PERSONAL_MAIL)
"""Contacts that we make; a company that is not to be contacted may still write to us."""


class Outcome(models.TextChoices):
    NONE = "", "Intet særligt"
    AGREEMENT = "agreement", "Aftale om plads"
    JOB_ORDER = "job_order", "Jobordre"
    INTERESTED = "interested", "Interesseret, vend tilbage"
    DECLINED = "declined", "Ingen interesse nu"


class ContactQuerySet(models.QuerySet[Any]):
    def valid(self) -> Self:
        """Contacts that hold: not voided."""
        return self.filter(voided_at__isnull=True)

    def outgoing(self) -> Self:
        """Valid contacts that we have made."""
        return self.valid().filter(kind__in=OUTGOING)


@tracked()
class Contact(models.Model):
    """One contact with a company. Never overwritten: a wrong one is voided with a reason.

    `enquiry` is the enquiry that wrote it, or that it answers.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="contacts")
    on_date = models.DateField("dato")
    kind = models.CharField("type", max_length=13, choices=Channel.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="company_contacts", verbose_name="medarbejder"
    )
    person = models.ForeignKey(
        ContactPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name="med"
    )
    with_whom = models.CharField("med", max_length=120, blank=True)
    outcome = models.CharField("udfald", max_length=12, choices=Outcome.choices, blank=True)
    note = models.TextField("note", max_length=2000, blank=True)
    recorded_at = models.DateTimeField("registreret", default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField("annulleret", null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField("begrundelse", max_length=300, blank=True)
    enquiry = models.ForeignKey(
        "companies.Enquiry", on_delete=models.PROTECT, null=True, blank=True, related_name="contacts", editable=False
    )
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    source_key = models.CharField("nøgle i kilden", max_length=60, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ("-on_date", "-id")
        indexes = (
            models.Index(
                fields=("company", "-on_date"), condition=Q(voided_at__isnull=True), name="contact_company_day"
            ),
            models.Index(fields=("by", "on_date"), name="contact_by_day"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
                name="contact_void_reason",
                violation_error_message="En rettelse skal have en begrundelse.",
            ),
            models.UniqueConstraint(fields=("source_key",), condition=~Q(source_key=""), name="contact_source_once"),
        )

    def __str__(self) -> str:
        return f"{self.company_id}: {self.kind} {self.on_date}"


class CallAssignment(models.Model):
    """A company of a call list is given to a consultant; a contact, or somebody, takes it off again."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("company",),
                condition=Q(ended_at__isnull=True),
                name="company_assigned_once",
                violation_error_message="Virksomheden er lige blevet givet til en anden.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.company_id}: {self.user_id}"


@tracked()
class ContactGoal(models.Model):
    """How many visits and contacts a consultant is to reach in a month; `month` is its first day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contact_goals")
    month = models.DateField("måned")
    visits = models.PositiveSmallIntegerField("besøg", default=0)
    contacts = models.PositiveSmallIntegerField("kontakter i alt", default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "month"), name="contact_goal_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="contact_goal_month"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.month}"
