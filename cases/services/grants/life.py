"""A grant while it runs: it begins, is followed up, is stopped with a reason, ends. Deadlines move at once."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from cases.models import Activity, Case, Grant, GrantFollowUp, GrantStatus
from cases.services import activities, checking
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from rules.vocabulary import ActivityStatus
from staff.models import User
from staff.refusals import Refused
from staff.wording import long_date

BEGUN, ENDED = "Begyndt", "Afsluttet som planlagt"
TEXT = 500


class Stage(StrEnum):
    """Where a grant is in its life, as seen on a day."""

    WAITING = "waiting"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"
    PLANNED = "planned"
    LATE = "late"
    RUNNING = "running"
    OVER = "over"
    ENDED = "ended"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


DECIDED = {
    GrantStatus.PENDING: Stage.WAITING,
    GrantStatus.REFUSED: Stage.REFUSED,
    GrantStatus.WITHDRAWN: Stage.WITHDRAWN,
}
OPEN = (Stage.PLANNED, Stage.LATE, Stage.RUNNING, Stage.OVER)
STARTED = (Stage.RUNNING, Stage.OVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A grant with the activity it made, and where the two are today."""

    grant: Grant
    activity: Activity | None
    stage: Stage

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def has_begun(self) -> bool:
        return self.stage in STARTED


def life_of(grant: Grant, activity: Activity | None, *, today: date) -> Life:
    return Life(grant=grant, activity=activity, stage=_stage(grant, activity, today))


def _stage(grant: Grant, activity: Activity | None, today: date) -> Stage:
    if grant.voided_at is not None:
        return Stage.VOIDED
    if grant.status in DECIDED or activity is None:
        return DECIDED.get(GrantStatus(grant.status), Stage.VOIDED)
    shortened = activity.to_on is not None and activity.to_on < grant.to_on
    if activity.status == ActivityStatus.CANCELLED:
        return Stage.CANCELLED
    if activity.status == ActivityStatus.ENDED:
        return Stage.STOPPED if shortened else Stage.ENDED
    if activity.status == ActivityStatus.PLANNED:
        return Stage.PLANNED if activity.from_on >= today else Stage.LATE
    over = activity.to_on is not None and activity.to_on < today
    return Stage.OVER if over else Stage.RUNNING


def activity_of(grant: Grant) -> Activity:
    """The activity of a grant that was granted. Call it with the case locked. Raises Refused where there is none."""
    row: Activity | None = Activity.objects.valid().filter(grant=grant).select_related("grant").first()
    if row is None:
        raise Refused("Bevillingen er ikke sat i gang.")
    return row


def _sent(grant: Grant, form_key: UUID | None) -> Activity | None:
    """What the same form has made already: sent twice it changes nothing the second time."""
    found: Activity | None = (
        Activity.objects.filter(form_key=form_key, case=grant.case_id).first() if form_key else None
    )
    return found


def start(
    *, grant: Grant, from_on: date, by: User, today: date, now: datetime, form_key: UUID | None = None,
    version: int | None = None,
) -> Activity:  # fmt: skip
    """The citizen has begun."""
    if (sent := _sent(grant, form_key)) is not None:
        return sent
    row = activity_of(grant)
    if row.status != ActivityStatus.PLANNED:
        raise Refused("Tilbuddet er allerede begyndt eller afsluttet.")
    return activities.change(
        activity=row, status=ActivityStatus.RUNNING, from_on=from_on, reason=BEGUN,
        by=by, today=today, now=now, form_key=form_key, version=version,
    )  # fmt: skip


def stop(
    *, grant: Grant, to_on: date, reason: str, by: User, today: date, now: datetime, form_key: UUID | None = None,
    version: int | None = None,
) -> Activity:  # fmt: skip
    """The offer ends before its time, today or later, with a reason. One that has not begun is called off."""
    if (sent := _sent(grant, form_key)) is not None:
        return sent
    row = activity_of(grant)
    said = checking.reason(reason)
    if row.status == ActivityStatus.PLANNED:
        return activities.change(
            activity=row, status=ActivityStatus.CANCELLED, reason=said,
            by=by, today=today, now=now, form_key=form_key, version=version,
        )  # fmt: skip
    if row.status != ActivityStatus.RUNNING:
        raise Refused("Tilbuddet er allerede afsluttet.")
    if row.to_on is not None and to_on >= row.to_on:
        raise Refused(f"Tilbuddet slutter {long_date(row.to_on)}. Skriv en dag før.", field="to_on")
    status = ActivityStatus.ENDED if to_on <= today else ActivityStatus.RUNNING
    return activities.change(
        activity=row, status=status, to_on=to_on, reason=said,
        by=by, today=today, now=now, form_key=form_key, version=version,
    )  # fmt: skip


def end(
    *, grant: Grant, by: User, today: date, now: datetime, form_key: UUID | None = None, version: int | None = None
) -> Activity:
    """The offer has run its time."""
    if (sent := _sent(grant, form_key)) is not None:
        return sent
    row = activity_of(grant)
    if row.status != ActivityStatus.RUNNING:
        raise Refused("Kun et tilbud i gang kan afsluttes.")
    if row.to_on is None or row.to_on > today:
        raise Refused("Tilbuddet er ikke slut endnu. Stop det med en begrundelse.")
    return activities.change(
        activity=row, status=ActivityStatus.ENDED, reason=ENDED,
        by=by, today=today, now=now, form_key=form_key, version=version,
    )  # fmt: skip


def follow_up(
    *, grant: Grant, on_date: date, progress: bool, keeps_agreement: bool, text: str, by: User, today: date,
    now: datetime, form_key: UUID | None = None, version: int | None = None,
) -> GrantFollowUp:  # fmt: skip
    """Is there progress, and does the offer keep to the agreement? A no asks for a stop (REB23-26)."""
    said = checking.text(text, field="text", name="Opfølgningen", length=TEXT, required=True)

    def write(locked: Case) -> GrantFollowUp:
        checking.is_open(locked)
        row = activity_of(grant)
        if row.status not in activities.HAPPENED:
            raise Refused("Tilbuddet er ikke begyndt. Registrér starten først.")
        checking.past_day(on_date, field="on_date", name="Opfølgningen", case=locked, today=today)
        if on_date < row.from_on or (row.to_on is not None and on_date > row.to_on):
            raise Refused("Opfølgningen skal ligge, mens tilbuddet løber.", field="on_date")
        return GrantFollowUp.objects.create(
            case=locked, grant=grant, on_date=on_date, progress=progress, keeps_agreement=keeps_agreement, text=said,
            recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=grant.case, model=GrantFollowUp, form_key=form_key, version=version, now=now, write=write)


def void_follow_up(
    *, follow_up: GrantFollowUp, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> GrantFollowUp:
    """Take back a follow-up recorded by mistake."""
    return void_fact(follow_up, reason=reason, by=by, now=now, version=version)
