"""The next conversation that a case owes, read from the stored deadlines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.models import Case, Deadline
from cases.services.policies.in_force import current_policy
from rules.terms import Kind
from rules.vocabulary import Family, RuleStatus

DOUBT = " (ikke bekræftet)"


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A dated conversation that is owed. `opens_on` is the first day on which it is also timely in its interval."""

    rule: str
    title: str
    ordinal: int | None
    opens_on: date | None
    due_on: date


def upcoming(case: Case, *, today: date, unmet: Iterable[Deadline] | None = None) -> Upcoming | None:
    """The unmet conversation with the earliest date, overdue or ahead; None where none is dated.

    The tests of number and interval of one conversation share a date (A-06) and are one answer, named by the number.
    `unmet`: the case's unmet deadlines, where they have been read already.
    """
    rows = Deadline.objects.unmet(today).filter(case=case) if unmet is None else unmet
    dated = [(row.due_on, row) for row in rows if row.family == Family.CONVERSATION and row.due_on]
    if not dated:
        return None
    due_on = min(due_on for due_on, _ in dated)
    together = [row for due, row in dated if due == due_on]
    named = min(together, key=lambda row: (precedence(row.rule), row.rule))
    opens_on = max((row.opens_on for row in together if row.opens_on), default=None)
    return Upcoming(named.rule, title_of(named.rule, named.ordinal), named.ordinal, opens_on, due_on)


def precedence(rule_id: str) -> int:
    """Which of several deadlines of one day names them: the numbered conversation before its interval or a count."""
    rule = current_policy().rule(rule_id)
    order = (Kind.SLOT_NUMBER, Kind.WINDOW, Kind.DUE_AFTER, Kind.HAND_SET, Kind.SLOT_INTERVAL)
    return order.index(rule.kind) if rule and rule.kind in order else len(order)


def series_of(rule_id: str) -> str:
    """The tests of number and interval of a conversation are one series on screen; other rules stand alone."""
    rule = current_policy().rule(rule_id)
    return "conversation" if rule and rule.kind in (Kind.SLOT_NUMBER, Kind.SLOT_INTERVAL) else rule_id


def title_of(rule_id: str, ordinal: int | None) -> str:
    """The title of a rule in the installation's policy; an interval of a series carries its number."""
    rule = current_policy().rule(rule_id)
    if rule is None:
        return rule_id
    return f"{rule.title}, interval {ordinal}" if rule.kind is Kind.SLOT_INTERVAL and ordinal else rule.title


def is_interval(rule_id: str) -> bool:
    """True for the test that each interval holds a conversation."""
    rule = current_policy().rule(rule_id)
    return rule is not None and rule.kind is Kind.SLOT_INTERVAL


def next_ordinal(case: Case, *, today: date) -> int | None:
    """The number of the first numbered conversation that is not held yet; None where none is owed."""
    rows = Deadline.objects.unmet(today).filter(case=case, family=Family.CONVERSATION, ordinal__isnull=False)
    numbered = [row for row in rows if _is_numbered(row.rule)]
    return min((row.ordinal for row in numbered if row.ordinal), default=None)


def _is_numbered(rule_id: str) -> bool:
    rule = current_policy().rule(rule_id)
    return rule is not None and rule.kind is Kind.SLOT_NUMBER


def is_unverified(rule_id: str) -> bool:
    """Whether nobody has confirmed the rule as it is in force: its dates are shown with that remark."""
    rule = current_policy().rule(rule_id)
    return rule is not None and rule.status is RuleStatus.UNVERIFIED


def doubt(rule_id: str) -> str:
    """What is said inside a sentence after a date of the rule: nothing, where somebody has confirmed it."""
    return DOUBT if is_unverified(rule_id) else ""
