"""Undoing what was just done. Undo is a new recorded act: rows are voided with the reason "Fortrudt"."""

from datetime import datetime

from django.apps import apps

from cases.models import Conversation
from cases.services.correcting import UNDONE, renewed, replaced_by, voided
from rules.vocabulary import ConversationStatus
from staff.models import User
from staff.refusals import Refused

NOT_YOURS = "Kun den, der registrerede det, kan fortryde det. Ret det i stedet."


def undo_conversation(row: Conversation, *, by: User, now: datetime) -> Conversation | None:
    """Void `row`; restore the booking that it was, or that it was moved from; undo the booking made with it."""
    if (row.outcome_by or row.recorded_by) != by:
        raise Refused(NOT_YOURS)
    following = booked_with_outcome_of(row)
    if following is not None:
        voided(following, reason=UNDONE, by=by, now=now)
    voided(row, reason=UNDONE, by=by, now=now)
    before = _as_booked(row) if row.outcome_at else replaced_by(row)
    return renewed(before, by=by, now=now) if before else None


def restored_from(row: Conversation) -> Conversation | None:
    """The booking that the undoing of `row` has restored."""
    same_moment = Conversation.objects.valid().filter(case_id=row.case_id, recorded_at=row.voided_at)
    found: Conversation | None = same_moment.filter(status=ConversationStatus.BOOKED).first()
    return found


def booked_with_outcome_of(row: Conversation) -> Conversation | None:
    """The next conversation, booked in the act that gave `row` its outcome."""
    if row.outcome_at is None:
        return None
    same_act = Conversation.objects.valid().filter(case_id=row.case_id, recorded_at=row.outcome_at)
    found: Conversation | None = same_act.filter(status=ConversationStatus.BOOKED).exclude(pk=row.pk).first()
    return found


def _as_booked(row: Conversation) -> Conversation | None:
    """The booking that `row` was before its outcome, from the change history; None for one never booked."""
    events = apps.get_model("cases", "ConversationEvent")._default_manager
    event = events.filter(pgh_obj_id=row.pk, status=ConversationStatus.BOOKED).order_by("-pgh_id").first()
    if event is None:
        return None
    names = [field.attname for field in Conversation._meta.concrete_fields]
    return Conversation(**{name: getattr(event, name) for name in names})
