"""Granted offers: record, start, end. Catalogue, colours and approvals are decided elsewhere."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from cases.models import Activity, Case
from cases.models.places import PlaceReason
from cases.services import checking, correcting, places
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from cases.services.grants import claims, granting
from cases.services.places import Wanted
from companies.models import Company
from offers.models import Offer
from rules.vocabulary import ActivityStatus, ActivityType, Place, Sector
from rules.wording import long_date, period
from staff.models import User
from staff.refusals import Refused

HAPPENED = (ActivityStatus.RUNNING, ActivityStatus.ENDED)


def record(
    *,
    case: Case,
    type: str,
    status: str,
    from_on: date,
    by: User,
    today: date,
    now: datetime,
    to_on: date | None = None,
    offer: Offer | None = None,
    company: Company | None = None,
    place: str = "",
    sector: str = "",
    granted_on: date | None = None,
    agreed_on: date | None = None,
    hours_per_week: Decimal | None = None,
    place_reason: str = "",
    place_note: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> Activity:
    """Record an activity (rules.vocabulary.ActivityType, ActivityStatus). A planned one may lie ahead."""
    checking.code(type, ActivityType, field="type", name="Art")
    _codes(place=place, sector=sector, place_reason=place_reason)
    said = checking.text(place_note, field="place_note", name="Grunden", length=checking.NAME_LENGTH)

    def write(locked: Case) -> Activity:
        checking.is_open(locked)
        _check(locked, status, from_on, to_on, today)
        _past(locked, today, granted_on=granted_on, agreed_on=agreed_on)
        wanted = Wanted(type=type, place=place, company=company, from_on=from_on, to_on=to_on)
        places.check(replace(wanted, reason=place_reason, note=said), case=locked, today=today)
        return Activity.objects.create(
            case=locked, type=type, status=status, from_on=from_on, to_on=to_on, offer=offer, company=company,
            place=place, sector=sector, granted_on=granted_on, agreed_on=agreed_on, hours_per_week=hours_per_week,
            place_reason=place_reason, place_note=said, recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=case, model=Activity, form_key=form_key, version=version, now=now, write=write)


def change(
    *,
    activity: Activity,
    reason: str,
    by: User,
    today: date,
    now: datetime,
    status: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Activity:
    """Started, ended, cancelled or with other dates: the row is replaced. Returns the new one."""

    def write(locked: Case) -> Activity:
        old = correcting.valid(activity)
        values = {
            "status": status or old.status,
            "from_on": from_on or old.from_on,
            "to_on": to_on or old.to_on,
        }
        _check(locked, str(values["status"]), from_on or old.from_on, to_on or old.to_on, today)
        _within_grant(old, from_on or old.from_on, to_on or old.to_on)
        if old.grant is not None and (values["status"] == ActivityStatus.CANCELLED or values["to_on"] != old.to_on):
            granting.not_extended(old.grant)
        if values["status"] != ActivityStatus.CANCELLED:
            places.check(_as_wanted(old, from_on or old.from_on, to_on or old.to_on), case=locked, today=today)
        new = correcting.replaced(old, reason=reason, by=by, now=now, form_key=form_key, **values)
        _claims_follow(new, now)
        return new

    return change_once(case=activity.case, model=Activity, form_key=form_key, version=version, now=now, write=write)


def void(
    *, activity: Activity, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Activity:
    """Take an activity recorded by mistake out of the facts; "Fortrudt" for undo."""
    if activity.grant_id is not None:
        raise Refused("Tilbuddet er bevilget. Annullér bevillingen i stedet.")
    return void_fact(activity, reason=reason, by=by, now=now, version=version)


def _claims_follow(row: Activity, now: datetime) -> None:
    """The seat and the money of the grant are held as long as the activity runs."""
    if row.grant is None or row.to_on is None:
        return
    if row.status == ActivityStatus.CANCELLED:
        claims.give_back(grant=row.grant, now=now)
    else:
        claims.shorten(grant=row.grant, last_on=row.to_on, now=now)


def _within_grant(row: Activity, from_on: date, to_on: date | None) -> None:
    """What was granted may be shorter, never longer or earlier; what was given back of it is not taken again."""
    if row.grant is None:
        return
    if from_on < row.grant.from_on or to_on is None or to_on > row.grant.to_on:
        granted = period(row.grant.from_on, row.grant.to_on)
        raise Refused(f"Bevillingen gælder {granted}. Andre dage skal bevilges.", field="to_on")
    if row.to_on is not None and to_on > row.to_on:
        raise Refused(f"Tilbuddet er stoppet {long_date(row.to_on)}. Flere dage skal bevilges igen.", field="to_on")


def _codes(*, place: str, sector: str, place_reason: str) -> None:
    checking.code(place, Place, field="place", name="Plads", required=False)
    checking.code(sector, Sector, field="sector", name="Sektor", required=False)
    checking.code(place_reason, PlaceReason, field="place_reason", name="Grund til fast plads", required=False)


def _past(case: Case, today: date, *, granted_on: date | None, agreed_on: date | None) -> None:
    for day, field, name in ((granted_on, "granted_on", "Bevilget"), (agreed_on, "agreed_on", "Aftalt")):
        if day is not None:
            checking.past_day(day, field=field, name=name, case=case, today=today)


def _as_wanted(row: Activity, from_on: date, to_on: date | None) -> Wanted:
    """The same placement on other days."""
    return Wanted(
        type=row.type, place=row.place, company=row.company, from_on=from_on, to_on=to_on, reason=row.place_reason,
        note=row.place_note, besides=row,
    )  # fmt: skip


def _check(case: Case, status: str, from_on: date, to_on: date | None, today: date) -> None:
    """What runs has begun and what ended has a last day, both not ahead of us."""
    checking.code(status, ActivityStatus, field="status", name="Status")
    check = checking.past_day if status in HAPPENED else checking.day
    check(from_on, field="from_on", name="Første dag", case=case, today=today)
    checking.in_order(from_on, to_on)
    if status == ActivityStatus.ENDED:
        if to_on is None:
            raise Refused("Sidste dag mangler.", field="to_on")
        checking.past_day(to_on, field="to_on", name="Sidste dag", case=case, today=today)
