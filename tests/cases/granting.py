"""Wishes for grants in tests, by name: what Anne asks for on a Monday to begin the next."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from cases.models import Case, CaseDetail, Grant
from cases.services.grants import granting
from cases.services.grants.judging import Judged, judge, seen
from cases.services.grants.wishes import Wish, WishedQuote
from cases.services.policies import in_force
from offers.models import Offer
from rules.gates.vocabulary import Decision
from staff.models import User
from staff.refusals import Refused
from tests.offers.cast import coloured, offer
from tests.people import NOW, TODAY, sick

START = TODAY + timedelta(days=7)
ABSENT_SINCE = date(2026, 9, 1)
KLARSYN = WishedQuote(supplier="Klarsyn", price=Decimal("15000"), expected_effect="31 % i praktik", chosen=False)
KOMPASSET = WishedQuote(supplier="Kompasset", price=Decimal("18400"), expected_effect="46 % i praktik", chosen=True)


def bente(by: User, *, hours: int | None = 18, name: str = "Bente Holm", **person: Any) -> Case:
    """On sygedagpenge; she can attend 18 hours a week."""
    case = sick(name, first_absence_on=ABSENT_SINCE, since=ABSENT_SINCE, by=by, **person)
    if hours is not None:
        CaseDetail.objects.create(case=case, key="attendable_hours", text=str(hours))
    return case


def course(colour: str = "green", name: str = "Afklaringsforløb", **values: Any) -> Offer:
    """A course at Kompasset for 1.950 kr. a week, with this colour for the sick."""
    made = offer(name, hours_per_week=Decimal(12), **values)
    if colour:
        coloured(made, colour)
    return made


def wish(of: Offer, **values: Any) -> Wish:
    """Eight weeks of twelve hours, with everything said that a rule may ask for."""
    return Wish(
        **{
            "offer": of,
            "from_on": START,
            "to_on": START + timedelta(days=55),
            "hours_per_week": Decimal(12),
            "price": of.price_on(TODAY).price,
            "price_per": of.price_on(TODAY).price_per,
            "goal": "job",
            "goal_text": "Job på lager",
            "why": "Afklarer, hvor mange timer hun kan arbejde",
            "not_now": "Praktikplads først ledig i februar",
            "leads_to": "virksomhedspraktik",
            **values,
        }
    )


def two_quotes(**of_chosen: Any) -> tuple[WishedQuote, ...]:
    return (KLARSYN, WishedQuote(**{field: getattr(KOMPASSET, field) for field in FIELDS} | of_chosen))


FIELDS = ("supplier", "price", "expected_effect", "chosen")


def judged(case: Case, wished: Wish, *, today: date = TODAY) -> Judged:
    return judge(case=case, wish=wished, policy=in_force.current_policy(), today=today)


def page_of(case: Case, wished: Wish, *, today: date = TODAY) -> str:
    """What the page of the wish knows of the catalogue."""
    found = judged(case, wished, today=today)
    return seen(wished.offer, found.known, code=found.catalogue_code)


def sent(
    case: Case,
    wished: Wish,
    *,
    by: User,
    shown: Decision | None = None,
    seen: str | None = None,
    form_key: UUID | None = None,
    version: int | None = None,
    today: date = TODAY,
) -> Grant:
    """The form of the wish, sent as the page shows it."""
    return granting.send(
        case=case,
        wish=wished,
        shown=shown or judged(case, wished, today=today).decision,
        seen=page_of(case, wished, today=today) if seen is None else seen,
        by=by,
        today=today,
        now=NOW,
        form_key=form_key,
        version=version,
    )


def refusal(case: Case, wished: Wish, *, by: User, **values: Any) -> str:
    """What the person is told instead; empty where it went through."""
    try:
        sent(case, wished, by=by, **values)
    except Refused as refused:
        return refused.message
    return ""
