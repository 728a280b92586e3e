"""Citizens in a running offer whose colour today is another than when it was decided (screen 6).

The colour of a grant is that of the day it was decided (A-21); nothing of it changes, but an extension follows the new
one. What the catalogue says today for the target group of today is read in SQL, so that the number is the list; a test
holds it to the gates that judge a grant (`cases.services.grants.judging`).
"""

from datetime import date
from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Greatest

from cases.access import CaseQuerySet
from cases.models import Activity, Grant, GrantStatus, TargetGroupPeriod
from cases.services.policies.in_force import current_policy
from offers.models import ColourPeriod
from offers.services.catalogue import NAMES
from rules.gates.gate import Gate
from rules.gates.terms import GateKind
from rules.gates.vocabulary import Result
from rules.vocabulary import ActivityStatus, ActivityType

UNKNOWN = "unknown"
SAID = {code: name for code, name in NAMES.items() if code in ("green", "yellow", "red", UNKNOWN)}


def colour_changed(cases: CaseQuerySet, today: date) -> CaseQuerySet:
    """Cases with a running grant of another colour; `since` the new one holds, `reason` both colours in words."""
    rows = _changed(today).filter(case=OuterRef("pk")).order_by("since", "pk")
    found: CaseQuerySet = cases.filter(Exists(rows)).annotate(
        since=Subquery(rows.values("since")[:1]), reason=Cast(Subquery(rows.values("told")[:1]), CharField())
    )
    return found


def _changed(today: date) -> QuerySet[Any, Any]:
    running = Activity.objects.valid().filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today), grant=OuterRef("pk"), status=ActivityStatus.RUNNING
    )
    groups = TargetGroupPeriod.objects.valid().filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today), case=OuterRef("case"), from_on__lte=today
    )
    group = groups.order_by("-from_on")
    entries = ColourPeriod.objects.valid().filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today),
        offer=OuterRef("offer"),
        column__groups__code=OuterRef("group_now"),
        from_on__lte=today,
    )
    found: QuerySet[Any, Any] = (
        Grant.objects.valid()
        .filter(Exists(running), status=GrantStatus.GRANTED)
        .exclude(colour="")
        .exclude(type__in=fixed_types())
        .annotate(group_now=Subquery(group.values("group_id")[:1]), group_since=Subquery(group.values("from_on")[:1]))
        .annotate(
            entry=Coalesce(Subquery(entries.values("colour")[:1]), Value(UNKNOWN), output_field=CharField()),
            entry_since=Subquery(entries.values("from_on")[:1]),
            was=Choose(When(uncategorised=True, then=Value(UNKNOWN)), default=F("colour"), output_field=CharField()),
        )
        .annotate(
            now=Choose(
                When(Q(entry="green") & raised(), then=Value("yellow")),
                default=F("entry"),
                output_field=CharField(),
            )
        )
    )
    changed: QuerySet[Any, Any] = found.exclude(group_now__isnull=True).exclude(now=F("was"))
    told = Concat("offer__name", Value(": "), _words("was"), Value(" → "), _words("now"), output_field=CharField())
    described: QuerySet[Any, Any] = changed.annotate(since=Greatest("entry_since", "group_since"), told=told)
    return described


def raised() -> Q:
    """Grants that no green entry makes green: by their kind, or by the price that was compared when they were sent."""
    gates = current_policy().gates
    least = {kind for gate in gates if gate.kind is GateKind.LEAST_COLOUR for kind in _kinds(gate)}
    found = Q(type__in=sorted(kind.value for kind in least))
    for gate in gates:
        if gate.kind is GateKind.PRICE_COLOUR:
            found |= Q(verdict__checks__contains=[{"rule": gate.id, "result": Result.WARNING.value}])
    return found


def fixed_types() -> list[str]:
    """Kinds of offers that no entry of the catalogue gives another colour."""
    gates = (gate for gate in current_policy().gates if gate.kind is GateKind.FIXED_COLOUR)
    return sorted({kind.value for gate in gates for kind in _kinds(gate)})


def _kinds(gate: Gate) -> frozenset[ActivityType]:
    found: frozenset[ActivityType] = getattr(gate.terms, "activities", frozenset())
    return found


def _words(name: str) -> Choose:
    said = [When(**{name: code}, then=Value(words)) for code, words in SAID.items()]
    return Choose(*said, default=F(name), output_field=CharField())
