"""Which offers of the catalogue may be granted to a citizen: those of the target group by colour, then the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cases.facts import facts_of
from cases.models import Case
from cases.services.grants.granting import HERE
from cases.services.grants.judging import NO_GROUP, UNKNOWN, catalogue_cell, code_of, group_on
from offers.models import ColourPeriod, Offer
from offers.services import asking, colours
from offers.services.asking import KINDS
from rules.answers import picker
from rules.facts import Facts
from rules.gates.words import kroner
from rules.labels import ACTIVITY_TYPES
from rules.rule import Policy
from rules.vocabulary import TargetGroup
from staff.refusals import Refused

SHELVES = (
    ("green", "Grønne: anvendes frit"),
    ("yellow", "Gule: godkendes af funktionsleder"),
    (UNKNOWN, "Ikke kategoriseret for målgruppen: godkendes af funktionsleder"),
    ("", "Uden farve"),
    ("red", "Røde: anvendes aldrig for målgruppen"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One offer as the citizen's target group may have it today."""

    offer: Offer
    code: str
    price: str
    type_name: str

    @property
    def supplier(self) -> str:
        return self.offer.supplier.name if self.offer.supplier else "Internt forløb"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Offers of one colour, with the words that stand over them."""

    code: str
    title: str
    choices: tuple[Choice, ...]


def group_today(case: Case, *, today: date) -> TargetGroup:
    """Raises Refused where the citizen has no target group."""
    return group_of(facts_of(case), today=today)


def group_of(facts: Facts, *, today: date) -> TargetGroup:
    group = group_on(facts, today)
    if group is None:
        raise Refused(NO_GROUP)
    return group


def shelves(group: TargetGroup, *, policy: Policy, today: date) -> list[Shelf]:
    """Every active offer that is granted from the catalogue, by its colour for the group; what the rules put first
    stands first of its colour."""
    found = choices(group, policy=policy, today=today)
    by_code = [Shelf(code, title, tuple(c for c in found if c.code == code)) for code, title in SHELVES]
    return [shelf for shelf in by_code if shelf.choices]


def green(group: TargetGroup, *, policy: Policy, today: date) -> list[Choice]:
    """What may be granted freely: the way out of a red one."""
    return [choice for choice in choices(group, policy=policy, today=today) if choice.code == "green"]


def choices(group: TargetGroup, *, policy: Policy, today: date) -> list[Choice]:
    """In three statements, whatever the number of offers."""
    rows = ColourPeriod.objects.valid().filter(column__groups__code=group.value, from_on__lte=today)
    held: dict[int, list[ColourPeriod]] = {}
    for row in rows.exclude(to_on__lt=today):
        held.setdefault(row.offer_id, []).append(row)
    found = [_choice(offer, group, held.get(offer.pk, ()), policy, today) for offer in offers()]
    first = listed_first(group, policy=policy, today=today)
    return sorted(found, key=lambda choice: picker.place(KINDS[choice.offer.type], first))


def listed_first(group: TargetGroup, *, policy: Policy, today: date) -> tuple[picker.Listed, ...]:
    """What the rules in force on a day put first for a group."""
    known = policy.on(today).current
    return picker.listed(group, [rule for rule in known if rule.valid_to is None or today <= rule.valid_to])


def offers() -> QuerySet[Offer]:
    kinds = [code for code, kind in KINDS.items() if kind.family in HERE]
    return Offer.objects.priced().filter(active=True, type__in=kinds).select_related("supplier").order_by("name")


def _choice(offer: Offer, group: TargetGroup, rows: Iterable[ColourPeriod], policy: Policy, today: date) -> Choice:
    cell = catalogue_cell(offer, group, colours.holding(rows, today), policy=policy, today=today)
    per_week = asking.price_per_week(offer.price_on(today))
    price = f"{kroner(per_week)} kr./uge" if per_week is not None else ""
    return Choice(offer, code_of(cell), price, ACTIVITY_TYPES[KINDS[offer.type]])
