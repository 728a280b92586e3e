"""Who sells an offer to the municipality, and under which contract."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from offers.models.periods import in_order, period
from staff.models.history import tracked


@tracked()
class Supplier(models.Model):
    """A supplier, known by its name in the files of the municipality. `version` grows with it and its contracts."""

    name = models.CharField(
        "navn", max_length=120, unique=True, error_messages={"unique": "Leverandøren findes allerede."}
    )
    active = models.BooleanField("aktiv", default=True)
    version = models.PositiveIntegerField(default=1)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


@tracked()
class SupplierContract(models.Model):
    """An agreement with a supplier from-to; `types` are the kinds of offers it covers (ActivityType)."""

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="contracts")
    from_on = models.DateField("fra")
    to_on = models.DateField("til", null=True, blank=True)
    types = ArrayField(models.CharField(max_length=40), verbose_name="omfattede tilbud", default=list)
    note = models.CharField("bemærkning", max_length=300, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        ordering = ("from_on",)
        constraints = (
            in_order("supplier_contract_dates"),
            ExclusionConstraint(
                name="supplier_contract_no_overlap",
                expressions=[("supplier", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message="Leverandøren har allerede en kontrakt i perioden.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.supplier_id}: {self.from_on}"

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)
