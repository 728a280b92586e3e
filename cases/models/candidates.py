"""A citizen put forward for a job that a company has told us about."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.fact import Fact
from companies.models import JobOrder
from staff.models.history import tracked


class CandidateResult(models.TextChoices):
    HIRED = "hired", "Ansat"
    NOT_CHOSEN = "not_chosen", "Ikke valgt"
    WITHDREW = "withdrew", "Trak sig"


@tracked()
class Candidate(Fact):
    """The citizen is a candidate for the job. The result is written once; a wrong candidate is voided with a reason."""

    order = models.ForeignKey(JobOrder, on_delete=models.PROTECT, related_name="candidates", verbose_name="job")
    on_date = models.DateField("dato")
    note = models.CharField("hvorfor", max_length=300, blank=True)
    result = models.CharField("resultat", max_length=10, choices=CandidateResult.choices, blank=True)
    result_on = models.DateField("resultat registreret", null=True, blank=True)
    result_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=("case", "order"),
                condition=Q(voided_at__isnull=True),
                name="candidate_once",
                violation_error_message="Borgeren er allerede sat på jobbet.",
            ),
            models.CheckConstraint(
                condition=Q(result="", result_on__isnull=True, result_by__isnull=True)
                | (~Q(result="") & Q(result_on__isnull=False, result_by__isnull=False)),
                name="candidate_result_whole",
                violation_error_message="Et resultat skal have en dag og en medarbejder.",
            ),
        )
        indexes = (models.Index(fields=("order",), condition=Q(voided_at__isnull=True), name="candidate_order"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.order_id}"
