"""The engine against an oracle that shares nothing with it: random histories, every rule of every profile, three days.

2,000 histories in the ordinary run; the drill takes other ones, DRILL_HISTORIES of them (100,000).
"""

import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from rules.asked import Asked
from rules.catalogue import evaluate
from rules.obligation import Outcome
from rules.policy import load_profile, profile_names
from rules.questions import questions
from rules.standing import is_closed, standing
from rules.terms import SILENT
from rules.vocabulary import Status
from tests.rules.histories import history
from tests.rules.oracle import Day, Oracle

HISTORIES, PARTS = 2000, 20
DRILL_HISTORIES, DRILL_PARTS, DRILL_FROM = int(os.environ.get("DRILL_HISTORIES", "100000")), 100, 1_000_000
PROFILES = profile_names()
seen: Counter[tuple[str, str, str]] = Counter()
"""What the histories have reached: profile, rule, and its standing or the part of the answer."""


def asked(case: dict[str, Any]) -> Asked:
    (one,), _ = questions(json.dumps(case))
    return one


def days_of(*days: date | None) -> tuple[int | None, ...]:
    return tuple(None if day is None else day.toordinal() for day in days)


def holds(since: date | None, until: date | None, today: date) -> bool:
    return (since is None or since <= today) and (until is None or today <= until)


def rows_on(obligations: Iterable[Any], today: date) -> list[tuple[Any, ...]]:
    """Obligations, computed or stored, as read on a day, in the oracle's plain shape."""
    found = []
    for row in obligations:
        now = standing(row, today)
        happened = row.met_on is not None and row.met_on <= today
        met = (row.met_on, row.met_until) if happened else (None, None)
        closed = row.closed_on if is_closed(row, today) else None
        group = str(row.group) if row.group else None
        dates = days_of(row.opens_on, now.due_on, now.provisional_due, *met, closed)
        found.append((row.rule, row.ordinal, group, *dates, str(now.status), now.days))
    return sorted(found, key=repr)


def lists_on(listings: Iterable[Any], today: date) -> list[tuple[str, int]]:
    """The lists of a day; the one of empty intervals counts once."""
    found: list[tuple[str, int]] = []
    for item in listings:
        first = item.rule != "BRO18-05" or item.rule not in [rule for rule, _ in found]
        if holds(item.since, item.until, today) and first:
            found.append((item.rule, item.since.toordinal()))
    return sorted(found)


def gaps_on(gaps: Iterable[Any], today: date) -> list[tuple[str, str]]:
    return sorted({(gap.rule, gap.fact) for gap in gaps if holds(gap.since, gap.until, today)})


def day_of(outcome: Outcome, today: date) -> Day:
    """The engine's answer of a day in the oracle's plain shape."""
    return Day(
        rows=rows_on(outcome.obligations, today),
        lists=lists_on(outcome.listings, today),
        gaps=gaps_on(outcome.gaps, today),
        notes=sorted(((n.rule, n.ordinal, n.level) for n in outcome.notes if holds(n.since, n.until, today)), key=repr),
        classes=sorted((c.rule, c.value) for c in outcome.classifications if holds(c.since, c.until, today)),
    )


def agrees(seed: int) -> bool:
    """Compares one history under every profile; a difference fails here, with the history in the message."""
    case, days = history(seed)
    facts = asked({**case, "profile": PROFILES[0]}).facts
    for name in PROFILES:
        outcome, oracle = evaluate(facts, load_profile(name)), Oracle(case | {"profile": name})
        for today in days:
            found, wanted = day_of(outcome, today), oracle.on(today.toordinal())
            count(name, found)
            for part in Day._fields:
                mine, naive = getattr(found, part), getattr(wanted, part)
                assert mine == naive, (seed, name, today, part, sorted(set(mine) ^ set(naive), key=repr), case)
    return True


def count(name: str, day: Day) -> None:
    seen.update((name, row[0], row[-2]) for row in day.rows)
    seen.update((name, item[0], part) for part in Day._fields[1:] for item in getattr(day, part))


@pytest.mark.parametrize("part", range(PARTS))
def test_engine_agrees_with_the_oracle(part: int) -> None:
    assert [seed for seed in range(part, HISTORIES, PARTS) if not agrees(seed)] == []


@pytest.mark.drill
@pytest.mark.parametrize("part", range(DRILL_PARTS))
def test_engine_agrees_with_the_oracle_in_the_drill(part: int) -> None:
    seeds = range(DRILL_FROM + part, DRILL_FROM + DRILL_HISTORIES, DRILL_PARTS)
    assert [seed for seed in seeds if not agrees(seed)] == []


def test_the_histories_reach_every_rule_and_every_status() -> None:
    """The comparison is worth something only if the random citizens come everywhere."""
    seeds = iter(range(HISTORIES))
    while (missing := unreached()) and (seed := next(seeds, None)) is not None:
        agrees(seed)
    assert missing == set()


def unreached() -> set[str]:
    """Rules that answer under a profile, and statuses, that no history has come to yet."""
    answering = {(name, rule.id) for name in PROFILES for rule in load_profile(name).rules if rule.kind not in SILENT}
    rules = answering - {(name, rule) for name, rule, _ in seen}
    return {" ".join(rule) for rule in rules} | set(map(str, Status)) - {status for _, _, status in seen}
