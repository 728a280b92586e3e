"""Whom a change of a colour concerns: citizens in the offer, planned or running, and their caseworkers and leaders.

Each citizen is counted once, by what concerns them most. A grant keeps the colour of the day it was decided (A-21), so
nothing of a running course changes; what comes after it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case as Choose
from django.db.models import CharField, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from cases.access import CaseQuerySet
from cases.models import Activity, Case, Responsibility, TargetGroupPeriod
from offers.models import Column, Offer
from oversight.services import overseen
from rules.gates.vocabulary import Colour
from rules.vocabulary import ActivityStatus
from staff.models import Role, RoleAssignment, User

OPEN = (ActivityStatus.PLANNED, ActivityStatus.RUNNING)


class Touch(StrEnum):
    """How a change concerns a citizen, the most pressing first."""

    PENDING = "afventer"
    ACROSS = "over"
    BEFORE = "uden"


CONCERNED = (Touch.PENDING, Touch.ACROSS)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the impact: how many citizens, who they are, and what it means for them."""

    touch: Touch
    number: int
    words: str
    consequence: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What happens when the change is saved."""

    lines: tuple[Line, ...]
    caseworkers: tuple[str, ...]
    leaders: tuple[str, ...]

    @property
    def in_offer(self) -> int:
        return sum(line.number for line in self.lines)

    @property
    def concerned(self) -> int:
        return sum(line.number for line in self.lines if line.touch in CONCERNED)


def touched(*, offer: Offer, column: Column, from_on: date, to_on: date | None, today: date) -> CaseQuerySet:
    """Open cases with the offer ahead or running in the target groups of the column; `touch` says how."""
    group = TargetGroupPeriod.objects.valid().filter(
        Q(to_on__isnull=True) | Q(to_on__gte=OuterRef("from_on")),
        case=OuterRef("case"),
        group__in=column.codes,
        from_on__lte=OuterRef("from_on"),
    )
    rows: QuerySet[Activity] = Activity.objects.valid().filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today), Exists(group), case=OuterRef("pk"), offer=offer, status__in=OPEN
    )
    starting = rows.filter(status=ActivityStatus.PLANNED, from_on__gte=from_on)
    if to_on is not None:
        starting = starting.filter(from_on__lte=to_on)
    going = Q(from_on__lt=from_on) | Q(status=ActivityStatus.RUNNING)
    across = rows.filter(going, Q(to_on__isnull=True) | Q(to_on__gte=from_on))
    first = rows.order_by("from_on", "pk")
    found: CaseQuerySet = Case.objects.open().annotate(
        touch=Choose(
            When(Exists(starting), then=Value(Touch.PENDING.value)),
            When(Exists(across), then=Value(Touch.ACROSS.value)),
            When(Exists(rows), then=Value(Touch.BEFORE.value)),
            default=Value(""),
            output_field=CharField(),
        ),
        offer_from=Subquery(first.values("from_on")[:1], output_field=DateField()),
        offer_to=Subquery(first.values("to_on")[:1], output_field=DateField()),
    )
    return found.exclude(touch="")


def listed(cases: CaseQuerySet, *, touches: Sequence[Touch], viewer: User, today: date) -> CaseQuerySet:
    """The citizens of these lines as lists show them."""
    chosen = cases.filter(touch__in=touches)
    return overseen.described(chosen, viewer=viewer, today=today).select_related("citizen", "team")


def of_change(
    *, offer: Offer, column: Column, colour: Colour, from_on: date, to_on: date | None, today: date
) -> Impact:
    """The impact of a colour from a day on, counted now."""
    cases = touched(offer=offer, column=column, from_on=from_on, to_on=to_on, today=today)
    numbers = dict(cases.order_by().values("touch").annotate(n=Count("pk")).values_list("touch", "n"))
    concerned = cases.filter(touch__in=CONCERNED).order_by()
    people = User.objects.filter(
        pk__in=Responsibility.objects.filter(case__in=concerned.values("pk"), to_on__isnull=True).values("user")
    )
    leaders = User.objects.filter(
        is_active=True,
        pk__in=RoleAssignment.objects.filter(role=Role.TEAM_LEADER, team__in=concerned.values("team")).values("user"),
    )
    said = zip(Touch, _words(colour, from_on=from_on, to_on=to_on, today=today), strict=True)
    lines = tuple(Line(touch, numbers.get(touch.value, 0), words, then) for touch, (words, then) in said)
    return Impact(
        lines=tuple(reversed(lines)),
        caseworkers=tuple(user.name for user in people.order_by(F("first_name"), F("last_name"))),
        leaders=tuple(user.name for user in leaders.order_by(F("first_name"), F("last_name"))),
    )


PENDING_THEN = {
    Colour.GREEN: "Kan bevilges uden drøftelse",
    Colour.YELLOW: "Skal godkendes af funktionsleder",
    Colour.RED: "Kan ikke bevilges",
}
ACROSS_THEN = {
    Colour.GREEN: "Fortsætter; kan forlænges uden drøftelse",
    Colour.YELLOW: "Fortsætter; forlængelse skal drøftes",
    Colour.RED: "Fortsætter; kan ikke forlænges",
}


def _words(
    colour: Colour, *, from_on: date, to_on: date | None, today: date
) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    """Of each touch: who they are, and what the change means for them."""
    outside = "i gang, slutter før" if to_on is None else "i gang eller planlagt uden for perioden"
    if from_on < today:
        across = ("i gang siden datoen", "Afgørelsen ændres ikke; forlængelse følger den nye farve")
    else:
        across = ("i gang hen over datoen", ACROSS_THEN[colour])
    return ("planlagt med start fra datoen", PENDING_THEN[colour]), across, (outside, "Ingen ændring")
