"""The colour of an offer for a column of target groups, from a day on.

A change is a new row; the row before it gets a last day and keeps all else. The rows of one change carry the same
`act`, so that a planned change is undone as a whole.
"""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from offers.models.columns import Column
from offers.models.offers import Offer
from offers.models.periods import REWRITTEN, in_order, period
from rules.gates.labels import COLOURS
from staff.models.history import tracked

NAMES = [(colour.value, name.capitalize()) for colour, name in COLOURS.items()]


class ColourQuerySet(models.QuerySet[Any]):
    def valid(self) -> Self:
        """Rows that were not taken back."""
        return self.filter(voided_at__isnull=True)

    def of(self, offer: Offer, column: Column) -> Self:
        """The cell of the catalogue, first day first."""
        return self.filter(offer=offer, column=column).order_by("from_on", "pk")


@tracked()
class ColourPeriod(models.Model):
    """One colour of one cell. `reason` is the experience it rests on (REB23-31), `cite` where that can be read; `cut`
    is the row that got a last day by it."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="colours", verbose_name="tilbud")
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="colours", verbose_name="målgruppe")
    colour = models.CharField("farve", max_length=6, choices=NAMES)
    from_on = models.DateField("gælder fra")
    to_on = models.DateField("til", null=True, blank=True)
    reason = models.CharField("begrundelse", max_length=500)
    cite = models.CharField("kilde", max_length=200, blank=True)
    cut = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later", verbose_name="afløser"
    )
    act = models.UUIDField(editable=False)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    recorded_at = models.DateTimeField("registreret")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="registreret af"
    )
    voided_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(max_length=300, blank=True)

    objects = ColourQuerySet.as_manager()

    class Meta:
        constraints = (
            in_order("colour_dates"),
            ExclusionConstraint(
                name="colour_no_overlap",
                expressions=[
                    ("offer", RangeOperators.EQUAL),
                    ("column", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                condition=Q(voided_at__isnull=True),
                violation_error_message="Tilbuddet har allerede en farve for målgruppen i perioden.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="colour_reason",
                violation_error_message="Skriv en begrundelse for farven.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
                name="colour_void_reason",
                violation_error_message="Skriv, hvorfor ændringen tages tilbage.",
            ),
            models.CheckConstraint(
                condition=Q(colour__in=("green", "yellow", "red")),
                name="colour_known",
                violation_error_message="Vælg grøn, gul eller rød.",
            ),
        )
        indexes = (models.Index(fields=("act",), name="colour_act"),)
        triggers = (
            pgtrigger.Protect(name="colour_is_kept", operation=pgtrigger.Update, condition=REWRITTEN),
            pgtrigger.Protect(name="colour_stays", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.offer_id}/{self.column_id}: {self.colour} {self.from_on}"
