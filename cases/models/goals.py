"""What work a citizen is looking for: the job goals A, B and C."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from cases.models.course import period
from cases.models.fact import Fact, in_order
from staff.models.history import tracked


class Letter(models.TextChoices):
    """Which of the citizen's job goals it is; A comes first."""

    A = "A", "A"
    B = "B", "B"
    C = "C", "C"


@tracked()
class JobGoal(Fact):
    """An occupation that the citizen looks for work in, from-to. One of each letter at a time."""

    letter = models.CharField("jobmål", max_length=1, choices=Letter.choices)
    occupation = models.CharField("stilling", max_length=120)
    from_on = models.DateField("fra")
    to_on = models.DateField("til", null=True, blank=True)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            in_order("job_goal_dates"),
            models.CheckConstraint(
                condition=~models.Q(occupation=""),
                name="job_goal_occupation",
                violation_error_message="Skriv stillingen.",
            ),
            ExclusionConstraint(
                name="job_goal_no_overlap",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("letter", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(voided_at__isnull=True),
                violation_error_message="Borgeren har allerede et jobmål med det bogstav i perioden. Afslut det først.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.letter} {self.occupation}"
