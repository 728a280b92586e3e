"""Citizens who are in none of the offers that a rule names and have none planned (REB23-05, RUD21-30, RUD21-50).

Whom the list leaves out, which offers count and what it says stand in the row; `rules.answers.lacking` says the same of
one citizen, and a test holds the two together.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, Exists, OuterRef, Q, Subquery, Value

from cases.access import CaseQuerySet
from cases.models import Activity, CaseDetail, DetailKey, Pause, TargetGroupPeriod
from cases.services.records import rules_today
from rules.answers.lacking import AHEAD, BEGUN, about, groups_of
from rules.answers.leading_terms import OfferLacking
from rules.vocabulary import TargetGroup

OF_CASE = OuterRef("pk")


def lacking_by(rule_id: str) -> Callable[[CaseQuerySet, date], CaseQuerySet]:
    """The query of the list that this rule keeps; without the rule nobody is on it."""

    def query(cases: CaseQuerySet, today: date) -> CaseQuerySet:
        found = about(rule_id, rules_today(today))
        if found is None:
            return _told(cases.none().annotate(since=Value(None, DateField())), "")
        rule, terms = found
        listed = _in_groups(cases, groups_of(rule, terms), today)
        if terms.after_groups is not None:
            listed = _coming_from(listed, terms.after_groups)
        if terms.study_ahead:
            study = CaseDetail.objects.valid().filter(key=DetailKey.EXPECTED_STUDY_ON, on_date__gt=today)
            listed = listed.filter(Exists(study.filter(case=OF_CASE)))
        if terms.pauses is not None:
            held = _on(Pause.objects.valid().filter(case=OF_CASE, reason__in=_codes(terms.pauses)), today)
            listed = listed.exclude(Exists(held))
        return _told(listed.exclude(Exists(_offers(terms, today))), terms.text)

    return query


def _in_groups(cases: CaseQuerySet, groups: frozenset[TargetGroup], today: date) -> CaseQuerySet:
    """Those in one of the groups on the day, with `since`, their first day in it."""
    current = _on(TargetGroupPeriod.objects.valid().filter(case=OF_CASE, group__in=_codes(groups)), today)
    found: CaseQuerySet = cases.filter(Exists(current)).annotate(since=Subquery(current.values("from_on")[:1]))
    return found


def _coming_from(cases: CaseQuerySet, groups: frozenset[TargetGroup]) -> CaseQuerySet:
    earlier = TargetGroupPeriod.objects.valid().filter(case=OF_CASE, from_on__lt=OuterRef("since"))
    last = Subquery(earlier.order_by("-from_on").values("group_id")[:1])
    found: CaseQuerySet = cases.annotate(group_before=last).filter(group_before__in=_codes(groups))
    return found


def _offers(terms: OfferLacking, today: date) -> Any:
    """The offers of the case that keep it off the list."""
    counts = Q(status__in=_codes(AHEAD)) & (Q(to_on__isnull=True) | Q(to_on__gte=today))
    if terms.ended:
        counts |= Q(status__in=_codes(BEGUN)) & (Q(to_on__isnull=True) | Q(to_on__gte=OuterRef("since")))
    return Activity.objects.valid().filter(counts, case=OF_CASE, type__in=_codes(terms.activities))


def _on(rows: Any, day: date) -> Any:
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)


def _codes(members: frozenset[Any]) -> list[str]:
    return sorted(member.value for member in members)


def _told(cases: CaseQuerySet, text: str) -> CaseQuerySet:
    found: CaseQuerySet = cases.annotate(reason=Value(text[:1].upper() + text[1:], CharField()))
    return found
