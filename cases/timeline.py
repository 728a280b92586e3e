"""The timeline of a case, derived from its facts: newest first, with corrections and the notices of the sweep.

A fact that was voided in the same moment as another of its kind was recorded was corrected: the new one tells what
it said before. Other voided facts stay, struck out, with the reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from cases.dossier import Dossier, Entry
from cases.duties import Duty
from cases.models import Conversation
from cases.services.upcoming import doubt, precedence, series_of, title_of
from cases.talk_rows import name_of
from cases.telling import Event, Teller, corrected, joined, listed, shortened
from cases.telling_offers import OfferTeller
from rules.labels import FORMS, PAUSE_REASONS
from rules.vocabulary import Form, PauseReason
from staff import wording

FIRST, MORE = 8, 9
TYPES = (("", "Alt"), ("samtaler", "Samtaler"), ("tilbud", "Tilbud"), ("sag", "Sagen"))
STATUS_WORDS = {"held": "afholdt", "cancelled": "aflyst", "no_show": "udeblevet"}


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
    events = (event for teller in (OfferTeller, _Teller) for event in teller(dossier, lines, today).events())
    return sorted(events, key=lambda event: (event.on, event.at), reverse=True)


class _Teller(Teller):
    """What is told of conversations and of the case itself."""

    def events(self) -> Iterable[Event]:
        yield from corrected(self.dossier.conversations, self._conversation, self._day, self.today)
        yield from corrected(self.all("group"), self._group, self._group_words, self.today)
        yield from corrected(self._told_once(), self._notice, self.span, self.today)
        yield from self.told("pause", self._pause)
        yield from self.told("goal", self._goal)
        yield from self.told("ladder", self._step)
        yield from self.told("clarified", self._step)
        yield from self.told("next", self._next)
        yield from self.told("responsibility", self._responsibility)
        yield from self._case()

    def _told_once(self) -> list[Entry]:
        """Notices; the tests of number and interval of one conversation are told once, by the number."""
        told: dict[tuple[object, ...], Entry] = {}
        for entry in sorted(self.all("notice"), key=lambda entry: (precedence(entry.code), entry.pk)):
            told.setdefault((series_of(entry.code), entry.ordinal, entry.until), entry)
        return list(told.values())

    def _day(self, talk: Conversation) -> str:
        return wording.short_date(talk.on_date, self.today)

    def _group_words(self, entry: Entry) -> str:
        return f"{entry.text} {self.span(entry)}"

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
            when=joined(when, *details),
            note=shortened(talk.note),
        )

    def _late_registered(self, talk: Conversation) -> list[str]:
        """Said when the outcome was written on a later day; imported facts say nothing about that."""
        written = talk.outcome_at or talk.recorded_at
        day = wording.local(written).date()
        if talk.source_key or day <= talk.on_date:
            return []
        return [f"registreret {wording.day_month(day, self.today)}"]

    def _group(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="sag",
            title=f"Målgruppe: {entry.text}",
            when=joined(wording.short_date(entry.on, self.today)),
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
        effect = f"har flyttet {listed(names)}" if names else ""
        return Event(
            on=entry.on,
            type="sag",
            title=f"Pause: {reason}",
            when=joined(wording.period(entry.on, entry.until, self.today), effect),
        )

    def _step(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        title = f"Trin {entry.code} på beskæftigelsestrappen: {entry.text}"
        if entry.kind == "clarified":
            title = f"{joined(entry.text)}: {'er målet' if entry.flag else 'ikke mulig'}"
        when = joined(wording.short_date(entry.on, self.today), entry.recorded_by)
        return Event(on=entry.on, type="sag", title=title, when=when, note=entry.person)

    def _goal(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="sag",
            title=f"Jobmål {entry.code}: {entry.text}",
            when=joined(wording.period(entry.on, entry.until, self.today), entry.recorded_by),
        )

    def _next(self, entry: Entry) -> Event | None:
        if entry.on is None or entry.until is None:
            return None
        return Event(
            on=entry.on,
            type="samtaler",
            title=f"Næste samtale senest {wording.day_in_words(entry.until, self.today)}",
            when=joined(wording.short_date(entry.on, self.today), entry.recorded_by),
            note=shortened(entry.text),
        )

    def _responsibility(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="sag",
            title=f"{entry.person} er ansvarlig rådgiver",
            when=joined(wording.period(entry.on, entry.until, self.today)),
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
            when=joined(
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
        yield Event(on=case.course_start, type="sag", title="Forløbet begyndte", when=joined(day, *when))
        if case.closed_on:
            day = wording.short_date(case.closed_on, self.today)
            yield Event(
                on=case.closed_on, at=time.max, type="sag", title="Sagen lukket", when=joined(day, case.close_reason)
            )
