"""What can be offered. Colours and prices come with the catalogue; a grant needs only the offer's name and type."""

from django.db import models


class Offer(models.Model):
    """An offer that exists; `type` is one of the closed identifiers of `rules.vocabulary.ActivityType`."""

    name = models.CharField("navn", max_length=120)
    type = models.CharField("art", max_length=40)
    supplier = models.CharField("leverandør", max_length=120, blank=True)
    active = models.BooleanField("aktivt", default=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("name", "supplier"), name="offer_once"),)

    def __str__(self) -> str:
        return self.name
