"""A dispensation (A-69): the one door past an offer that is never used, entered by a specialist, used by one grant."""

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models.fact import Fact, in_order
from offers.models import Offer
from rules.gates.labels import GROUNDS
from rules.gates.vocabulary import Ground
from staff.models.history import tracked

GROUND_NAMES = [(ground.value, name.capitalize()) for ground, name in GROUNDS.items()]
IN_USE = "dispensation_in_use"
OTHER_CASE = "grant_dispensation_is_of_it"
NOT_HOLDING = "grant_dispensation_holds"
BY_ONESELF = "grant_dispensation_by_another"
"""The names under which the database refuses; `cases.services.changing` has their Danish messages."""
VOIDING = "'{voided_at,voided_by_id,void_reason}'::text[]"
KEPT = pgtrigger.Protect(
    name="dispensation_is_kept",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        f"OLD.voided_at IS NOT NULL OR to_jsonb(OLD) - {VOIDING} <> to_jsonb(NEW) - {VOIDING}"
    ),
)
USED = pgtrigger.Trigger(
    name="dispensation_not_in_use",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Condition("NEW.voided_at IS NOT NULL"),
    func=f"""
    IF EXISTS (SELECT 1 FROM cases_grant g WHERE g.dispensation_id = NEW.id AND g.voided_at IS NULL
                  AND g.status IN ('pending', 'granted')) THEN
        RAISE EXCEPTION 'a grant uses the dispensation'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{IN_USE}';
    END IF;
    RETURN NEW;
    """,
)
OPENED = pgtrigger.Trigger(
    name="grant_opened",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Condition("NEW.dispensation_id IS NOT NULL"),
    declare=[("door", "cases_dispensation%ROWTYPE"), ("wrong", "TEXT")],
    func=f"""
    SELECT * INTO door FROM cases_dispensation WHERE id = NEW.dispensation_id FOR SHARE;
    IF door.case_id <> NEW.case_id OR door.offer_id <> NEW.offer_id THEN
        wrong := '{OTHER_CASE}';
    ELSIF NEW.voided_at IS NULL AND NEW.status IN ('pending', 'granted') AND (
        door.voided_at IS NOT NULL OR NEW.from_on < door.from_on OR NEW.to_on > door.to_on
    ) THEN
        wrong := '{NOT_HOLDING}';
    ELSIF NEW.status = 'granted' AND NEW.decided_by_id = door.recorded_by_id THEN
        wrong := '{BY_ONESELF}';
    END IF;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the dispensation does not open this grant'
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
    """,
)
"""On a grant: its dispensation is of the same case and offer, holds, and was entered by another than who says yes.

The row of the dispensation is locked, so that one that is voided meanwhile waits for the grant and then is refused.
"""


@tracked()
class Dispensation(Fact):
    """`reference` is the paragraph of the right, or the decision of the authority, of the day `decided_on`.

    `from_on` and `to_on` are the days that the offer must lie within, where the decision says so. It never changes.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="dispensations", verbose_name="tilbud")
    ground = models.CharField("grundlag", max_length=20, choices=GROUND_NAMES)
    reference = models.CharField("paragraf eller afgørelse", max_length=200)
    decided_on = models.DateField("dato")
    reason = models.CharField("begrundelse", max_length=300)
    from_on = models.DateField("gælder fra", null=True, blank=True)
    to_on = models.DateField("gælder til", null=True, blank=True)

    class Meta(Fact.Meta):
        constraints = (
            *Fact.Meta.constraints,
            in_order("dispensation_dates"),
            models.CheckConstraint(
                condition=Q(ground__in=[ground.value for ground in Ground]) & ~Q(reference="") & ~Q(reason=""),
                name="dispensation_reasoned",
                violation_error_message="Skriv paragraf eller afgørelse og en begrundelse.",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False),
                name="dispensation_by_somebody",
                violation_error_message="En dispensation registreres af en fagkonsulent.",
            ),
        )
        triggers = (KEPT, USED, pgtrigger.Protect(name="dispensation_stays", operation=pgtrigger.Delete))

    def __str__(self) -> str:
        return f"{self.case_id}: {self.offer_id} {self.decided_on}"

    @property
    def named(self) -> str:
        """lovbestemt ret, LAB § 57"""
        return f"{GROUNDS[Ground(self.ground)]}, {self.reference}"
