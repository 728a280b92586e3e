"""Does every day have exactly one version of a rule? Each gap and each overlap is named in Danish."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from rules.dates import DAY
from rules.gates.gate import Gate
from rules.labels import TARGET_GROUPS
from rules.rule import Rule
from rules.vocabulary import TargetGroup
from rules.wording import long_date

Row = Rule | Gate


def faults(versions: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """What is not in order among the versions of one rule, the oldest first, each with the key it concerns."""
    for row in versions:
        yield from _alone(row)
    for earlier, later in pairwise(versions):
        yield from _followed(earlier, later)


def _alone(row: Row) -> Iterator[tuple[str, str]]:
    if row.phase_in is not None and row.valid_from is None:
        yield "valid_from", "mangler; en version med phase_in gælder fra en dag"
    if row.valid_to is not None and row.valid_from is not None and row.valid_to < row.valid_from:
        yield "valid_to", f"{row.valid_to} ligger før valid_from; tilladt: {row.valid_from} eller senere"
    both = row.groups & row.none_for
    if both:
        yield "none_for", f"{_listed(both)} står også i groups; tilladt: ét af stederne"


def _followed(earlier: Row, later: Row) -> Iterator[tuple[str, str]]:
    if later.kind is not earlier.kind:
        yield "kind", f"{later.kind} er en anden slags end version {earlier.version}; tilladt: {earlier.kind}"
    if later.valid_from is None:
        yield "valid_from", f"mangler; version {later.version} gælder fra en dag"
        return
    if isinstance(later, Rule) and later.phase_in is None:
        yield "phase_in", f"mangler; version {later.version} siger, hvem den gælder for"
    yield from _days(earlier, later, later.valid_from)
    lost = (earlier.groups | earlier.none_for) - (later.groups | later.none_for)
    if lost:
        since = f"version {later.version} fra {long_date(later.valid_from)}"
        yield "groups", f"hul: {since} siger intet om {_listed(lost)}; skriv dem i groups eller none_for"


def _days(earlier: Row, later: Row, begin: date) -> Iterator[tuple[str, str]]:
    """The last day of a version is the day before the next one begins, where it does not say so itself."""
    both = f"version {earlier.version} og {later.version}"
    if earlier.valid_from is not None and earlier.valid_from >= begin:
        yield "valid_from", f"overlap: {both} gælder begge fra {long_date(earlier.valid_from)}"
    elif earlier.valid_to is not None and earlier.valid_to >= begin:
        period = f"{long_date(begin)} – {long_date(earlier.valid_to)}"
        yield "valid_from", f"overlap: {both} gælder begge {period}"
    elif earlier.valid_to is not None and earlier.valid_to + DAY < begin:
        period = f"{long_date(earlier.valid_to + DAY)} – {long_date(begin - DAY)}"
        yield "valid_from", f"hul: ingen version gælder {period}; skriv en version med none_for"


def _listed(groups: frozenset[TargetGroup]) -> str:
    return ", ".join(TARGET_GROUPS[group] for group in TARGET_GROUPS if group in groups)
