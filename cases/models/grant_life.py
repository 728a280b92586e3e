"""What happens to a grant while it runs: a follow-up answers whether there is progress and whether it keeps to the
agreement.
"""

from django.db import models
from django.db.models import Q

from cases.models.fact import Fact
from cases.models.grants import Grant
from staff.models.history import tracked


@tracked()
class GrantFollowUp(Fact):
    """A follow-up on an offer (REB23-26). After a no the offer is to be stopped; `goes_on` says why it is not."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="bevilling")
    on_date = models.DateField("dato")
    progress = models.BooleanField("progression mod målet")
    keeps_agreement = models.BooleanField("lever op til aftalen")
    text = models.CharField("hvad opfølgningen viste", max_length=500)
    goes_on = models.CharField("hvorfor tilbuddet fortsætter", max_length=300, blank=True)

    class Meta(Fact.Meta):
        ordering = ("on_date", "pk")
        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""),
                name="grant_follow_up_told",
                violation_error_message="Skriv, hvad opfølgningen viste.",
            ),
            models.CheckConstraint(
                condition=Q(goes_on="") | Q(progress=False) | Q(keeps_agreement=False),
                name="grant_follow_up_goes_on",
                violation_error_message="Kun efter et nej skal der stå, hvorfor tilbuddet fortsætter.",
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
