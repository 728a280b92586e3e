"""A leader undoes a decision until 17.00 the same day: the grant waits again, and what the yes made is taken back."""

from datetime import datetime

from cases.models import (
    Activity,
    Case,
    Grant,
    GrantDiscussion,
    GrantFollowUp,
    GrantNotExtended,
    GrantStatus,
    UndoneDecision,
)
from cases.models.grant_decided import UNDO_UNTIL
from cases.models.grant_undone import UNDOABLE
from cases.services import checking, correcting
from cases.services.changing import Done, change
from cases.services.correcting import UNDONE
from cases.services.grants import claims, extended
from cases.services.grants.decisions import OTHER_TEAM, may_decide, wish_of
from cases.services.grants.granting import not_extended, not_twice
from staff.models import User
from staff.refusals import Refused, Stale
from staff.wording import clock, local

NOT_YOURS = "Kun den, der afgjorde bevillingen, kan fortryde afgørelsen."
TOO_LATE = f"En afgørelse kan kun fortrydes til {clock(UNDO_UNTIL)} samme dag."
USED = "Tilbuddet er startet, stoppet eller ændret, siden det blev godkendt. Afgørelsen kan ikke fortrydes."
FOLLOWED = "Der er fulgt op på tilbuddet, siden det blev godkendt. Afgørelsen kan ikke fortrydes."


def undo(*, grant: Grant, version: int, by: User, now: datetime) -> Grant:
    """The grant waits again; `version` is that of the grant with the decision. The decision is kept as undone."""

    def done(locked: Case) -> Done[Grant] | None:
        earlier = UndoneDecision.objects.filter(grant=grant, version=version, undone_by=by).exists()
        return Done(Grant.objects.get(pk=grant.pk)) if earlier else None

    def write(locked: Case) -> Grant:
        checking.is_open(locked)
        row = _decided(locked, grant, version, by, now)
        if row.status == GrantStatus.GRANTED:
            _take_back(row, by, now)
        else:
            extended.goes_on(wish_of(row, row.offer))
        not_twice(locked, wish_of(row, row.offer))
        return _waits_again(row, by, now)

    return change(case=grant.case, version=None, now=now, write=write, done=done)


def in_time(decided_at: datetime, now: datetime) -> bool:
    """Whether a decision of `decided_at` may be undone at `now`: the same day, before the clock says so."""
    then, moment = local(decided_at), local(now)
    return then.date() == moment.date() and moment.time() < UNDO_UNTIL


def _decided(case: Case, grant: Grant, version: int, by: User, now: datetime) -> Grant:
    """The decided grant, locked, where `by` may undo exactly the decision of `version`."""
    row: Grant = Grant.objects.select_for_update(no_key=True, of=("self",)).select_related("offer").get(pk=grant.pk)
    if row.voided_at is not None or row.status not in UNDOABLE or not row.needs_approval:
        raise Refused("Der er ingen afgørelse at fortryde.")
    if row.version != version:
        raise Stale("Bevillingen er afgjort igen, siden du åbnede siden. Intet er fortrudt.")
    if row.decided_by_id != by.pk:
        raise Refused(NOT_YOURS)
    if not may_decide(case, by):
        raise Refused(OTHER_TEAM)
    if row.decided_at is None or not in_time(row.decided_at, now):
        raise Refused(TOO_LATE)
    return row


def _take_back(row: Grant, by: User, now: datetime) -> None:
    """Annul the activity of the yes, and give its money and seat back. Only while nothing has happened with it."""
    not_extended(row)
    activity = Activity.objects.valid().filter(grant=row).first()
    if activity is None or activity.recorded_at != row.decided_at:
        raise Refused(USED)
    for happened in (GrantFollowUp, GrantDiscussion, GrantNotExtended):
        if happened.objects.valid().filter(grant=row).exists():
            raise Refused(FOLLOWED)
    correcting.voided(activity, reason=UNDONE, by=by, now=now)
    claims.give_back(grant=row, now=now)


def _waits_again(row: Grant, by: User, now: datetime) -> Grant:
    assert row.decided_at is not None
    UndoneDecision.objects.create(
        grant=row, version=row.version, status=row.status, decided_at=row.decided_at, decided_by=by,
        code=row.decision_code, text=row.decision_text, decision=row.decision, undone_at=now, undone_by=by,
    )  # fmt: skip
    row.status, row.decided_at, row.decided_by = GrantStatus.PENDING, None, None
    row.decision_code, row.decision_text, row.decision = "", "", None
    row.version += 1
    row.save(
        update_fields=["status", "decided_by", "decided_at", "decision_code", "decision_text", "decision", "version"]
    )
    return row
