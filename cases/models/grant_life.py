"""What happens to a grant while it runs: a follow-up, a discussion of its extension, a decision not to extend it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.fact import Fact
from cases.models.grants import Grant
from rules.gates.labels import FORUMS, ROLES
from rules.gates.vocabulary import Role
from staff.models.history import tracked

PRESENT = (Role.TEAM_LEADER, Role.SPECIALIST)


@tracked()
class GrantFollowUp(Fact):
    """A follow-up on an offer (REB23-26). After a no the offer is to be stopped."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="bevilling")
    on_date = models.DateField("dato")
    progress = models.BooleanField("progression mod målet")
    keeps_agreement = models.BooleanField("lever op til aftalen")
    text = models.CharField("hvad opfølgningen viste", max_length=500)

    class Meta(Fact.Meta):
        ordering = ("on_date", "pk")
        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""),
                name="grant_follow_up_told",
                violation_error_message="Skriv, hvad opfølgningen viste.",
            ),
            models.UniqueConstraint(
                fields=("grant", "on_date"),
                condition=Q(voided_at__isnull=True),
                name="grant_follow_up_once",
                violation_error_message="Der er allerede registreret en opfølgning den dag. Ret den i stedet.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.on_date}"

    @property
    def said_no(self) -> bool:
        return not (self.progress and self.keeps_agreement)


@tracked()
class GrantDiscussion(Fact):
    """The extension of a grant was discussed (REB23-30). `present` is the leader or specialist who took part."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="discussions", verbose_name="bevilling")
    on_date = models.DateField("dato")
    forum = models.CharField("hvor", max_length=10, choices=[(code.value, name) for code, name in FORUMS.items()])
    present = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="leder eller fagkonsulent"
    )
    present_as = models.CharField("som", max_length=12, choices=[(code.value, ROLES[code]) for code in PRESENT])
    agreed = models.BooleanField("anbefales")
    text = models.CharField("hvad der blev sagt", max_length=500, blank=True)

    class Meta(Fact.Meta):
        ordering = ("on_date", "pk")
        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(present_as__in=[role.value for role in PRESENT]),
                name="grant_discussion_present",
                violation_error_message="En leder eller fagkonsulent skal være til stede.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.on_date}"


@tracked()
class GrantNotExtended(Fact):
    """The decision that a grant is not extended (REB23-29)."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="not_extended", verbose_name="bevilling")
    decided_on = models.DateField("besluttet")
    reason = models.CharField("begrundelse", max_length=300)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="grant_not_extended_reasoned",
                violation_error_message="Skriv, hvorfor tilbuddet ikke forlænges.",
            ),
            models.UniqueConstraint(
                fields=("grant",),
                condition=Q(voided_at__isnull=True),
                name="grant_not_extended_once",
                violation_error_message="Det er allerede besluttet, at tilbuddet ikke forlænges.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.decided_on}"
