"""What caseworkers of Fjordby have written down: plans for partial return, needs of training tracks, study starts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from cases.models import CaseDetail, Consideration, DetailKey, TargetGroupPeriod
from rules.vocabulary import ConsideredMatter, TargetGroup
from staff.wording import COPENHAGEN

DAY = timedelta(days=1)
PLANS = (
    "To timer om dagen fra næste uge",
    "Fire timer tre dage om ugen; skånes for løft",
    "Begynder i en anden afdeling",
)
REASONS = ("Arbejdspladsen kan ikke tilbyde andre opgaver", "Venter på behandling; tages op igen om fire uger")
TRACKS = ("Lager · 15 timer om ugen · Havnen", "Køkken · 10 timer om ugen · Midtbyen", "Rengøring · 12 timer om ugen")
FEW, FORGOTTEN = 12, 7
"""So many needs of training tracks; every so many-th plan has been forgotten."""


def load(*, as_of: date) -> None:
    """Does nothing where something is written down already."""
    written = Consideration.objects.exclude(of=ConsideredMatter.PLACEMENT.value)
    if written.exists():
        return
    current = TargetGroupPeriod.objects.valid().filter(from_on__lte=as_of, case__closed_on__isnull=True)
    current = current.filter(Q(to_on__isnull=True) | Q(to_on__gte=as_of)).order_by("case__source_key", "pk")
    sick = current.filter(group=TargetGroup.SICK_WITH_EMPLOYER.value, first_absence_on__lte=as_of - 100 * DAY)
    far = current.filter(group=TargetGroup.CASH_ACTIVITY_READY.value)[: FEW * 3 : 3]
    ready = current.filter(group=TargetGroup.EDU_OBVIOUSLY_READY.value)
    CaseDetail.objects.bulk_create(_studies(ready, as_of))
    Consideration.objects.bulk_create([*_plans(sick, as_of), *_needs(far, as_of)])


def _plans(periods: Any, as_of: date) -> list[Consideration]:
    found = []
    for number, period in enumerate(periods):
        if number % FORGOTTEN != FORGOTTEN - 1:
            possible = number % 3 != 2
            words = PLANS[number % len(PLANS)] if possible else REASONS[number % len(REASONS)]
            day = max(period.first_absence_on + 60 * DAY, period.from_on)
            found.append(_row(period, ConsideredMatter.PARTIAL_RETURN, min(day, as_of), words, wanted=possible))
    return found


def _needs(periods: Any, as_of: date) -> list[Consideration]:
    found = []
    for number, period in enumerate(periods):
        day = max(as_of - (9 + number) * DAY, period.from_on)
        found.append(_row(period, ConsideredMatter.TRAINING_TRACK, day, TRACKS[number % len(TRACKS)], wanted=True))
    return found


def _studies(periods: Any, as_of: date) -> list[CaseDetail]:
    """The first of February or of August, whichever comes next."""
    starts = (date(as_of.year + year, month, 1) for year in (0, 1) for month in (2, 8))
    start = next(day for day in starts if day > as_of)
    return [
        CaseDetail(
            case_id=period.case_id, key=DetailKey.EXPECTED_STUDY_ON, on_date=start,
            recorded_at=datetime.combine(period.from_on, time(6), tzinfo=COPENHAGEN),
        )
        for period in periods
    ]  # fmt: skip


def _row(period: TargetGroupPeriod, of: ConsideredMatter, day: date, words: str, *, wanted: bool) -> Consideration:
    return Consideration(
        case_id=period.case_id, of=of.value, on_date=day, wanted=wanted, reason=words,
        recorded_at=datetime.combine(day, time(6), tzinfo=COPENHAGEN),
    )  # fmt: skip
