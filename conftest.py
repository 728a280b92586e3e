"""Every test body runs under the application's database role; only creating and flushing databases runs as owner."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase as Flushing

from staff.database import act_as_application, act_as_owner
from tests import template_database

pytest_plugins = ["tests.proving"]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Who only hands out the tests begins the database that they need, while the workers read them."""
    if session.config.getoption("dist", "no") != "no":
        subprocess.Popen([sys.executable, "-m", "tests.template_database"], cwd=session.config.rootpath)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no database comes first, while the database is made; then the long ones, so that no worker is left
    alone with one at the end."""
    items.sort(key=lambda item: (_needs_database(item), item.get_closest_marker("long") is None))


def _needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def pytest_collection_finish() -> None:
    """What is imported by now stays: looking through it for garbage took 8 of 40 seconds of three files."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any) -> None:
    act_as_owner()
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template_database.made()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        act_as_application()
        yield
        act_as_owner()


@pytest.fixture(scope="session", autouse=True)
def flush_as_owner() -> Iterator[None]:
    """A transactional test ends with one TRUNCATE over all tables, which the application role may not do."""
    case: Any = Flushing
    original = case._fixture_teardown

    def teardown(self: Flushing) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
        original(self)
        connection.close()

    case._fixture_teardown = teardown
    yield
    case._fixture_teardown = original
