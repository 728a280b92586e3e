"""Two hundred CPR numbers go through an import that fails and one that succeeds: they stand in one table only."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.importing.files import number, put, town

pytestmark = pytest.mark.django_db
CITIZENS = 200


def tables_with(numbers: set[str]) -> set[str]:
    """The tables whose text holds one of the numbers, however it is written."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text = "\n".join(row[0] for row in cursor.fetchall()).replace("-", "")
            if any(digits in text for digits in numbers):
                found.add(table)
    return found


def test_output_errors_and_history_hold_no_number(tmp_path: Path) -> None:
    numbers = {number(k).replace("-", "") for k in range(1, CITIZENS + 1)}
    out = io.StringIO()
    town(tmp_path / "bad", CITIZENS)
    keys = range(1, CITIZENS + 1)
    put(
        tmp_path / "bad",
        "samtaler.csv",
        [
            "nøgle;sagsnr;art;status;dato;note",
            *(f"{number(k)};{number(k)};{number(k)};x;y;om {number(k)}" for k in keys),
        ],
    )
    put(tmp_path / "bad", "pauser.csv", ["nøgle;sagsnr;årsag;fra", *(f"P{k};F{k};ferie;{number(k)}" for k in keys)])
    put(tmp_path / "bad", "visitationer.csv", [f"{number(1)};{number(2)}", f"{number(3)};{number(4)}"])
    with pytest.raises(CommandError) as refused:
        call_command("import_citizens", tmp_path / "bad", as_of=None, stdout=out, stderr=out)
    town(tmp_path / "good", CITIZENS)
    call_command("import_citizens", tmp_path / "good", as_of=None, stdout=out, stderr=out)
    town(tmp_path / "good", CITIZENS - 50)
    call_command("import_citizens", tmp_path / "good", as_of=None, stdout=out, stderr=out)
    printed = (out.getvalue() + str(refused.value)).replace("-", "")
    assert "fejl" in printed
    assert "Borgere med åben sag, som ikke står i borgere.csv (ikke ændret): 50" in printed
    assert not [digits for digits in numbers if digits in printed]
    assert tables_with(numbers) == {"cases_citizennumber"}
