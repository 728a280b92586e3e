"""Citizens for whom the door past a red offer has been opened (A-69), used or not: counted on the leader's list."""

from datetime import date

from django.db.models import Case as Choose
from django.db.models import CharField, DateField, Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Concat, TruncDate

from cases.access import CaseQuerySet
from cases.models import Dispensation
from cases.services.grants.opened import using
from rules.gates.labels import GROUNDS

USED, UNUSED = "", " (ikke brugt)"


def dispensed(cases: CaseQuerySet, today: date) -> CaseQuerySet:
    """Cases with a dispensation that holds; `since` the day it was entered, `reason` offer, ground and reference."""
    grounds = Choose(
        *(When(ground=ground.value, then=Value(words)) for ground, words in GROUNDS.items()), output_field=CharField()
    )
    used = Choose(When(Exists(using()), then=Value(USED)), default=Value(UNUSED), output_field=CharField())
    rows = (
        Dispensation.objects.valid()
        .filter(case=OuterRef("pk"))
        .annotate(
            entered=TruncDate("recorded_at"),
            told=Concat("offer__name", Value(": "), grounds, Value(", "), "reference", used, output_field=CharField()),
        )
        .order_by("-recorded_at", "-pk")
    )
    found: CaseQuerySet = cases.filter(Exists(rows)).annotate(
        since=Subquery(rows.values("entered")[:1], output_field=DateField()),
        reason=Subquery(rows.values("told")[:1], output_field=CharField()),
    )
    return found
