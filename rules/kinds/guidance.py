"""What follows an offer: a business-oriented one after long guidance, and the stop after a no at a follow-up."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rules.courses import is_next
from rules.dates import DAY, Due, add
from rules.facts import ActivityFact
from rules.history import History
from rules.kinds.closing import first_paused
from rules.kinds.rows import Answer, Reckoned, obligation
from rules.met import Met
from rules.obligation import Gap
from rules.rule import Rule
from rules.terms import FollowedBy, StopAfterNo
from rules.vocabulary import TargetGroup


class Stretch(NamedTuple):
    """Unbroken days in offers; `last` is the offer that ends it. No `last_on` = no end known."""

    first_on: date
    last_on: date | None
    last: ActivityFact


def followed_by(rule: Rule, terms: FollowedBy, history: History) -> Iterator[Answer]:
    """due = last day of the guidance + `within`; short guidance and guidance stopped before its time are left out."""
    for stretch in _stretches(history.started_of(terms.activities)):
        group = history.group_on(stretch.last_on or stretch.last.first_on)
        if not _covers(rule, group) or _stopped_early(stretch.last):
            continue
        last_on = stretch.last_on
        if last_on is None:
            yield Gap(rule=rule.id, family=rule.family, fact="to", group=group, since=stretch.last.first_on)
            continue
        after = last_on + DAY
        closed_on = _earlier(_course_ended(history, last_on), first_paused(history, terms.closed_by, after))
        if after < add(stretch.first_on, terms.at_least) or (closed_on is not None and closed_on <= after):
            continue
        due_on = add(last_on, terms.within)
        anchor = ("anchor", "last_day_of_offer", last_on.isoformat())
        steps = (anchor, ("add", terms.within.number, str(terms.within.unit), due_on.isoformat()))
        yield obligation(
            rule,
            group,
            Reckoned(last_on, due_on, Due(due_on), steps),
            closed_on=closed_on,
            opens_on=add(last_on, terms.opens_before, -1),
            met=_met_from(history.started_of(terms.answered_by), after, closed_on),
        )


def _stretches(offers: tuple[ActivityFact, ...]) -> Iterator[Stretch]:
    """An extension goes on with the offer before it."""
    current: Stretch | None = None
    for offer in offers:
        if current is not None and is_next(current.last_on, offer.first_on):
            if current.last_on is not None and (offer.last_on is None or offer.last_on > current.last_on):
                current = Stretch(current.first_on, offer.last_on, offer)
            continue
        if current is not None:
            yield current
        current = Stretch(offer.first_on, offer.last_on, offer)
    if current is not None:
        yield current


def _covers(rule: Rule, group: TargetGroup | None) -> bool:
    return group is None or group in rule.groups


def _stopped_early(offer: ActivityFact) -> bool:
    """It did not run its planned time, or a follow-up had it stopped (REB23-26)."""
    planned = offer.planned_last_on
    return _first_no(offer) is not None or (
        planned is not None and offer.last_on is not None and offer.last_on < planned
    )


def _first_no(offer: ActivityFact) -> date | None:
    days = [talk.on for talk in offer.follow_ups if talk.progress is False or talk.keeps_agreement is False]
    return min(days, default=None)


def _course_ended(history: History, last_on: date) -> date | None:
    """The day after the course that the offer belonged to; without any target group no course is known."""
    for course in history.courses:
        ended = course.stays[-1].last_on
        if course.first_on <= last_on and (ended is None or ended >= last_on):
            return ended + DAY if ended is not None else None
    return last_on if history.courses else None


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _met_from(offers: tuple[ActivityFact, ...], after: date, closed_on: date | None) -> Met | None:
    """The first day from `after` on in one of the offers, before the duty closed."""
    days = [
        Met(max(offer.first_on, after), f"activity:{offer.type}")
        for offer in offers
        if offer.last_on is None or offer.last_on >= after
    ]
    first = min(days, default=None)
    return None if first is None or (closed_on is not None and first.on >= closed_on) else first


def stop_after_no(rule: Rule, terms: StopAfterNo, history: History) -> Iterator[Answer]:
    """due = the first follow-up that answered no + `within`; met by the last day of the offer. A follow-up without
    both answers is a gap until the offer ends."""
    same_day: Counter[date] = Counter()
    for offer in history.started_of(terms.activities):
        group = history.group_on(offer.first_on)
        if not _covers(rule, group):
            continue
        yield from _unanswered(rule, group, offer)
        said_no_on = _first_no(offer)
        if said_no_on is None:
            continue
        same_day[said_no_on] += 1
        due_on = add(said_no_on, terms.within)
        anchor = ("anchor", "follow_up_no", said_no_on.isoformat())
        steps = (anchor, ("add", terms.within.number, str(terms.within.unit), due_on.isoformat()))
        ended_on = offer.last_on
        met = Met(max(ended_on, said_no_on), "offer_ended") if ended_on is not None else None
        ordinal = same_day[said_no_on] if same_day[said_no_on] > 1 else None
        yield obligation(rule, group, Reckoned(said_no_on, due_on, Due(due_on), steps), ordinal=ordinal, met=met)


def _unanswered(rule: Rule, group: TargetGroup | None, offer: ActivityFact) -> Iterator[Gap]:
    for talk in offer.follow_ups:
        for fact, answer in (("progress", talk.progress), ("keeps_agreement", talk.keeps_agreement)):
            if answer is None:
                yield Gap(rule=rule.id, family=rule.family, fact=fact, group=group, since=talk.on, until=offer.last_on)
