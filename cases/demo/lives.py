"""Grants of the practice municipality that run: followed up, without progress, discussed, with an extension waiting."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from cases.demo.grants import KLIT, NORD, Told, granted
from cases.models import Case, Grant, GrantFollowUp
from cases.services.grants import decisions, extending, life
from cases.services.grants.decisions import Why
from cases.services.grants.judging import code_of, judge, read, seen
from cases.services.policies.in_force import current_policy
from rules.gates.vocabulary import Forum
from staff.models import Role, User
from staff.refusals import Refused

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SENT = 7 * WEEK
"""So long ago the grants were made; each began two weeks later."""
LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Lived:
    """One course of the demo: what a follow-up said, whether an extension was discussed and asked for."""

    told: Told
    progress: bool
    said: str
    goes_on: bool = False


QUOTES = ((KLIT, "18800", "46 % i job (24 forløb)"), (NORD, "19200", "31 % i job (9 forløb)"))
FOUR_WEEKS_MORE = Decimal(9400)
LIVES = (
    Lived(Told("CV- og jobsøgning", QUOTES, weeks=10), True, "Møder stabilt. To ansøgninger er sendt.", goes_on=True),
    Lived(Told("Jobværkstedet", weeks=11), False, "Har været væk fire af seks dage og ser ingen vej til praktik."),
    Lived(Told("Digital jobsøgning", weeks=12), True, "Søger to job om ugen og har været til én samtale."),
)


def load(*, as_of: date, now: datetime) -> int:
    """Make the courses for the first team that has a leader; returns how many. Does nothing where some are followed
    up."""
    leader = User.objects.filter(role_assignments__role=Role.TEAM_LEADER).order_by("pk").first()
    if leader is None or GrantFollowUp.objects.exists():
        return 0
    team = min(leader.team_ids(Role.TEAM_LEADER))
    cases = Case.objects.open().filter(team=team, citizen__protected=False).order_by("pk")
    lives, made = list(LIVES), 0
    for case in cases.prefetch_related("responsibilities__user")[:LOOKED_AT]:
        worker = next((row.user for row in case.responsibilities.all() if row.to_on is None), None)
        if lives and worker is not None and _lived(case, lives[0], worker, leader, as_of, now):
            lives.pop(0)
            made += 1
    return made


def _lived(case: Case, lived: Lived, by: User, leader: User, as_of: date, now: datetime) -> bool:
    """Grant, begin and follow up as it would have been done; false where the rules say no."""
    asked = as_of - SENT
    grant = granted(case, lived.told, by, asked, now - SENT)
    if grant is None:
        return False
    if grant.status == "pending":
        grant = decisions.approve(
            grant=grant, code=Why.PREPARES, text="", by=leader, today=asked + DAY, now=now - SENT + DAY
        )
    life.start(grant=grant, from_on=grant.from_on, by=by, today=grant.from_on, now=now - SENT + 2 * WEEK)
    life.follow_up(
        grant=grant, on_date=as_of - 2 * DAY, progress=lived.progress, keeps_agreement=lived.progress, text=lived.said,
        by=by, today=as_of, now=now - 2 * DAY,
    )  # fmt: skip
    if lived.goes_on:
        _extended(grant, by, leader, as_of, now)
    return True


def _extended(grant: Grant, by: User, leader: User, as_of: date, now: datetime) -> None:
    """Discussed with the leader, and asked for."""
    extending.discuss(
        grant=grant, on_date=as_of - DAY, forum=Forum.SPARRING, present=leader, agreed=True,
        text="Praktikpladsen er ledig fra næste måned.", by=by, today=as_of, now=now - DAY,
    )  # fmt: skip
    wish = extending.wish_to_extend(
        grant, to_on=grant.to_on + 4 * WEEK, likely=True, why="Mangler fire uger, til praktikpladsen er ledig.",
        price=FOUR_WEEKS_MORE,
    )  # fmt: skip
    known = read(case=grant.case, offer=grant.offer, today=as_of)
    judged = judge(case=grant.case, wish=wish, policy=current_policy(), today=as_of, known=known)
    page = seen(grant.offer, known, code=code_of(judged.cell))
    try:
        extending.extend(grant=grant, wish=wish, seen=page, by=by, today=as_of, now=now)
    except Refused:
        return  # the rules of the day say no: it was discussed, and that is told
