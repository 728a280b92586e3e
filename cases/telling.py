"""How a record of a case is told: as an event, with what it said before it was corrected."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from cases.dossier import Dossier, Entry
from cases.duties import Duty
from staff import wording

NOTE_LENGTH = 160


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line. `kind`: "" | done | now | plan | late; `type`: samtaler, tilbud or sag; the rest is text."""

    on: date
    at: time = time.min
    type: str
    kind: str = ""
    title: str
    when: str
    note: str = ""
    correction: str = ""
    voided: bool = False


@dataclass(frozen=True)
class Teller:
    """Turns records into events, as seen on one day."""

    dossier: Dossier
    lines: Sequence[Duty]
    today: date

    def all(self, kind: str) -> list[Entry]:
        return [entry for entry in self.dossier.entries if entry.kind == kind]

    def told(self, kind: str, tell: Callable[[Entry], Event | None]) -> Iterable[Event]:
        """Every entry of a kind, corrections with it."""
        return corrected(self.all(kind), tell, self.span, self.today)

    def span(self, row: Any) -> str:
        first = row.on if isinstance(row, Entry) else row.from_on
        last = row.until if isinstance(row, Entry) else row.to_on
        return wording.period(first, last, self.today) if first else ""


def corrected(
    rows: Sequence[Any], tell: Callable[[Any], Event | None], said: Callable[[Any], str], today: date
) -> Iterable[Event]:
    """Events of one kind of fact. A row replaced by another is told by the new one."""
    by_moment: dict[datetime, list[Any]] = {}
    for row in rows:
        by_moment.setdefault(row.recorded_at, []).append(row)
    told_by: dict[int, Any] = {}
    for row in rows:
        heirs = [new for new in by_moment.get(row.voided_at, []) if new.pk != row.pk] if row.voided_at else []
        if heirs:
            told_by.setdefault(heirs[0].pk, row)
    replaced = {row.pk for row in told_by.values()}
    for row in rows:
        event = tell(row) if row.pk not in replaced else None
        if event is None:
            continue
        if row.voided_at is not None:
            event = replace(event, voided=True, kind="", correction=_voided(row, today))
        elif row.pk in told_by:
            event = replace(event, correction=_replaced(told_by[row.pk], said, row, today))
        yield event


def _voided(row: Any, today: date) -> str:
    by = _by(row)
    return f"Annulleret{by} {wording.short_moment(row.voided_at, today)}. Begrundelse: {row.void_reason}"


def _replaced(old: Any, said: Callable[[Any], str], new: Any, today: date) -> str:
    before, after = said(old), said(new)
    change = f" fra {before} til {after}" if before != after else ""
    return f"Rettet{_by(old)}{change}. Begrundelse: {old.void_reason}"


def _by(row: Any) -> str:
    who = row.voided_by
    name = who if isinstance(who, str) else (who.name if who else "")
    return f" af {name}" if name else ""


def joined(*parts: str) -> str:
    words = " · ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= NOTE_LENGTH else f"{words[: NOTE_LENGTH - 1].rstrip()}…"


def length(first: date, last: date) -> str:
    days = (last - first).days + 1
    weeks = days // 7
    return f"{weeks} uger" if weeks > 1 else wording.days(days)


def listed(titles: Sequence[str]) -> str:
    """jobsamtale 3 og 2 andre frister"""
    first = f"{titles[0][0].lower()}{titles[0][1:]}"
    others = len(titles) - 1
    if not others:
        return first
    return f"{first} og {others} {'anden frist' if others == 1 else 'andre frister'}"
