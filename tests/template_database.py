"""A migrated database that the test databases are copied from: migrating takes half a minute, a copy a second.

`python -m tests.template_database` makes it beforehand; a worker that comes meanwhile waits for it.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from staff.database import act_as_owner

LOCK = 7_402_316
"""One of the workers makes it; the others wait for the lock."""
UNFINISHED = "_unfinished"


def made() -> str:
    """The name of the template of these migrations, made where there is none. Call it as the owner of the database."""
    name = f"{connection.settings_dict['NAME']}_template_{_digest()}".removeprefix("test_")
    with _server() as server:
        server.execute("SET lock_timeout = 0")
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            draft = sql.Identifier(name + UNFINISHED)
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(draft))
            server.execute(sql.SQL("CREATE DATABASE {}").format(draft))
            _migrate(name + UNFINISHED)
            server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(draft, sql.Identifier(name)))
    return name


def _digest() -> str:
    """Names the migrations, and the rules that are loaded after them: with others the template is another."""
    found = hashlib.sha256()
    loaded = ("*/migrations/*.py", "rules/policies/**/*.toml")
    for path in sorted(path for pattern in loaded for path in settings.BASE_DIR.glob(pattern)):
        found.update(path.read_bytes())
    return found.hexdigest()[:8]


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    """A connection to the server itself, which makes and renames databases; the lock goes with it."""
    with connection._nodb_cursor() as cursor:
        yield cursor.connection


def _migrate(name: str) -> None:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


if __name__ == "__main__":
    django.setup()
    act_as_owner()
    made()
