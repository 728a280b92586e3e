"""A leader decides on a grant that waits: approves, refuses, or asks. Never the person who sent it; only one of two.

Under the lock of the case, the grant and the offer everything is judged again from what is stored today. A colour or a
target group that has changed since the grant was sent is told, and nothing is saved.
"""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from cases.models import Case, Grant, GrantQuestion, GrantStatus
from cases.models.dispensations import BY_ONESELF
from cases.services import checking
from cases.services.changing import REFUSED_BY_DATABASE, Done, change
from cases.services.grants.granting import TEXT, begin, close, locked_offer, waiting
from cases.services.grants.judging import Judged, judge, snapshot
from cases.services.grants.wishes import Wish, WishedQuote
from cases.services.policies.in_force import policy_for_writing
from offers.models import Offer, PricePer
from offers.services.catalogue import NAMES
from rules.gates.vocabulary import Decision
from rules.labels import TARGET_GROUPS
from rules.vocabulary import TargetGroup
from staff.models import Role, User
from staff.refusals import Refused, Stale

Answer = TypeVar("Answer")
OTHER_TEAM = "Kun en funktionsleder i borgerens team kan afgøre bevillingen."
OWN = "Du har selv sendt bevillingen. En anden skal afgøre den."
OPENED_BY_ONESELF = REFUSED_BY_DATABASE[BY_ONESELF]


class Why(StrEnum):
    """Why a leader says yes; OTHER asks for words."""

    PREPARES = "prepares_company"
    EFFECT = "best_effect"
    GREEN_TRIED = "green_tried"
    NEED = "special_need"
    OTHER = "other"


WHYS: dict[Why, str] = {
    Why.PREPARES: "Forbereder virksomhedstilbud",
    Why.EFFECT: "Bedst effekt for prisen",
    Why.GREEN_TRIED: "Grønne tilbud er prøvet",
    Why.NEED: "Særligt behov",
    Why.OTHER: "Andet",
}


def approve(
    *, grant: Grant, code: str, text: str, by: User, today: date, now: datetime, version: int | None = None
) -> Grant:
    """Say yes: the grant is granted with what the rules say today, and the activity begins to count."""
    checking.code(code, Why, field="code", name="Årsag")
    words = checking.text(text, field="text", name="Begrundelsen", length=TEXT, required=code == Why.OTHER)

    def write(locked: Case, row: Grant) -> Grant:
        judged = _judged_again(locked, row, today)
        row.decision = snapshot(judged, today=today, agreed=True)
        done = close(row, status=GrantStatus.GRANTED, by=by, now=now, code=code, text=words)
        begin(done, offer=judged.wish.offer, by=by, today=today, now=now)
        return done

    return _decide(grant, GrantStatus.GRANTED, by=by, now=now, version=version, write=write)


def refuse(*, grant: Grant, text: str, by: User, now: datetime, version: int | None = None) -> Grant:
    """Say no, with the reason that the caseworker reads."""
    words = checking.text(text, field="text", name="Begrundelsen", length=TEXT, required=True)

    def write(locked: Case, row: Grant) -> Grant:
        return close(row, status=GrantStatus.REFUSED, by=by, now=now, code="", text=words)

    return _decide(grant, GrantStatus.REFUSED, by=by, now=now, version=version, write=write)


def ask(*, grant: Grant, text: str, by: User, now: datetime, version: int | None = None) -> GrantQuestion:
    """Ask the caseworker; the grant goes on waiting."""
    words = checking.text(text, field="text", name="Spørgsmålet", length=TEXT, required=True)

    def write(locked: Case) -> GrantQuestion:
        row = _allowed(locked, grant, by, version)
        _grown(row)
        return GrantQuestion.objects.create(grant=row, text=words, asked_at=now, asked_by=by)

    return change(case=grant.case, version=None, now=now, write=write)


def answer(*, question: GrantQuestion, text: str, by: User, now: datetime) -> GrantQuestion:
    """Answer the leader."""
    words = checking.text(text, field="text", name="Svaret", length=TEXT, required=True)

    def write(locked: Case) -> GrantQuestion:
        row = waiting(question.grant)
        fresh = GrantQuestion.objects.get(pk=question.pk)
        if fresh.answered_at is not None:
            raise Refused("Spørgsmålet er allerede besvaret.")
        _grown(row)
        fresh.answer, fresh.answered_at, fresh.answered_by = words, now, by
        fresh.save(update_fields=["answer", "answered_at", "answered_by"])
        return fresh

    return change(case=question.grant.case, version=None, now=now, write=write)


def may_decide(case: Case, user: User) -> bool:
    """Only leaders of the team decide."""
    return case.team_id in user.team_ids(Role.TEAM_LEADER)


def wish_of(grant: Grant, offer: Offer) -> Wish:
    """What was asked for, as it was typed."""
    quotes = tuple(
        WishedQuote(
            supplier=quote.supplier, price=quote.price, expected_effect=quote.expected_effect, chosen=quote.chosen
        )
        for quote in grant.quotes.all()
    )
    weekly = grant.price_per_week
    per = "" if grant.total_price is None else PricePer.TOTAL if weekly is None else PricePer.WEEK
    return Wish(
        offer=offer, from_on=grant.from_on, to_on=grant.to_on, hours_per_week=grant.hours_per_week,
        price=grant.total_price if weekly is None else weekly, price_per=per, quotes=quotes, goal=grant.goal,
        goal_text=grant.goal_text, why=grant.why, not_now=grant.not_now, leads_to=grant.leads_to,
        special_need=grant.special_need, extends=grant.extends, likely=grant.likely,
        dispensation=grant.dispensation,
    )  # fmt: skip


def _decide(
    grant: Grant,
    status: GrantStatus,
    *,
    by: User,
    now: datetime,
    version: int | None,
    write: Callable[[Case, Grant], Grant],
) -> Grant:
    def done(locked: Case) -> Done[Grant] | None:
        fresh: Grant = Grant.objects.get(pk=grant.pk)
        return Done(fresh) if fresh.status == status and fresh.decided_by_id == by.pk else None

    def act(locked: Case) -> Grant:
        return write(locked, _allowed(locked, grant, by, version))

    return change(case=grant.case, version=None, now=now, write=act, done=done)


def _allowed(case: Case, grant: Grant, by: User, version: int | None) -> Grant:
    """The waiting grant, locked, where `by` may decide and has seen it as it is."""
    checking.is_open(case)
    row = waiting(grant)
    if not may_decide(case, by):
        raise Refused(OTHER_TEAM)
    if row.recorded_by_id == by.pk:
        raise Refused(OWN)
    if row.dispensation is not None and row.dispensation.recorded_by_id == by.pk:
        raise Refused(OPENED_BY_ONESELF)
    if version is not None and version != row.version:
        raise Stale("Der er skrevet til bevillingen, siden du åbnede den. Intet er gemt. Læs den igen.")
    return row


def _grown(row: Grant) -> None:
    row.version += 1
    row.save(update_fields=["version"])


def _judged_again(case: Case, row: Grant, today: date) -> Judged:
    """The grant as the rules see it today. Raises Refused where colour, group or verdict is another than when sent."""
    offer = locked_offer(row.offer)
    judged = judge(case=case, wish=wish_of(row, offer), policy=policy_for_writing(), today=today)
    if judged.group.value != row.group:
        raise Refused(_both("Målgruppen", TARGET_GROUPS[TargetGroup(row.group)], TARGET_GROUPS[judged.group]))
    before, after = row.verdict["code"], judged.code
    if before != after:
        raise Refused(_both("Farven", NAMES.get(before, "uden farve"), NAMES.get(after, "uden farve")))
    if judged.weighed.agreed.decision is not Decision.ACCEPTED:
        stopping = judged.weighed.stopping
        raise Refused(f"Kan ikke godkendes. {stopping[0].text}." if stopping else "Kan ikke godkendes.")
    return judged


def _both(what: str, before: str, after: str) -> str:
    return (
        f"{what} er ændret, siden bevillingen blev sendt. Da: {before}. Nu: {after}. Intet er gemt. "
        "Afvis den, så rådgiveren kan sende den igen."
    )
