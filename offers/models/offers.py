"""What can be offered: its kind, supplier, price, hours and places. Its colours stand in `offers.models.colours`."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from offers.models.suppliers import Supplier
from staff.models.history import tracked


class PricePer(models.TextChoices):
    WEEK = "week", "pr. uge"
    TOTAL = "total", "i alt"


@tracked()
class BudgetLine(models.Model):
    """A line of the budget that offers are paid from. Expenses on a bound line cannot be cut (REB23-02)."""

    name = models.CharField("navn", max_length=80, unique=True)
    bound = models.BooleanField("bundet", default=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class OfferQuerySet(models.QuerySet[Any]):
    def whole(self) -> Self:
        """With what a page shows of an offer, in two statements."""
        return self.select_related("supplier", "budget_line").prefetch_related("supplier__contracts")


@tracked()
class Offer(models.Model):
    """An offer that exists; `type` is one of the closed identifiers of `rules.vocabulary.ActivityType`.

    The price is in kroner for one citizen, a week or in all; a price in all belongs to a course of `weeks` weeks.
    Without a supplier it is the municipality's own. `version` grows with every change and guards against stale forms.
    """

    name = models.CharField("navn", max_length=120)
    type = models.CharField("art", max_length=40)
    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="leverandør"
    )
    active = models.BooleanField("aktivt", default=True)
    price = models.DecimalField("pris", max_digits=9, decimal_places=2, null=True, blank=True)
    price_per = models.CharField("prisen er", max_length=5, choices=PricePer.choices, blank=True)
    weeks = models.PositiveSmallIntegerField("forløbets længde i uger", null=True, blank=True)
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
                condition=Q(price__isnull=True, price_per="")
                | (Q(price__isnull=False, price__gte=0) & ~Q(price_per="")),
                name="offer_price",
                violation_error_message="Skriv både prisen, og om den er pr. uge eller i alt.",
            ),
            models.CheckConstraint(
                condition=~Q(price_per="total") | Q(weeks__isnull=False, weeks__gte=1),
                name="offer_price_in_all",
                violation_error_message="En pris i alt kræver forløbets længde i uger.",
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__range=(0, 168)),
                name="offer_hours",
                violation_error_message="En uge har 168 timer.",
            ),
        )

    def __str__(self) -> str:
        return self.name
