"""Steering lists: from which day until which day the citizen stands on one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rules.courses import INSURED, Spell, Stay, runs
from rules.dates import DAY, add
from rules.facts import ActivityFact
from rules.history import History
from rules.kinds.rows import Answer, anchored
from rules.obligation import Gap, Listing, Obligation
from rules.rule import Policy, Rule
from rules.terms import LISTS, EmptyIntervals, EndedUnreferred, LongSpell, LongUnreferred
from rules.versions import together
from rules.vocabulary import Severity


def listings(history: History, policy: Policy, rows: Iterable[Obligation]) -> Iterator[Listing]:
    """All lists of a case. A row whose rule has a list stands on it from its opening until it is met or closed.

    A citizen stands once on a list, as long as the last of the reasons that began on one day holds.
    """
    found: dict[tuple[str, date, str], Listing] = {}
    for item in _all(history, policy, rows):
        key = item.rule, item.since, item.text
        other = found.get(key)
        if other is None or (other.until or date.max) < (item.until or date.max):
            found[key] = item
    yield from found.values()


def _all(history: History, policy: Policy, rows: Iterable[Obligation]) -> Iterator[Listing]:
    by_rule: dict[str, list[Obligation]] = {}
    for row in rows:
        by_rule.setdefault(row.rule, []).append(row)
    for rule in policy.listed:
        versions = policy.timelines.get(rule.id)
        if versions is None:
            yield from _of(rule, history, by_rule)
        elif rule.kind in LISTS:
            yield from together(versions, lambda version: _of(version, history, by_rule))
        else:
            for version in versions:
                own = [row for row in by_rule.get(rule.id, ()) if row.rule_digest == version.digest]
                yield from _of(version, history, {rule.id: own})


def _of(rule: Rule, history: History, by_rule: Mapping[str, list[Obligation]]) -> Iterator[Listing]:
    """The lists of one row of the policy."""
    if rule.list_text is None:
        return
    if isinstance(rule.terms, EmptyIntervals):
        yield from _empty(rule, by_rule.get(rule.terms.of, ()))
    elif isinstance(rule.terms, EndedUnreferred):
        yield from _ended(rule, rule.terms, history)
    elif isinstance(rule.terms, LongUnreferred):
        yield from _long(rule, rule.terms, history)
    elif isinstance(rule.terms, LongSpell):
        yield from _long_spell(rule, rule.terms, history)
    else:
        for row in by_rule.get(rule.id, ()):
            yield from _listed(rule, row.opens_on or _told_from(row), row.met_on, row.closed_on)


def _told_from(row: Obligation) -> date | None:
    """What is only told is never overdue; it stands on its list from the day after its date."""
    if row.severity is not Severity.INFORMATION or row.due_on is None:
        return None
    return row.due_on + DAY


def _listed(rule: Rule, since: date | None, *ends: date | None) -> Iterator[Listing]:
    """Listed from `since` until the day before the first of the ends; nothing if that is no day."""
    ended = min((end for end in ends if end is not None), default=None)
    if since is not None and (ended is None or ended > since):
        until = ended - DAY if ended is not None else None
        yield Listing(rule=rule.id, since=since, until=until, text=str(rule.list_text))


def _empty(rule: Rule, rows: Iterable[Obligation]) -> Iterator[Listing]:
    """List (ii) of BRO18-05: an interval has gone by without a conversation."""
    for row in rows:
        if row.due_on is not None and row.group in rule.groups:
            yield from _listed(rule, row.due_on + DAY, row.met_on, row.closed_on)


def _ended(rule: Rule, terms: EndedUnreferred, history: History) -> Iterator[Listing]:
    """A business offer ended without job, education or referral (A-24)."""
    for offer in history.started_of(terms.activities):
        stay = _stay_after(history, offer, rule)
        if stay is None or offer.last_on is None:
            continue
        run = next(run for run in runs(history.stays, lambda s: s.group in rule.groups or None) if stay in run)
        closed_on = run[-1].last_on + DAY if run[-1].last_on is not None else None
        answers = [referral_from(history, stay, offer.last_on)]
        answers += [
            max(further.first_on, offer.last_on + DAY)
            for further in history.started_of(terms.answered_by)
            if further is not offer and (further.last_on is None or further.last_on > offer.last_on)
        ]
        yield from _listed(rule, offer.last_on + DAY, closed_on, *answers)


def _stay_after(history: History, offer: ActivityFact, rule: Rule) -> Stay | None:
    """The covered stay on the day after the offer ended."""
    if offer.last_on is None:
        return None
    day = offer.last_on + DAY
    for stay in history.stays:
        if stay.group in rule.groups and stay.first_on <= day and (stay.last_on is None or day <= stay.last_on):
            return stay
    return None


def referral_from(history: History, stay: Stay, day: date) -> date | None:
    """First day from `day` on with a referral of the same course in force."""
    days = [
        max(referral.on, day)
        for referral in history.referrals
        if referral.on >= stay.course.first_on and (referral.ended_on is None or referral.ended_on > day)
    ]
    return min(days, default=None)


def _long(rule: Rule, terms: LongUnreferred, history: History) -> Iterator[Listing]:
    """Longer than `within` on one benefit without a referral, readiness changes notwithstanding (A-25)."""
    for spell in _benefit_spells(rule, history):
        clock = history.clock(spell, spell.first_on, rule.stops_for(spell.group))
        due = clock.due(add(spell.first_on, terms.within))
        if due.on is not None:
            referred_on = referral_from(history, spell.stays[0], spell.course.first_on)
            yield from _listed(rule, due.on + DAY, referred_on, spell.closed_on)


def _long_spell(rule: Rule, terms: LongSpell, history: History) -> Iterator[Listing]:
    """From the day after the span until the spell closes (A-51)."""
    for spell, anchor in anchored(rule, history.spells(terms.anchor, rule.groups)):
        if isinstance(anchor, Gap):
            continue
        due = history.clock(spell, anchor, rule.stops_for(spell.group)).due(add(anchor, terms.within))
        if due.on is not None:
            yield from _listed(rule, due.on + DAY, spell.closed_on)


def without_anchor(rule: Rule, terms: LongSpell, history: History) -> Iterator[Answer]:
    """The spells of which nobody can tell how long they are."""
    for _, anchor in anchored(rule, history.spells(terms.anchor, rule.groups)):
        if isinstance(anchor, Gap):
            yield anchor


def _benefit_spells(rule: Rule, history: History) -> Iterator[Spell]:
    if INSURED in rule.groups:
        yield from history.dagpenge
    for run in runs(history.stays, lambda stay: _benefit(stay) if stay.group in rule.groups else None):
        yield Spell(run, run[0].first_on, last_on=run[-1].last_on)


def _benefit(stay: Stay) -> str | None:
    """The benefit is the first word of a group with a readiness: cash, edu, sh, transitional."""
    return None if stay.group is INSURED else stay.group.split("_")[0]
