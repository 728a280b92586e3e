"""Where a citizen stands on the employment ladder, and what has been tried for the sick before fleksjob and pension."""

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models.fact import Fact
from staff.models.history import tracked

EARLIER_FIRST = "clarified_earlier_first"
LATER_CHOSEN = "clarified_later_chosen"
"""The names under which the database refuses; `cases.services.steps` has their Danish messages."""


@tracked()
class LadderStep(Fact):
    """The step of the citizen from a day on, with its words of that day. The newest valid row is the current one."""

    step = models.PositiveSmallIntegerField("trin")
    name = models.CharField("trinnet med ord", max_length=120)
    on_date = models.DateField("fra")

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(step__gte=1) & ~Q(name=""),
                name="ladder_step_named",
                violation_error_message="Vælg et trin.",
            ),
            models.UniqueConstraint(
                fields=("case", "on_date"),
                condition=Q(voided_at__isnull=True),
                name="ladder_step_once_a_day",
                violation_error_message="Borgeren har allerede et trin fra den dag. Ret det med en begrundelse.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.step} {self.on_date}"


ORDER = pgtrigger.Trigger(
    name="earlier_steps_first",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
    IF NEW.voided_at IS NULL AND NEW.possible AND EXISTS (
        SELECT 1 FROM generate_series(1, NEW.step - 1) AS earlier(step) WHERE NOT EXISTS (
            SELECT 1 FROM cases_clarifiedstep s WHERE s.case_id = NEW.case_id AND s.step = earlier.step
               AND s.voided_at IS NULL AND NOT s.possible AND s.id <> NEW.id)
    ) THEN
        RAISE EXCEPTION 'an earlier step is not found impossible'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{EARLIER_FIRST}';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.voided_at IS NULL AND NOT OLD.possible
           AND (NEW.voided_at IS NOT NULL OR NEW.possible OR NEW.step <> OLD.step OR NEW.case_id <> OLD.case_id)
           AND EXISTS (SELECT 1 FROM cases_clarifiedstep s WHERE s.case_id = OLD.case_id AND s.step > OLD.step
                          AND s.voided_at IS NULL AND s.possible AND s.id <> OLD.id) THEN
            RAISE EXCEPTION 'a later step is chosen'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{LATER_CHOSEN}';
        END IF;
    END IF;
    RETURN NEW;
    """,
)


@tracked()
class ClarifiedStep(Fact):
    """What was found of one step of the order for the sick: not possible, with the reason, or what is aimed at."""

    step = models.PositiveSmallIntegerField("trin")
    name = models.CharField("trinnet med ord", max_length=120)
    on_date = models.DateField("dato")
    possible = models.BooleanField("er målet")
    reason = models.CharField("begrundelse", max_length=300, blank=True)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(step__gte=1) & ~Q(name=""),
                name="clarified_step_named",
                violation_error_message="Vælg et trin.",
            ),
            models.CheckConstraint(
                condition=Q(possible=True) | ~Q(reason=""),
                name="clarified_step_reasoned",
                violation_error_message="Skriv, hvorfor trinnet ikke er muligt.",
            ),
            models.UniqueConstraint(
                fields=("case", "step"),
                condition=Q(voided_at__isnull=True),
                name="clarified_step_once",
                violation_error_message="Trinnet er allerede vurderet. Genindlæs siden.",
            ),
        )
        triggers = (ORDER,)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.step} {'yes' if self.possible else 'no'}"
