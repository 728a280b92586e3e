"""What the rules want written down about a citizen (REB23-56, REBGEN-51), and who has it written down."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from cases.dossier import Dossier
from cases.models import Case, Consideration, TargetGroupPeriod
from cases.services.policies.in_force import current_policy
from rules.answers.record import RecordQuestion, Standing, State, about, latest_late, standing
from rules.answers.terms import Record, RecordKept
from rules.rule import Rule
from rules.vocabulary import TargetGroup
from staff.models import User

CONSIDERED = (Record.PARTIAL_RETURN, Record.TRAINING_TRACK)
"""Records that are kept as considerations, under the same word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record that a rule wants of a citizen, with how it stands."""

    rule: Rule
    standing: Standing

    @property
    def late(self) -> bool:
        return self.standing.state is State.LATE

    @property
    def missing(self) -> bool:
        """It is told on the page of the citizen."""
        return self.standing.state in (State.SOON, State.LATE)


def rule_on(record: Record, group: str, today: date) -> tuple[Rule, RecordKept] | None:
    """The rule that wants the record of a target group on a day."""
    if group not in set(TargetGroup):
        return None
    return about(record, TargetGroup(group), rules_today(today))


def rules_today(today: date) -> list[Rule]:
    """The rules in force on a day."""
    return [rule for rule in current_policy().on(today).current if rule.valid_to is None or today <= rule.valid_to]


def wanted(dossier: Dossier, today: date) -> list[Wanted]:
    """What the rules want of the citizen as the group is today."""
    group = dossier.group_on(today)
    if group is None:
        return []
    found = []
    for record in CONSIDERED:
        rule = rule_on(record, group.code, today)
        days = [entry.on for entry in dossier.valid("consideration") if entry.code == record.value and entry.on]
        if rule is not None:
            question = RecordQuestion(
                at=today, group=TargetGroup(group.code), first_absence_on=group.first_absence_on,
                recorded_on=max((day for day in days if day <= today), default=None),
            )  # fmt: skip
            found.append(Wanted(rule[0], standing(question, rule[1])))
    return found


def late_partial_return(cases: Any, *, today: date) -> Any:
    """Of these cases those without a plan for partial return in time, each with `since`, the first day of absence."""
    rows = TargetGroupPeriod.objects.valid().filter(case=OuterRef("pk"), from_on__lte=today).exclude(to_on__lt=today)
    found = rule_on(Record.PARTIAL_RETURN, TargetGroup.SICK_WITH_EMPLOYER, today)
    last = latest_late(today, found[1]) if found else None
    if found is None or last is None:
        return cases.none()
    sick = rows.filter(group__in=[group.value for group in found[0].groups], first_absence_on__lte=last)
    written = Consideration.objects.valid().filter(case=OuterRef("pk"), of=Record.PARTIAL_RETURN.value)
    since = Subquery(sick.values("first_absence_on")[:1])
    there = written.filter(on_date__gte=OuterRef("since"), on_date__lte=today)
    return cases.filter(Exists(sick)).annotate(since=since).exclude(Exists(there))


def training_needs(user: User, today: date) -> Any:
    """Of each open case that the reader may see the newest need of a training track, where there is one."""
    cases = Case.objects.visible_to(user).open()
    rows = Consideration.objects.valid().filter(case__in=cases, of=Record.TRAINING_TRACK.value, on_date__lte=today)
    newest = rows.order_by("case", "-on_date", "-pk").distinct("case").values("pk")
    found = Consideration.objects.filter(pk__in=newest, wanted=True)
    return found.select_related("case__citizen", "case__team")
