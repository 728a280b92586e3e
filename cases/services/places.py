"""Fixed places and company centres: agreed, free on each day, reasoned, and never after an earlier company offer.

What the rules say is asked of `rules.decide` (REB23-42, 43, 44, 61) under the lock of the agreement. The database
guards the number once more (`cases.models.places`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from cases.models import Activity, Case, TargetGroupPeriod
from cases.models.places import AGREED_KINDS, PlaceReason
from cases.services.policies.in_force import policy_for_writing
from companies.models import Company, PlaceAgreement, PlaceKind
from companies.seats import Agreed, Stay, agreed_on, first_full, next_free
from rules.decide import Check, decide
from rules.gates import question as asked
from rules.gates.terms import PlaceFree
from rules.gates.vocabulary import Result
from rules.rule import Policy
from rules.vocabulary import ActivityStatus, ActivityType, Place, TargetGroup
from staff.refusals import Refused
from staff.wording import day_in_words

TYPES = {str(member.value): member for member in ActivityType}
GROUPS = {str(member.value): member for member in TargetGroup}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A placement as somebody wants it. `besides`: the row that it replaces."""

    type: str
    place: str
    company: Company | None
    from_on: date
    to_on: date | None
    reason: str = ""
    note: str = ""
    besides: Activity | None = None


def check(wanted: Wanted, *, case: Case, today: date) -> None:
    """Refuse what the agreement or the rules do not allow. Call it with the case locked.

    Other days of the same placement are no new use of the place: then only the free places are asked for.
    """
    if wanted.place not in AGREED_KINDS:
        return
    begins = wanted.besides is None
    if wanted.company is None:
        if begins:
            raise Refused("Vælg virksomheden. Pladsen hører til en aftale med den.", field="company")
        return
    if begins and wanted.reason == PlaceReason.OTHER and not wanted.note:
        raise Refused("Skriv begrundelsen, når du vælger andet.", field="place_note")
    agreements = locked_agreements(wanted.company, wanted.place)
    policy = policy_for_writing()
    if begins:
        _agreed(wanted, agreements)
        _by_the_rules(wanted, case=case, policy=policy, today=today)
    _free(wanted, agreements, stays_at(wanted.company, wanted.place, besides=wanted.besides), policy)


def locked_agreements(company: Company, kind: str) -> list[Agreed]:
    """The agreements as they are, locked until the transaction ends."""
    rows = PlaceAgreement.objects.valid().filter(_at(company), kind=kind).select_for_update(of=("self",), no_key=True)
    return agreed_of(rows.order_by("pk"))


def agreed_of(rows: Iterable[Any]) -> list[Agreed]:
    return sorted((Agreed(row.places, row.from_on, row.to_on) for row in rows), key=lambda one: one.first)


def taking(company: Company) -> Any:
    """Everybody who has, had or will have a place at the company: not cancelled, not voided."""
    return Activity.objects.valid().filter(_at(company)).exclude(status=ActivityStatus.CANCELLED.value)


def stays_at(company: Company, kind: str, *, besides: Activity | None = None) -> list[Stay]:
    rows = taking(company).filter(place=kind)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return [Stay(first, last) for first, last in rows.values_list("from_on", "to_on")]


def _at(company: Company) -> Q:
    """At the company itself or at one that turned out to be it."""
    return Q(company=company) | Q(company__merged_into=company)


def _agreed(wanted: Wanted, agreements: Sequence[Agreed]) -> None:
    if agreed_on(agreements, wanted.from_on) is None:
        name = PlaceKind(wanted.place).label.lower()
        raise Refused(f"Virksomheden har ingen aftale om {name} på første dag. Lav aftalen først.", field="place")


def _free(wanted: Wanted, agreements: Sequence[Agreed], stays: Sequence[Stay], policy: Policy) -> None:
    full = first_full(agreements, stays, Stay(wanted.from_on, wanted.to_on))
    if full is None:
        return
    free_on = next_free(agreements, stays, since=full.first)
    later = f" Næste ledige dag er {day_in_words(free_on)}." if free_on else " Ingen ledig dag i sigte."
    rule = next((gate.id for gate in policy.deciding_on(wanted.from_on).gates if isinstance(gate.terms, PlaceFree)), "")
    cited = f" ({rule})" if rule else ""
    when = "" if full.first <= wanted.from_on else f" fra {day_in_words(full.first)}"
    raise Refused(f"Pladserne er taget{when}: {full.taken} af {full.agreed}{cited}.{later}", field="place")


def _by_the_rules(wanted: Wanted, *, case: Case, policy: Policy, today: date) -> None:
    """What a rule of the place forbids, in its words and with its id."""
    group = group_on(case, wanted.from_on)
    if group is None or wanted.type not in TYPES:
        return
    question = asked.Question(
        today=today,
        citizen=asked.OfferCitizen(group=group, earlier_activities=tuple(_earlier(case))),
        offer=asked.Offer(
            type=TYPES[wanted.type], first_on=wanted.from_on, last_on=wanted.to_on, place=Place(wanted.place),
            placement_reason=wanted.note or (PlaceReason(wanted.reason).label if wanted.reason else ""),
        ),
        rules=_about_places(policy),
    )  # fmt: skip
    stopped = [check for check in decide(question, policy).checks if check.result is Result.BLOCKS]
    if stopped:
        raise Refused(". ".join(f"{check.text} ({check.rule})" for check in stopped) + ".", field="place")


def fixed_place(
    group: TargetGroup, earlier: Iterable[asked.EarlierActivity], *, today: date, policy: Policy
) -> Check | None:
    """The strictest of what the rules say of a fixed place for a citizen from today; None where they say nothing."""
    question = asked.Question(
        today=today,
        citizen=asked.OfferCitizen(group=group, earlier_activities=tuple(earlier)),
        offer=asked.Offer(type=ActivityType.VIRKSOMHEDSPRAKTIK, first_on=today, place=Place.FIXED),
        rules=_about_places(policy),
    )
    strictness = list(Result)
    return max(decide(question, policy).checks, key=lambda check: strictness.index(check.result), default=None)


def _about_places(policy: Policy) -> frozenset[str]:
    """The rules that speak of the place, and of nothing else."""
    return frozenset(gate.id for gate in policy.gates if hasattr(gate.terms, "places"))


def _earlier(case: Case) -> Iterable[asked.EarlierActivity]:
    """Every offer that the citizen ever had, whatever the case and the benefit (A-22)."""
    for row in Activity.objects.valid().filter(case__citizen=case.citizen_id).order_by("from_on", "pk"):
        if row.type in TYPES:
            yield asked.EarlierActivity(
                type=TYPES[row.type], first_on=row.from_on, last_on=row.to_on, status=ActivityStatus(row.status),
                place=Place(row.place) if row.place else None,
            )  # fmt: skip


def group_on(case: Case, day: date) -> TargetGroup | None:
    """The target group of the citizen on a day."""
    rows = TargetGroupPeriod.objects.valid().filter(case=case, from_on__lte=day)
    row = rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=day)).first()
    return GROUPS.get(row.group_id) if row is not None else None
