"""Taking a time in a caseworker's calendar, safe against everybody who wants the same one."""

from datetime import datetime

from django.utils import timezone

from cases.models import Case, Conversation
from cases.models.fact import FactQuerySet
from cases.services.slots import OCCUPYING, Slot, slot_at
from staff.models import User
from staff.refusals import Refused

TAKEN = "Tiden er lige blevet taget. Her er tre nye."
NOT_OFFERED = "Tiden kan ikke bookes. Vælg en af de ledige tider."
CITIZEN_BUSY = "Borgeren har allerede en aftale på det tidspunkt."


def reserve(*, case: Case, user: User, starts_at: datetime, now: datetime) -> Slot:
    """The free slot of `user` at `starts_at`. The calendar stays locked until the transaction ends.

    Raises Refused when the time is not free, or the citizen already has an appointment then.
    """
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))
    if timezone.is_naive(starts_at):
        raise Refused(NOT_OFFERED, field="starts_at")
    slot = slot_at(user=user, starts_at=starts_at, now=now)
    if slot is None:
        taken = _occupied(starts_at).filter(booked_with=user).exists()
        raise Refused(TAKEN if taken else NOT_OFFERED, field="starts_at")
    if _occupied(slot.starts_at, slot.ends_at).filter(case=case).exists():
        raise Refused(CITIZEN_BUSY, field="starts_at")
    return slot


def _occupied(starts_at: datetime, ends_at: datetime | None = None) -> FactQuerySet:
    rows = Conversation.objects.valid().filter(status__in=OCCUPYING, ends_at__gt=starts_at)
    return rows.filter(starts_at__lt=ends_at) if ends_at else rows.filter(starts_at__lte=starts_at)
