"""Money and a seat: taken with the grant, given back when it is annulled, shortened when it ends early.

The offer is locked by the caller, so that seats are counted by one at a time; the budget row is compared and written
in one statement. The constraints of the tables hold the same, whoever writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, F, IntegerField, OuterRef, Subquery

from cases.models import Grant, GrantCost, GrantSeat
from cases.services.grants.wishes import OERE
from offers.models import BudgetYear, Offer
from offers.services import budgets
from rules.wording import long_date
from staff.refusals import Refused
from staff.wording import money

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a cost that falls in one year."""

    first_on: date
    last_on: date
    amount: Decimal

    @property
    def year(self) -> int:
        return self.first_on.year


@dataclass(frozen=True, slots=True)
class Room:
    """What there is of seats and money on the days of a wish; None where neither is counted."""

    capacity: int | None
    taken: int
    left: Decimal | None
    line: str
    year: int

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.taken >= self.capacity

    @property
    def words(self) -> list[str]:
        """What is counted, in words."""
        return [words for words in (self.seats, self.money) if words]

    @property
    def seats(self) -> str:
        """4 af 20 pladser er ledige"""
        if self.capacity is None:
            return ""
        return f"{max(self.capacity - self.taken, 0)} af {self.capacity} pladser er ledige i perioden"

    @property
    def money(self) -> str:
        """1.072.000 kr. tilbage på Køb af tilbud i 2026"""
        return f"{money(self.left)} tilbage på {self.line} i {self.year}" if self.left is not None else ""


def room(*, offer: Offer, first_on: date, last_on: date | None) -> Room:
    """Seats and money, in one statement. Seats with different numbers on different days count as taken."""
    seats = GrantSeat.objects.filter(offer=OuterRef("pk"), from_on__lte=last_on or first_on, to_on__gte=first_on)
    years = BudgetYear.objects.filter(line=OuterRef("budget_line"), year=first_on.year)
    number = seats.order_by().values("offer").annotate(n=Count("number", distinct=True)).values("n")
    left = years.annotate(remaining=F("amount") - F("reduction") - F("committed")).values("remaining")
    found = Offer.objects.filter(pk=offer.pk).values_list(
        "capacity", Subquery(number, output_field=IntegerField()), Subquery(left), "budget_line__name"
    )
    capacity, taken, remaining, line = found.get()
    return Room(capacity, taken or 0, remaining, line or "", first_on.year)


def take(*, grant: Grant, offer: Offer, now: datetime) -> None:
    """Money and a seat for a grant; Refused in Danish where there is not enough of either."""
    take_seat(grant=grant, offer=offer)
    if offer.budget_line_id is None or not grant.total_price:
        return
    for share in shares(grant.total_price, grant.from_on, grant.to_on):
        _commit(grant, offer.budget_line_id, share, now)


def take_seat(*, grant: Grant, offer: Offer) -> None:
    if offer.capacity is None:
        return
    rows = GrantSeat.objects.filter(offer=offer, from_on__lte=grant.to_on, to_on__gte=grant.from_on)
    held = list(rows.values_list("number", "to_on"))
    taken = {number for number, _ in held}
    free = next((number for number in range(1, offer.capacity + 1) if number not in taken), None)
    if free is None:
        until = min(last for _, last in held) + DAY if held else None
        after = f" Næste plads er ledig {long_date(until)}." if until else ""
        raise Refused(f"Alle {offer.capacity} pladser er optaget i perioden.{after}", field="from_on")
    GrantSeat.objects.create(
        grant=grant, offer=offer, number=free, of=offer.capacity, from_on=grant.from_on, to_on=grant.to_on
    )


def give_back(*, grant: Grant, now: datetime) -> None:
    """All of it."""
    GrantSeat.objects.filter(grant=grant).delete()
    for cost in GrantCost.objects.filter(grant=grant, released_at__isnull=True).select_related("budget"):
        _release(cost, now)


def shorten(*, grant: Grant, last_on: date, now: datetime) -> None:
    """The grant ends on `last_on`: its seat is free after it, and a price by the week is paid to that day."""
    GrantSeat.objects.filter(grant=grant, to_on__gt=last_on).update(to_on=last_on)
    if grant.price_per_week is None:
        return
    for cost in GrantCost.objects.filter(grant=grant, released_at__isnull=True).select_related("budget"):
        if cost.to_on <= last_on:
            continue
        _release(cost, now)
        if cost.from_on <= last_on:
            part = _part(cost.amount, (last_on - cost.from_on).days + 1, (cost.to_on - cost.from_on).days + 1)
            _commit(grant, cost.budget.line_id, Share(cost.from_on, last_on, part), now)


def shares(total: Decimal, first_on: date, last_on: date) -> Iterator[Share]:
    """The total by the days of each year; the last year takes what rounding leaves."""
    days, left = (last_on - first_on).days + 1, total
    while first_on <= last_on:
        until = min(date(first_on.year, 12, 31), last_on)
        amount = left if until == last_on else _part(total, (until - first_on).days + 1, days)
        yield Share(first_on, until, amount)
        first_on, left = until + DAY, left - amount


def _part(amount: Decimal, days: int, of: int) -> Decimal:
    return (amount * days / of).quantize(OERE, ROUND_HALF_UP)


def _commit(grant: Grant, line_id: int, share: Share, now: datetime) -> None:
    budget = budgets.spend(line_id=line_id, year=share.year, cost=share.amount)
    if budget is not None:
        GrantCost.objects.create(
            grant=grant, budget=budget, amount=share.amount, from_on=share.first_on, to_on=share.last_on,
            committed_at=now,
        )  # fmt: skip


def _release(cost: GrantCost, now: datetime) -> None:
    cost.released_at = now
    cost.save(update_fields=["released_at"])
    budgets.give_back(budget=cost.budget, cost=cost.amount)
