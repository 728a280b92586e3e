"""Every number, date, group, anchor, stop, member and choice of every computed row decides some scenario."""

from functools import cache

import pytest

from rules.gates.gate import Gate
from rules.terms import SILENT
from tests.rules.mutants import Row, What, mutants, rows
from tests.rules.surviving import EQUIVALENT, Bench, survivors

ROWS = rows()
AT_LEAST = 3


def name(row: Row) -> str:
    return f"{row.id}-gate" if isinstance(row, Gate) else row.id


@cache
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("row", ROWS, ids=[name(row) for row in ROWS])
def test_every_mutant_of_a_row_is_told_apart(row: Row) -> None:
    assert [str(mutant) for mutant in survivors(mutants(row), bench()) if str(mutant) not in EQUIVALENT] == []


@pytest.mark.parametrize("row", ROWS, ids=[name(row) for row in ROWS])
def test_a_row_has_an_ordinary_case_an_edge_and_an_exception(row: Row) -> None:
    assert row.kind in SILENT or bench().questions(row.id) >= AT_LEAST


def test_the_mutants_are_of_every_sort() -> None:
    found = [mutant for row in ROWS for mutant in mutants(row)]
    assert {mutant.what for mutant in found} == set(What)
    assert len({str(mutant) for mutant in found}) == len(found)
    assert set(EQUIVALENT) <= {str(mutant) for mutant in found}


def test_what_is_called_equivalent_survives() -> None:
    found = [mutant for row in ROWS for mutant in mutants(row) if str(mutant) in EQUIVALENT]
    assert {str(mutant) for mutant in survivors(found, bench())} == set(EQUIVALENT)
