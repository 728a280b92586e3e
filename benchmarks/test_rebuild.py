"""Rebuild and what-if of all cases under the full profile, beside the COPY of what they read (T1, T2)."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from django.db import connection

from benchmarks.clock import copy_into_like, copy_out, timed, worked
from benchmarks.synthetic import TODAY
from benchmarks.tables import say, table
from cases.facts import STATEMENT
from cases.models import Case, Deadline
from cases.services import deadlines, sweep
from cases.services.stored_rows import TABLES
from rules.dates import Span, Unit
from rules.rule import Policy
from rules.terms import DueAfter

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PROCESSES = 2
OPEN = "SELECT case_id, due_on FROM cases_deadline WHERE superseded_at IS NULL AND met_on IS NULL"
CHANGED = "REB23-48"
WEIGHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
pytestmark = [pytest.mark.bench, pytest.mark.django_db]


def inputs() -> float:
    """Seconds of copying out every fact that the rules read."""
    ids = Case.objects.order_by("pk").values_list("pk", flat=True)
    low, high = ids[0], ids.reverse()[0]
    return copy_out(STATEMENT % {"low": low, "high": high})


def stored_rows() -> float:
    """Seconds of copying out every current row that a rebuild compares with."""
    return sum(copy_out(f"SELECT * FROM {found.name} WHERE superseded_at IS NULL") for found in TABLES)


def four_months() -> Policy:
    """The policy with visitation of the activity-ready after four months instead of six."""
    policy = deadlines.current_policy()
    rules = []
    for rule in policy.rules:
        if rule.id == CHANGED and isinstance(rule.terms, DueAfter):
            rule = dataclasses.replace(rule, terms=dataclasses.replace(rule.terms, within=Span(4, Unit.MONTHS)))
        rules.append(rule)
    return dataclasses.replace(policy, rules=tuple(rules))


def megabytes() -> int:
    """The most memory of any process while the command computes all cases again; the bench itself is not among them."""
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    asked = [sys.executable, "manage.py", "rebuild_deadlines", "--processes", str(PROCESSES)]
    told = subprocess.run(
        [sys.executable, "-c", WEIGHED, *asked],
        env=os.environ | {"DATABASE_URL": address, "APP_DATABASE_URL": address},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return int(told.stdout.split()[-1]) // 1024


class Step(NamedTuple):
    """Seconds by the clock and of processor time (the database's too), and what was done in them."""

    seconds: float
    work: float
    done: deadlines.Rebuilt


class FirstFill(NamedTuple):
    """Seconds of the COPY OUT before it, and the first rebuild of all."""

    floor: float
    step: Step


def measured(step: Callable[[], deadlines.Rebuilt]) -> Step:
    found: list[tuple[float, deadlines.Rebuilt]] = []
    work = worked(lambda: found.append(timed(step)))
    return Step(found[0][0], work, found[0][1])


@pytest.fixture(scope="module")
def first_fill(municipality: int, django_db_blocker: Any) -> FirstFill:
    with django_db_blocker.unblock():
        floor = inputs()
        step = measured(lambda: deadlines.rebuild(now=NOW, processes=PROCESSES))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE cases_deadline, cases_gap, cases_listing")
    assert (step.done.cases, step.done.failures) == (municipality, [])
    return FirstFill(floor, step)


def test_rebuild_and_what_if(municipality: int, first_fill: FirstFill) -> None:
    floor, first = first_fill
    written = sum(copy_into_like(t.name) for t in TABLES)
    again = measured(lambda: deadlines.rebuild(now=NOW, processes=PROCESSES))
    assert again.done.rows_changed == 0
    tried = measured(lambda: deadlines.dry_run(four_months(), processes=PROCESSES))
    assert set(tried.done.changed) == {CHANGED}
    floor, compared = (floor + inputs()) / 2, stored_rows()
    steps = [
        ("first fill", first, floor + written),
        ("rebuild, nothing changed", again, floor + compared),
        (f"what-if ({CHANGED}: 4 months)", tried, floor + compared),
    ]
    say(f"\nprofile {deadlines.current_policy().name}, {PROCESSES} processes of at most {megabytes()} MB")
    say(
        f"COPY OUT of the inputs {floor:.2f} s, of the stored rows {compared:.2f} s; writing these rows {written:.2f} s"
    )
    table(
        f"Rebuild and what-if of {municipality:,} cases",
        ("step", "seconds", "processor s", "cases/s", "rows changed", "x COPY OUT of inputs", "x COPY of all it needs"),
        [
            (
                name,
                f"{took:.1f}",
                f"{work:.1f}",
                f"{municipality / took:,.0f}",
                f"{done.rows_changed:,}",
                *ratios(took, floor, limit),
            )
            for name, (took, work, done), limit in steps
        ],
    )


def ratios(took: float, *floors: float) -> list[str]:
    return [f"{took / floor:.2f}" for floor in floors]


def test_the_hourly_sweep(municipality: int, first_fill: FirstFill) -> None:
    """An hour after a good run there is nothing new; a day after there are the deadlines of a day."""
    sweep.run(today=TODAY, now=NOW)
    hour, _ = timed(lambda: sweep.run(today=TODAY, now=NOW + timedelta(hours=1)))
    day, next_day = timed(lambda: sweep.run(today=TODAY + timedelta(days=1), now=NOW + timedelta(days=1)))
    floor = copy_out(OPEN)
    assert next_day.run is not None
    steps = [("an hour later", hour, 0), ("a day later", day, next_day.run.notices_made)]
    say(f"\n{Deadline.objects.current().count():,} current deadlines; COPY OUT of the open ones {floor:.2f} s")
    table(
        f"Hourly sweep of {municipality:,} cases",
        ("run", "seconds", "notices", "x COPY OUT"),
        [(name, f"{took:.2f}", notices, *ratios(took, floor)) for name, took, notices in steps],
    )
