"""Grants of the practice municipality, made as caseworkers make them: some granted, some waiting for a leader.

These begin after the day of the demo; those that run are made by `cases.demo.lives`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from cases.models import Case, Grant
from cases.services.grants import decisions, granting
from cases.services.grants.judging import group_on, judge, read, seen
from cases.services.grants.wishes import WEEK, Wish, WishedQuote
from cases.services.policies.in_force import current_policy
from offers.models import Offer
from staff.models import Role, User
from staff.refusals import Refused

HOURS = 18
WEEKS = 8
TEAMS, EACH = 3, 60
"""So many teams have grants, found among so many of their citizens."""


@dataclass(frozen=True, slots=True)
class Told:
    """One grant of the demo: the offer, and how its price was found."""

    offer: str
    quotes: tuple[tuple[str, str, str], ...] = ()
    need: str = ""
    weeks: int = WEEKS


KLIT, NORD = "Klitkompagniet", "Jobklar Nord"
WISHES = (
    Told("Jobværkstedet"),
    Told("CV- og jobsøgning", ((KLIT, "18800", "46 % i job (24 forløb)"), (NORD, "19200", "31 % i job (9 forløb)"))),
    Told("Coaching 1:1", (("Klarsyn", "23200", "38 % i praktik"), ("Skovgården", "24800", "35 % i praktik"))),
    Told("Digital jobsøgning"),
    Told("Ekstern mentor", (("Mentorhuset", "7840", "Holder praktikken"), ("Lærkevej", "8600", "Holder praktikken"))),
    Told("Vejen Frem", ((KLIT, "15000", "44 % i job (31 forløb)"), (NORD, "16400", "31 % i job (9 forløb)"))),
    Told("Jobværkstedet", need="very_special", weeks=20),
)

ANSWERS = (
    ("HED21-37", "Arbejdspladsen er nedlagt, og delvis raskmelding er ikke mulig endnu."),
    ("HED21-38", "Billigst af de to, og forløbet begynder først."),
    ("RUD21-37", "Sygehusets psykiatriske ambulatorium og rådgiveren."),
    ("REB23-11", "Borgeren mangler struktur og erfaring, før en praktik kan holde."),
    ("REB23-12", "faglige og personlige"),
)
"""What caseworkers answer where a rule asks."""


def load(*, as_of: date, now: datetime) -> int:
    """Make the grants of the first teams that have a leader; returns how many. Does nothing where there are some."""
    if Grant.objects.exists():
        return 0
    leaders = User.objects.filter(role_assignments__role=Role.TEAM_LEADER).order_by("pk").distinct()
    teams = list(dict.fromkeys(team for leader in leaders for team in leader.team_ids(Role.TEAM_LEADER)))
    made = [grant for team in teams[:TEAMS] for grant in _of_team(team, as_of, now)]
    waiting = [grant for grant in made if grant.status == "pending"]
    if waiting:
        leader = next(person for person in leaders if waiting[0].case.team_id in person.team_ids(Role.TEAM_LEADER))
        decisions.ask(grant=waiting[0], text="Er et af de grønne tilbud prøvet først?", by=leader, now=now)
    return len(made)


def _of_team(team: int, as_of: date, now: datetime) -> list[Grant]:
    """One of each wish that the rules accept or send on, for the team's citizens in order of number, the last first."""
    made: list[Grant] = []
    cases = Case.objects.open().filter(team=team, citizen__protected=False).order_by("-pk")
    wishes = list(WISHES)
    for case in cases.prefetch_related("responsibilities__user")[:EACH]:
        worker = next((row.user for row in case.responsibilities.all() if row.to_on is None), None)
        if not wishes or worker is None:
            continue
        grant = granted(case, wishes[0], worker, as_of, now)
        if grant is not None:
            made.append(grant)
            wishes.pop(0)
    return made


def granted(case: Case, told: Told, by: User, as_of: date, now: datetime) -> Grant | None:
    """A grant as asked for on a day, to begin two weeks later; None where the rules say no."""
    offer = Offer.objects.priced().select_related("supplier").get(name=told.offer)
    wish = _wish(offer, told, as_of + timedelta(days=2 * WEEK - as_of.weekday()))
    known = read(case=case, offer=offer, today=as_of)
    if group_on(known.facts, wish.from_on) is None:
        return None
    judged = judge(case=case, wish=wish, policy=current_policy(), today=as_of, known=known)
    if judged.decision == "refused":
        return None
    page = seen(offer, known, code=judged.catalogue_code)
    try:
        return granting.send(case=case, wish=wish, shown=judged.decision, seen=page, by=by, today=as_of, now=now)
    except Refused:
        return None  # has the offer at that time already


def _wish(offer: Offer, told: Told, first: date) -> Wish:
    costs = offer.price_on(first)
    return Wish(
        offer=offer,
        from_on=first,
        to_on=first + timedelta(days=WEEK * told.weeks - 1),
        hours_per_week=offer.hours_per_week or Decimal(6),
        attendable_hours=HOURS,
        price=costs.price,
        price_per=costs.price_per,
        quotes=tuple(
            WishedQuote(supplier=name, price=Decimal(price), expected_effect=effect, chosen=place == 0)
            for place, (name, price, effect) in enumerate(told.quotes)
        ),
        goal="job",
        goal_text="Job i lager eller logistik. CV og to målrettede ansøgninger før praktikken.",
        why="Giver den struktur, der mangler for at holde timerne i en praktik.",
        not_now="Praktikplads er først ledig senere. Bruges til at forberede praktikken.",
        leads_to="virksomhedspraktik",
        special_need=told.need,
        answers=ANSWERS,
    )
