"""What can be offered: its kind, supplier, hours and places, and what it costs from a day on. Its colours stand in
`offers.models.colours`.

A change of a price is a new row; the row before it gets a last day and keeps all else.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import CharField, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, JSONObject

from offers.models.periods import REWRITTEN, in_order, period
from offers.models.suppliers import Supplier
from staff.models.history import tracked


class PricePer(models.TextChoices):
    WEEK = "week", "pr. uge"
    TOTAL = "total", "i alt"


@tracked()
class BudgetLine(models.Model):
    """A line of the budget that offers are paid from. Expenses on a bound line cannot be cut (REB23-02)."""

    name = models.CharField(
        "navn", max_length=80, unique=True, error_messages={"unique": "Der er allerede en budgetlinje med det navn."}
    )
    bound = models.BooleanField("bundet", default=False)
    version = models.PositiveIntegerField(default=1)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class OfferQuerySet(models.QuerySet[Any]):
    def priced(self) -> Self:
        """With the prices of every day, in the same statement."""
        return self.annotate(price_rows=ArraySubquery(OfferPrice.objects.told().filter(offer=OuterRef("pk"))))

    def whole(self) -> Self:
        """With what a page shows of an offer, in two statements."""
        return self.priced().select_related("supplier", "budget_line").prefetch_related("supplier__contracts")


@tracked()
class Offer(models.Model):
    """An offer that exists; `type` is one of the closed identifiers of `rules.vocabulary.ActivityType`.

    Without a supplier it is the municipality's own. `version` grows with every change and guards against stale forms.
    """

    name = models.CharField("navn", max_length=120)
    type = models.CharField("art", max_length=40)
    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="leverandør"
    )
    active = models.BooleanField("aktivt", default=True)
    vat = models.CharField("moms", max_length=60, blank=True)
    hours_per_week = models.DecimalField("timer om ugen", max_digits=4, decimal_places=1, null=True, blank=True)
    capacity = models.PositiveSmallIntegerField("pladser", null=True, blank=True)
    budget_line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="budgetlinje"
    )
    version = models.PositiveIntegerField(default=1)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("name", "supplier"),
                name="offer_once",
                nulls_distinct=False,
                violation_error_message="Leverandøren har allerede et tilbud med det navn.",
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__range=(0, 168)),
                name="offer_hours",
                violation_error_message="En uge har 168 timer.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def prices(self) -> "list[OfferPrice]":
        """The prices that hold or are to hold, first day first; one more statement where they were not read along."""
        told: list[dict[str, Any]] | None = self.__dict__.get("price_rows")
        return from_told(told) if told is not None else list(OfferPrice.objects.valid().filter(offer=self).in_order())

    def price_on(self, day: date) -> "OfferPrice":
        """The price of a day; one that says nothing where there is none."""
        return next((row for row in self.prices() if row.holds(day)), OfferPrice())


class PriceQuerySet(models.QuerySet[Any]):
    def valid(self) -> Self:
        """Rows that were not taken back."""
        return self.filter(voided_at__isnull=True)

    def in_order(self) -> Self:
        """First day first; one without a first day stands before all."""
        return self.order_by(F("from_on").asc(nulls_first=True), "pk")

    def told(self) -> QuerySet[Any]:
        """The valid rows as JSON, to be read along with their offers; see `from_told`."""
        written = JSONObject(
            pk="pk", from_on="from_on", to_on="to_on", price=Cast("price", CharField()), price_per="price_per",
            weeks="weeks",
        )  # fmt: skip
        return self.valid().in_order().values(json=written)


@tracked()
class OfferPrice(models.Model):
    """One price of an offer. Without a first day it has held as long as the catalogue knows.

    In kroner for one citizen, a week or in all; a price in all belongs to a course of `weeks` weeks. A row without a
    price says that from then on there is none.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="price_periods", verbose_name="tilbud")
    from_on = models.DateField("gælder fra", null=True, blank=True)
    to_on = models.DateField("til", null=True, blank=True)
    price = models.DecimalField("pris", max_digits=9, decimal_places=2, null=True, blank=True)
    price_per = models.CharField("prisen er", max_length=5, choices=PricePer.choices, blank=True)
    weeks = models.PositiveSmallIntegerField("forløbets længde i uger", null=True, blank=True)
    note = models.CharField("bemærkning", max_length=300, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    recorded_at = models.DateTimeField("registreret", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voided_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(max_length=300, blank=True)

    objects = PriceQuerySet.as_manager()

    class Meta:
        constraints = (
            in_order("offer_price_dates"),
            ExclusionConstraint(
                name="offer_price_no_overlap",
                expressions=[("offer", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                condition=Q(voided_at__isnull=True),
                violation_error_message="Tilbuddet har allerede en pris i perioden.",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True, price_per="")
                | (Q(price__isnull=False, price__gte=0) & ~Q(price_per="")),
                name="offer_price_and_per",
                violation_error_message="Skriv både prisen, og om den er pr. uge eller i alt.",
            ),
            models.CheckConstraint(
                condition=~Q(price_per="total") | Q(weeks__isnull=False, weeks__gte=1),
                name="offer_price_of_weeks",
                violation_error_message="En pris i alt kræver forløbets længde i uger.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
                name="offer_price_void_reason",
                violation_error_message="Skriv, hvorfor prisen tages tilbage.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="price_is_kept", operation=pgtrigger.Update, condition=REWRITTEN),
            pgtrigger.Protect(name="price_stays", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.price} {self.from_on}"

    def holds(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


def from_told(rows: list[dict[str, Any]]) -> list[OfferPrice]:
    """The rows of `told`."""
    return [
        OfferPrice(
            pk=row["pk"], from_on=_day(row["from_on"]), to_on=_day(row["to_on"]), price_per=row["price_per"],
            price=None if row["price"] is None else Decimal(row["price"]), weeks=row["weeks"],
        )
        for row in rows
    ]  # fmt: skip


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
