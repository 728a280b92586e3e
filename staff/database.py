"""The application's database role: owns nothing, cannot rewrite a log.

Web, worker, beat and every test body connect with `-c role=<database>_app`; only `migrate` runs as owner.
The role and its rights are set after every `migrate`, so new tables are covered in any order.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

APPEND_ONLY = ("staff_accesslog",)
MAINTAIN_SINCE = (17,)
"""The version of PostgreSQL that has the right to take statistics of tables one does not own."""


def act_as_owner(alias: str = "default") -> None:
    """Drop the application role from the connection settings (before the first connection is made)."""
    options = connections[alias].settings_dict["OPTIONS"]
    options["options"] = " ".join(_without_role(options.get("options", "")))
    connections[alias].close()


def act_as_application(alias: str = "default") -> None:
    """Connect as the application role from now on."""
    options = connections[alias].settings_dict["OPTIONS"]
    options["options"] = " ".join([*_without_role(options.get("options", "")), "-c", f"role={settings.APP_ROLE}"])
    connections[alias].close()


def _without_role(options: str) -> Iterable[str]:
    words = options.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return [word for pair in pairs if not pair[1].startswith("role=") for word in pair]


def grant_application_role(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Create the role and set its rights; runs once, after the last app of a `migrate` (never after a flush)."""
    last = [config.label for config in apps.get_app_configs() if config.models_module is not None][-1]
    if "plan" not in kwargs or sender.label != last or settings.APP_DATABASE_URL:
        return
    connection = connections[using]
    role = sql.Identifier(settings.APP_ROLE)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "DO $$ BEGIN CREATE ROLE {} NOLOGIN; "
                "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            ).format(role)
        )
        cursor.execute("SELECT pg_has_role(current_user, %s, 'SET')", [settings.APP_ROLE])
        if not cursor.fetchone()[0]:
            cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
        ):
            cursor.execute(sql.SQL(statement).format(role))
        if connection.get_database_version() >= MAINTAIN_SINCE:
            cursor.execute(sql.SQL("GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {}").format(role))
        _protect_logs(connection, role)


def take_statistics(app: str, alias: str = "default") -> None:
    """Count the tables of an app again, also in the middle of a transaction that has filled them.

    What was planned for them as they were can take minutes now, and autovacuum sees nothing before the end. Where the
    role may not (PostgreSQL 16 and older), the server skips the tables with a warning.
    """
    names = sql.SQL(", ").join(sql.Identifier(model._meta.db_table) for model in apps.get_app_config(app).get_models())
    with connections[alias].cursor() as cursor:
        cursor.execute(sql.SQL("ANALYZE {}").format(names))


def _protect_logs(connection: BaseDatabaseWrapper, role: sql.Identifier) -> None:
    history = [m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model")] + ["pghistory_context"]
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            cursor.execute(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(table), role))
        for table in history:
            cursor.execute(
                sql.SQL("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(table), role)
            )
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = 'public' AND (p.proname = '_pgh_attach_context' OR p.oid IN "
            "(SELECT tgfoid FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'pgtrigger\\_%'))"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = public, pg_temp")
