"""Offers that began in a month: how many are business-oriented, and how many are at private workplaces.

A figure and the list behind it are one condition (HED21-16, HED21-17); which offers count stands in the rules' rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from cases.models import Activity, Case
from companies.services.goals import before, last_of
from rules.answers.asked import rows_of
from rules.answers.lacking import BEGUN
from rules.answers.leading_terms import SectorShare
from rules.answers.sector import Shared, of
from rules.answers.shares import percent
from rules.answers.terms import ListedFirst
from rules.rule import Rule
from staff.models import User

MONTHS = 6
BUSINESS_RULE = "HED21-16"


class Part(StrEnum):
    """Which of the offers of a month, as the address says it."""

    ALL = "alle"
    BUSINESS = "virksomhedsrettede"
    PLACED = "arbejdspladser"
    IN_SECTOR = "private"
    UNKNOWN = "uden-sektor"


@dataclass(frozen=True, slots=True)
class Asked:
    """The rules that ask for a share, where the municipality has them."""

    business: tuple[Rule, ListedFirst] | None
    sector: tuple[Rule, SectorShare] | None

    @property
    def sources(self) -> list[Rule]:
        return [found[0] for found in (self.business, self.sector) if found is not None]

    def conditions(self) -> Mapping[Part, Q]:
        """The parts that the rules ask for, each with its condition; without a rule there is none."""
        found: dict[Part, Q] = {}
        if self.business is not None:
            found |= {Part.ALL: Q(), Part.BUSINESS: _of_types(self.business[1].activities)}
        if self.sector is not None:
            placed = _of_types(self.sector[1].activities)
            found |= {
                Part.PLACED: placed,
                Part.IN_SECTOR: placed & Q(sector=self.sector[1].sector.value),
                Part.UNKNOWN: placed & Q(sector=""),
            }
        return found


@dataclass(frozen=True, slots=True)
class Month:
    """The numbers of one month."""

    first: date
    numbers: Mapping[str, int]

    @property
    def business_share(self) -> Decimal | None:
        return percent(self.number(Part.BUSINESS), self.number(Part.ALL))

    @property
    def shared(self) -> Shared:
        return of(self.number(Part.PLACED), self.number(Part.IN_SECTOR), self.number(Part.UNKNOWN))

    def number(self, part: Part) -> int:
        return self.numbers.get(part.name, 0)


def asked(rules: Sequence[Rule]) -> Asked:
    business = next((one for one in rows_of(ListedFirst, rules) if one[0].id == BUSINESS_RULE), None)
    return Asked(business, next(rows_of(SectorShare, rules), None))


def months(of_rules: Asked, *, today: date) -> Iterator[Month]:
    """This month and the five before it, the newest first, in one statement."""
    firsts = [today.replace(day=1)]
    while len(firsts) < MONTHS:
        firsts.append(before(firsts[-1]))
    counts = {part.name: Count("pk", filter=where) for part, where in of_rules.conditions().items()}
    rows = _started(firsts[-1], today).annotate(month=TruncMonth("from_on")).order_by().values("month")
    found = {row["month"]: row for row in rows.annotate(**counts)}
    for first in firsts:
        yield Month(first, found.get(first, {}))


def started(of_rules: Asked, part: Part, *, month: date, user: User, today: date) -> Any:
    """The offers behind one number, each with `named`: the reader may see the citizen."""
    seen = Case.objects.visible_to(user).filter(pk=OuterRef("case"))
    rows = _started(month, min(last_of(month), today)).filter(of_rules.conditions()[part])
    return rows.annotate(named=Exists(seen)).select_related("case__citizen", "case__team", "offer", "company")


def _started(first: date, last: date) -> Any:
    """An extension is no new start (A-37)."""
    new = Q(grant__isnull=True) | Q(grant__extends__isnull=True)
    return Activity.objects.valid().filter(new, from_on__range=(first, last), status__in=sorted(BEGUN))


def _of_types(activities: frozenset[Any]) -> Q:
    return Q(type__in=sorted(kind.value for kind in activities))
