"""The change history of a case, read from the facts themselves: who recorded what and when, who voided it and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.dossier import Dossier, Entry
from cases.duties import activity_name
from cases.models import Activity, Conversation, GrantStatus
from cases.models.course import DetailKey
from cases.models.sparring import Outcome
from rules.gates.labels import GROUNDS
from rules.gates.vocabulary import Ground
from rules.labels import CONVERSATION_KINDS, CONVERSATION_STATUSES, PAUSE_REASONS, REFERRED_TO
from rules.vocabulary import ConsideredMatter, ConversationKind, ConversationStatus, PauseReason, ReferredTo
from staff import wording

PAGE = 40
AUTOMATIC = "Indlæst"
VOID_KINDS = {
    "conversation", "pause", "group", "referral", "consideration", "candidate", "activity", "goal", "document", "grant",
    "dispensation", "follow_up", "discussion", "not_extended", "ladder", "clarified", "agenda",
}  # fmt: skip
OF_A_GRANT = ("grant", "dispensation", "undone", "agenda", "outcome", "follow_up", "discussion", "not_extended")


@dataclass(frozen=True)
class Change:
    """One line: at `at`, `by` did `act` to `what`. `kind`/`pk` name a fact that still holds and may be annulled."""

    at: datetime
    by: str
    act: str
    what: str
    reason: str = ""
    kind: str = ""
    pk: int = 0


def changes(dossier: Dossier, today: date) -> list[Change]:
    """All changes, newest first."""
    return sorted(_all(dossier, today), key=lambda change: (change.at, change.act), reverse=True)


def _all(dossier: Dossier, today: date) -> Iterable[Change]:
    for talk in dossier.conversations:
        yield from _fact(talk, "conversation", conversation_words(talk, today))
        if talk.outcome_at and talk.outcome_at != talk.recorded_at:
            status = CONVERSATION_STATUSES[ConversationStatus(talk.status)].lower()
            by = talk.outcome_by.name if talk.outcome_by else AUTOMATIC
            yield Change(talk.outcome_at, by, f"Registreret {status}", conversation_words(talk, today))
    for activity in dossier.activities:
        yield from _fact(activity, "activity", activity_words(activity, today))
    for entry in dossier.entries:
        if entry.kind not in ("notice", "gap"):
            yield from _entry(entry, today)
    case = dossier.case
    if case.opened_by_id:
        yield Change(case.opened_at, case.opened_by.name if case.opened_by else "", "Oprettet", "Sagen")


def _fact(row: Any, kind: str, words: str) -> Iterable[Change]:
    by = row.recorded_by.name if row.recorded_by else AUTOMATIC
    holds = row.voided_at is None
    yield Change(row.recorded_at, by, "Registreret", words, kind=kind if holds else "", pk=row.pk)
    if not holds:
        voider = row.voided_by.name if row.voided_by else AUTOMATIC
        yield Change(row.voided_at, voider, "Annulleret", words, row.void_reason)


def _entry(entry: Entry, today: date) -> Iterable[Change]:
    words = entry_words(entry, today)
    holds = entry.voided_at is None and entry.kind in VOID_KINDS
    yield Change(
        entry.recorded_at, entry.recorded_by or AUTOMATIC, "Registreret", words,
        kind=entry.kind if holds else "", pk=entry.pk,
    )  # fmt: skip
    if entry.voided_at is not None:
        yield Change(entry.voided_at, entry.voided_by or AUTOMATIC, "Annulleret", words, entry.void_reason)


def conversation_words(talk: Conversation, today: date) -> str:
    """Jobsamtale 3, tir. 20. okt., afholdt"""
    kind = CONVERSATION_KINDS[ConversationKind(talk.kind)] if talk.kind in set(ConversationKind) else talk.kind
    number = f" {talk.number}" if talk.number else ""
    status = CONVERSATION_STATUSES[ConversationStatus(talk.status)].lower()
    return f"{kind}{number}, {wording.short_date(talk.on_date, today)}, {status}"


def activity_words(row: Activity, today: date) -> str:
    """Virksomhedspraktik, 7. dec. 2026 – 3. jan. 2027"""
    return f"{activity_name(row)}, {wording.period(row.from_on, row.to_on, today)}"


def _group_words(entry: Entry, days: str, today: date) -> str:
    """Målgruppe A-dagpenge, fra 27. juli, første ledighedsdag 27. juli"""
    starts = (
        ("første ledighedsdag", entry.first_unemployed_on),
        ("første fraværsdag", entry.first_absence_on),
        ("visiteret", entry.visited_on),
    )
    known = [f"{label} {wording.day_month(day, today)}" for label, day in starts if day]
    return ", ".join([f"Målgruppe {entry.text}", days, *known])


def considered(matter: str, wanted: bool | None) -> str:
    """Praktik overvejet: ja; Delvis raskmelding: ikke mulig; Behov for træningsbane: nej"""
    if matter == ConsideredMatter.PARTIAL_RETURN:
        return f"Delvis raskmelding: {'plan' if wanted else 'ikke mulig'}"
    words = "Behov for træningsbane" if matter == ConsideredMatter.TRAINING_TRACK else "Praktik overvejet"
    return f"{words}: {'ja' if wanted else 'nej'}"


def dispensed(entry: Entry) -> str:
    """lovbestemt ret, LAB § 57"""
    return f"{GROUNDS[Ground.STATUTORY_RIGHT if entry.flag else Ground.SUPERIOR_AUTHORITY]}, {entry.text}"


def _grant_words(entry: Entry, days: str, day: str) -> str:
    """A grant, or what happened to it."""
    if entry.kind == "grant":
        return f"Bevilling: {entry.text}, {days}, {GrantStatus(entry.code).label.lower()}"
    if entry.kind == "dispensation":
        return f"Dispensation til {entry.code}: {dispensed(entry)}, {day}"
    if entry.kind == "undone":
        return f"Afgørelse: {entry.text}, {GrantStatus(entry.code).label.lower()}"
    if entry.kind == "agenda":
        return f"Sparringsmøde: {entry.code} på dagsordenen, {entry.text}"
    if entry.kind == "outcome":
        return f"Sparringsmøde {day}: {entry.code}, {Outcome(entry.person).label.lower()}"
    if entry.kind == "follow_up":
        return f"Opfølgning på {entry.code}, {day}"
    if entry.kind == "discussion":
        return f"Drøftet at forlænge {entry.code}, {day}, med {entry.person}"
    return f"{entry.code} forlænges ikke, {day}"


def entry_words(entry: Entry, today: date) -> str:
    """One small fact in words."""
    days = wording.period(entry.on, entry.until, today) if entry.on else ""
    day = wording.short_date(entry.on, today) if entry.on else ""
    if entry.kind == "group":
        return _group_words(entry, days, today)
    if entry.kind == "pause":
        reason = PAUSE_REASONS[PauseReason(entry.code)] if entry.code in set(PauseReason) else entry.code
        return f"Pause ({reason}), {days}"
    if entry.kind == "referral":
        to = REFERRED_TO[ReferredTo(entry.code)] if entry.code in set(ReferredTo) else entry.code
        return ", ".join(filter(None, [f"Visitation til {to}", day, entry.person]))
    if entry.kind == "consideration":
        return f"{considered(entry.code, entry.flag)}, {day}"
    if entry.kind == "goal":
        return f"Jobmål {entry.code}: {entry.text}, {days}"
    if entry.kind in OF_A_GRANT:
        return _grant_words(entry, days, day)
    if entry.kind == "candidate":
        return f"Kandidat til {entry.text}, {day}"
    if entry.kind == "ladder":
        return f"Trin {entry.code} på beskæftigelsestrappen: {entry.text}, fra {day}"
    if entry.kind == "clarified":
        return f"Afklaring, {entry.code} {entry.text}: {'er målet' if entry.flag else 'ikke mulig'}, {day}"
    if entry.kind == "next":
        return f"Næste samtale senest {wording.short_date(entry.until, today) if entry.until else ''}"
    if entry.kind == "document":
        return f"Dokument »{entry.text}«"
    if entry.kind == "responsibility":
        return f"Ansvarlig rådgiver {entry.person}, {days}"
    label = DetailKey(entry.code).label if entry.code in set(DetailKey) else entry.code
    return f"{label}: {entry.text or day}"
