"""Places over time: how many are taken on each day, when one is free again. Pure: dates in, dates out.

A stay and an agreement include both their days; without a last day they go on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody has a place on these days."""

    first: date
    last: date | None

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Agreed:
    """So many places on these days."""

    places: int
    first: date
    last: date | None

    def on(self, day: date) -> bool:
        return Stay(self.first, self.last).on(day)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which nothing changes: `agreed` places (None: no agreement) and `taken` ones. Without `last` for ever."""

    first: date
    last: date | None
    agreed: int | None
    taken: int

    @property
    def free(self) -> int:
        return max(0, (self.agreed or 0) - self.taken)


def stretches(agreements: Sequence[Agreed], stays: Sequence[Stay], *, since: date) -> list[Stretch]:
    """From `since` on, in order, as long as anything changes."""
    turns = sorted({since, *(day for day in _turns(agreements, stays) if day > since)})
    found = []
    for place, first in enumerate(turns):
        last = turns[place + 1] - DAY if place + 1 < len(turns) else None
        found.append(Stretch(first, last, agreed_on(agreements, first), taken_on(stays, first)))
    return found


def agreed_on(agreements: Iterable[Agreed], day: date) -> int | None:
    """The number agreed for a day; None where nothing is."""
    return next((one.places for one in agreements if one.on(day)), None)


def taken_on(stays: Iterable[Stay], day: date) -> int:
    return sum(stay.on(day) for stay in stays)


def first_full(agreements: Sequence[Agreed], stays: Sequence[Stay], wanted: Stay) -> Stretch | None:
    """The first days of a wish on which all agreed places are taken. Days without an agreement are nobody's."""
    for stretch in stretches(agreements, stays, since=wanted.first):
        if wanted.last is not None and stretch.first > wanted.last:
            return None
        if stretch.agreed is not None and stretch.taken >= stretch.agreed:
            return stretch
    return None


def next_free(agreements: Sequence[Agreed], stays: Sequence[Stay], *, since: date) -> date | None:
    """The first day from `since` on with a free place; None where none is in sight."""
    return next((one.first for one in stretches(agreements, stays, since=since) if one.free), None)


def _turns(agreements: Iterable[Agreed], stays: Iterable[Stay]) -> Iterator[date]:
    every: list[Agreed | Stay] = [*agreements, *stays]
    for one in every:
        yield one.first
        if one.last is not None:
            yield one.last + DAY
