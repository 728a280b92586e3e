"""What moving a target group to another column means: which offers get another colour for it, and whom it concerns.

A running grant keeps the colour of the day it was decided (A-21); what waits is judged by the new column.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case as Choose
from django.db.models import CharField, Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from cases.access import CaseQuerySet
from cases.models import Activity, Case, Grant, GrantStatus, TargetGroupPeriod
from offers.models import Column
from offers.services import asking
from offers.services.asking import KINDS
from offers.services.catalogue import COLOURED, NAMES, UNKNOWN, Line, catalogue
from oversight.services.catalogue_impact import OPEN, Touch
from rules.rule import Policy

TYPES = [code for code, kind in KINDS.items() if kind.family in COLOURED]
WAITING, GOING = Touch.PENDING, Touch.ACROSS
TOUCHES = (WAITING, GOING)


@dataclass(frozen=True, slots=True)
class Change:
    """One offer that gets another colour for the group; `planned` is the next change of the new column."""

    offer: str
    before: str
    after: str
    planned: str


@dataclass(frozen=True, slots=True)
class Impact:
    """Offers whose colour changes, and how many citizens wait for or have an offer with a colour."""

    changes: tuple[Change, ...]
    waiting: int
    going: int


def of_move(*, code: str, before: Column | None, after: Column | None, policy: Policy, today: date) -> Impact:
    """Counted now."""
    lines = [line for line in catalogue(policy=policy, day=today).lines() if line.cells]
    found = [_change(line, before, after, policy, today) for line in lines]
    numbers = dict(
        touched(code, today=today).order_by().values("touch").annotate(n=Count("pk")).values_list("touch", "n")
    )
    return Impact(
        tuple(change for change in found if change.before != change.after or change.planned),
        numbers.get(WAITING.value, 0),
        numbers.get(GOING.value, 0),
    )


def _change(line: Line, before: Column | None, after: Column | None, policy: Policy, today: date) -> Change:
    cell = line.cell(after) if after is not None else None
    planned = cell.planned.strip if cell is not None and cell.planned is not None else ""
    old, new = (_code(line, column, policy, today) for column in (before, after))
    return Change(line.offer.name, old, new, planned)


def _code(line: Line, column: Column | None, policy: Policy, today: date) -> str:
    """The badge of the offer for a group of the column; in no column it is not categorised."""
    cell = line.cell(column) if column is not None else None
    if cell is not None:
        return cell.code
    found = asking.cell(line.offer, line.cells[0].column, colour=None, day=today, policy=policy)
    return UNKNOWN if found.uncategorised else found.colour.value if found.colour else ""


def touched(code: str, *, today: date) -> CaseQuerySet:
    """Open cases of the group with an offer that has a colour, waiting for a leader, ahead or running; `touch` says
    how."""
    group = TargetGroupPeriod.objects.valid().filter(case=OuterRef("pk"), group=code, from_on__lte=today)
    waiting: QuerySet[Grant] = Grant.objects.valid().filter(
        case=OuterRef("pk"), status=GrantStatus.PENDING, offer__type__in=TYPES
    )
    going: QuerySet[Activity] = Activity.objects.valid().filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today), case=OuterRef("pk"), offer__type__in=TYPES, status__in=OPEN
    )
    days = {
        name: Coalesce(
            Subquery(waiting.order_by("from_on", "pk").values(name)[:1]),
            Subquery(going.order_by("from_on", "pk").values(name)[:1]),
            output_field=DateField(),
        )
        for name in ("from_on", "to_on")
    }
    found: CaseQuerySet = (
        Case.objects.open()
        .filter(Exists(group.exclude(to_on__lt=today)))
        .annotate(
            touch=Choose(
                When(Exists(waiting), then=Value(WAITING.value)),
                When(Exists(going), then=Value(GOING.value)),
                default=Value(""),
                output_field=CharField(),
            ),
            offer_from=days["from_on"],
            offer_to=days["to_on"],
        )
    )
    return found.exclude(touch="")


def words(code: str) -> str:
    return NAMES.get(code, "Ingen farve")
