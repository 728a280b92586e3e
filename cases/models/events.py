"""What happens to a person: conversations, referrals, considerations, granted offers."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q

from cases.models.fact import Fact, in_order
from cases.models.places import GUARD, PlaceReason
from companies.models import Company
from offers.models import Offer
from staff.models.history import tracked


class TimeRange(models.Func):
    """`tstzrange(from, to, '[)')` of two columns."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


@tracked()
class Conversation(Fact):
    """A conversation, booked or with an outcome. The outcome is written once; a wrong one is voided and recorded anew.

    `starts_at`/`ends_at` occupy the slot of `booked_with`; imported conversations may have only the day.
    `number` is the number set by hand (A-06); empty = counted by order.
    """

    kind = models.CharField("art", max_length=30)
    status = models.CharField("status", max_length=10)
    on_date = models.DateField("dato")
    starts_at = models.DateTimeField("begynder", null=True, blank=True)
    ends_at = models.DateTimeField("slutter", null=True, blank=True)
    form = models.CharField("form", max_length=10, blank=True)
    held_by = models.CharField("afholdt af", max_length=10, default="jobcenter")
    parties = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="deltog også")
    number = models.PositiveSmallIntegerField("nummer", null=True, blank=True)
    note = models.TextField("note", blank=True, max_length=4000)
    jobs_discussed = models.BooleanField("talt om job, der passer", default=False)
    booked_with = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    outcome_at = models.DateTimeField("udfald registreret", null=True, blank=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="conversation_times",
                violation_error_message="Samtalen skal slutte efter, at den begynder.",
            ),
            ExclusionConstraint(
                name="conversation_slot",
                expressions=[
                    ("booked_with", RangeOperators.EQUAL),
                    (
                        TimeRange("starts_at", "ends_at", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(
                    voided_at__isnull=True,
                    status__in=("booked", "held"),
                    starts_at__isnull=False,
                    booked_with__isnull=False,
                ),
                violation_error_message="Tiden er lige blevet taget. Vælg en anden tid.",
            ),
        )
        indexes = (
            models.Index(
                fields=("booked_with", "starts_at"),
                condition=Q(voided_at__isnull=True, status="booked"),
                name="conversation_booked",
            ),
            models.Index(fields=("case", "on_date"), name="conversation_case_day"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind} {self.on_date} {self.status}"


@tracked()
class NextConversation(Fact):
    """The next conversation's deadline set by hand where the profile has no cadence (BRO18-23, 25)."""

    due_on = models.DateField("næste samtale senest")
    set_on = models.DateField("sat den")
    reason = models.CharField("begrundelse", max_length=300)

    class Meta(Fact.Meta):
        constraints = (*Fact.Meta.constraints, in_order("next_conversation_dates", "set_on", "due_on"))

    def __str__(self) -> str:
        return f"{self.case_id}: {self.due_on}"


@tracked()
class Referral(Fact):
    """Referral (visitation) to a job consultant or a job broker."""

    on_date = models.DateField("dato")
    to = models.CharField("til", max_length=20)
    consultant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    ended_on = models.DateField("afsluttet", null=True, blank=True)
    wishes = models.TextField("ønsker", blank=True, max_length=1000)

    class Meta(Fact.Meta):
        constraints = (*Fact.Meta.constraints, in_order("referral_dates", "on_date", "ended_on"))
        indexes = (models.Index(fields=("consultant",), name="referral_consultant"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.to} {self.on_date}"


@tracked()
class Consideration(Fact):
    """A recorded consideration (REB23-58): yes or no, with the reason."""

    on_date = models.DateField("dato")
    of = models.CharField("overvejelse", max_length=20, default="placement")
    wanted = models.BooleanField("resultat", default=True)
    reason = models.CharField("begrundelse", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.of} {self.on_date}"


@tracked()
class Activity(Fact):
    """A granted offer: this citizen is in it from-to. Planned start is no start: `status` says what has happened."""

    type = models.CharField("art", max_length=40)
    status = models.CharField("status", max_length=10)
    from_on = models.DateField("fra")
    to_on = models.DateField("til", null=True, blank=True)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, blank=True, verbose_name="tilbud")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, verbose_name="virksomhed")
    place = models.CharField("plads", max_length=20, blank=True)
    sector = models.CharField("sektor", max_length=10, blank=True)
    granted_on = models.DateField("bevilget", null=True, blank=True)
    agreed_on = models.DateField("aftalt", null=True, blank=True)
    extension_decided_on = models.DateField("forlængelse besluttet", null=True, blank=True)
    hours_per_week = models.DecimalField("timer om ugen", max_digits=4, decimal_places=1, null=True, blank=True)
    grant = models.ForeignKey(
        "cases.Grant", on_delete=models.PROTECT, null=True, blank=True, related_name="activities", editable=False
    )
    place_reason = models.CharField("grund til fast plads", max_length=20, choices=PlaceReason.choices, blank=True)
    place_note = models.CharField("grunden med ord", max_length=120, blank=True)

    class Meta(Fact.Meta):
        verbose_name_plural = "activities"
        triggers = (GUARD,)
        constraints = (
            *Fact.Meta.constraints,
            in_order("activity_dates"),
            models.UniqueConstraint(
                fields=("grant",),
                condition=Q(voided_at__isnull=True),
                name="activity_one_of_grant",
                violation_error_message="Bevillingen er allerede sat i gang.",
            ),
        )
        indexes = (models.Index(fields=("case", "from_on"), name="activity_case_day"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.type} {self.from_on} {self.status}"
