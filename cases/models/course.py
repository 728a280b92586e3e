"""The case and what gives it its deadlines: target groups, pauses, the responsible, single facts."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.utils import timezone

from cases.access import CaseQuerySet
from cases.models.citizens import Citizen
from cases.models.fact import Fact, in_order
from cases.models.groups import TargetGroup
from staff.models import Team
from staff.models.history import tracked


class DateRange(models.Func):
    """`daterange(from, to, '[]')` of two columns."""

    function = "DATERANGE"
    output_field = DateRangeField()


def period() -> DateRange:
    """The days from `from_on` to `to_on`, both included; without `to_on` unbounded."""
    return DateRange("from_on", "to_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True))


@tracked()
class Case(models.Model):
    """A citizen's course of contact. `version` grows with every change and guards against stale forms.

    `form_key` is the one-use key of the form that opened the case.
    """

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="cases", verbose_name="borger")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases", verbose_name="team")
    course_start = models.DateField("forløbet begyndte")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField("lukket", null=True, blank=True)
    close_reason = models.CharField("årsag til lukning", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    source_key = models.CharField("nøgle i kilden", max_length=60, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("citizen",),
                condition=models.Q(closed_on__isnull=True),
                name="case_one_open",
                violation_error_message="Borgeren har allerede en åben sag.",
            ),
            in_order("case_dates", "course_start", "closed_on"),
        )
        indexes = (models.Index(fields=("team",), condition=models.Q(closed_on__isnull=True), name="case_open_team"),)

    def __str__(self) -> str:
        return f"{self.citizen_id}/{self.pk}"


@tracked()
class Responsibility(models.Model):
    """Who is responsible for a case, from-to. None active = the list "uden ansvarlig" (BRO18-03)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="responsibilities")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="responsibilities")
    from_on = models.DateField("fra")
    to_on = models.DateField("til", null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = (
            in_order("responsibility_dates"),
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(to_on__isnull=True),
                name="responsibility_one_active",
                violation_error_message="Sagen har allerede en ansvarlig rådgiver.",
            ),
            ExclusionConstraint(
                name="responsibility_no_overlap",
                expressions=[("case", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message="Sagen har allerede en ansvarlig rådgiver i perioden.",
            ),
        )
        indexes = (
            models.Index(fields=("user",), condition=models.Q(to_on__isnull=True), name="responsibility_active"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id} {self.from_on}"


@tracked()
class TargetGroupPeriod(Fact):
    """A citizen's target group from-to, with the facts that rules of the group start from."""

    group = models.ForeignKey(TargetGroup, on_delete=models.PROTECT, related_name="periods", verbose_name="målgruppe")
    from_on = models.DateField("fra")
    to_on = models.DateField("til", null=True, blank=True)
    first_absence_on = models.DateField("første fraværsdag", null=True, blank=True)
    first_unemployed_on = models.DateField("første ledighedsdag", null=True, blank=True)
    visited_on = models.DateField("visitationsdato", null=True, blank=True)
    job_broker = models.CharField("jobformidler", max_length=10, blank=True)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            in_order("target_group_period_dates"),
            ExclusionConstraint(
                name="target_group_period_no_overlap",
                expressions=[("case", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                condition=models.Q(voided_at__isnull=True),
                violation_error_message="Borgeren er allerede i en målgruppe i perioden. Luk den først.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.group_id} {self.from_on}"


@tracked()
class Pause(Fact):
    """Days on which some clocks stand still (C6, A-30); without `to_on` the pause is open."""

    reason = models.CharField("årsag", max_length=20)
    from_on = models.DateField("fra")
    to_on = models.DateField("til", null=True, blank=True)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            in_order("pause_dates"),
            ExclusionConstraint(
                name="pause_no_overlap",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("reason", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(voided_at__isnull=True),
                violation_error_message="Der er allerede en pause af samme årsag i perioden.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.reason} {self.from_on}"


class DetailKey(models.TextChoices):
    """Single facts a rule may need; the value is a date or a word, never both."""

    RESIDENCE_PERMIT_ON = "residence_permit_on", "Opholdstilladelse modtaget"
    REGISTERED_ON = "registered_on", "Tilmeldt jobcenteret"
    ATTENDABLE_HOURS = "attendable_hours", "Kan møde, timer om ugen"
    UNEMPLOYMENT_FUND = "unemployment_fund", "A-kasse"
    EXPECTED_STUDY_ON = "expected_study_on", "Forventet studiestart"


@tracked()
class CaseDetail(Fact):
    """One single fact of a case (`key`), as a date or a word."""

    key = models.CharField("oplysning", max_length=30, choices=DetailKey.choices)
    on_date = models.DateField("dato", null=True, blank=True)
    text = models.CharField("værdi", max_length=80, blank=True)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=("case", "key"),
                condition=models.Q(voided_at__isnull=True),
                name="case_detail_once",
                violation_error_message="Oplysningen er allerede registreret. Ret den i stedet.",
            ),
            models.CheckConstraint(
                condition=models.Q(on_date__isnull=False) ^ ~models.Q(text=""), name="case_detail_one_value"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.key}"
