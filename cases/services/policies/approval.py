"""The second person: a specialist who has not written in the draft approves it, once, with a reason."""

from datetime import date, datetime

import pglock
from django.db import transaction

from cases.models import RuleVersion
from cases.services.policies.checks import Level, before_approval
from cases.services.policies.drafts import hold
from staff.models import Role, User
from staff.refusals import Refused

ONE_AT_A_TIME = "rettidig.approval"
"""Two drafts may fit the rules each by itself and not together."""


def may_approve(user: User, draft: RuleVersion) -> bool:
    """Specialists approve, never a draft they have written or changed themselves."""
    return user.has_role(Role.SPECIALIST) and user.pk not in draft.editors


def approve(*, draft: RuleVersion, revision: int, reason: str, by: User, today: date, now: datetime) -> RuleVersion:
    """The approved version; it takes effect by the next sweep on its day. The second sending of the same approval
    finds it done. Raises Refused where the person may not or a check blocks, Stale where the draft is another one."""
    if not reason.strip():
        raise Refused("Skriv en begrundelse.", field="reason")
    with transaction.atomic():
        pglock.advisory(ONE_AT_A_TIME, xact=True).acquire()
        locked: RuleVersion = RuleVersion.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if locked.approved_by_id == by.pk:
            return locked
        held = hold(locked, revision)
        if not may_approve(by, held):
            raise Refused(_why_not(by))
        for check in before_approval(draft=held, today=today):
            if check.level is Level.BLOCKS:
                raise Refused(": ".join([check.text, *check.detail]))
        held.approved_by, held.approved_at, held.approval_reason = by, now, reason.strip()
        held.save()
    return held


def _why_not(by: User) -> str:
    if by.has_role(Role.SPECIALIST):
        return "Den, der har skrevet eller rettet udkastet, kan ikke godkende det."
    return "Kun en fagkonsulent kan godkende."
