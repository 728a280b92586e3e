"""What a company has agreed to: so many fixed places, or a company centre, from a day to a day and for what."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q

from companies.models.agreed import AgreedWithCompany
from companies.models.company import Company
from companies.models.dated import DateRange
from rules.vocabulary import Place
from staff.models.history import tracked

MOST_PLACES = 99


class PlaceKind(models.TextChoices):
    """The kinds of place that are agreed beforehand; the words of the rules (REB23-40)."""

    FIXED = Place.FIXED.value, "Faste pladser"
    COMPANY_CENTRE = Place.COMPANY_CENTRE.value, "Virksomhedscenter"


@tracked()
class PlaceAgreement(AgreedWithCompany):
    """So many places of one kind at a company, both days included. Another number is another agreement from a day."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField("pladser", max_length=20, choices=PlaceKind.choices)
    places = models.PositiveSmallIntegerField("antal pladser")
    purpose = models.CharField("formål", max_length=300)
    occupation = models.CharField("fag", max_length=120, blank=True)

    class Meta(AgreedWithCompany.Meta):
        constraints = (
            *AgreedWithCompany.Meta.constraints,
            ExclusionConstraint(
                name="place_agreement_once",
                expressions=[
                    ("company", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateRange("from_on", "to_on", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
                ],
                condition=Q(voided_at__isnull=True),
                violation_error_message="Der er allerede en aftale om de pladser i perioden. Afslut den først.",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES),
                name="place_agreement_number",
                violation_error_message=f"Aftalen skal være på mellem 1 og {MOST_PLACES} pladser.",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=False) & ~Q(purpose=""),
                name="place_agreement_whole",
                violation_error_message="Skriv første dag og formålet med pladserne.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
                name="place_agreement_void_reason",
                violation_error_message="En rettelse skal have en begrundelse.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.company_id}: {self.places} {self.kind}"
