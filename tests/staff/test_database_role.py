"""The application's role owns nothing: the logs cannot be rewritten, whatever the code does."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from staff.database import take_statistics
from staff.models import AccessLog, Act, User

pytestmark = pytest.mark.django_db


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


def history_tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]


def test_tests_run_under_the_application_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT count(*) FROM pg_tables WHERE tableowner = current_user)")
        role, owned = cursor.fetchone()
    assert role.endswith("_app")
    assert owned == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE staff_accesslog SET screen = 'x'",
        "DELETE FROM staff_accesslog",
        "TRUNCATE staff_accesslog",
        "ALTER TABLE staff_accesslog DISABLE TRIGGER ALL",
        "DROP TABLE staff_accesslog",
    ],
)
def test_the_access_log_can_only_grow(statement: str) -> None:
    user = User.objects.create(username="anne")
    AccessLog.objects.create(user=user, screen="x", act=Act.VIEW, citizens=["ABC"])
    assert refused(statement)
    assert AccessLog.objects.count() == 1


def test_no_history_table_can_be_written_by_hand() -> None:
    tables = history_tables()
    assert len(tables) > 10
    for table in tables:
        assert refused(f"DELETE FROM {table}")
        assert refused(f"UPDATE {table} SET pgh_label = 'x'")
        assert refused(f"TRUNCATE {table}")


def test_a_bulk_update_leaves_one_history_row_for_each_changed_row() -> None:
    User.objects.bulk_create(User(username=f"u{n}") for n in range(3))
    User.objects.update(first_name="Ny")
    history = apps.get_model("staff", "UserEvent")
    assert history.objects.filter(pgh_label="update").count() == 3


def test_it_takes_statistics_of_rows_that_only_its_own_transaction_sees() -> None:
    User.objects.bulk_create(User(username=f"nr{number}") for number in range(700))
    take_statistics("staff")
    with connection.cursor() as cursor:
        cursor.execute("SELECT n_distinct FROM pg_stats WHERE tablename = 'staff_user' AND attname = 'username'")
        assert cursor.fetchone() is not None
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'staff_user'")
        assert cursor.fetchone()[0] >= 700
