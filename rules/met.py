"""Which recorded fact fulfils a deadline, and on which day (C13, A-24)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rules.dates import add
from rules.facts import ActivityFact, ReferralFact
from rules.history import History
from rules.terms import ActivityWhen, MetBy
from rules.vocabulary import ActivityStatus


class Met(NamedTuple):
    """Fulfilled on a day by a fact named by `code`; with `until` only as long as that (an agreement)."""

    on: date
    code: str
    until: date | None = None


class Search(NamedTuple):
    """Where to look: from `start` on (for what `from_opening` binds: `opens_on`), before `closed_on`.

    `due` is None while a stop without end is open at it. `course_on` is the first day of the unbroken course.
    """

    history: History
    by: MetBy
    start: date
    course_on: date
    due: date | None
    opens_on: date | None
    closed_on: date | None


def first_met(search: Search) -> Met | None:
    """The fulfilment that counts: the first timely one; else an agreement that was kept; else the first late one;
    else an agreement that has not started yet, for as long as it holds."""
    done = min((met for met in _done(search) if not _after_closing(met, search)), default=None)
    if done is not None and (search.due is None or done.on <= search.due):
        return done
    kept, open_ = _agreements(search)
    return kept or done or open_


def _after_closing(met: Met, search: Search) -> bool:
    return search.closed_on is not None and met.on >= search.closed_on


def _done(search: Search) -> Iterator[Met]:
    yield from _referrals(search)
    for consideration in search.history.facts.considerations:
        if consideration.of in search.by.considerations and consideration.on >= search.start:
            yield Met(consideration.on, f"consideration:{consideration.of}")
    if search.by.activities:
        find = _running if search.by.activity_when is ActivityWhen.RUNNING_ON_DUE else _started
        yield from find(search)
    if search.by.conversations or search.by.conversation_with:
        yield from _conversations(search)


def _referrals(search: Search) -> Iterator[Met]:
    """A referral from the anchor on; an older one of the same course that has not ended counts on the anchor (C13)."""
    for referral in search.history.referrals:
        if referral.to not in search.by.referrals:
            continue
        if referral.on >= search.start:
            yield Met(referral.on, f"referral:{referral.to}")
        elif search.by.older_facts and referral.on >= search.course_on and not _over(referral, search.start):
            yield Met(search.start, f"referral:{referral.to}")


def _over(referral: ReferralFact, day: date) -> bool:
    return referral.ended_on is not None and referral.ended_on <= day


def _started(search: Search) -> Iterator[Met]:
    """An offer that started in the time that counts; with older facts also one that runs on the anchor."""
    begin = search.opens_on if search.by.from_opening else search.start
    for activity in _fitting(search):
        if begin is not None and activity.first_on >= begin:
            yield Met(activity.first_on, f"activity:{activity.type}")
        elif search.by.older_facts and (activity.last_on is None or activity.last_on >= search.start):
            yield Met(search.start, f"activity:{activity.type}")


def _running(search: Search) -> Iterator[Met]:
    """An offer running on the due date, or one that starts after it. While the due date is unknown only an offer
    without a last day is certain to run on it."""
    for activity in _fitting(search):
        begun = search.due is None or activity.first_on <= search.due
        lasts = activity.last_on is None or (search.due is not None and activity.last_on >= search.due)
        if lasts or not begun:
            yield Met(max(activity.first_on, search.start), f"activity:{activity.type}")


def _fitting(search: Search) -> Iterator[ActivityFact]:
    for activity in search.history.started_of(search.by.activities):
        if not search.by.places or activity.place in search.by.places:
            yield activity


def _conversations(search: Search) -> Iterator[Met]:
    begin = search.opens_on if search.by.from_opening else search.start
    if begin is None:
        return
    wanted = search.by.conversation_with
    for talk in search.history.conversations:
        if talk.on >= begin and (talk.kind in search.by.conversations or wanted in talk.with_parties):
            yield Met(talk.on, f"conversation:{wanted or talk.kind}")


def _agreements(search: Search) -> tuple[Met | None, Met | None]:
    """Agreements with a named company made by the due date, to start within a span after it: (kept, still open)."""
    within = search.by.agreement_within
    if within is None:
        return None, None
    latest = None if search.due is None else add(search.due, within)
    kept: list[Met] = []
    still_open: list[Met] = []
    for activity in search.history.facts.activities:
        made = activity.agreed_on
        if made is None or not activity.company or activity.type not in search.by.activities:
            continue
        timely = made >= search.start and (search.due is None or made <= search.due)
        if not timely or (latest is not None and activity.first_on > latest):
            continue
        if activity.status is ActivityStatus.PLANNED:
            still_open.append(Met(made, "agreement", activity.first_on))
        elif activity.status is not ActivityStatus.CANCELLED and _starts_in_time(activity, search):
            kept.append(Met(made, "agreement"))
    longest = max(still_open, key=lambda met: (met.until, -met.on.toordinal()), default=None)
    return min(kept, default=None), longest


def _starts_in_time(activity: ActivityFact, search: Search) -> bool:
    """An offer that began after the due date kept its agreement; one that ended before it does not count (A-24)."""
    return search.due is not None and activity.first_on > search.due
