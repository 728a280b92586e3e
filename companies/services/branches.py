"""Branches of industry that are themselves hit by a crisis: then nobody calls their companies (REBGEN-08)."""

from datetime import date

from companies.models import Branch
from companies.services.changing import guarded
from staff.refusals import Refused


def say_hit(*, branch: Branch, hit_from: date | None, hit_to: date | None) -> Branch:
    """From which day to which; without a first day it is not hit. What stood before is in the history."""
    if hit_from is None and hit_to is not None:
        raise Refused("Skriv også den første dag.", field="hit_from")
    if hit_from is not None and hit_to is not None and hit_to < hit_from:
        raise Refused("Slutdatoen kan ikke ligge før startdatoen.", field="hit_to")
    with guarded():
        fresh: Branch = Branch.objects.select_for_update().get(pk=branch.pk)
        fresh.hit_from, fresh.hit_to = hit_from, hit_to
        fresh.save(update_fields=["hit_from", "hit_to"])
    return fresh
