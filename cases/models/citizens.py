"""Citizens. The CPR number stands in a table of its own; everything else shows only the masked copy."""

import secrets

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from staff.models.history import tracked
from staff.models.order import danish_sort_key

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
ALPHABET = f"23456789{LETTERS}"
LENGTH = 10


def new_public_id() -> str:
    """An opaque number for addresses and logs: ten characters, about 48 bits, not derived from anything.

    The first is a letter, so that no number of ours is digits only and might be taken for a CPR number.
    """
    return secrets.choice(LETTERS) + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))


@tracked()
class Citizen(models.Model):
    """A citizen. `born_on` is the birthday; `protected` hides name and address from all but the responsible."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    name = models.CharField("navn", max_length=120)
    sort_name = models.GeneratedField(
        expression=danish_sort_key("name"),
        output_field=models.CharField(max_length=240, db_collation="C"),
        db_persist=True,
    )
    masked_cpr = models.CharField("CPR", max_length=11)
    born_on = models.DateField("født", null=True, blank=True)
    protected = models.BooleanField("beskyttet navn og adresse", default=False)
    phone = models.CharField("telefon", max_length=20, blank=True)
    address = models.CharField("adresse", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("sort_name", "id")
        indexes = (
            models.Index(fields=("sort_name", "id"), name="citizen_sort"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="citizen_name_trgm"),
        )

    def __str__(self) -> str:
        return self.public_id


class CitizenNumber(models.Model):
    """The CPR number, looked up by a keyed hash; read only by import, search by number and "Vis CPR"."""

    citizen = models.OneToOneField(Citizen, on_delete=models.CASCADE, primary_key=True, related_name="number")
    lookup = models.CharField(max_length=64, unique=True)
    cpr = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.citizen.masked_cpr
