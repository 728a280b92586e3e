"""A citizen's case: open, close, reopen, who is responsible, the hand-set next conversation."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from cases import cpr as numbers
from cases.models import Case, Citizen, CitizenNumber, Conversation, NextConversation, Responsibility, TargetGroup
from cases.services import checking
from cases.services.changing import Done, change, change_once, finish
from cases.services.periods import STARTS, begin
from rules.vocabulary import ConversationStatus
from staff.models import Role, Team, User
from staff.refusals import Refused, refusal
from staff.wording import short_date, short_moment

DAY = timedelta(days=1)
CASE_ROLES = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER)
HAS_OPEN_CASE = "Der findes allerede en åben sag på CPR-nummeret. Søg på nummeret, eller spørg din funktionsleder."
CLOSED_LENGTH = 200


def open_case(
    *,
    cpr: str,
    name: str,
    team: Team,
    course_start: date,
    by: User,
    today: date,
    now: datetime,
    group: TargetGroup | None = None,
    first_absence_on: date | None = None,
    first_unemployed_on: date | None = None,
    visited_on: date | None = None,
    responsible: User | None = None,
    protected: bool = False,
    form_key: UUID | None = None,
) -> Case:
    """Open a case for a new citizen, or for one we know without an open case (name and protection then stay).

    Refused for a number that is not one, and for a citizen with an open case anywhere; nothing of it is told.
    """
    digits = _digits(cpr, today)
    shown = checking.text(name, field="name", name="Navnet", length=checking.NAME_LENGTH, required=True)
    days = (first_absence_on, first_unemployed_on, visited_on)

    def write() -> Case:
        citizen = _citizen(digits, shown, protected)
        sent = _sent_before(citizen, form_key)
        if sent is not None:
            return sent
        case = _new_case(citizen, team, course_start, by=by, today=today, now=now, form_key=form_key)
        if responsible is not None:
            _begin_responsibility(case, responsible, from_on=min(course_start, today), by=by, now=now)
        if group is not None:
            values = dict(zip(STARTS, days, strict=True)) | {"group": group, "from_on": course_start}
            begin(case, values, by=by, today=today, now=now)
        finish(case, now=now)
        return case

    return _tried_twice(write)


def close(
    *,
    case: Case,
    on_date: date,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    cancel_bookings: bool = False,
    version: int | None = None,
) -> Case:
    """Close a case. Refused while conversations are booked, unless they are to be cancelled; the refusal lists them."""
    why = checking.text(reason, field="reason", name="Årsagen", length=CLOSED_LENGTH, required=True)

    def write(locked: Case) -> Case:
        checking.is_open(locked)
        checking.past_day(on_date, field="on_date", name="Datoen", case=locked, today=today)
        checking.in_course(on_date, field="on_date", name="Datoen", case=locked)
        _free_bookings(locked, cancel=cancel_bookings, by=by, today=today, now=now)
        locked.closed_on, locked.close_reason = on_date, why
        locked.save(update_fields=["closed_on", "close_reason"])
        _end_responsibility(locked, last_on=on_date)
        return locked

    def done(locked: Case) -> Done[Case] | None:
        return Done(locked) if (locked.closed_on, locked.close_reason) == (on_date, why) else None

    return change(case=case, version=version, now=now, write=write, done=done)


def reopen(*, case: Case, by: User, today: date, now: datetime, undo: bool = False) -> Case:
    """The same course goes on when it was closed today (or `undo`); else a new case of the citizen begins today.

    The person who was responsible when the case was closed is so again, from today.
    """

    def write(locked: Case) -> Case:
        last = locked.responsibilities.filter(to_on=locked.closed_on).select_related("user").first()
        if undo or locked.closed_on == today:
            opened = locked
            opened.closed_on, opened.close_reason = None, ""
            opened.save(update_fields=["closed_on", "close_reason"])
        else:
            opened = _new_case(locked.citizen, locked.team, today, by=by, today=today, now=now)
        if last is not None:
            _resume(opened, last, by=by, today=today, now=now)
        if opened is not locked:
            finish(opened, now=now)
        return opened

    def done(locked: Case) -> Done[Case] | None:
        return Done(locked) if locked.closed_on is None else None

    return change(case=case, version=None, now=now, write=write, done=done)


def assign_responsible(
    *,
    case: Case,
    user: User | None,
    by: User,
    today: date,
    now: datetime,
    from_on: date | None = None,
    version: int | None = None,
) -> Responsibility | None:
    """Make `user` responsible from `from_on` (today); None leaves the case without. The former's time ends."""
    first = from_on or today

    def write(locked: Case) -> Responsibility | None:
        checking.is_open(locked)
        checking.past_day(first, field="from_on", name="Datoen", case=locked, today=today)
        checking.in_course(first, field="from_on", name="Datoen", case=locked)
        _end_responsibility(locked, last_on=first - DAY)
        return _begin_responsibility(locked, user, from_on=first, by=by, now=now) if user else None

    def done(locked: Case) -> Done[Responsibility | None] | None:
        active = locked.responsibilities.filter(to_on__isnull=True).first()
        return Done(active) if (active.user_id if active else None) == (user.pk if user else None) else None

    return change(case=case, version=version, now=now, write=write, done=done)


def set_next_conversation(
    *,
    case: Case,
    due_on: date,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
    version: int | None = None,
) -> NextConversation:
    """Set by hand when the next conversation is due at the latest (BRO18-23, 25)."""
    why = checking.reason(reason)

    def write(locked: Case) -> NextConversation:
        checking.is_open(locked)
        if due_on < today:
            raise Refused("Næste samtale kan ikke have frist før i dag.", field="due_on")
        checking.day(due_on, field="due_on", name="Næste samtale", case=locked, today=today)
        return NextConversation.objects.create(
            case=locked, due_on=due_on, set_on=today, reason=why, recorded_at=now, recorded_by=by, form_key=form_key
        )

    return change_once(case=case, model=NextConversation, form_key=form_key, version=version, now=now, write=write)


def _digits(typed: str, today: date) -> str:
    try:
        return numbers.parse(typed, today=today)
    except numbers.InvalidCpr as fault:
        raise Refused(f"{fault.reason}.", field="cpr") from None


def _citizen(digits: str, name: str, protected: bool) -> Citizen:
    """The citizen with this number, locked, or a new one."""
    lookup = numbers.lookup(digits)
    known = Citizen.objects.select_for_update(of=("self",), no_key=True).filter(number__lookup=lookup).first()
    if known is not None:
        return known
    new = Citizen.objects.create(
        name=name, masked_cpr=numbers.mask(digits), born_on=numbers.born_on(digits), protected=protected
    )
    CitizenNumber.objects.create(citizen=new, lookup=lookup, cpr=digits)
    return new


def _sent_before(citizen: Citizen, form_key: UUID | None) -> Case | None:
    """The case that the same form has opened. Refused when the citizen has an open case by another way."""
    running: Case | None = citizen.cases.open().first()
    if running is not None and (form_key is None or running.form_key != form_key):
        raise Refused(HAS_OPEN_CASE, field="cpr")
    return running


def _tried_twice(write: Callable[[], Case]) -> Case:
    """Two forms for one number at one moment: the second finds, on its second try, what the first one opened."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        if not _is_number(error):
            raise refusal(error, app="cases") from None
    with transaction.atomic():
        return write()


def _is_number(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "table_name", None) == CitizenNumber._meta.db_table


def _new_case(
    citizen: Citizen,
    team: Team,
    course_start: date,
    *,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
) -> Case:
    case = Case(citizen=citizen, team=team, course_start=course_start, opened_at=now, opened_by=by, form_key=form_key)
    checking.day(course_start, field="course_start", name="Forløbets første dag", case=case, today=today)
    case.save()
    return case


def _free_bookings(case: Case, *, cancel: bool, by: User, today: date, now: datetime) -> None:
    """Nobody is left waiting for a citizen whose case is closed."""
    booked = Conversation.objects.valid().filter(case=case, status=ConversationStatus.BOOKED).order_by("on_date")
    if cancel:
        booked.update(status=ConversationStatus.CANCELLED, outcome_at=now, outcome_by=by)
        return
    times = [short_moment(row.starts_at, today) if row.starts_at else short_date(row.on_date, today) for row in booked]
    if times:
        raise Refused(f"Der er booket samtaler: {', '.join(times)}. Aflys dem, før sagen lukkes.", field="on_date")


def _begin_responsibility(case: Case, user: User, *, from_on: date, by: User, now: datetime) -> Responsibility:
    if not _may_be_responsible(user, case):
        raise Refused(f"{user.name} er ikke i sagens team.", field="responsible")
    return Responsibility.objects.create(case=case, user=user, from_on=from_on, recorded_at=now, recorded_by=by)


def _may_be_responsible(user: User, case: Case) -> bool:
    return user.is_active and case.team_id in user.team_ids(*CASE_ROLES)


def _end_responsibility(case: Case, *, last_on: date) -> None:
    """End the active one on `last_on`. One that began later never held for a day and goes (the history keeps it)."""
    active = case.responsibilities.filter(to_on__isnull=True).first()
    if active is None:
        return
    if active.from_on > last_on:
        active.delete()
        return
    active.to_on = last_on
    active.save(update_fields=["to_on"])


def _resume(case: Case, last: Responsibility, *, by: User, today: date, now: datetime) -> None:
    """The same person goes on: without a break in the same course, from today in a new one."""
    if last.case_id == case.pk:
        last.to_on = None
        last.save(update_fields=["to_on"])
        return
    if _may_be_responsible(last.user, case):
        _begin_responsibility(case, last.user, from_on=today, by=by, now=now)
