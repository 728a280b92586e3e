"""A dispensation is entered and annulled by a specialist; it opens nothing by itself, a leader still has to say yes."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Case, Dispensation
from cases.services import checking
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from cases.services.grants import opened
from cases.services.grants.judging import NO_GROUP, catalogue_cell, group_on, read
from cases.services.policies.in_force import policy_for_writing
from offers.models import Offer
from rules.gates.vocabulary import Colour, Ground
from staff.models import Role, User
from staff.refusals import Refused

ONLY_SPECIALISTS = "Kun en fagkonsulent kan registrere eller annullere en dispensation."
NOT_RED = "Tilbuddet er ikke rødt for borgerens målgruppe i dag. Det kræver ingen dispensation."
UNUSED = "Der er allerede en dispensation til tilbuddet, som ikke er brugt."
REFERENCE = 200


def may_dispense(user: User) -> bool:
    """Only specialists open the door past an offer that is never used; caseworkers and leaders do not."""
    return user.has_role(Role.SPECIALIST)


def enter(
    *, case: Case, offer: Offer, ground: str, reference: str, decided_on: date, reason: str, by: User, today: date,
    now: datetime, from_on: date | None = None, to_on: date | None = None, form_key: UUID | None = None,
    version: int | None = None,
) -> Dispensation:  # fmt: skip
    """Record a decision of a superior authority, or a right that the law gives, to a red offer for one citizen."""
    _need_right(by)
    checking.code(ground, Ground, field="ground", name="Grundlag")
    named = checking.text(
        reference, field="reference", name="Paragraffen eller afgørelsen", length=REFERENCE, required=True
    )
    if ground == Ground.STATUTORY_RIGHT and "§" not in named:
        raise Refused("Skriv lov og paragraf, fx »LAB § 57«.", field="reference")
    said = checking.reason(reason)
    if from_on is not None:
        checking.in_order(from_on, to_on)

    def write(locked: Case) -> Dispensation:
        checking.is_open(locked)
        checking.past_day(decided_on, field="decided_on", name="Datoen", case=locked, today=today)
        if not is_red(case=locked, offer=offer, today=today):
            raise Refused(NOT_RED)
        if opened.unused(case=locked, offer=offer).exists():
            raise Refused(UNUSED)
        return Dispensation.objects.create(
            case=locked, offer=offer, ground=ground, reference=named, decided_on=decided_on, reason=said,
            from_on=from_on, to_on=to_on, recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=case, model=Dispensation, form_key=form_key, version=version, now=now, write=write)


def void(
    *, dispensation: Dispensation, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Dispensation:
    """Take back a dispensation that no grant uses."""
    _need_right(by)
    return void_fact(dispensation, reason=reason, by=by, now=now, version=version)


def is_red(*, case: Case, offer: Offer, today: date) -> bool:
    """Whether the offer is never used for the citizen's target group of today. Raises Refused without one."""
    known = read(case=case, offer=offer, today=today)
    group = group_on(known.facts, today)
    if group is None:
        raise Refused(NO_GROUP)
    cell = catalogue_cell(offer, group, known.entry(group), policy=policy_for_writing(), today=today)
    return cell.colour is Colour.RED


def _need_right(by: User) -> None:
    if not may_dispense(by):
        raise Refused(ONLY_SPECIALISTS)
