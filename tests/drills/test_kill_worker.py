"""A real Celery worker over real Redis is killed with -9 in the middle of a sweep; the next one makes it good.

Five rounds, two with DRILL_SHORT=1: some are killed while deadlines are written, some while notices are.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis
from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from psycopg import sql

from cases.models import Deadline, Gap, Listing, Notice, SweepFailure, SweepRun
from cases.models.runs import RunStatus
from cases.services import sweep
from jobcenter.celery import app
from tests.cases import histories

ROOT = Path(__file__).resolve().parents[2]
CASES = 2000
ROUNDS: list[tuple[type[models.Model], float]] = [
    (Deadline, 0.1),
    (Notice, 0.3),
    (Deadline, 0.4),
    (Notice, 0.6),
    (Deadline, 0.7),
]
"""What is being written at the kill, and how much of it is there at least."""
if os.environ.get("DRILL_SHORT") == "1":
    ROUNDS = ROUNDS[:2]
OWN_DATABASE = 9
"""Number of the Redis database of the drill, apart from everything else on the server."""
pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]


def broker() -> str:
    """The Redis server of the installation, with a database of the drill's own."""
    server = settings.REDIS_URL.partition("?")[0]
    if server.startswith("redis+socket:"):
        return f"{server}?virtual_host={OWN_DATABASE}"
    return urlunsplit(urlsplit(server)._replace(path=f"/{OWN_DATABASE}"))


def database() -> str:
    """The address of the tests' database."""
    address, _, options = settings.DATABASE_URL.partition("?")
    return f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}?{options}"


def queue() -> redis.Redis:
    url = urlsplit(settings.REDIS_URL)
    if url.scheme == "redis+socket":
        return redis.Redis(unix_socket_path=url.path, db=OWN_DATABASE)
    return redis.Redis.from_url(broker())


@pytest.fixture
def worker_role() -> Iterator[None]:
    """The worker knows its database by the test's name and takes the role of that name: give it the tests' rights."""
    role = sql.Identifier(f"{connection.settings_dict['NAME']}_app")
    rights = sql.Identifier(settings.APP_ROLE)
    with as_owner() as cursor:
        cursor.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))
        cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN IN ROLE {}").format(role, rights))
        cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
    yield
    with as_owner() as cursor:
        cursor.execute(sql.SQL("DROP ROLE {}").format(role))


@contextmanager
def as_owner() -> Iterator[object]:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            yield cursor
        finally:
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(settings.APP_ROLE)))


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A worker process with its child, in a session of its own."""
    words = (sys.executable, "-m", "celery", "-A", "jobcenter", "worker", "--concurrency=1", "--loglevel=WARNING")
    process = subprocess.Popen(
        [*words, "--without-gossip", "--without-mingle"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database(), "REDIS_URL": broker()},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the worker and its child, and wait until the database has noticed."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
    until(lambda: others_at_work() == 0, 20)


def others_at_work() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def until(reached: Callable[[], bool], seconds: float) -> None:
    limit = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < limit, "it took too long"
        time.sleep(0.002)


def order_sweep() -> None:
    """What beat does."""
    with app.connection_for_write(url=broker()) as channel:
        app.send_task("cases.sweep", connection=channel)


def contents() -> dict[str, list[str]]:
    """Every derived row as text, without ids, times and the run."""
    found = {}
    with connection.cursor() as cursor:
        for table in (Deadline, Gap, Listing, Notice):
            name = sql.Identifier(table._meta.db_table)
            own = "{id,computed_at,noticed_at,run_id}"
            rows = sql.SQL("SELECT (to_jsonb(t) - %s::text[])::text FROM {} AS t ORDER BY 1").format(name)
            cursor.execute(rows, [own])
            found[table.__name__] = [text for (text,) in cursor.fetchall()]
    return found


def forget() -> None:
    with connection.cursor() as cursor:
        for table in (Notice, SweepFailure, SweepRun, Listing, Gap, Deadline):
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table._meta.db_table)))
    queue().flushdb()


def test_a_killed_sweep_is_made_good_by_the_next(worker_role: None) -> None:
    histories.insured_cases(CASES, house=histories.house(), first_day=timezone.localdate() - timedelta(days=60))
    done = sweep.run(today=timezone.localdate(), now=timezone.now())
    assert done.run is not None
    assert done.run.status == RunStatus.OK
    wanted = contents()
    total = {table: len(wanted[table.__name__]) for table in (Deadline, Notice)}
    assert total[Notice] == 4 * CASES
    for table, fraction in ROUNDS:
        forget()
        with worker() as process:
            order_sweep()
            until(lambda t=table, f=fraction: t._default_manager.count() >= f * total[t], 300)  # type: ignore[misc]
            kill(process)
        written = {one: one._default_manager.count() for one in (Deadline, Notice)}
        assert written[Deadline] > 0
        assert sum(written.values()) < sum(total.values())
        assert 0 < written[table] < total[table]
        assert SweepRun.objects.get().status == RunStatus.RUNNING
        with worker():
            order_sweep()
            until(lambda: SweepRun.objects.filter(status=RunStatus.OK).exists(), 300)
        assert list(SweepRun.objects.order_by("pk").values_list("status", flat=True)) == ["failed", "ok"]
        assert contents() == wanted
    forget()
