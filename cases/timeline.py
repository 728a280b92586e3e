"""The timeline of a case, derived from its facts: newest first, with corrections and the notices of the sweep.

A fact that was voided in the same moment as another of its kind was recorded was corrected: the new one tells what
it said before. Other voided facts stay, struck out, with the reason.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from cases.dossier import Dossier, Entry
from cases.duties import Duty, activity_name
from cases.models import Activity, CandidateResult, Conversation, GrantStatus
from cases.services.upcoming import doubt, precedence, series_of, title_of
from cases.talk_rows import name_of
from rules.labels import FORMS, PAUSE_REASONS, REFERRED_TO
from rules.vocabulary import Family, Form, PauseReason, ReferredTo
from staff import wording

FIRST, MORE = 8, 9
NOTE_LENGTH = 160
TYPES = (("", "Alt"), ("samtaler", "Samtaler"), ("tilbud", "Tilbud"), ("sag", "Sagen"))
STATUS_WORDS = {"held": "afholdt", "cancelled": "aflyst", "no_show": "udeblevet"}


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
class Timeline:
    """The part shown: `events` newest first, `hidden` older ones not shown."""

    events: tuple[Event, ...]
    hidden: int
    type: str

    @property
    def more(self) -> str:
        """Vis 9 ældre"""
        return f"Vis {min(self.hidden, MORE)} ældre" if self.hidden else ""


def timeline(dossier: Dossier, lines: Sequence[Duty], today: date, *, type: str = "", count: int = FIRST) -> Timeline:
    """The newest `count` events of a type (empty: all)."""
    events = [event for event in all_events(dossier, lines, today) if not type or event.type == type]
    return Timeline(tuple(events[:count]), max(len(events) - count, 0), type)


def all_events(dossier: Dossier, lines: Sequence[Duty], today: date) -> list[Event]:
    """Every event of the case, newest first."""
    teller = _Teller(dossier, lines, today)
    return sorted(teller.events(), key=lambda event: (event.on, event.at), reverse=True)


class _Teller:
    """Turns records into events, as seen on one day."""

    def __init__(self, dossier: Dossier, lines: Sequence[Duty], today: date) -> None:
        self.dossier = dossier
        self.lines = lines
        self.today = today

    def events(self) -> Iterable[Event]:
        yield from _corrected(self.dossier.conversations, self._conversation, self._day, self.today)
        yield from _corrected(self.dossier.activities, self._activity, self._span, self.today)
        tellers: dict[str, Callable[[Entry], Event | None]] = {
            "group": self._group,
            "pause": self._pause,
            "referral": self._referral,
            "consideration": self._consideration,
            "goal": self._goal,
            "candidate": self._candidate,
            "next": self._next,
            "responsibility": self._responsibility,
            "notice": self._notice,
            "grant": self._grant,
        }
        for kind, tell in tellers.items():
            entries = self._told_once() if kind == "notice" else self._all(kind)
            said = self._group_words if kind == "group" else self._span
            yield from _corrected(entries, tell, said, self.today)
        yield from self._ends()
        yield from self._case()

    def _all(self, kind: str) -> list[Entry]:
        return [entry for entry in self.dossier.entries if entry.kind == kind]

    def _told_once(self) -> list[Entry]:
        """Notices; the tests of number and interval of one conversation are told once, by the number."""
        told: dict[tuple[object, ...], Entry] = {}
        for entry in sorted(self._all("notice"), key=lambda entry: (precedence(entry.code), entry.pk)):
            told.setdefault((series_of(entry.code), entry.ordinal, entry.until), entry)
        return list(told.values())

    def _day(self, talk: Conversation) -> str:
        return wording.short_date(talk.on_date, self.today)

    def _span(self, row: Any) -> str:
        first = row.on if isinstance(row, Entry) else row.from_on
        last = row.until if isinstance(row, Entry) else row.to_on
        return wording.period(first, last, self.today) if first else ""

    def _group_words(self, entry: Entry) -> str:
        return f"{entry.text} {self._span(entry)}"

    def _conversation(self, talk: Conversation) -> Event:
        name = name_of(talk, self.lines)
        details = [FORMS[Form(talk.form)].lower()] if talk.form in set(Form) else []
        day = wording.short_date(talk.on_date, self.today)
        if talk.status == "booked":
            when = wording.short_moment(talk.starts_at, self.today) if talk.starts_at else day
            details += [talk.booked_with.name] if talk.booked_with else []
            past = talk.on_date < self.today
            title = f"{name} er ikke registreret" if past else f"{name} booket"
            kind = "late" if past else "plan"
        else:
            when, kind = day, {"held": "done", "no_show": "late"}.get(talk.status, "")
            title = f"{name} {STATUS_WORDS.get(talk.status, talk.status)}"
            if talk.status == "no_show":
                title = f"Udeblevet fra {name[0].lower()}{name[1:]}"
            details += self._late_registered(talk)
        return Event(
            on=talk.on_date,
            at=wording.local(talk.starts_at).time() if talk.starts_at else time.min,
            type="samtaler",
            kind=kind,
            title=title,
            when=_joined(when, *details),
            note=_shortened(talk.note),
        )

    def _late_registered(self, talk: Conversation) -> list[str]:
        """Said when the outcome was written on a later day; imported facts say nothing about that."""
        written = talk.outcome_at or talk.recorded_at
        day = wording.local(written).date()
        if talk.source_key or day <= talk.on_date:
            return []
        return [f"registreret {wording.day_month(day, self.today)}"]

    def _activity(self, row: Activity) -> Event:
        name = activity_name(row)
        place = row.company.name if row.company else (row.offer.name if row.offer else "")
        title = f"{name} hos {place}" if row.company else name
        words = {"planned": "starter", "running": "begyndt", "ended": "begyndt", "cancelled": "annulleret"}
        length = [wording.period(row.from_on, row.to_on, self.today)] if row.to_on else []
        hours = [f"{wording.decimal(row.hours_per_week, 0)} timer"] if row.hours_per_week else []
        return Event(
            on=row.from_on,
            type="tilbud",
            kind="plan" if row.status == "planned" else "",
            title=f"{title} {words.get(row.status, row.status)}",
            when=_joined(wording.short_date(row.from_on, self.today), *length, *hours),
        )

    def _ends(self) -> Iterable[Event]:
        """The last day of offers that have ended."""
        for row in self.dossier.given:
            if row.status == "ended" and row.to_on:
                yield Event(
                    on=row.to_on,
                    type="tilbud",
                    kind="done",
                    title=f"{activity_name(row)} afsluttet",
                    when=_joined(wording.short_date(row.to_on, self.today), _length(row.from_on, row.to_on)),
                )

    def _group(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="sag",
            title=f"Målgruppe: {entry.text}",
            when=_joined(wording.short_date(entry.on, self.today)),
        )

    def _pause(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        names = [
            line.title
            for line in self.lines
            if any(stop.first_on == entry.on and stop.reason == entry.code for stop in line.row.stops)
        ]
        reason = PAUSE_REASONS[PauseReason(entry.code)] if entry.code in set(PauseReason) else entry.code
        effect = f"har flyttet {_listed(names)}" if names else ""
        return Event(
            on=entry.on,
            type="sag",
            title=f"Pause: {reason}",
            when=_joined(wording.period(entry.on, entry.until, self.today), effect),
        )

    def _referral(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        to = REFERRED_TO[ReferredTo(entry.code)] if entry.code in set(ReferredTo) else entry.code
        late = next(
            (
                (entry.on - line.row.due_on).days
                for line in self.lines
                if line.row.family == Family.REFERRAL and line.row.met_on == entry.on and line.row.due_on
            ),
            0,
        )
        after = f"{wording.days(late)} efter fristen" if late > 0 else ""
        ended = f"afsluttet {wording.day_month(entry.until, self.today)}" if entry.until else ""
        return Event(
            on=entry.on,
            type="tilbud",
            kind="late" if late > 0 else "done",
            title=f"Visiteret til {to}",
            when=_joined(wording.short_date(entry.on, self.today), after, entry.person, ended),
            note=_shortened(entry.text),
        )

    def _goal(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="sag",
            title=f"Jobmål {entry.code}: {entry.text}",
            when=_joined(wording.period(entry.on, entry.until, self.today), entry.recorded_by),
        )

    def _consideration(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        answer = "ja" if entry.flag else "nej"
        return Event(
            on=entry.on,
            type="tilbud",
            kind="done",
            title=f"Praktik overvejet: {answer}",
            when=_joined(wording.short_date(entry.on, self.today), entry.recorded_by),
            note=_shortened(entry.text),
        )

    def _grant(self, entry: Entry) -> Event:
        """A grant on the day it was decided; until then on the day it was sent."""
        moment = entry.moment or entry.recorded_at
        kinds = {GrantStatus.PENDING: "plan", GrantStatus.GRANTED: "done", GrantStatus.REFUSED: "late"}
        decider = "af" if entry.flag and entry.code != GrantStatus.PENDING else ""
        return Event(
            on=wording.local(moment).date(),
            at=wording.local(moment).time(),
            type="tilbud",
            kind=kinds.get(GrantStatus(entry.code), ""),
            title=f"{entry.text}: {GrantStatus(entry.code).label.lower()}",
            when=_joined(
                wording.short_moment(moment, self.today),
                f"{decider} {entry.person}" if decider else entry.recorded_by,
                self._span(entry),
            ),
        )

    def _candidate(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        result = CandidateResult(entry.code).label.lower() if entry.code else ""
        when = _joined(wording.short_date(entry.on, self.today), entry.recorded_by, result)
        return Event(on=entry.on, type="tilbud", kind="done", title=f"Kandidat til {entry.text}", when=when)

    def _next(self, entry: Entry) -> Event | None:
        if entry.on is None or entry.until is None:
            return None
        return Event(
            on=entry.on,
            type="samtaler",
            title=f"Næste samtale senest {wording.day_in_words(entry.until, self.today)}",
            when=_joined(wording.short_date(entry.on, self.today), entry.recorded_by),
            note=_shortened(entry.text),
        )

    def _responsibility(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="sag",
            title=f"{entry.person} er ansvarlig rådgiver",
            when=_joined(wording.period(entry.on, entry.until, self.today)),
        )

    def _notice(self, entry: Entry) -> Event | None:
        """A deadline passed unmet and someone was told: red while it is still so."""
        if entry.until is None or entry.moment is None:
            return None
        still = any(
            line.code == "overdue" and line.row.due_on == entry.until and entry.code in {row.rule for row in line.rows}
            for line in self.lines
        )
        title = title_of(entry.code, entry.ordinal)
        run = wording.short_moment(entry.moment, self.today)
        return Event(
            on=entry.until,
            at=time.max,
            type="sag",
            kind="now" if still else "",
            title=f"Frist overskredet: {title}",
            when=_joined(
                f"{wording.short_date(entry.until, self.today)}{doubt(entry.code)}",
                f"flaget ved fristberegning {run}",
                entry.person,
            ),
        )

    def _case(self) -> Iterable[Event]:
        case = self.dossier.case
        opened = wording.local(case.opened_at).date()
        when = [f"oprettet {wording.day_month(opened, self.today)}"] if opened > case.course_start else []
        day = wording.short_date(case.course_start, self.today)
        yield Event(on=case.course_start, type="sag", title="Forløbet begyndte", when=_joined(day, *when))
        if case.closed_on:
            day = wording.short_date(case.closed_on, self.today)
            yield Event(
                on=case.closed_on, at=time.max, type="sag", title="Sagen lukket", when=_joined(day, case.close_reason)
            )


def _corrected(
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


def _joined(*parts: str) -> str:
    words = " · ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= NOTE_LENGTH else f"{words[: NOTE_LENGTH - 1].rstrip()}…"


def _length(first: date, last: date) -> str:
    days = (last - first).days + 1
    weeks = days // 7
    return f"{weeks} uger" if weeks > 1 else wording.days(days)


def _listed(titles: Sequence[str]) -> str:
    """jobsamtale 3 og 2 andre frister"""
    first = f"{titles[0][0].lower()}{titles[0][1:]}"
    others = len(titles) - 1
    if not others:
        return first
    return f"{first} og {others} {'anden frist' if others == 1 else 'andre frister'}"
