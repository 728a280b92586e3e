"""The sparringsmøde: a leader puts a grant on the agenda, and writes what came of each case on the day."""

from datetime import date, datetime, timedelta
from uuid import UUID

from cases.models import AgendaCase, Case, Grant, GrantDiscussion, GrantStatus, SparringOutcome
from cases.models.sparring import Outcome
from cases.services import checking
from cases.services.changing import Done, change, change_once
from cases.services.changing import void as void_fact
from cases.services.grants.decisions import may_decide
from cases.services.grants.extending import role_of
from cases.services.grants.life import TEXT
from rules.gates.vocabulary import Forum
from staff.models import User
from staff.refusals import Refused

DAY = timedelta(days=1)
OTHER_TEAM = "Kun en funktionsleder i borgerens team kan skrive på dagsordenen."
DISCUSSABLE = (GrantStatus.PENDING, GrantStatus.GRANTED)


def put_on(
    *, grant: Grant, why: str, by: User, today: date, now: datetime, form_key: UUID | None = None,
    version: int | None = None,
) -> AgendaCase:  # fmt: skip
    """Put a grant that waits or was granted on the agenda of the next meeting."""
    said = checking.text(why, field="why", name="Hvad der skal drøftes", length=TEXT, required=True)

    def write(locked: Case) -> AgendaCase:
        row = _discussable(locked, grant, by)
        if AgendaCase.objects.valid().filter(grant=row, settled_at__isnull=True).exists():
            raise Refused("Bevillingen står allerede på dagsordenen.")
        return AgendaCase.objects.create(
            case=locked, grant=row, from_on=today, why=said, recorded_at=now, recorded_by=by, form_key=form_key
        )

    return change_once(case=grant.case, model=AgendaCase, form_key=form_key, version=version, now=now, write=write)


def may_put_on(case: Case, grant: Grant, user: User) -> bool:
    """Leaders of the team put a grant on the agenda while it waits or holds."""
    return case.closed_on is None and grant.voided_at is None and grant.status in DISCUSSABLE and may_decide(case, user)


def take_off(
    *, agenda_case: AgendaCase, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> AgendaCase:
    """Take off the agenda what was put there by mistake; "Fortrudt" for undo. Only a leader of the team."""
    if not may_decide(agenda_case.case, by):
        raise Refused(OTHER_TEAM)
    if agenda_case.settled_at is not None:
        raise Refused("Sagen er drøftet. Udfaldet bliver stående.")
    return void_fact(agenda_case, reason=reason, by=by, now=now, version=version)


def conclude(
    *, grant: Grant, on_date: date, why: str, outcome: str, text: str, by: User, today: date, now: datetime
) -> SparringOutcome:
    """Write what came of a case at the meeting of `on_date`; it is settled, or comes onto the next agenda."""
    checking.code(outcome, Outcome.values, field="outcome", name="Udfald")
    said = checking.text(text, field="text", name="Begrundelsen", length=TEXT, required=True)

    def done(locked: Case) -> Done[SparringOutcome] | None:
        row = SparringOutcome.objects.filter(grant=grant, on_date=on_date).first()
        same = row is not None and (row.outcome, row.text, row.recorded_by_id) == (outcome, said, by.pk)
        return Done(row) if row is not None and same else None

    def write(locked: Case) -> SparringOutcome:
        row = _discussable(locked, grant, by)
        checking.past_day(on_date, field="outcome", name="Mødet", case=locked, today=today)
        earlier = SparringOutcome.objects.filter(grant=row, on_date=on_date).first()
        if earlier is not None:
            raise Refused(f"Udfaldet er allerede skrevet: {earlier.get_outcome_display().lower()}.")
        AgendaCase.objects.valid().filter(grant=row, settled_at__isnull=True).update(settled_at=now)
        if outcome == Outcome.AGAIN:
            AgendaCase.objects.create(
                case=locked, grant=row, from_on=on_date + DAY, why=said, recorded_at=now, recorded_by=by
            )
        return SparringOutcome.objects.create(
            grant=row, on_date=on_date, why=why, outcome=outcome, text=said, recorded_at=now, recorded_by=by,
            discussion=_discussion(locked, row, on_date, Outcome(outcome), by, now),
        )  # fmt: skip

    return change(case=grant.case, version=None, now=now, write=write, done=done)


def _discussable(case: Case, grant: Grant, by: User) -> Grant:
    """The grant as it is now, locked, where `by` leads the team of the citizen."""
    checking.is_open(case)
    if not may_decide(case, by):
        raise Refused(OTHER_TEAM)
    row: Grant = Grant.objects.select_for_update(no_key=True, of=("self",)).get(pk=grant.pk)
    if row.voided_at is not None or row.status not in DISCUSSABLE:
        raise Refused("Kun en bevilling, der gælder eller afventer, kan drøftes.")
    return row


def _discussion(
    case: Case, row: Grant, on_date: date, outcome: Outcome, by: User, now: datetime
) -> GrantDiscussion | None:
    """That the extension of the running offer was discussed with this leader (REB23-30), where it was settled."""
    offer = row.extends if row.extends is not None else row if row.status == GrantStatus.GRANTED else None
    if outcome is Outcome.AGAIN or offer is None or on_date < offer.from_on:
        return None
    return GrantDiscussion.objects.create(
        case=case, grant=offer, on_date=on_date, forum=Forum.SPARRING, present=by, present_as=role_of(by, case).value,
        agreed=outcome is Outcome.EXTEND, text=f"Udfald: {outcome.label.lower()}", recorded_at=now, recorded_by=by,
    )  # fmt: skip
