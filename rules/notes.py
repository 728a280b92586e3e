"""Notes and classifications: what the rules say about a citizen beside deadlines and lists."""

from collections.abc import Iterable, Iterator
from datetime import date

from rules.courses import Spell, Stay
from rules.dates import DAY, add, age_on
from rules.history import History
from rules.obligation import Classification, Gap, Note, Obligation
from rules.rule import Policy, Rule
from rules.terms import Distance, FocusNote, FollowedBy
from rules.versions import binding, together
from rules.vocabulary import ActivityStatus, Anchor

NEAR, FAR = "near", "far"
INFO, WARNING = "info", "warning"


def notes(history: History, policy: Policy, rows: tuple[Obligation, ...]) -> Iterator[Note | Gap]:
    for rule in policy.remarking:
        if isinstance(rule.terms, FocusNote):
            for version, own in _remarked(policy.timelines.get(rule.id, (rule,)), rows):
                yield from _focus(version, history, own)
        elif isinstance(rule.terms, FollowedBy):
            for version in policy.timelines.get(rule.id, (rule,)):
                own = [row for row in rows if row.rule == rule.id and row.rule_digest == version.digest]
                yield from _unplanned(version, history, own)


def _remarked(
    versions: tuple[Rule, ...], rows: tuple[Obligation, ...]
) -> Iterator[tuple[Rule, list[Obligation] | tuple[Obligation, ...]]]:
    """Each version of a rule with the duties it may remark on."""
    if len(versions) == 1:
        yield versions[0], rows
        return
    for version in versions:
        yield version, [row for row in rows if binding(versions, row) is version]


def _focus(rule: Rule, history: History, rows: Iterable[Obligation]) -> Iterator[Note | Gap]:
    """The focus of one conversation, by the age on its due date; while that is unknown, nothing is said."""
    terms = rule.terms
    assert isinstance(terms, FocusNote)
    born_on = history.facts.citizen.born_on
    for row in rows:
        if row.rule != terms.of or row.group not in rule.groups:
            continue
        if born_on is None:
            yield Gap(rule=rule.id, family=None, fact="born_on", group=row.group, since=row.anchor_on)
        elif row.due_on is not None and terms.from_age <= age_on(born_on, row.due_on) <= terms.to_age:
            yield Note(rule=rule.id, ordinal=row.ordinal, level=INFO, text=terms.text)


def _unplanned(rule: Rule, history: History, rows: Iterable[Obligation]) -> Iterator[Note]:
    """From the opening on, as long as no answering offer is planned to run in the days that count."""
    terms = rule.terms
    assert isinstance(terms, FollowedBy)
    for row in rows:
        if row.due_on is None or _planned(terms, history, row.anchor_on + DAY, row.due_on):
            continue
        ended = min((day for day in (row.met_on, row.closed_on) if day is not None), default=None)
        yield Note(
            rule=rule.id,
            ordinal=row.ordinal,
            level=WARNING,
            text=terms.text,
            since=row.opens_on,
            until=ended - DAY if ended is not None else None,
        )


def _planned(terms: FollowedBy, history: History, first_on: date, last_on: date) -> bool:
    return any(
        offer.type in terms.answered_by
        and offer.status is not ActivityStatus.CANCELLED
        and offer.first_on <= last_on
        and (offer.last_on is None or offer.last_on >= first_on)
        for offer in history.facts.activities
    )


def classifications(history: History, policy: Policy) -> Iterator[Classification | Gap]:
    for rule in policy.rules_for(history.groups):
        if isinstance(rule.terms, Distance):
            versions = policy.timelines.get(rule.id)
            yield from (
                _distances(rule, history)
                if versions is None
                else together(versions, lambda version: _distances(version, history))
            )


def _distances(rule: Rule, history: History) -> Iterator[Classification | Gap]:
    for stay in history.stays:
        if isinstance(rule.terms, Distance):
            yield from _distance(rule, rule.terms, history, stay)


def _distance(rule: Rule, terms: Distance, history: History, stay: Stay) -> Iterator[Classification | Gap]:
    """One class for each stay; groups outside the table have none (A-60)."""
    if stay.group in terms.by_recovery:
        value = _by_recovery(rule, terms, history, stay)
        if isinstance(value, Gap):
            yield value
            return
    elif stay.group in terms.near | terms.far:
        value = NEAR if stay.group in terms.near else FAR
    else:
        return
    yield Classification(rule=rule.id, value=value, since=stay.first_on, until=stay.last_on)


def _by_recovery(rule: Rule, terms: Distance, history: History, stay: Stay) -> str | Gap:
    period = stay.period
    if period.awaiting_treatment:
        return NEAR
    absent_on = _spell_of(history, terms, stay).anchor_on
    expected_on = period.expected_recovery_on
    if absent_on is None or expected_on is None:
        fact = Anchor.FIRST_ABSENCE_ON if absent_on is None else "expected_recovery_on"
        return Gap(rule=rule.id, family=None, fact=fact, group=stay.group, since=stay.first_on, until=stay.last_on)
    return NEAR if expected_on <= add(absent_on, terms.within) else FAR


def _spell_of(history: History, terms: Distance, stay: Stay) -> Spell:
    """The sick spell that the stay belongs to (A-39)."""
    return next(spell for spell in history.spells(Anchor.FIRST_ABSENCE_ON, terms.by_recovery) if stay in spell.stays)
