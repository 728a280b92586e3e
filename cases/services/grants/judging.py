"""The verdict on a wish, from the facts of the case and the catalogue of the day: one for the page and for saving."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Value

from cases.facts import facts_of
from cases.models import Case, CaseDetail, Deadline, Dispensation
from cases.models.course import DetailKey
from cases.services.grants import extended, opened, three_party
from cases.services.grants.wishes import Wish
from offers.models import ColourPeriod, Offer, OfferPrice
from offers.services.asking import KINDS, as_asked
from rules.approval import LONGER, ORDINARY, Weighed, weigh
from rules.decide import Check
from rules.facts import Facts
from rules.gates import question as asked
from rules.gates.cell import Cell, cell_of
from rules.gates.gate import Gate
from rules.gates.vocabulary import Colour, Decision, Goal, Result
from rules.labels import ACTIVITY_TYPES, TARGET_GROUPS
from rules.rule import Policy
from rules.vocabulary import ActivityStatus, Family, SpecialNeed, TargetGroup
from staff.refusals import Refused

NO_GROUP = "Borgeren har ingen målgruppe den dag. Vælg målgruppen først."
ORDER = (Result.BLOCKS, Result.NEEDS, Result.WARNING, Result.OK)
UNKNOWN, NO_COLOUR = "unknown", "none"
SEEN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A wish with what the rules say of it. `entry` is the row of the catalogue that holds today for the group;
    `dispensation` the one that was asked with a red offer."""

    wish: Wish
    group: TargetGroup
    entry: ColourPeriod | None
    cell: Cell
    question: asked.Question
    weighed: Weighed
    policy: Policy
    known: "Known"
    dispensation: Dispensation | None = None

    @property
    def decision(self) -> Decision:
        return self.weighed.decision

    @property
    def colour(self) -> Colour | None:
        return self.weighed.verdict.colour

    @property
    def code(self) -> str:
        """The colour as the badge names it; empty for a family without colours."""
        if self.colour is None:
            return ""
        return UNKNOWN if self.weighed.verdict.uncategorised and self.colour is Colour.YELLOW else self.colour.value

    @property
    def catalogue_code(self) -> str:
        """What the catalogue says today of the offer for the group, whatever price was typed."""
        return code_of(self.cell)

    @property
    def checks(self) -> list[Check]:
        """Blocking, for the leader, to be noted, fulfilled."""
        return in_order(self.weighed.checks)

    @property
    def needs_quotes(self) -> bool:
        """Whether a rule still asks for quotes, or some have been typed."""
        return bool(self.question.quotes) or any(
            check.rule in self.quote_rules and check.result is Result.BLOCKS for check in self.weighed.checks
        )

    @property
    def quote_rules(self) -> frozenset[str]:
        return frozenset(gate.id for gate in self.policy.gates if gate.kind == "quotes")

    @property
    def attendable_hours(self) -> int | None:
        """What the case knew before the wish."""
        return self.known.attendable_hours

    @property
    def counts(self) -> bool:
        """Whether the offer counts as timely effort (REB23-04)."""
        return KINDS[self.wish.offer.type] in self.policy.countable


def code_of(cell: Cell) -> str:
    """The colour of a cell as the badge names it; empty where the family has none."""
    if cell.colour is None:
        return ""
    return UNKNOWN if cell.uncategorised and cell.colour is Colour.YELLOW else cell.colour.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is stored about the case and the offer. `price` holds today; `entries` are the rows of its colours that do,
    each with the target groups it holds for."""

    facts: Facts
    attendable_hours: int | None
    price: OfferPrice
    entries: tuple[tuple[ColourPeriod, frozenset[str]], ...]

    def entry(self, group: TargetGroup) -> ColourPeriod | None:
        """The row of the catalogue for the group."""
        return next((row for row, codes in self.entries if group.value in codes), None)


def read(*, case: Case, offer: Offer, today: date) -> Known:
    """Read anew, in three statements."""
    rows = ColourPeriod.objects.valid().filter(offer=offer, from_on__lte=today).exclude(to_on__lt=today)
    told: Any = rows.annotate(codes=ArrayAgg("column__groups__code", default=Value([]))).order_by("pk")
    return Known(
        facts=facts_of(case),
        attendable_hours=attendable_hours(case),
        price=offer.price_on(today),
        entries=tuple((row, frozenset(row.codes)) for row in told),
    )


def judge(*, case: Case, wish: Wish, policy: Policy, today: date, known: Known | None = None) -> Judged:
    """What the rules say of the wish today. Raises Refused where the citizen has no target group on the first day."""
    stored = known or read(case=case, offer=wish.offer, today=today)
    group = group_on(stored.facts, wish.from_on)
    if group is None:
        raise Refused(NO_GROUP, field="from_on")
    entry, hours = stored.entry(group), stored.attendable_hours
    question = _question(stored.facts, group, wish, entry, hours if hours is not None else wish.attendable_hours, today)
    question = three_party.asked_of(extended.asked_of(question, wish), case=case, policy=policy)
    kinds = LONGER if wish.special_need else ORDINARY
    weighed = weigh(question, policy, asked=kinds)
    door = opened.door_of(case, wish) if weighed.verdict.colour is Colour.RED else None
    if door is not None:
        question = replace(question, dispensation=opened.asked_of(door))
        weighed = weigh(question, policy, asked=kinds)
    return Judged(
        wish=wish,
        group=group,
        entry=entry,
        cell=catalogue_cell(wish.offer, group, entry, policy=policy, today=today),
        question=question,
        weighed=weighed,
        policy=policy,
        known=stored,
        dispensation=door,
    )


def catalogue_cell(
    offer: Offer, group: TargetGroup, entry: ColourPeriod | None, *, policy: Policy, today: date
) -> Cell:
    """The colour that holds for the group, with the price of the catalogue."""
    return cell_of(
        asked.Question(
            today=today,
            citizen=asked.OfferCitizen(group=group),
            offer=as_asked(offer, colour=entry.colour if entry else None, day=today),
        ),
        policy,
    )


def group_on(facts: Facts, day: date) -> TargetGroup | None:
    """The target group of a day."""
    holding = [p for p in facts.target_groups if p.first_on <= day and (p.last_on is None or day <= p.last_on)]
    return max(holding, key=lambda period: period.first_on).group if holding else None


def attendable_hours(case: Case) -> int | None:
    """What was agreed with the citizen, in hours a week."""
    row = CaseDetail.objects.valid().filter(case=case, key=DetailKey.ATTENDABLE_HOURS).first()
    return int(row.text) if row is not None and row.text.isdigit() else None


def _question(
    facts: Facts, group: TargetGroup, wish: Wish, entry: ColourPeriod | None, hours: int | None, today: date
) -> asked.Question:
    citizen = asked.OfferCitizen(
        group=group,
        born_on=facts.citizen.born_on,
        self_supporting=group is TargetGroup.SELF_SUPPORTING,
        attendable_hours=Decimal(hours) if hours is not None else None,
        special_need=SpecialNeed(wish.special_need) if wish.special_need in set(SpecialNeed) else None,
        earlier_activities=earlier(facts),
    )
    offer = asked.Offer(
        type=KINDS[wish.offer.type],
        first_on=wish.from_on,
        last_on=wish.to_on,
        supplier=wish.supplier or None,
        bought=wish.offer.supplier is not None,
        catalogue_colour=Colour(entry.colour) if entry else None,
        price_per_week=wish.weekly_price,
        total_price=wish.course_price,
        hours_per_week=wish.hours_per_week,
        goal=Goal(wish.goal) if wish.goal in set(Goal) else None,
        goal_text=wish.goal_text,
        reason_not_business=wish.not_now,
        education_not_possible=wish.not_now,
        prepares_for=wish.leads_to,
    )
    return asked.Question(today=today, citizen=citizen, offer=offer, quotes=wish.asked_quotes())


def earlier(facts: Facts) -> tuple[asked.EarlierActivity, ...]:
    """What the citizen has had, or has beside the offer."""
    return tuple(
        asked.EarlierActivity(
            type=row.type,
            first_on=row.first_on,
            last_on=row.last_on,
            status=row.status,
            place=row.place,
            hours_per_week=row.hours_per_week,
        )
        for row in facts.activities
        if row.status is not ActivityStatus.CANCELLED
    )


def in_order(checks: Iterable[Check]) -> list[Check]:
    return sorted(checks, key=lambda check: ORDER.index(check.result))


def snapshot(judged: Judged, *, today: date, agreed: bool = False) -> dict[str, Any]:
    """What the rules said that day, so that it can be read when rules, colours and prices have changed; with `agreed`
    what they say with the yes of the leader."""
    gates = {gate.id: gate for gate in judged.policy.deciding_on(today).gates}
    verdict = judged.weighed.verdict
    entry, wish = judged.entry, judged.wish
    return {
        "on": today.isoformat(),
        "profile": judged.policy.name,
        "fingerprint": judged.policy.fingerprint,
        "group": judged.group.value,
        "group_name": TARGET_GROUPS[judged.group],
        "offer": wish.offer.name,
        "type": wish.offer.type,
        "type_name": ACTIVITY_TYPES[KINDS[wish.offer.type]],
        "supplier": wish.supplier,
        "colour": judged.colour.value if judged.colour else "",
        "code": judged.code,
        "catalogue": judged.catalogue_code,
        "entry": {"pk": entry.pk, "colour": entry.colour, "reason": entry.reason, "cite": entry.cite}
        if entry
        else None,
        "decision": (judged.weighed.agreed.decision if agreed else judged.decision).value,
        "total_price": str(wish.total_price) if wish.total_price is not None else None,
        "latest_to": verdict.latest_to.isoformat() if verdict.latest_to else None,
        "decision_due": verdict.decision_due.isoformat() if verdict.decision_due else None,
        "checks": [
            _told(check, gates[check.rule])
            for check in (in_order(judged.weighed.agreed.checks) if agreed else judged.checks)
        ],
        **({"dispensation": opened.told_of(judged.dispensation)} if judged.dispensation else {}),
    }


def _told(check: Check, gate: Gate) -> dict[str, Any]:
    """One check with the row of its rule."""
    return {
        "rule": check.rule,
        "result": check.result.value,
        "text": check.text,
        "title": gate.title,
        "cite": gate.cite,
        "version": gate.version,
        "digest": gate.digest,
        "status": gate.status.value,
    }


def seen(offer: Offer, known: Known, *, code: str) -> str:
    """Names what a page shows of the catalogue, so that a change before saving is caught: the colour, then a digest of
    the offer, of its price and of every row of its colours that holds today."""
    said = f"{offer.version}|{known.price.pk}|{[row.pk for row, _ in known.entries]}"
    return f"{code or NO_COLOUR}-{hashlib.sha256(said.encode()).hexdigest()[:SEEN]}"


def offer_deadline(case: Case) -> date | None:
    """The next day by which a counting offer is owed."""
    rows = Deadline.objects.current().filter(
        case=case, family=Family.OFFER, met_on__isnull=True, closed_on__isnull=True
    )
    found: date | None = rows.order_by("due_on").values_list("due_on", flat=True).first()
    return found
