"""Free places on each working day of a week, over all companies: what is agreed less who is there.

The same days and the same people as on the page of one company (`cases.company_panel`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from cases.models import Activity
from cases.models.places import AGREED_KINDS
from companies.models import Company, JobOrder, PlaceAgreement
from companies.seats import Agreed, Stay, taken_on
from rules.vocabulary import ActivityStatus

WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class OnDay:
    """One day of an agreement: `agreed` is None outside it."""

    day: date
    agreed: int | None
    taken: int

    @property
    def free(self) -> int:
        return max(0, (self.agreed or 0) - self.taken)


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement in one week; days that have passed are left out."""

    agreement: Any
    company: Company
    days: tuple[OnDay, ...]


def running_in(monday: date, *, today: date) -> Any:
    """The agreements that hold on some working day of the week from today on."""
    first, last = max(monday, today), monday + timedelta(days=WORKING_DAYS - 1)
    rows = PlaceAgreement.objects.valid().filter(from_on__lte=last, company__active=True)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=first))


def found(agreements: Any, words: str) -> Any:
    """Every word fits the company, its branch or place, the purpose of the places, or a job the company has told."""
    for word in words.split()[:6]:
        firms = Company.objects.found(word).filter(pk=OuterRef("company"))
        jobs = JobOrder.objects.filter(company=OuterRef("company"), closed_at__isnull=True, occupation__icontains=word)
        agreements = agreements.filter(
            Exists(firms) | Exists(jobs) | Q(purpose__icontains=word) | Q(occupation__icontains=word)
        )
    return agreements


def lines(agreements: Sequence[Any], monday: date, *, today: date) -> list[Line]:
    """The agreements with their days; who is there is read in one statement."""
    days = [monday + timedelta(days=number) for number in range(WORKING_DAYS)]
    firms = {row.company_id for row in agreements}
    there: dict[tuple[int, str], list[Stay]] = {}
    for firm, kind, first, last in _stays(firms, days[0], days[-1]):
        there.setdefault((firm, kind), []).append(Stay(first, last))
    shown = [day for day in days if day >= today]
    return [
        Line(row, row.company, tuple(_on(row, there.get((row.company_id, row.kind), []), day) for day in shown))
        for row in agreements
    ]


def _on(row: Any, stays: Sequence[Stay], day: date) -> OnDay:
    agreed = Agreed(row.places, row.from_on, row.to_on)
    return OnDay(day, row.places if agreed.on(day) else None, taken_on(stays, day))


def _stays(firms: set[int], first: date, last: date) -> Any:
    """(company, kind of place, first and last day) of those who are there in the week, also where companies merged."""
    rows = Activity.objects.valid().filter(place__in=AGREED_KINDS, from_on__lte=last)
    rows = rows.exclude(status=ActivityStatus.CANCELLED.value).filter(Q(to_on__isnull=True) | Q(to_on__gte=first))
    rows = rows.filter(Q(company__in=firms) | Q(company__merged_into__in=firms))
    for own, merged, kind, begun, ended in rows.values_list(
        "company", "company__merged_into", "place", "from_on", "to_on"
    ):
        yield (own if own in firms else merged), kind, begun, ended
