"""Seconds of one step, and the floors that they are compared with: what PostgreSQL needs for the COPY alone."""

from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

from django.db import connection

Done = TypeVar("Done")


def timed(step: Callable[[], Done]) -> tuple[float, Done]:
    begun = perf_counter()
    done = step()
    return perf_counter() - begun, done


def processor(step: Callable[[], object]) -> float:
    """Seconds of processor time, which other programs of the machine do not lengthen much."""
    begun = process_time()
    step()
    return process_time() - begun


def copy_out(statement: str, rounds: int = 3) -> float:
    """Seconds of `COPY (statement) TO STDOUT`, its bytes thrown away; the median of some rounds."""

    def once() -> None:
        with connection.cursor() as cursor, cursor.cursor.copy(f"COPY ({statement}) TO STDOUT") as copy:
            for _ in copy:
                pass

    return median(timed(once)[0] for _ in range(rounds))


def copy_into_like(table: str) -> float:
    """Seconds of copying the rows of a table into an empty one with the same indexes, which is dropped again."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE measured (LIKE {table} INCLUDING ALL)")
        seconds, _ = timed(lambda: cursor.execute(f"INSERT INTO measured SELECT * FROM {table}"))
        cursor.execute("DROP TABLE measured")
    return seconds
