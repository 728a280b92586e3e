"""Conversations: book, record an outcome, move, cancel, correct, undo.

Every function is one transaction: it locks the case, writes the facts, refreshes the deadlines and raises
`Refused` for what a person must be told, `Stale` when the case is no longer as the form knew it. A form sent twice
(same `form_key`) gets the first result again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from cases.models import Case, Conversation
from cases.services import checking, correcting, undoing
from cases.services.calendar import reserve
from cases.services.changing import Done, change, change_once
from cases.services.changing import void as void_fact
from cases.services.consequences import Consequence as Consequence
from cases.services.consequences import fulfilled_between, sentence
from cases.services.deadlines import outcome_of
from cases.services.preview import rolled_back
from cases.services.slots import local_day, slot_minutes, suggestions
from cases.services.upcoming import next_ordinal, upcoming
from rules.vocabulary import ConversationKind, ConversationStatus, Form, Party
from staff.models import User
from staff.refusals import Refused

BOOKED, HELD, CANCELLED = ConversationStatus.BOOKED, ConversationStatus.HELD, ConversationStatus.CANCELLED
OUTCOMES = (HELD, ConversationStatus.NO_SHOW, CANCELLED)
HAS_OUTCOME = "Samtalen har allerede fået sit udfald. Ret den i stedet."


@dataclass(frozen=True, slots=True, kw_only=True)
class NextBooking:
    """The next conversation, booked together with the outcome of this one."""

    starts_at: datetime
    form: str
    booked_with: User
    kind: str = "jobsamtale"
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    """What a form says about one conversation, checked."""

    kind: str
    form: str
    number: int | None
    parties: list[str]
    note: str = ""

    def values(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "form": self.form,
            "number": self.number,
            "parties": self.parties,
            "note": self.note,
        }


def book(
    *,
    case: Case,
    starts_at: datetime,
    form: str,
    booked_with: User,
    by: User,
    today: date,
    now: datetime,
    kind: str = "jobsamtale",
    number: int | None = None,
    parties: Sequence[str] = (),
    form_key: UUID | None = None,
    version: int | None = None,
) -> Conversation:
    """Book a free slot of `booked_with` for the citizen."""
    talk = _checked(kind=kind, form=form, number=number, parties=parties)

    def write(locked: Case) -> Conversation:
        return _book(locked, talk, booked_with=booked_with, starts_at=starts_at, by=by, now=now, form_key=form_key)

    return change_once(case=case, model=Conversation, form_key=form_key, version=version, now=now, write=write)


def record(
    *,
    case: Case,
    outcome: str,
    on_date: date,
    form: str,
    kind: str,
    number: int | None,
    parties: Sequence[str],
    note: str,
    by: User,
    today: date,
    now: datetime,
    conversation: Conversation | None = None,
    next_booking: NextBooking | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
    held_by: str = "jobcenter",
    starts_at: datetime | None = None,
    jobs_discussed: bool = False,
) -> Conversation:
    """Record `outcome` (held, no_show or cancelled) of a conversation, and book the next one if asked.

    A booked `conversation` keeps its row and gets its outcome once; without one a new row is made. `number` None =
    counted by order (A-06). Held on another day than booked, the row gives its time in the calendar back.
    """
    talk = _checked(kind=kind, form=form, number=number, parties=parties, note=note)
    checking.code(outcome, OUTCOMES, field="outcome", name="Udfald")
    checking.code(held_by, Party, field="held_by", name="Afholdt af")

    def write(locked: Case) -> Conversation:
        _check_day(locked, outcome, on_date, today)
        values = talk.values() | {"status": outcome, "on_date": on_date, "held_by": held_by}
        values |= {"jobs_discussed": jobs_discussed and outcome == HELD} | _times(starts_at, by, conversation)
        row = _with_outcome(locked, conversation, values, by=by, now=now, form_key=form_key)
        if next_booking is not None:
            _book_next(locked, next_booking, by=by, now=now)
        return row

    return change_once(case=case, model=Conversation, form_key=form_key, version=version, now=now, write=write)


def _times(starts_at: datetime | None, by: User, booking: Conversation | None) -> dict[str, Any]:
    """The times of a conversation that had no booking, where it is known when it began."""
    if starts_at is None or booking is not None:
        return {}
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=slot_minutes(by))}


def rebook(
    *,
    conversation: Conversation,
    starts_at: datetime,
    by: User,
    today: date,
    now: datetime,
    form: str | None = None,
    booked_with: User | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Conversation:
    """Move a booked conversation to another time (or form, or caseworker). Returns the new booking."""
    if form is not None:
        checking.code(form, Form, field="form", name="Form")

    def write(locked: Case) -> Conversation:
        checking.is_open(locked)
        old = _still_booked(conversation)
        user = booked_with or old.booked_with
        if user is None:
            raise Refused("Vælg, hvem samtalen er hos.", field="booked_with")
        correcting.voided(old, reason=correcting.MOVED, by=by, now=now)
        slot = reserve(case=locked, user=user, starts_at=starts_at, now=now)
        times = {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "on_date": local_day(slot.starts_at)}
        values = times | {"booked_with": user, "form": form or old.form}
        return correcting.renewed(old, by=by, now=now, form_key=form_key, **values)

    return change_once(
        case=conversation.case, model=Conversation, form_key=form_key, version=version, now=now, write=write
    )


def cancel(
    *,
    conversation: Conversation,
    by: User,
    today: date,
    now: datetime,
    note: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Conversation:
    """Cancel a booked conversation; its time is free again."""
    text = checking.note(note)

    def write(locked: Case) -> Conversation:
        old = _still_booked(conversation)
        values = {"status": CANCELLED, "on_date": old.on_date, "note": text or old.note}
        return _with_outcome(locked, old, values, by=by, now=now, form_key=form_key)

    return change_once(
        case=conversation.case, model=Conversation, form_key=form_key, version=version, now=now, write=write
    )


def void(
    *, conversation: Conversation, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Conversation:
    """Take a conversation that was recorded by mistake out of the facts. It stays visible with the reason."""
    return void_fact(conversation, reason=reason, by=by, now=now, version=version)


def undo(*, conversation: Conversation, by: User, today: date, now: datetime) -> Conversation | None:
    """Undo `book`, `record`, `rebook` or `cancel` just done: void the row with the reason "Fortrudt".

    A booking that got its outcome is restored as a new row, and the next booking made in the same act is undone too.
    Returns the restored booking. Only the person who did it may undo it.
    """

    def done(locked: Case) -> Done[Conversation | None] | None:
        row = correcting.fresh(conversation)
        undone = row.voided_by_id == by.pk and row.void_reason == correcting.UNDONE
        return Done(undoing.restored_from(row)) if undone else None

    def write(locked: Case) -> Conversation | None:
        return undoing.undo_conversation(correcting.valid(conversation), by=by, now=now)

    return change(case=conversation.case, version=None, now=now, write=write, done=done)


def correct(
    *,
    conversation: Conversation,
    reason: str,
    on_date: date,
    form: str,
    kind: str,
    number: int | None,
    parties: Sequence[str],
    note: str,
    by: User,
    today: date,
    now: datetime,
    outcome: str | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Conversation:
    """Replace a recorded conversation: void it with `reason` and record it anew. Returns the new row."""
    talk = _checked(kind=kind, form=form, number=number, parties=parties, note=note)

    def write(locked: Case) -> Conversation:
        old = correcting.valid(conversation)
        status = checking.code(outcome or old.status, OUTCOMES, field="outcome", name="Udfald")
        _check_day(locked, status, on_date, today)
        values = talk.values() | {"status": status, "on_date": on_date, "outcome_at": now, "outcome_by": by}
        if on_date != old.on_date:
            values |= {"starts_at": None, "ends_at": None}
        return correcting.replaced(old, reason=reason, by=by, now=now, form_key=form_key, **values)

    return change_once(
        case=conversation.case, model=Conversation, form_key=form_key, version=version, now=now, write=write
    )


def preview(
    *,
    case: Case,
    outcome: str,
    on_date: date,
    form: str,
    kind: str,
    number: int | None,
    parties: Sequence[str],
    by: User,
    today: date,
    now: datetime,
    conversation: Conversation | None = None,
    suggest_for: User | None = None,
) -> Consequence:
    """What `record` with the same arguments would do; nothing is saved. `suggest_for`: also slots for the next one."""

    def find() -> Consequence:
        before = outcome_of(case)
        record(
            case=case, outcome=outcome, on_date=on_date, form=form, kind=kind, number=number, parties=parties,
            note="", by=by, today=today, now=now, conversation=conversation,
        )  # fmt: skip
        ahead = upcoming(case, today=today)
        met = fulfilled_between(before, outcome_of(case), today=today)
        slots = suggestions(case=case, user=suggest_for, now=now, today=today) if suggest_for else None
        words = sentence(outcome=outcome, kind=kind, fulfilled=met, ahead=ahead, today=today)
        return Consequence(met, ahead, words, slots)

    return rolled_back(case, find)


def next_number(*, case: Case, today: date) -> int | None:
    """The number the next jobsamtale gets when it is counted by order, None where numbers are not owed."""
    return next_ordinal(case, today=today)


def _checked(*, kind: str, form: str, number: int | None, parties: Sequence[str], note: str = "") -> _Talk:
    return _Talk(
        kind=checking.code(kind, ConversationKind, field="kind", name="Art"),
        form=checking.code(form, Form, field="form", name="Form"),
        number=checking.number(number),
        parties=checking.codes(parties, Party, field="parties", name="Deltog også"),
        note=checking.note(note),
    )


def _check_day(case: Case, outcome: str, on_date: date, today: date) -> None:
    """What was held or missed lies behind us; everything lies inside the course."""
    check = checking.day if outcome == CANCELLED else checking.past_day
    check(on_date, field="on_date", name="Datoen", case=case, today=today)
    checking.in_course(on_date, field="on_date", name="Datoen", case=case)


def _still_booked(conversation: Conversation) -> Conversation:
    row = correcting.valid(conversation)
    if row.status != BOOKED:
        raise Refused(HAS_OUTCOME)
    return row


def _with_outcome(
    case: Case,
    booking: Conversation | None,
    values: dict[str, Any],
    *,
    by: User,
    now: datetime,
    form_key: UUID | None,
) -> Conversation:
    """The booking with its outcome, or a new row with one."""
    values |= {"outcome_at": now, "outcome_by": by, "form_key": form_key}
    if booking is None:
        _refuse_repeated(case, values)
        return Conversation.objects.create(case=case, recorded_at=now, recorded_by=by, **values)
    row = _still_booked(booking)
    if row.case_id != case.pk:
        raise Refused("Samtalen hører til en anden sag.")
    if row.starts_at and values["on_date"] != local_day(row.starts_at):
        values |= {"starts_at": None, "ends_at": None}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return row


def _refuse_repeated(case: Case, values: dict[str, Any]) -> None:
    """Two people who record the same conversation: the second is told."""
    same = Conversation.objects.valid().filter(case=case, status=HELD, kind=values["kind"], on_date=values["on_date"])
    if values["status"] == HELD and same.exists():
        raise Refused("Der er allerede registreret en afholdt samtale af samme art den dag.", field="on_date")


def _book(
    case: Case,
    talk: _Talk,
    *,
    booked_with: User,
    starts_at: datetime,
    by: User,
    now: datetime,
    form_key: UUID | None = None,
) -> Conversation:
    checking.is_open(case)
    slot = reserve(case=case, user=booked_with, starts_at=starts_at, now=now)
    times = {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "on_date": local_day(slot.starts_at)}
    fact = {"case": case, "recorded_at": now, "recorded_by": by, "form_key": form_key, "booked_with": booked_with}
    return Conversation.objects.create(status=BOOKED, **times, **fact, **talk.values())


def _book_next(case: Case, booking: NextBooking, *, by: User, now: datetime) -> Conversation:
    talk = _checked(kind=booking.kind, form=booking.form, number=booking.number, parties=())
    return _book(case, talk, booked_with=booking.booked_with, starts_at=booking.starts_at, by=by, now=now)
