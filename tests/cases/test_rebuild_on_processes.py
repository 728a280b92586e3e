"""A rebuild on several processes gives the same rows; a dry run says what would change and writes nothing."""

from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from cases.models import Deadline, Gap, Listing
from cases.services import deadlines
from cases.services.policies.in_force import current_policy
from rules.policy import load_profile
from tests.cases import histories
from tests.cases.test_deadlines_rebuild import current_rows

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_two_processes_write_what_one_would() -> None:
    histories.cases(90, house=histories.house(), seed=21, today=TODAY)
    deadlines.rebuild(now=NOW)
    alone = current_rows()
    for model in (Deadline, Gap, Listing):
        model._default_manager.all().delete()
    seen: list[int] = []
    done = deadlines.rebuild(now=NOW, chunk=20, processes=2, progress=lambda so_far: seen.append(so_far.cases))
    assert (done.cases, done.failures, seen) == (90, [], [20, 40, 60, 80, 90])
    assert current_rows() == alone
    assert deadlines.rebuild(now=NOW, chunk=20, processes=2).rows_changed == 0


@pytest.mark.django_db
def test_a_dry_run_counts_by_rule_and_writes_nothing() -> None:
    histories.cases(60, house=histories.house(), seed=22, today=TODAY)
    would = deadlines.dry_run(current_policy())
    assert not Deadline.objects.exists()
    done = deadlines.rebuild(now=NOW)
    assert would.changed == done.changed
    assert would.rows_changed > 100
    rows = [*Deadline.objects.all(), *Gap.objects.all(), *Listing.objects.all()]
    assert Counter(row.rule for row in rows) == done.changed


@pytest.mark.django_db
def test_a_dry_run_of_another_policy_touches_only_the_rules_that_differ() -> None:
    histories.cases(60, house=histories.house(), seed=23, today=TODAY)
    deadlines.rebuild(now=NOW)
    assert deadlines.dry_run(current_policy()).rows_changed == 0
    would = deadlines.dry_run(load_profile("broendby"))
    assert set(would.changed) >= {"REB23-03", "REB23-47"}
    assert not [rule for rule in would.changed if rule.startswith("BRO18-1")]
    assert deadlines.rebuild(now=NOW).rows_changed == 0


@pytest.mark.django_db
def test_the_command_says_what_would_change() -> None:
    histories.cases(10, house=histories.house(), seed=24, today=TODAY)
    said = StringIO()
    call_command("rebuild_deadlines", "--dry-run", stdout=said)
    assert said.getvalue().startswith("10 sager beregnet, ")
    assert said.getvalue().endswith(" rækker ville blive ændret.\n")
    assert not Deadline.objects.exists()
