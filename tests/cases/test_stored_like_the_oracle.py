"""What is stored for random citizens is what the naive oracle says, read on three days; refresh and rebuild agree.

2,000 citizens in the ordinary run; the drill takes other ones, DRILL_HISTORIES of them (100,000).
"""

import os
from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings

from cases.models import Case, Deadline, Gap, Listing
from cases.services import deadlines
from tests.cases import histories, recorded
from tests.rules.histories import history
from tests.rules.oracle import Oracle
from tests.rules.test_against_oracle import gaps_on, lists_on, rows_on

CITIZENS, CHUNK = 2000, 500
DRILL_CITIZENS, DRILL_FROM = int(os.environ.get("DRILL_HISTORIES", "100000")), 2_000_000
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("first", range(0, CITIZENS, CHUNK))
def test_stored_rows_are_what_the_oracle_says(first: int) -> None:
    assert compare(first, CHUNK) == CHUNK


@pytest.mark.drill
@pytest.mark.parametrize("first", range(DRILL_FROM, DRILL_FROM + DRILL_CITIZENS, CHUNK * 5))
def test_stored_rows_are_what_the_oracle_says_in_the_drill(first: int) -> None:
    count = min(CHUNK * 5, DRILL_FROM + DRILL_CITIZENS - first)
    assert compare(first, count) == count


def compare(first: int, count: int) -> int:
    """How many cases agree. Every other one refreshed by itself, then all rebuilt: that leaves them as they are."""
    told, days = zip(*(citizen(seed) for seed in range(first, first + count)), strict=True)
    cases = recorded.write(list(told), histories.house())
    refreshed = sum(deadlines.refresh(case, now=NOW).rows_changed for case in cases[::2])
    done = deadlines.rebuild(now=NOW)
    assert (done.cases, done.failures) == (count, [])
    assert min(refreshed, done.rows_changed) > count
    assert not Deadline.objects.exclude(superseded_at=None).exists(), "refresh and rebuild gave different rows"
    stored = rows_by_case(cases)
    for case, one, on in zip(cases, told, days, strict=True):
        oracle = Oracle(one)
        for today in on:
            naive = oracle.on(today.toordinal())
            rows = stored[case.pk]
            assert rows_on(rows[Deadline], today) == naive.rows, (today, one)
            assert lists_on(rows[Listing], today) == naive.lists, (today, one)
            assert gaps_on(rows[Gap], today) == naive.gaps, (today, one)
    return len(stored)


def citizen(seed: int) -> tuple[dict[str, Any], list[date]]:
    told, days = history(seed)
    return recorded.recordable(told | {"profile": settings.RULE_PROFILE}), days


def rows_by_case(cases: list[Case]) -> dict[int, dict[type, list[Any]]]:
    """The current rows of each case, by table, in order of their first day."""
    found: dict[int, dict[type, list[Any]]] = {case.pk: defaultdict(list) for case in cases}
    for model, order in ((Deadline, "id"), (Gap, "since"), (Listing, "since")):
        for row in model._default_manager.filter(superseded_at=None).order_by(order):
            found[row.case_id][model].append(row)
    return found
