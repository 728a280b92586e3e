"""Extending a grant: discussed, decided in time, and granted as a grant of its own; or decided not to."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from cases.models import Case, Grant, GrantDiscussion, GrantNotExtended
from cases.services import checking
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from cases.services.grants import granting, judging
from cases.services.grants.decisions import wish_of
from cases.services.grants.life import TEXT, activity_of
from cases.services.grants.wishes import Wish
from cases.services.policies.in_force import current_policy
from offers.models import PricePer
from rules.gates.vocabulary import Forum
from rules.gates.vocabulary import Role as Present
from staff.models import Role, User
from staff.refusals import Refused

DAY = timedelta(days=1)


def wish_to_extend(
    grant: Grant, *, to_on: date | None, likely: bool | None, why: str, price: Decimal | None = None,
    special_need: str = "",
) -> Wish:  # fmt: skip
    """The same offer from the day after its last one. `price` is what the supplier takes for the extension in all;
    without it the weekly price goes on. A red one needs a dispensation of its own."""
    before = wish_of(grant, grant.offer)
    quotes = tuple(replace(quote, price=price) if quote.chosen and price else quote for quote in before.quotes)
    if before.chosen is not None and price is None:
        raise Refused("Skriv leverandørens pris for forlængelsen.", field="price")
    return replace(
        before, from_on=grant.to_on + DAY, to_on=to_on, why=why, likely=likely, extends=grant, quotes=quotes,
        special_need=special_need, dispensation=None, price=before.weekly_price if price is None else price,
        price_per=PricePer.WEEK if price is None and before.weekly_price is not None else PricePer.TOTAL,
    )  # fmt: skip


def extend(
    *, grant: Grant, wish: Wish, seen: str, by: User, today: date, now: datetime, form_key: UUID | None = None,
    version: int | None = None,
) -> Grant:  # fmt: skip
    """Grant the extension, or send it to a leader, as the rules say; the same guards as of any grant."""
    judged = judging.judge(case=grant.case, wish=wish, policy=current_policy(), today=today)
    return granting.send(
        case=grant.case, wish=wish, shown=judged.decision, seen=seen, by=by, today=today, now=now, form_key=form_key,
        version=version,
    )  # fmt: skip


def discuss(
    *, grant: Grant, on_date: date, forum: str, present: User, agreed: bool, text: str, by: User, today: date,
    now: datetime, form_key: UUID | None = None, version: int | None = None,
) -> GrantDiscussion:  # fmt: skip
    """Record that the extension was discussed, where, and with which leader or specialist (REB23-30)."""
    checking.code(forum, Forum, field="forum", name="Hvor")
    said = checking.text(text, field="text", name="Teksten", length=TEXT)

    def write(locked: Case) -> GrantDiscussion:
        checking.is_open(locked)
        checking.past_day(on_date, field="on_date", name="Drøftelsen", case=locked, today=today)
        if on_date < grant.from_on:
            raise Refused("Drøftelsen skal ligge, mens tilbuddet løber.", field="on_date")
        return GrantDiscussion.objects.create(
            case=locked, grant=grant, on_date=on_date, forum=forum, present=present,
            present_as=role_of(present, locked).value, agreed=agreed, text=said,
            recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=grant.case, model=GrantDiscussion, form_key=form_key, version=version, now=now, write=write)


def role_of(user: User, case: Case) -> Present:
    """As what somebody takes part; Refused for those who are neither leader of the team nor specialist."""
    if case.team_id in user.team_ids(Role.TEAM_LEADER):
        return Present.TEAM_LEADER
    if user.has_role(Role.SPECIALIST):
        return Present.SPECIALIST
    raise Refused("Vælg en funktionsleder i borgerens team eller en fagkonsulent.", field="present")


def do_not_extend(
    *, grant: Grant, reason: str, by: User, today: date, now: datetime, form_key: UUID | None = None,
    version: int | None = None,
) -> GrantNotExtended:  # fmt: skip
    """Decide that the offer ends on its last day."""
    said = checking.reason(reason)

    def write(locked: Case) -> GrantNotExtended:
        checking.is_open(locked)
        activity_of(grant)
        if grant.extensions.filter(voided_at__isnull=True, status__in=("pending", "granted")).exists():
            raise Refused("Tilbuddet er allerede forlænget, eller forlængelsen afventer godkendelse.")
        return GrantNotExtended.objects.create(
            case=locked, grant=grant, decided_on=today, reason=said, recorded_at=now, recorded_by=by, form_key=form_key
        )

    return change_once(
        case=grant.case, model=GrantNotExtended, form_key=form_key, version=version, now=now, write=write
    )


def void_discussion(
    *, discussion: GrantDiscussion, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> GrantDiscussion:
    """Take back a discussion recorded by mistake."""
    return void_fact(discussion, reason=reason, by=by, now=now, version=version)


def void_decision(
    *, decision: GrantNotExtended, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> GrantNotExtended:
    """Take back the decision not to extend."""
    return void_fact(decision, reason=reason, by=by, now=now, version=version)
