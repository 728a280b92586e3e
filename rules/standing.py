"""The standing of a deadline on a day (C9), read from its dates alone: an Obligation or a stored row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from rules.dates import DAY, merged, moved
from rules.defaults import DEFAULTS
from rules.obligation import Stop
from rules.vocabulary import Status


class HasDates(Protocol):
    """What a row must tell to be read on a day. `rules.obligation.Obligation` says what each date means."""

    @property
    def due_on(self) -> date | None: ...
    @property
    def open_since(self) -> date | None: ...
    @property
    def remaining_days(self) -> int | None: ...
    @property
    def met_on(self) -> date | None: ...
    @property
    def met_until(self) -> date | None: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def held_from(self) -> date | None: ...
    @property
    def held_until(self) -> date | None: ...
    @property
    def stops(self) -> Sequence[Stop]: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """`days` = days late, overdue or left; None where there is no such number. The two dates are as shown that day."""

    status: Status
    days: int | None
    due_on: date | None
    provisional_due: date | None


def is_held(row: HasDates, today: date) -> bool:
    """A countable offer runs: the due date of the year after it is not final yet."""
    return row.held_from is not None and (row.held_until is None or today <= row.held_until)


def is_met(row: HasDates, today: date) -> bool:
    """Done by `today`, and a conditional fulfilment has not lapsed."""
    return row.met_on is not None and row.met_on <= today and (row.met_until is None or today <= row.met_until)


def is_closed(row: HasDates, today: date) -> bool:
    return row.closed_on is not None and row.closed_on <= today


def stop_on(row: HasDates, today: date) -> Stop | None:
    """The stop that holds the clock on `today`, if any."""
    for stop in row.stops:
        if stop.first_on <= today and (stop.last_on is None or today <= stop.last_on):
            return stop
    return None


def provisional_due(row: HasDates, today: date) -> date | None:
    """The date as if the open stop ended today; before the stop begins, as if it never came (C6)."""
    if row.open_since is None or row.remaining_days is None:
        return row.due_on
    resumed = max(today + DAY, row.open_since)
    later = merged((stop for stop in row.stops if stop.last_on is not None), resumed)
    return moved(resumed + timedelta(days=row.remaining_days), later).on


def standing(row: HasDates, today: date, due_soon_days: int = DEFAULTS.due_soon_days) -> Standing:
    """C9 in its order of precedence."""
    due = row.due_on
    provisional = None
    if is_held(row, today) or due is None:
        due, provisional = None, provisional_due(row, today)
    if is_met(row, today):
        return Standing(*_done(row.met_on, row.due_on), row.due_on, None)
    if is_closed(row, today):
        return Standing(*_closed(row.closed_on, row.due_on), row.due_on, None)
    if due is None:
        held_or_not_begun = is_held(row, today) or stop_on(row, today) is None
        return Standing(Status.PENDING if held_or_not_begun else Status.PAUSED, None, None, provisional)
    left = (due - today).days
    if left < 0:
        return Standing(Status.OVERDUE, -left, due, None)
    if stop_on(row, today) is not None:
        return Standing(Status.PAUSED, left, due, None)
    return Standing(Status.DUE_SOON if left <= due_soon_days else Status.PENDING, left, due, None)


def _done(met_on: date | None, due_on: date | None) -> tuple[Status, int | None]:
    if met_on is None or due_on is None or met_on <= due_on:
        return Status.FULFILLED, None
    return Status.FULFILLED_LATE, (met_on - due_on).days


def _closed(closed_on: date | None, due_on: date | None) -> tuple[Status, int | None]:
    if closed_on is None or due_on is None or closed_on <= due_on:
        return Status.SUPERSEDED, None
    return Status.MISSED, (closed_on - due_on).days
