"""The municipality that is measured: SIZE cases (100,000), made once and committed, so that other processes see it."""

import os
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
from django.db import connection

from benchmarks import synthetic
from benchmarks.tables import say

SIZE = int(os.environ.get("SIZE", "100000"))


@pytest.fixture(scope="session")
def municipality(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The number of cases. The database goes with the run."""
    with django_db_blocker.unblock():
        begun = perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE; SET statement_timeout = 0")
        synthetic.grow(0, SIZE)
        say(f"\n{SIZE:,} cases made in {perf_counter() - begun:.0f} s")
        yield SIZE
