"""The naive counting of the oracle: days one by one, months step by step, and the standing of a line on a day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

Row = tuple[Any, ...]
FAR = date(2060, 1, 1).toordinal()


def number(text: str | None) -> int | None:
    return None if text is None else date.fromisoformat(text).toordinal()


def months_after(day: int, months: int) -> int:
    """Step month by month, then find the last day that exists."""
    start = date.fromordinal(day)
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    wanted = start.day
    while True:
        try:
            return date(year, month, wanted).toordinal()
        except ValueError:
            wanted -= 1


class Line:
    """One duty before anybody looks at it on a day."""

    def __init__(self, rule: str, ordinal: int | None, group: str | None, start: int, closed: int) -> None:
        self.rule, self.ordinal, self.group, self.start, self.closed = rule, ordinal, group, start, closed
        self.opens: int | None = None
        self.base: int | None = None
        self.pauses: list[tuple[int, int]] = []
        self.met: int | None = None
        self.lapses: int | None = None
        self.held_until: int | None = None

    def paused_days(self, today: int | None = None) -> Callable[[int], bool]:
        """Whether a day is paused; with `today`, as if every pause without an end ended today."""
        days = {day for a, b in self.pauses if b < FAR for day in range(a, b + 1)}
        opening = min((a for a, b in self.pauses if b == FAR), default=FAR)
        if today is None:
            return lambda day: day in days or day >= opening
        return lambda day: day in days or opening <= day <= today

    def reckon(self, base: int | None, today: int | None = None) -> int | None:
        """Count unpaused days one by one from the start until as many have gone by as up to the base."""
        if base is None:
            return None
        if not self.pauses:
            return base
        paused, gone, day = self.paused_days(today), 0, self.start
        limit = base + sum(b - a + 1 for a, b in self.pauses if b < FAR) + (400 if today is None else 2000)
        while day <= limit:
            if not paused(day):
                if gone == base - self.start:
                    return day
                gone += 1
            day += 1
        return None

    @property
    def due(self) -> int | None:
        """Reckoned once: base and pauses are set before anybody asks."""
        if not hasattr(self, "_due"):
            self._due = self.reckon(self.base)
        return self._due

    def row(self, today: int) -> Row:
        """As `explain` would show it on a day (C9)."""
        due = self.due
        met = self.met if self.met is not None and self.met <= today else None
        done = met is not None and (self.lapses is None or today <= self.lapses)
        held = self.held_until is not None and today <= self.held_until
        closed = self.closed if self.closed <= today and (self.met is None or self.lapses is not None) else None
        shown, provisional, days = due, None, None
        if done:
            late = due is not None and met is not None and met > due
            status, days = ("fulfilled_late", met - due) if late else ("fulfilled", None)
        elif closed is not None:
            missed = due is not None and closed > due
            status, days = ("missed", closed - due) if missed else ("superseded", None)
        elif held:
            status, shown, provisional = "pending", None, self.reckon(self.base, today) if due is None else due
        elif due is None:
            status = "paused" if self.paused_days()(today) else "pending"
            provisional = self.reckon(self.base, today)
        elif today > due:
            status, days = "overdue", today - due
        else:
            days = due - today
            status = "paused" if self.paused_days()(today) else "due_soon" if days <= 14 else "pending"
        shown_lapse = self.lapses if met is not None else None
        return (
            self.rule,
            self.ordinal,
            self.group,
            self.opens,
            shown,
            provisional,
            met,
            shown_lapse,
            closed,
            status,
            days,
        )


def day_runs(days: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for day in days:
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def without(first: int, last: int, paused: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The days from first to last that no pause covers, as runs. Beyond four thousand days nothing changes."""
    if first > last:
        return
    near = min(last, first + 4000)
    free = [day for day in range(first, near + 1) if not any(a <= day <= b for a, b in paused)]
    for begin, end in day_runs(free):
        yield begin, last if end == near else end
