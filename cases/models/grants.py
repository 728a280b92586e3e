"""A grant (bevilling): what was asked for, what the rules said of it that day, and who decided.

What was asked for and what the rules said never changes. A green grant is decided by the act that sends it; a yellow
one, or one longer than the ordinary limit, waits for a leader who is somebody else.
"""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.dispensations import OPENED, Dispensation
from cases.models.fact import Fact, in_order
from cases.models.grant_decided import DECISION_STAYS
from offers.models import Offer
from rules.gates.labels import COLOURS
from staff.models.history import tracked

COLOUR_NAMES = [(colour.value, name.capitalize()) for colour, name in COLOURS.items()]
MAY_CHANGE = (
    "'{status,decided_at,decided_by_id,decision_code,decision_text,decision,version,"
    "voided_at,voided_by_id,void_reason}'::text[]"
)
REWRITTEN = pgtrigger.Condition(f"to_jsonb(OLD) - {MAY_CHANGE} <> to_jsonb(NEW) - {MAY_CHANGE}")


class GrantStatus(models.TextChoices):
    PENDING = "pending", "Afventer godkendelse"
    GRANTED = "granted", "Bevilget"
    REFUSED = "refused", "Afvist"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


@tracked()
class Grant(Fact):
    """`recorded_by` asked for it. `verdict` and `decision` are what the rules said when it was sent and when it was
    decided: colour, price, every check with its rule, citation and digest (see `cases.services.grants.snapshot`).

    A price typed for a week stays as it was typed (`price_per_week`), so that it compares the same on every day.
    An extension is a grant of its own that begins the day after the one it `extends`.
    A red one stands on a `dispensation`, which opens one grant (A-69).
    `colour` is empty for a family without colours; `group` is the target group on the first day.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="grants", verbose_name="tilbud")
    type = models.CharField("art", max_length=40)
    group = models.CharField("målgruppe", max_length=40)
    status = models.CharField("status", max_length=10, choices=GrantStatus.choices)
    colour = models.CharField("farve", max_length=6, choices=COLOUR_NAMES, blank=True)
    uncategorised = models.BooleanField("ikke kategoriseret", default=False)
    needs_approval = models.BooleanField("skal godkendes", default=False)
    from_on = models.DateField("start")
    to_on = models.DateField("slut")
    hours_per_week = models.DecimalField("timer om ugen", max_digits=4, decimal_places=1, null=True, blank=True)
    supplier = models.CharField("leverandør", max_length=120, blank=True)
    price_per_week = models.DecimalField("pris pr. uge", max_digits=9, decimal_places=2, null=True, blank=True)
    total_price = models.DecimalField("pris i alt", max_digits=10, decimal_places=2, null=True, blank=True)
    goal = models.CharField("mål", max_length=10)
    goal_text = models.CharField("målet med ord", max_length=500)
    why = models.CharField("hvorfor dette tilbud", max_length=500)
    not_now = models.CharField("hvorfor ikke uddannelse eller virksomhed nu", max_length=500, blank=True)
    leads_to = models.CharField("herefter", max_length=40, blank=True)
    special_need = models.CharField("særligt behov", max_length=20, blank=True)
    extends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="extensions", verbose_name="forlænger"
    )
    dispensation = models.ForeignKey(
        Dispensation, on_delete=models.PROTECT, null=True, blank=True, related_name="grants",
        verbose_name="dispensation",
    )  # fmt: skip
    likely = models.BooleanField("overvejende sandsynligt job eller uddannelse", null=True, blank=True)
    verdict = models.JSONField("vurdering")
    decided_at = models.DateTimeField("afgjort", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_code = models.CharField("årsag", max_length=30, blank=True)
    decision_text = models.CharField("begrundelse for afgørelsen", max_length=500, blank=True)
    decision = models.JSONField("vurdering ved afgørelsen", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            in_order("grant_dates"),
            models.CheckConstraint(
                condition=~Q(colour="red") | Q(dispensation__isnull=False, needs_approval=True),
                name="grant_never_red",
                violation_error_message="Et rødt tilbud kan ikke bevilges uden dispensation.",
            ),
            models.UniqueConstraint(
                fields=("dispensation",),
                condition=Q(voided_at__isnull=True, status__in=("pending", "granted")),
                name="grant_dispensation_once",
                violation_error_message="Dispensationen er allerede brugt. En ny bevilling kræver en ny.",
            ),
            models.CheckConstraint(
                condition=~Q(colour="yellow") | Q(needs_approval=True),
                name="grant_yellow_waits",
                violation_error_message="Et gult tilbud skal godkendes af funktionsleder.",
            ),
            models.CheckConstraint(
                condition=Q(needs_approval=False) | ~Q(status="granted") | Q(decided_by__isnull=False),
                name="grant_approved_by_somebody",
                violation_error_message="Bevillingen skal godkendes af funktionsleder.",
            ),
            models.CheckConstraint(
                condition=Q(needs_approval=False)
                | Q(decided_by__isnull=True)
                | Q(status="withdrawn")
                | ~Q(decided_by=F("recorded_by")),
                name="grant_not_by_oneself",
                violation_error_message="Du har selv sendt bevillingen. En anden skal godkende den.",
            ),
            models.CheckConstraint(
                condition=Q(status="pending", decided_at__isnull=True)
                | (~Q(status="pending") & Q(decided_at__isnull=False)),
                name="grant_decided_once",
                violation_error_message="Bevillingen er allerede afgjort.",
            ),
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(goal_text=""),
                name="grant_reasoned",
                violation_error_message="Skriv målet, og hvorfor det er dette tilbud.",
            ),
            models.UniqueConstraint(
                fields=("extends",),
                condition=Q(voided_at__isnull=True, status__in=("pending", "granted")),
                name="grant_extended_once",
                violation_error_message="Tilbuddet er allerede forlænget. Annullér forlængelsen først.",
            ),
        )
        indexes = (
            models.Index(fields=("recorded_at",), condition=Q(status="pending"), name="grant_pending"),
            models.Index(fields=("offer", "from_on"), name="grant_offer"),
        )
        triggers = (
            OPENED,
            pgtrigger.Protect(name="grant_is_kept", operation=pgtrigger.Update, condition=REWRITTEN),
            DECISION_STAYS,
            pgtrigger.Protect(name="grant_stays", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.offer_id} {self.from_on} {self.status}"

    @property
    def snapshot(self) -> dict[str, Any]:
        """What the rules said when it was decided; until then, when it was sent."""
        found: dict[str, Any] = self.decision or self.verdict
        return found


class GrantQuote(models.Model):
    """An indhentet tilbud of a grant: supplier, price of the whole course, expected effect. One is chosen."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="quotes")
    position = models.PositiveSmallIntegerField()
    supplier = models.CharField("leverandør", max_length=120)
    price = models.DecimalField("pris i alt", max_digits=10, decimal_places=2)
    expected_effect = models.CharField("forventet effekt", max_length=300)
    chosen = models.BooleanField("valgt", default=False)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("grant", "position"), name="grant_quote_once"),
            models.UniqueConstraint(
                fields=("grant",),
                condition=Q(chosen=True),
                name="grant_quote_one_chosen",
                violation_error_message="Vælg ét af de indhentede tilbud.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.supplier}"
