""" "Hvorfor lørdag d. 21. november?": the stored trace of a deadline as components/explanation.html prints it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.models import Deadline, Gap
from cases.services.policies.in_force import current_policy
from rules import labels, wording
from rules.dates import planday
from rules.rule import Policy
from rules.terms import SameAs
from staff import wording as danish


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One explanation. Without a date `missing` says what is missing and who can fill it."""

    heading: str
    lines: tuple[tuple[str, str], ...] = ()
    due: str = ""
    plan_on: str = ""
    counts: tuple[tuple[bool, str], ...] = ()
    source: str = ""
    unverified: bool = False
    missing: str = ""


def of_deadline(row: Deadline, *, today: date) -> Why:
    """Why the deadline falls on its date, from its own trace."""
    policy = current_policy()
    rule = policy.stating(row.rule, row.rule_digest)
    found = wording.lines(row, rule, policy.closing_days)
    values = {line.code: line.value for line in found}
    told = ("due", "planday", "counts", "counts_not", "source", "met")
    return Why(
        heading=_heading(row, today),
        lines=tuple((line.label, line.value) for line in found if line.code not in told),
        due=danish.short_date(row.due_on) if row.due_on else values.get("due", ""),
        plan_on=_plan_on(row, policy.closing_days, today) if "planday" in values else "",
        counts=tuple((code == "counts", values[code]) for code in ("counts", "counts_not") if code in values),
        source=" · ".join(part for part in (*_sources(row.rule, policy), values.get("source", "")) if part),
        unverified=row.unverified,
    )


def _sources(rule_id: str, policy: Policy) -> Iterator[str]:
    """The rule and those that say the same of it."""
    yield rule_id
    for rule in policy.rules:
        if isinstance(rule.terms, SameAs) and rule.terms.of == rule_id:
            yield rule.id


def of_gap(gap: Gap) -> Why:
    """Why there is no date: which fact is missing."""
    rule = current_policy().rule(gap.rule)
    words = labels.MISSING_FACTS.get(gap.fact, "En oplysning mangler")
    todo = f"{rule.title}: {words[:1].lower()}{words[1:]}" if rule else words
    return Why(
        heading="Hvorfor ingen frist?",
        missing=f"{todo}. Fristen beregnes, så snart det er gemt.",
        source=f"{gap.rule} · {rule.cite}" if rule else "",
    )


def _plan_on(row: Deadline, closing_days: frozenset[tuple[int, int]], today: date) -> str:
    """The last working day before a deadline on a day off (C5); a deadline on a working day needs no second date."""
    if row.due_on is None:
        return ""
    day = planday(row.due_on, closing_days)
    return danish.short_date(day, today) if day != row.due_on else ""


def _heading(row: Deadline, today: date) -> str:
    return f"Hvorfor {danish.day_in_words(row.due_on, today)}?" if row.due_on else "Hvorfor ingen dato endnu?"
