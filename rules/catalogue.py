"""The only place where deadlines come from: facts and policy in, obligations, gaps and lists out. There is no today."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from rules.facts import Facts
from rules.history import History
from rules.kinds.before_end import before_end
from rules.kinds.due_after import due_after
from rules.kinds.guidance import followed_by, stop_after_no
from rules.kinds.hand_set import hand_set
from rules.kinds.reopening import activity_gap, after_reopening
from rules.kinds.rows import Answer
from rules.kinds.slots import count_within, joint_within, slot_interval, slot_number
from rules.kinds.yearly import yearly
from rules.lists import listings, without_anchor
from rules.notes import classifications, notes
from rules.obligation import Classification, Gap, Note, Obligation, Outcome
from rules.rule import Policy, Rule
from rules.terms import OF_OFFERS, HandSet, Kind
from rules.versions import together

KINDS: dict[Kind, Callable[[Rule, Any, History], Iterator[Answer]]] = {
    Kind.DUE_AFTER: due_after,
    Kind.WINDOW: due_after,
    Kind.SLOT_NUMBER: slot_number,
    Kind.SLOT_INTERVAL: slot_interval,
    Kind.COUNT_WITHIN: count_within,
    Kind.YEARLY: yearly,
    Kind.BEFORE_END: before_end,
    Kind.JOINT_WITHIN: joint_within,
    Kind.FOLLOWED_BY: followed_by,
    Kind.STOP_AFTER_NO: stop_after_no,
    Kind.ACTIVITY_GAP: activity_gap,
    Kind.AFTER_REOPENING: after_reopening,
    Kind.LONG_SPELL: without_anchor,
}
CADENCE = frozenset({Kind.SLOT_NUMBER, Kind.SLOT_INTERVAL, Kind.COUNT_WITHIN, Kind.JOINT_WITHIN})


def evaluate(facts: Facts, policy: Policy) -> Outcome:
    """The whole answer for one case. It depends on the facts and the policy alone, not on the order of the facts."""
    history = History(facts)
    answers: list[Answer] = []
    cadence: list[Answer] = []
    for rule in policy.rules_for(history.groups):
        if rule.kind in KINDS:
            found = _answers(rule, history, policy)
            answers += found
            if rule.kind in CADENCE:
                cadence += found
    for rule in policy.rules_for(history.groups):
        if rule.kind is Kind.HAND_SET:
            answers += _set_by_hand(rule, history, policy, cadence)
    if not history.stays:
        answers += _without_group(facts, policy, history)
    rows = tuple(sorted((a for a in answers if isinstance(a, Obligation)), key=_by_due))
    said = [*notes(history, policy, rows), *classifications(history, policy)]
    gaps = _told_once(answer for answer in (*answers, *said) if isinstance(answer, Gap))
    lists = sorted(listings(history, policy, rows), key=lambda item: (item.since, item.rule, item.until or date.max))
    return Outcome(
        obligations=rows,
        gaps=tuple(sorted(gaps, key=_by_since)),
        listings=tuple(lists),
        notes=tuple(note for note in said if isinstance(note, Note)),
        classifications=tuple(found for found in said if isinstance(found, Classification)),
    )


def obligations(facts: Facts, policy: Policy) -> tuple[Obligation, ...]:
    return evaluate(facts, policy).obligations


def _answers(rule: Rule, history: History, policy: Policy) -> list[Answer]:
    """What a rule answers; where it has versions, all of them together."""
    versions = policy.timelines.get(rule.id)
    if versions is None:
        return list(KINDS[rule.kind](rule, rule.terms, history))

    def ask(version: Rule) -> Iterator[Answer]:
        covers = not history.groups or version.groups & history.groups
        return KINDS[version.kind](version, version.terms, history) if covers else iter(())

    return together(versions, ask)


def _set_by_hand(rule: Rule, history: History, policy: Policy, cadence: list[Answer]) -> list[Answer]:
    versions = policy.timelines.get(rule.id, (rule,))

    def ask(version: Rule) -> Iterator[Answer]:
        terms = version.terms
        return hand_set(version, terms, history, policy, cadence) if isinstance(terms, HandSet) else iter(())

    return together(versions, ask)


def _without_group(facts: Facts, policy: Policy, history: History) -> Iterator[Answer]:
    """Without a target group only the offers can be judged; everything else lacks the group (A-66)."""
    yield Gap(rule="A-66", family=None, fact="target_group", group=None, since=facts.course_start or date.min)
    for rule in policy.current:
        if rule.kind in OF_OFFERS:
            yield from _answers(rule, history, policy)


def _told_once(gaps: Iterable[Gap]) -> list[Gap]:
    """A fact that is missing from one day on is missing once, as long as the last of those who need it."""
    found: dict[tuple[str, str, date], Gap] = {}
    for gap in gaps:
        other = found.setdefault((gap.rule, gap.fact, gap.since), gap)
        if (other.until or date.max) < (gap.until or date.max):
            found[gap.rule, gap.fact, gap.since] = gap
    return list(found.values())


def _by_due(row: Obligation) -> tuple[date, str, int, date]:
    return row.due_on or date.max, row.rule, row.ordinal or 0, row.anchor_on


def _by_since(gap: Gap) -> tuple[date, str, str, date]:
    return gap.since, gap.rule, gap.fact, gap.until or date.max
