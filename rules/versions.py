"""Versions of one rule answering together: what was settled keeps its version, the rest follows the phase-in.

Each version is asked as if it alone held; then each later one takes over from those before it what it binds:

new_courses       duties whose anchor lies on `valid_from` or later.
all_open          every duty not met and not closed before `valid_from`, reckoned from its own anchor; the new date
                  may lie in the past.
after_next_event  duties whose anchor lies on `valid_from` or later, and in a running series those after the next
                  one met, in number and in time.

What has no anchor (a missing fact, a list, a note) goes by its days. There is no today here either: a policy holds the
versions that have begun (`Policy.on`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar, cast

from rules.dates import DAY
from rules.obligation import Classification, Gap, Listing, Note, Obligation
from rules.rule import Rule
from rules.standing import is_met
from rules.terms import Kind
from rules.vocabulary import PhaseIn

Answer = Obligation | Gap | Listing | Note | Classification
Spanning = Gap | Listing | Note | Classification
T = TypeVar("T", bound=Answer)

CHAINS = frozenset({Kind.YEARLY, Kind.ACTIVITY_GAP})
"""Kinds whose next duty begins where the last one was met. Their duties are told apart by the anchor alone."""


def together(versions: Sequence[Rule], ask: Callable[[Rule], Iterable[T]]) -> list[T]:
    """What all versions of a rule, the oldest first, answer; `ask` gives what one of them alone answers."""
    found: list[Answer] = []
    for version in versions:
        answers: list[Answer] = list(ask(version)) if version.groups else []
        found = answers if version.valid_from is None else list(_phased(found, answers, version, version.valid_from))
    until = versions[-1].valid_to
    return [cast(T, answer) for answer in found if until is None or _begins(answer) <= until]


def binding(versions: Sequence[Rule], row: Obligation) -> Rule:
    """The version that binds another rule's duty, for a rule that only remarks on it."""
    found = versions[0]
    for version in versions[1:]:
        day = version.valid_from
        if day is not None and (row.anchor_on >= day or (_takes_open(version) and not _settled(row, day))):
            found = version
    return found


def _phased(earlier: list[Answer], later: list[Answer], version: Rule, day: date) -> Iterator[Answer]:
    """The answers after `version` has taken over from `day` on."""
    duties = [row for row in earlier if isinstance(row, Obligation)]
    renewed = [row for row in later if isinstance(row, Obligation)]
    yield from _duties(duties, renewed, version, day)
    spans = {_mark(span): span for span in earlier if not isinstance(span, Obligation) and not _new(span, version, day)}
    spans |= {_mark(span): span for span in later if not isinstance(span, Obligation) and _new(span, version, day)}
    yield from spans.values()


def _duties(earlier: list[Obligation], later: list[Obligation], version: Rule, day: date) -> Iterator[Obligation]:
    events = _events(earlier, day) if version.phase_in is PhaseIn.AFTER_NEXT_EVENT else {}

    def bound(row: Obligation) -> bool:
        event = events.get(row.anchor_on)
        follows = event is not None and (row.ordinal or 0) > event.ordinal
        return _takes_open(version) or row.anchor_on >= day or follows

    kept = [row for row in earlier if _settled(row, day) or not bound(row)]
    staying = {_key(row, version) for row in kept}
    before = {_key(row, version): row for row in earlier}
    yield from kept
    taken = set()
    for row in later:
        key = _key(row, version)
        known, event = before.get(key), events.get(row.anchor_on)
        behind = event is not None and row.due_on is not None and row.due_on <= event.met_on
        if key in staying or not bound(row) or behind or (known is None and _long_over(row, day)):
            continue
        taken.add(key)
        yield row if known is None else row._replace(ordinal=known.ordinal)
    if version.kind in CHAINS:
        left = staying | taken
        yield from (row for row in earlier if _key(row, version) not in left and row.group in version.groups)


class Event(NamedTuple):
    """The next duty of a series met since a version began: its number and its day."""

    ordinal: int
    met_on: date


def _events(earlier: list[Obligation], day: date) -> dict[date, Event]:
    """The next event of each running series, by its anchor."""
    found: dict[date, Event] = {}
    for row in earlier:
        if row.met_on is not None and row.met_on >= day and row.ordinal is not None:
            event = Event(row.ordinal, row.met_on)
            found[row.anchor_on] = min(event, found.get(row.anchor_on, event))
    return found


def _takes_open(version: Rule) -> bool:
    return version.phase_in is PhaseIn.ALL_OPEN


def _settled(row: Obligation, day: date) -> bool:
    """Met before `day`, or no duty any more on it."""
    return is_met(row, day - DAY) or (row.closed_on is not None and row.closed_on <= day)


def _long_over(row: Obligation, day: date) -> bool:
    """A duty that only the later version knows, and that was over before it began."""
    met = row.met_on is not None and row.met_on < day and row.met_until is None
    return met or (row.closed_on is not None and row.closed_on <= day)


def _key(row: Obligation, version: Rule) -> tuple[int | None, date]:
    return (None if version.kind in CHAINS else row.ordinal), row.anchor_on


def _new(span: Spanning, version: Rule, day: date) -> bool:
    """Whether what goes by its days belongs to the later version."""
    if _takes_open(version):
        return span.until is None or span.until >= day
    return _begins(span) >= day


def _begins(answer: Answer) -> date:
    if isinstance(answer, Obligation):
        return answer.anchor_on
    return answer.since or date.min


def _mark(span: Spanning) -> tuple[object, ...]:
    """What tells apart the answers of one rule that have no anchor."""
    if isinstance(span, Gap):
        return Gap, span.fact, span.since
    if isinstance(span, Classification):
        return Classification, span.since
    return type(span), span.text, span.since, span.ordinal if isinstance(span, Note) else None
