"""Steps of the citizens of Fjordby: up and down the employment ladder, and what was tried for the long-term sick."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from cases.models import ClarifiedStep, LadderStep, TargetGroupPeriod
from cases.services import records
from cases.services.steps import names
from rules.answers.steps import about
from rules.answers.terms import Clarification, Ladder, NamedSteps
from rules.vocabulary import TargetGroup
from staff.wording import COPENHAGEN

DAY = timedelta(days=1)
EVERY, MOST = 3, 120
"""Every so many-th citizen far from work has a step, at most so many of them."""
MOVES = ((0, 1), (0,), (1, 0, 1, 2), (0, 1, 2), (2, 3))
"""From step to step, counted from the first; one move in about six weeks, the last one this month."""
BETWEEN = 41
SICK, LONG = 24, 300
"""So many of the sick, ill for so many days."""
NOT_POSSIBLE = (
    "Den tidligere stilling kan ikke varetages efter lægens vurdering.",
    "Prøvet i otte uger med nedsat tid; smerterne tog til.",
)


def load(*, as_of: date) -> None:
    """Does nothing where a step is written down already."""
    if LadderStep.objects.exists() or ClarifiedStep.objects.exists():
        return
    current = TargetGroupPeriod.objects.valid().filter(from_on__lte=as_of, case__closed_on__isnull=True)
    current = current.filter(Q(to_on__isnull=True) | Q(to_on__gte=as_of)).order_by("case__source_key", "pk")
    far = current.filter(group=TargetGroup.CASH_ACTIVITY_READY.value)[: EVERY * MOST : EVERY]
    ill = current.filter(group=TargetGroup.SICK_WITH_EMPLOYER.value, first_absence_on__lte=as_of - LONG * DAY)
    LadderStep.objects.bulk_create(_moved(far, _names(Ladder, TargetGroup.CASH_ACTIVITY_READY, as_of), as_of))
    known = _names(Clarification, TargetGroup.SICK_WITH_EMPLOYER, as_of)
    ClarifiedStep.objects.bulk_create(_tried(ill[:SICK], known, as_of))


def _names(kind: type[NamedSteps], group: TargetGroup, as_of: date) -> Sequence[str]:
    rule = about(kind, group, records.rules_today(as_of))
    return names(rule) if rule is not None else ()


def _moved(periods: Iterable[Any], known: Sequence[str], as_of: date) -> list[LadderStep]:
    found = []
    for number, period in enumerate(periods):
        moves = MOVES[number % len(MOVES)]
        for place, step in enumerate(moves):
            day = as_of - ((len(moves) - 1 - place) * BETWEEN + number % 23) * DAY
            if step < len(known) and day >= period.from_on:
                row = LadderStep(case_id=period.case_id, step=step + 1, name=known[step], on_date=day)
                row.recorded_at = _morning(day)
                found.append(row)
    return found


def _tried(periods: Iterable[Any], known: Sequence[str], as_of: date) -> list[ClarifiedStep]:
    """Half of them have one step that is not possible, the others two and the third as what is aimed at."""
    found = []
    for number, period in enumerate(periods):
        for step in range(min(3 if number % 2 else 1, len(known))):
            day = max(as_of - (60 - 20 * step) * DAY, period.from_on)
            aim = step >= len(NOT_POSSIBLE)
            found.append(
                ClarifiedStep(
                    case_id=period.case_id, step=step + 1, name=known[step], possible=aim,
                    reason="" if aim else NOT_POSSIBLE[step], on_date=day, recorded_at=_morning(day),
                )
            )  # fmt: skip
    return found


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(6), tzinfo=COPENHAGEN)
